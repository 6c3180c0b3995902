"""The outer zone, the stations' door: batches, custody, signed receipts, the status feed. Holds no private key."""
