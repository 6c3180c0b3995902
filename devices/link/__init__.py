"""Bytes with deadlines, meaning nothing: hop 1 of a value's way. Never looks inside, never logs content."""
