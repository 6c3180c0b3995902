"""The items of one life event."""
