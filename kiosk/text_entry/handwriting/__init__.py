"""Strokes of a finger → characters: features, matching and the worker process that holds them. Keeps nothing."""
