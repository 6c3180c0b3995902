"""The voice pack: sentences spoken at build time, found by their text, joined where a text has none of its own.

A folder: `pack.json` says how it was made and which sentence is in which clip; `clips/` holds them. Another voice is
another folder of the same kind.
"""

import hashlib
from functools import cached_property
from pathlib import Path

import msgspec

from contract.failures import Failed, FailureCode, Retry
from contract.sound import Sounded
from kiosk.reading_aloud.spoken import NORMALISER, clauses_of, sentences_of
from kiosk.reading_aloud.syllables import syllables

INDEX = "pack.json"
INDEX_LIMIT = 8 * 1024 * 1024
SENTENCE_GAP_MS = 380
CLAUSE_GAP_MS = 170
LONGEST_PIECE = 24
"""Characters; longer clips are whole sentences, never a part of another."""
_NAME_CHARACTERS = 24


class Making(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the clips were made; a clip made otherwise has another name."""

    voice: str
    speed: float
    model: str
    """SHA-256 of the model."""
    normaliser: int
    language: str = "zh-CN"

    def clip_name(self, sentence: str) -> str:
        made = f"{sentence}|{self.voice}|{self.speed:.2f}|{self.model}|{self.normaliser}"
        return hashlib.sha256(made.encode()).hexdigest()[:_NAME_CHARACTERS]


class Index(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """clips: sentence → length in milliseconds; the clip's name follows from sentence and making."""

    making: Making
    clips: dict[str, int]


class Assembled(msgspec.Struct, frozen=True):
    """What is played for a text, in order; `missing`: parts of it that no clip says."""

    clips: tuple[Sounded, ...] = ()
    missing: tuple[str, ...] = ()


def clip_path(folder: Path, name: str) -> Path:
    return folder / "clips" / name[:2] / f"{name}.opus"


class VoicePack:
    """An opened pack. Raises Failed(CONFIG_INVALID) when there is none, or one made by other rules."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            with (folder / INDEX).open("rb") as file:
                self.index = msgspec.json.decode(file.read(INDEX_LIMIT), type=Index)
        except (OSError, msgspec.DecodeError) as wrong:
            raise _invalid(f"no voice pack in {folder}: {type(wrong).__name__}") from wrong
        if self.index.making.normaliser != NORMALISER:
            raise _invalid(f"the voice pack in {folder} was made by other rules of speaking")

    @cached_property
    def _pieces(self) -> frozenset[str]:
        return frozenset(
            text for text in self.index.clips if len(text) <= LONGEST_PIECE and not set(text) & set("，：？、")
        )

    def has(self, sentence: str) -> bool:
        return sentence in self.index.clips

    def assemble(self, texts: tuple[str, ...], *, spelt: bool = False) -> Assembled:
        """Clips for texts as they stand on the screen: a sentence whole, else by its commas, else word by word.

        spelt: what has no clip, such as a name, is put together from syllables.
        """
        clips: list[Sounded] = []
        missing: list[str] = []
        for text in texts:
            for sentence in sentences_of(text):
                self._sentence(sentence, clips, missing, spelt)
        return Assembled(tuple(clips), tuple(missing))

    def sounds(self, readings: tuple[str, ...]) -> tuple[Sounded, ...]:
        """Syllables by their readings (`zhāng`) as one clause; those without a clip are left out."""
        clips = [self._clip(reading, 0) for reading in readings if self.has(reading)]
        return (*clips[:-1], *(msgspec.structs.replace(last, gap_ms=SENTENCE_GAP_MS) for last in clips[-1:]))

    def _sentence(self, sentence: str, clips: list[Sounded], missing: list[str], spelt: bool) -> None:
        if self.has(sentence):
            clips.append(self._clip(sentence, SENTENCE_GAP_MS))
            return
        before = len(clips)
        for clause in clauses_of(sentence):
            pieces = [clause] if self.has(clause) else self._joined(clause, spelt)
            if pieces:
                clips += [self._clip(piece, 0) for piece in pieces[:-1]]
                clips.append(self._clip(pieces[-1], CLAUSE_GAP_MS))
            else:
                missing.append(clause)
        if len(clips) > before:
            clips[-1] = msgspec.structs.replace(clips[-1], gap_ms=SENTENCE_GAP_MS)

    def _joined(self, clause: str, spelt: bool) -> list[str]:
        """The fewest pieces that make up the clause; none when some part has no clip."""
        sounds = syllables().of_name(clause) if spelt else ()
        best: list[list[str] | None] = [[], *([None] * len(clause))]
        for end in range(1, len(clause) + 1):
            for start in range(max(0, end - LONGEST_PIECE), end):
                before, piece = best[start], clause[start:end]
                if spelt and len(piece) == 1 and piece not in self._pieces:
                    piece = sounds[start]
                if before is None or piece not in self._pieces:
                    continue
                found = best[end]
                if found is None or len(before) + 1 < len(found):
                    best[end] = [*before, piece]
        return best[len(clause)] or []

    def _clip(self, sentence: str, gap_ms: int) -> Sounded:
        return Sounded(clip=self.index.making.clip_name(sentence), gap_ms=gap_ms)


def _invalid(happened: str) -> Failed:
    return Failed(FailureCode.CONFIG_INVALID, happened, "run ./station aloud render, or install a pack", Retry.NEVER)
