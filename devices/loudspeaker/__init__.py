"""Plays clips of the voice pack, through loudspeaker or headset."""
