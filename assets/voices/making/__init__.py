"""Renders the voice pack; runs on a build machine, never on a terminal."""
