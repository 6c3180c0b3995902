"""Hardware: one process a device, each driver speaks one wire. Imports contract only."""
