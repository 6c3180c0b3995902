"""What a life event opens: what is handed in here together, and what elsewhere."""
