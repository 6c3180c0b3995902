"""Life events as joint matters: a few questions → the items that apply and why, one set of fields and materials."""
