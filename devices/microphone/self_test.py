"""Does a model understand the ten known recordings? `decode` runs in a child process, which a broken model may end.

The limits are those of SPEECH §6. Nothing but synthetic recordings is decoded, so the report may be kept.
"""

import csv
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from devices.microphone.engines import engine_named
from devices.microphone.recognise import read_wav, recognised
from devices.microphone.speech_store import SpeechStore, engine_for, refused
from devices.microphone.utterance import SILENCE_CHUNK
from devices.microphone.voice_activity import activity_for

LOAD_LIMIT_S = 10.0
MEMORY_LIMIT_MB = 600.0
RTF_LIMIT = 1.0
GOOD_SHARE = 0.2
GOOD_OF_TEN = 0.8
CHILD_LIMIT_S = 180.0


class Decoded(msgspec.Struct, frozen=True, kw_only=True):
    """What a model made of the recordings: file → alternatives, best first."""

    engine: str
    texts: dict[str, tuple[str, ...]]
    silence: str
    load_s: float
    memory_mb: float
    rtf: float
    final_ms: float
    """The longest of all."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    ok: bool
    engine: str
    good: int
    """Recordings with at most a fifth of their units wrong."""
    of: int
    character_error: float
    syllable_error: float | None
    load_s: float
    memory_mb: float
    rtf: float
    final_ms: float
    problems: tuple[str, ...] = ()


def references(recordings: Path) -> list[dict[str, str]]:
    with (recordings / "utterances.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def decode(model: Path, store: SpeechStore, recordings: Path) -> Decoded:
    """In a child process. Raises Failed."""
    name = engine_for(model)
    if name is None:
        raise refused(f"{model} holds no model")
    began = time.perf_counter()
    engine = engine_named(name)
    engine.load(model)
    load_s = time.perf_counter() - began
    activity = activity_for(store.activity_model)
    found = {
        row["file"]: recognised(read_wav(recordings / row["file"]), engine, activity) for row in references(recordings)
    }
    silence = recognised(SILENCE_CHUNK * 50, engine, activity)
    return Decoded(
        engine=name,
        texts={file: one.final.nbest for file, one in found.items()},
        silence=silence.final.text,
        load_s=round(load_s, 2),
        memory_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        rtf=round(sum(one.rtf for one in found.values()) / len(found), 3),
        final_ms=round(max(one.final_ms for one in found.values()), 1),
    )


def wrong_units(wanted: Sequence[str], found: Sequence[str]) -> int:
    """Units to change, add or take away (Levenshtein)."""
    row = list(range(len(found) + 1))
    for number, unit in enumerate(wanted, 1):
        above, row = row, [number]
        for place, other in enumerate(found):
            row.append(min(above[place] + (unit != other), above[place + 1] + 1, row[place] + 1))
    return row[-1]


def judged(decoded: Decoded, recordings: Path, syllables: Callable[[str], Sequence[str]] | None) -> Report:
    """syllables: hanzi → pinyin without tones, from the content package; without one, characters are compared."""
    rows = references(recordings)
    good = characters = wrong_characters = units = wrong = 0
    for row in rows:
        said = (decoded.texts.get(row["file"]) or ("",))[0]
        in_characters = wrong_units(row["text"], said)
        characters += len(row["text"])
        wrong_characters += in_characters
        wanted: Sequence[str] = row["pinyin"].split() if syllables else row["text"]
        missed = wrong_units(wanted, syllables(said)) if syllables else in_characters
        units += len(wanted)
        wrong += missed
        good += missed <= GOOD_SHARE * len(wanted)
    problems = []
    if good < GOOD_OF_TEN * len(rows):
        problems.append(f"{good} of {len(rows)} recordings were understood")
    if decoded.silence:
        problems.append("silence gave a text")
    if decoded.load_s > LOAD_LIMIT_S:
        problems.append(f"loading took {decoded.load_s} s")
    if decoded.memory_mb > MEMORY_LIMIT_MB:
        problems.append(f"{decoded.memory_mb} MB of memory")
    if decoded.rtf >= RTF_LIMIT:
        problems.append(f"{decoded.rtf} processor seconds a second of audio")
    return Report(
        ok=not problems,
        engine=decoded.engine,
        good=good,
        of=len(rows),
        character_error=round(wrong_characters / max(characters, 1), 3),
        syllable_error=round(wrong / max(units, 1), 3) if syllables else None,
        load_s=decoded.load_s,
        memory_mb=decoded.memory_mb,
        rtf=decoded.rtf,
        final_ms=decoded.final_ms,
        problems=tuple(problems),
    )


def decoded_of(line: bytes, code: int) -> Decoded:
    """What a child printed. Raises Failed(SPEECH_MODEL_REFUSED) when it ended without an answer."""
    try:
        return msgspec.json.decode(line, type=Decoded)
    except msgspec.MsgspecError:
        raise refused(f"the model ended its process with {code} instead of an answer") from None
