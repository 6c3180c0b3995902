"""What the station says aloud: texts as they are spoken, the clips of the voice pack, and the focus that keys move."""
