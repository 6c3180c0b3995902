"""Adapters to systems outside the centre, each an interface with a simulator that can be slow, wrong and down."""
