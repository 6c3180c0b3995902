"""A clip's name → its samples, at the wanted pace. Bounded; a damaged or missing clip is no sound."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

RATE = 24_000
"""Samples a second of every clip; another rate is no clip of ours."""
OCTETS_AT_MOST = 2 * 1024 * 1024
SECONDS_AT_MOST = 60
NAME = re.compile(r"[0-9a-f]{24}")
_WINDOW = RATE * 30 // 1000
_HOP = _WINDOW // 2
_SEARCH = RATE * 8 // 1000

Samples = Any
"""Mono float32 between -1 and 1."""


def clip_samples(folder: Path, name: str) -> Samples | None:
    """None: not in the pack, or not what a clip is."""
    if not NAME.fullmatch(name):
        return None
    path = folder / "clips" / name[:2] / f"{name}.opus"
    try:
        if path.stat().st_size > OCTETS_AT_MOST:
            return None
        with soundfile.SoundFile(path) as held:
            if held.samplerate != RATE or held.channels != 1 or held.frames > RATE * SECONDS_AT_MOST:
                return None
            return held.read(dtype="float32")
    except (OSError, soundfile.LibsndfileError):
        return None


def paced(samples: Samples, speed_percent: int) -> Samples:
    """Slower or faster with the pitch kept: overlapping windows, each laid where it fits the one before (WSOLA)."""
    if speed_percent == 100 or len(samples) < 2 * _WINDOW:
        return samples
    taken_hop = _HOP * speed_percent // 100
    window = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
    rounds = (len(samples) - _WINDOW - _SEARCH) // taken_hop
    if rounds < 1:
        return samples
    out = np.zeros(rounds * _HOP + _WINDOW, dtype=np.float32)
    at = 0
    for number in range(rounds):
        out[number * _HOP :][:_WINDOW] += samples[at : at + _WINDOW] * window
        wanted = samples[at + _HOP : at + _HOP + _WINDOW]
        ideal = (number + 1) * taken_hop
        start = max(0, ideal - _SEARCH)
        near = samples[start : ideal + _SEARCH + _WINDOW]
        if len(near) < _WINDOW or len(wanted) < _WINDOW:
            break
        at = start + int(np.argmax(np.correlate(near, wanted, "valid")))
    return out
