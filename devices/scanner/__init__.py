"""Code scanners: from bytes on a line to a text of a known kind (PROTOCOLS §3)."""
