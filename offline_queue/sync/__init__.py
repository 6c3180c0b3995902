"""To the centre over the network, in a process of its own: blocking HTTP, one connection, one small loop."""
