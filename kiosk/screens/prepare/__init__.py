"""Before setting out: what can be done here, what to bring, where else to go; printed or taken along."""
