"""A draft that goes along on a phone and comes back: sealed under a code that only the resident knows."""
