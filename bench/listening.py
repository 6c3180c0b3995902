"""An ear for tests: samples that were heard → the sentences of the voice pack in them, by their sound alone."""

from pathlib import Path

import numpy as np
import soundfile

from kiosk.reading_aloud.voice_pack import VoicePack, clip_path

HEAD = 1200
"""Samples that a clip is known by: 50 ms from its first that is not silence."""


class Ear:
    """Knows every clip of a pack as it sounds at one volume (0–100) and the usual pace."""

    def __init__(self, folder: Path, volume: int = 70) -> None:
        pack = VoicePack(folder)
        self._known: dict[bytes, tuple[str, int]] = {}
        for text in pack.index.clips:
            with soundfile.SoundFile(clip_path(folder, pack.index.making.clip_name(text))) as clip:
                samples, frames = clip.read(4 * HEAD, dtype="float32"), clip.frames
            sound = (np.clip(samples * (volume / 100) ** 2, -1, 1) * 32767).astype("<i2")
            loud = np.flatnonzero(sound)
            if len(loud):
                start = int(loud[0])
                self._known[sound[start : start + HEAD].tobytes()] = text, frames - start

    def sentences(self, heard: bytes) -> list[str]:
        """In the order they were heard; one that was broken off is listed when its beginning was heard."""
        sound = np.frombuffer(bytes(heard), dtype="<i2")
        told: list[str] = []
        at = 0
        while at + HEAD <= len(sound):
            known = self._known.get(sound[at : at + HEAD].tobytes())
            if known is not None:
                told.append(known[0])
                at += known[1]
            else:
                loud = np.flatnonzero(sound[at + 1 :])
                at = at + 1 + int(loud[0]) if len(loud) else len(sound)
        return told
