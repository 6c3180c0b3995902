"""Says what is known about each condition of an item, with its source; hints only, nothing is ever refused by them."""
