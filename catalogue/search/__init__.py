"""A resident's words → items with reasons: hanzi, pinyin with Sichuan confusions, initials, English."""
