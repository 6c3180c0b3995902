"""Life events as joint matters: a few questions → the items that apply with reasons, one set of fields and materials."""
