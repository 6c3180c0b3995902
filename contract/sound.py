"""What the loudspeaker is told to play, and what it says of it. A clip is named by what it says and how it was made."""

from enum import StrEnum

import msgspec

CLIPS_AT_MOST = 400
"""Of one Say: some minutes."""


class SoundOutput(StrEnum):
    """Where it is heard."""

    SPEAKER = "speaker"
    HEADSET = "headset"


class Sounded(msgspec.Struct, frozen=True, kw_only=True):
    """One clip of the voice pack, and the silence after it."""

    clip: str
    gap_ms: int = 0


class Say(msgspec.Struct, frozen=True, kw_only=True, tag="say"):
    """Play these clips one after another, instead of whatever is being played. The answer: one SaidOver."""

    visit: int
    say_id: int
    clips: tuple[Sounded, ...]
    output: SoundOutput = SoundOutput.SPEAKER
    speed_percent: int = 100
    """50–150; the pitch stays."""


class Hush(msgspec.Struct, frozen=True, kw_only=True, tag="hush"):
    """Stop at once."""


class SaidOver(msgspec.Struct, frozen=True, kw_only=True, tag="said_over"):
    """`whole` False: stopped, replaced, or the device went away. `unplayed`: clips the pack did not have."""

    visit: int
    say_id: int
    whole: bool
    unplayed: int = 0
