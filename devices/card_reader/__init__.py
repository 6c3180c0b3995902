"""ID card readers: from the frame of the security module to a CardRecord (PROTOCOLS §1)."""
