"""The search field with the keyboard and the best items under it."""
