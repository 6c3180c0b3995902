"""Says that nothing of the visit is left."""
