"""What a search found: the best guess large, four others, a way out."""
