"""Handed in: number, QR, what happens next."""
