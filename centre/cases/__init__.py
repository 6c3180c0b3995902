"""办件, the inner zone: open what was sealed, keep the evidence, count the days, let an officer decide."""
