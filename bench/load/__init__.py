"""Load on a centre: many pretend stations straight in its database, batches made beforehand, connections kept open."""
