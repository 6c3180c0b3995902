"""A4 printers: forms and guides as PDF (PROTOCOLS §5)."""
