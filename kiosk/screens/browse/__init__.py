"""The tree of categories and groups, and the list of quick items."""
