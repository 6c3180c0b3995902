"""Makes the word tables of the pinyin keyboard; run by developers, not by the station."""
