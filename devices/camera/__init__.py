"""Cameras: pictures of documents and faces, and the codes in them (PROTOCOLS §3.6)."""
