"""What real devices say, written down as transcripts without anything of anybody."""
