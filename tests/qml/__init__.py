"""Checks of every screen as it is drawn."""
