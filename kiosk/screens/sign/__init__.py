"""The declarations in plain words, and the signature."""
