"""Addresses of each zone."""
