"""The pretend world: emulated devices, a scripted resident, faults and figures. Never shipped."""
