"""Draws the sample pictures. Not in the frozen station."""
