"""From the sources to the trained part of a package: what is learnt, whether the kept result is of these sources.

`assets/understanding/` holds `encoder.bin` (cut from a published model) and `trained.bin`, the result for the sources
of the repository: a build takes it as it is; `./station package build` trains anew when the sources changed.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import numpy as np

from catalogue.package.check import check_sources
from catalogue.package.sources import UNDERSTANDING, Sources, read_sources
from catalogue.search.build import reading_of, syllables_read
from catalogue.search.kinds import Calibration
from catalogue.search.sentence_encoder import SentenceEncoder
from catalogue.search.spelt import pairs_of
from catalogue.search.trained import ENCODER_KIND, KIND
from catalogue.search.training import Line, train
from contract.catalogue import Item

CACHE = Path(__file__).resolve().parents[2] / ".station" / "understanding"
ENCODER, TRAINED, CALIBRATION = "encoder.bin", "trained.bin", "calibration.json"
METHOD = "1"
"""Raised when the way of training changes: every kept result is stale then."""
OWN_WORDS = "catalogue"
"""Style of the names and keywords that the catalogue itself has."""


class Result(msgspec.Struct, frozen=True):
    """A kept result and the digest of what it was trained on."""

    digest: str
    parts: dict[str, bytes]


def lines_of(sources: Sources) -> list[Line]:
    """Every known sentence once for each meaning, in the order of the sources."""
    said = [(item.code, text, OWN_WORDS) for item in sources.items for text in own_words(item)]
    said += [(line.code, line.text, line.style) for line in sources.said.phrasings]
    said += [(f"{line.kind.value}:{line.meaning}", line.text, "talk") for line in sources.said.talk]
    table = reading_of()
    known: dict[tuple[str, str], Line] = {}
    for label, text, style in said:
        known.setdefault((label, text), Line(text, label, style, tuple(syllables_read(text, table))))
    return list(known.values())


def own_words(item: Item) -> Iterator[str]:
    yield from dict.fromkeys((item.name, item.short_zh, *item.colloquial, *item.keywords))


def labels_of(lines: list[Line]) -> list[str]:
    """Items in their order, then the rest by name."""
    every = dict.fromkeys(line.label for line in lines)
    return [label for label in every if ":" not in label] + sorted(label for label in every if ":" in label)


def digest_of_lines(lines: list[Line], encoder: str) -> str:
    body = msgspec.msgpack.encode((METHOD, encoder, [(line.label, line.text) for line in lines]))
    return hashlib.sha256(body).hexdigest()


def kept_result(folder: Path) -> Result | None:
    path = folder / TRAINED
    return msgspec.msgpack.decode(path.read_bytes(), type=Result) if path.exists() else None


def is_fresh(sources: Sources, folder: Path = UNDERSTANDING) -> bool:
    """Whether the kept result is of these sources."""
    kept, encoder = kept_result(folder), folder / ENCODER
    if kept is None or not encoder.exists():
        return False
    return kept.digest == digest_of_lines(lines_of(sources), hashlib.sha256(encoder.read_bytes()).hexdigest())


def encoded(texts: list[str], encoder: SentenceEncoder, digest: str, folder: Path = CACHE) -> np.ndarray:
    """Vectors of the texts; those of an earlier training on this machine are not worked out again."""
    path = folder / f"vectors-{digest[:16]}.msgpack"
    known = msgspec.msgpack.decode(path.read_bytes(), type=dict[str, bytes]) if path.exists() else {}
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    if missing:
        found = encoder.encode(missing).astype("<f2")
        known |= {text: vector.tobytes() for text, vector in zip(missing, found, strict=True)}
        folder.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(msgspec.msgpack.encode(known))
        os.replace(fresh, path)
    return np.frombuffer(b"".join(known[text] for text in texts), "<f2").reshape(len(texts), -1).astype(np.float32)


def learn(sources: Sources, folder: Path = UNDERSTANDING, told: Callable[[str], None] = lambda _: None) -> None:
    """Train and keep the result in `folder`. A minute or two, 2 GB. OSError when it cannot be written."""
    body = (folder / ENCODER).read_bytes()
    digest = hashlib.sha256(body).hexdigest()
    lines = lines_of(sources)
    told(f"reading {len(lines)} sentences")
    encoder = SentenceEncoder(msgspec.msgpack.decode(body, type=dict[str, bytes]).__getitem__)
    calibration = msgspec.json.decode((folder / CALIBRATION).read_bytes(), type=Calibration)
    vectors = encoded([line.text for line in lines], encoder, digest)
    parts = train(lines, labels_of(lines), vectors, digest, calibration, told)
    parts["pairs"] = msgspec.msgpack.encode(pairs_of([line.text for line in lines], reading_of()), order="sorted")
    fresh = folder / f"{TRAINED}.{os.getpid()}"
    fresh.write_bytes(msgspec.msgpack.encode(Result(digest_of_lines(lines, digest), parts)))
    os.replace(fresh, folder / TRAINED)


def learn_what_changed(content: Path, told: Callable[[str], None], folder: Path = UNDERSTANDING) -> bool:
    """Train when the kept result is not of the sources; whether it was done. Breaches are left to the build."""
    sources = read_sources(content)
    if not (folder / ENCODER).exists() or check_sources(sources) or is_fresh(sources, folder):
        return False
    learn(sources, folder, told)
    return True


def learnt_pieces(folder: Path = UNDERSTANDING) -> Iterator[tuple[str, str, bytes]]:
    """Pieces of a package: kinds "encoder" and "trained"; none where nothing was trained."""
    kept, encoder = kept_result(folder), folder / ENCODER
    if kept is None or not encoder.exists():
        return
    for name, body in msgspec.msgpack.decode(encoder.read_bytes(), type=dict[str, bytes]).items():
        yield ENCODER_KIND, name, body
    for name, body in kept.parts.items():
        yield KIND, name, body
