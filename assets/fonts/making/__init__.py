"""How the fonts for rare characters were made: run by hand by whoever renews them, never by set-up or the station."""
