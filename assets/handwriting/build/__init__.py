"""Makes the model of the handwriting pad; run by developers, not by the station."""
