"""Writes the signed package: one SQLite file of pieces of JSON, each with its digest. Same sources, same bytes."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from catalogue.package.check import SourcesWrong, check_sources, counts_of
from catalogue.package.digests import plain, with_digests
from catalogue.package.layout import not_written, sqlite
from catalogue.package.learning import learnt_pieces
from catalogue.package.manifest import FORMAT, Manifest, key_id, public_bytes, signed
from catalogue.package.shelves import shelves_of
from catalogue.package.sources import Sources, digest_of_sources, read_sources
from catalogue.package.writing import write_file
from catalogue.search.build import search_pieces


class Built(msgspec.Struct, frozen=True, kw_only=True):
    path: Path
    version: str
    counts: dict[str, int]
    key: bytes
    """Public key that signed it, 32 raw bytes."""
    size: int


def pieces_of(sources: Sources) -> Iterator[tuple[str, str, bytes]]:
    """Every piece as (kind, key, JSON)."""
    for item in sources.items:
        yield "item", item.code, msgspec.json.encode(item)
    for code, guide in sources.guides.items():
        yield "guide", code, msgspec.json.encode(guide)
    for form in sources.forms:
        yield "form", form.id, msgspec.json.encode(form)
    for theme in sources.themes:
        yield "theme", theme["name"], plain(theme)
    for rules in sources.rules.eligibility.items:
        yield "eligibility", rules.item, msgspec.json.encode(rules)
    about = msgspec.structs.replace(sources.rules.eligibility, items=())
    yield "list", "eligibility", msgspec.json.encode(about)
    yield "list", "grants", msgspec.json.encode(sources.rules.grants)
    yield "list", "recognition", msgspec.json.encode(sources.rules.recognition)
    yield "list", "aliases", msgspec.json.encode(sources.rules.aliases)
    yield "list", "offices", msgspec.json.encode(sources.offices)
    for instant in sources.instant:
        yield "instant", instant.item, msgspec.json.encode(instant)
    yield "list", "divisions", msgspec.json.encode(sources.divisions)
    yield "list", "regions", plain(sources.regions)
    shelves, items = shelves_of(sources), {item.code: item for item in sources.items}
    yield "list", "shelves", msgspec.json.encode(shelves)
    yield "list", "quick", msgspec.json.encode(tuple(items[code] for code in shelves.quick))
    yield "list", "english", plain(sources.english)
    yield "list", "ask_back", msgspec.json.encode(sources.said.ask_back.groups)
    yield from search_pieces(sources)
    yield from learnt_pieces()


def build_package(content: Path, out: Path, key: Ed25519PrivateKey) -> Built:
    """Check the sources in `content` and write the package to `out`, replacing it in one step.

    Raises SourcesWrong with every breach; Failed(PACKAGE_DAMAGED, FORM_INVALID) for a file that cannot be read, and
    Failed(DISK_FULL, DISK_READ_ONLY) when it cannot be written.
    """
    sources = read_sources(content)
    if breaches := check_sources(sources):
        raise SourcesWrong(breaches)
    pieces, kinds = with_digests(list(pieces_of(sources)))
    about = Manifest(
        format=FORMAT,
        version=sources.version,
        sources=digest_of_sources(content),
        counts=counts_of(sources),
        kinds=kinds,
    )
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".build-") as folder:
            made = Path(folder) / "content.sqlite"
            write_file(made, pieces, key_id(public_bytes(key)), *signed(about, key))
            size = made.stat().st_size
            os.replace(made, out)
    except (OSError, sqlite.Error) as error:
        raise not_written(error, out.name) from None
    return Built(path=out, version=sources.version, counts=about.counts, key=public_bytes(key), size=size)
