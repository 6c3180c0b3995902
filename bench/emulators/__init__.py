"""Pretend hardware at the far end of a real wire, written from the protocol page; shares no code with the drivers."""
