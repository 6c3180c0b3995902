"""The bench panel of the demo: a second window to lay down a card, show a code, empty the paper, cut the network."""
