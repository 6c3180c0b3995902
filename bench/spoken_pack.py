"""A voice pack of tones in place of speech, for tests: every sentence has a sound of its own."""

from pathlib import Path

import msgspec
import numpy as np
import soundfile

from kiosk.reading_aloud.spoken import NORMALISER
from kiosk.reading_aloud.voice_pack import INDEX, Index, Making, clip_path

RATE = 24_000
MAKING = Making(voice="tone", speed=1.0, model="0" * 64, normaliser=NORMALISER)


def tone_pack(folder: Path, sentences: dict[str, float]) -> Path:
    """sentences: spoken sentence → seconds. Each is two tones that no other has."""
    for number, (text, seconds) in enumerate(sentences.items()):
        moments = np.arange(int(seconds * RATE)) / RATE
        sound = 0.3 * np.sin(2 * np.pi * (200 + 7 * number) * moments) + 0.2 * np.sin(
            2 * np.pi * (523 + 13 * number) * moments
        )
        path = clip_path(folder, MAKING.clip_name(text))
        path.parent.mkdir(parents=True, exist_ok=True)
        soundfile.write(path, sound.astype("float32"), RATE, format="OGG", subtype="OPUS")
    index = Index(making=MAKING, clips={text: int(1000 * seconds) for text, seconds in sentences.items()})
    (folder / INDEX).write_bytes(msgspec.json.encode(index))
    return folder
