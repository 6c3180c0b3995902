"""Makes the table of the stroke keyboard; run by developers, not by the station."""
