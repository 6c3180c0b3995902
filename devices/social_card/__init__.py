"""Social security cards through PC/SC: public data only, never a PIN (PROTOCOLS §2)."""
