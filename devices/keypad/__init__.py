"""Tactile keys, proximity sensor and headset socket: whatever Linux shows as input events."""
