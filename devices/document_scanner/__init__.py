"""Document scanners: a sheet in, a picture out."""
