"""What is told before an ID card is read, and the one choice that is free."""
