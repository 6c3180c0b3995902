"""One page for every fault: what still works first, then at least two other ways."""
