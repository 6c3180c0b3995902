"""How each material is given."""
