"""How the centre is put together and started: settings of each zone, keys, addresses, the server."""
