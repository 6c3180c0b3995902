"""Everything once more, any row can be changed."""
