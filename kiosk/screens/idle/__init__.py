"""The welcome picture between visits."""
