"""The guide of one item: the four facts, materials, steps, questions."""
