"""Lamps beside the openings and the contact of the cabinet's door."""
