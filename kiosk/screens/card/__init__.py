"""Where to lay the ID card, and the other ways on."""
