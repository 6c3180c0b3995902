"""What a register said."""
