"""The nouns that cross a process or the network. Pure: no input or output, no clock, no Qt, no Django."""
