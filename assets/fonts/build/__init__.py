"""How the fonts for rare characters were made. Run by hand by whoever renews them; never by set-up, tests or the station."""
