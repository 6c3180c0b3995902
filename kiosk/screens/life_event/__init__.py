"""The questions of a life event."""
