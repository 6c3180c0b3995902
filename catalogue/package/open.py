"""Opens a package read-only: signature, counts and size are checked at once, every piece when it is read.

Safe from any thread; reads are short (a few pieces of a few kilobytes) but they are disk access: not for the thread
that draws, unless the page was read before.
"""

import threading
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from catalogue.package.digests import Digests
from catalogue.package.file_header import PIECE_LIMIT, check_file, read_manifest
from catalogue.package.layout import sqlite
from catalogue.package.manifest import Breach, Manifest, count_breaches, refused, sha256, verified
from catalogue.package.proving import breaches_of
from catalogue.package.shelves import Category, Shelves, Theme
from catalogue.search.meanings import Understood
from catalogue.search.rank import Search
from catalogue.search.understand import Understanding
from contract.catalogue import Audience, Division, Found, Guide, Item
from contract.failures import Failed, FailureCode, Retry
from contract.form import FormDef

T = TypeVar("T")


class Package:
    """An open content package. All reads return contract types and are kept once read."""

    def __init__(self, path: Path, database: Any, manifest: Manifest) -> None:
        self.path = path
        self._database = database
        self._manifest = manifest
        self._lock = threading.Lock()
        self._digests = Digests(manifest.kinds, self._read)
        self._items: dict[str, Item] = {}
        self._guides: dict[str, Guide] = {}
        self._forms: dict[str, FormDef] = {}

    @property
    def version(self) -> str:
        return self._manifest.version

    @property
    def sources(self) -> str:
        """SHA-256 (hex) of the sources it was built from."""
        return self._manifest.sources

    def counts(self) -> dict[str, int]:
        return dict(self._manifest.counts)

    # --- pieces ------------------------------------------------------------------------------------------------

    def _read(self, kind: str, key: str) -> bytes | None:
        with self._lock:
            try:
                row = self._database.execute(
                    "SELECT body FROM content WHERE kind = ? AND key = ? AND length(body) <= ?",
                    (kind, key, PIECE_LIMIT),
                ).fetchone()
            except sqlite.Error as error:
                raise refused(FailureCode.PACKAGE_DAMAGED, f"{kind} {key} cannot be read: {error}") from None
        if row is not None and not isinstance(row[0], bytes):
            raise refused(FailureCode.PACKAGE_DAMAGED, f"{kind} {key} is not bytes")
        return None if row is None else row[0]

    def piece(self, kind: str, key: str) -> bytes | None:
        """One piece of content, proved by its digest; None: the package declares no such piece.

        Failed(PACKAGE_DAMAGED): it is declared, but absent or changed.
        """
        digest = self._digests.of(kind, key)
        if digest is None:
            return None
        body = self._read(kind, key)
        if body is None or sha256(body) != digest:
            raise refused(FailureCode.PACKAGE_DAMAGED, f"{kind} {key} was changed or is absent")
        return body

    def _needed(self, kind: str, key: str) -> bytes:
        body = self.piece(kind, key)
        if body is None:
            raise Failed(
                FailureCode.ITEM_UNKNOWN, f"the package has no {kind} {key[:40]!r}", "choose another item", Retry.NEVER
            )
        return body

    # --- items and lists ---------------------------------------------------------------------------------------

    def item(self, code: str) -> Item:
        """Failed(ITEM_UNKNOWN) when the catalogue has no such code."""
        if code not in self._items:
            self._items[code] = decoded(self._needed("item", code), Item, code)
        return self._items[code]

    def has_item(self, code: str) -> bool:
        return self._digests.of("item", code) is not None

    def codes(self) -> tuple[str, ...]:
        """Of all items, in catalogue order."""
        return self._shelves.codes

    def items(self) -> tuple[Item, ...]:
        """All items in catalogue order."""
        return self.items_of(self._shelves.codes)

    def items_of(self, codes: Iterable[str]) -> tuple[Item, ...]:
        return tuple(self.item(code) for code in codes)

    def guide(self, code: str) -> Guide:
        """All situations of one item. Failed(ITEM_UNKNOWN)."""
        if code not in self._guides:
            self._guides[code] = decoded(self._needed("guide", code), Guide, code)
        return self._guides[code]

    def form(self, form_id: str) -> FormDef:
        """Failed(ITEM_UNKNOWN) when the package has no such form."""
        if form_id not in self._forms:
            self._forms[form_id] = decoded(self._needed("form", form_id), FormDef, form_id)
        return self._forms[form_id]

    def form_ids(self) -> tuple[str, ...]:
        return tuple(sorted(self._digests.keys("form")))

    def form_for_item(self, code: str) -> FormDef | None:
        """None: no form yet; the guide says what can be done here."""
        form_id = self.item(code).form
        return self.form(form_id) if form_id else None

    @cached_property
    def _shelves(self) -> Shelves:
        return decoded(self._needed("list", "shelves"), Shelves, "shelves")

    def tree(self, audience: Audience) -> tuple[Category, ...]:
        """Categories in catalogue order with groups and counts: 13/24 for residents, 11/20 for enterprises."""
        return self._shelves.trees[audience]

    def items_in(self, category: str, group: str | None = None) -> tuple[Item, ...]:
        """Items of a category, or of one group of it, in catalogue order; empty when there is no such name."""
        return self.items_of(
            code
            for tree in self._shelves.trees.values()
            for node in tree
            if node.name == category
            for part in node.groups
            if group in (None, part.name)
            for code in part.codes
        )

    @cached_property
    def _quick(self) -> tuple[Item, ...]:
        body = self.piece("list", "quick")
        return self.items_of(self._shelves.quick) if body is None else decoded(body, tuple[Item, ...], "quick")

    def quick(self) -> tuple[Item, ...]:
        """The 50 quick items: the six of the home page first, then in catalogue order.

        One piece of their own: opening reads it, however many items lie beside it.
        """
        return self._quick

    def quick_codes(self) -> tuple[str, ...]:
        return self._shelves.quick

    def themes(self) -> tuple[Theme, ...]:
        """The eight life events with the codes of their items; `theme_items` reads these."""
        return self._shelves.themes

    def theme_items(self, name: str) -> tuple[Item, ...]:
        return self.items_of(code for theme in self._shelves.themes if theme.name == name for code in theme.codes)

    @cached_property
    def _divisions(self) -> tuple[Division, ...]:
        return decoded(self._needed("list", "divisions"), tuple[Division, ...], "divisions")

    def divisions(self) -> tuple[Division, ...]:
        """Villages and communities with their towns."""
        return self._divisions

    @cached_property
    def _regions(self) -> dict[str, str]:
        return decoded(self._needed("list", "regions"), dict[str, str], "regions")

    def regions(self) -> dict[str, str]:
        """Provinces, cities and counties of the whole country: 2, 4 and 6 digits → name."""
        return self._regions

    def division_codes(self) -> frozenset[str]:
        """Every code that a form may be answered with: villages and communities here, regions of the country."""
        return frozenset(self._regions) | {division.code for division in self.divisions()}

    @cached_property
    def _english(self) -> dict[str, dict[str, tuple[str, str]]]:
        return decoded(self._needed("list", "english"), dict[str, dict[str, tuple[str, str]]], "english")

    def english_name(self, kind: str, key: str) -> str:
        """English name of a category, big_item, theme or department; the Chinese one where there is none."""
        return self._english.get(kind, {}).get(key, (key, ""))[0]

    # --- search ------------------------------------------------------------------------------------------------

    @cached_property
    def searcher(self) -> Search:
        return Search(self.piece, self.item, self._shelves.codes)

    @cached_property
    def understanding(self) -> Understanding:
        return Understanding(self.searcher, self.piece)

    def understand(self, texts: Sequence[str], limit: int = 10) -> Understood:
        """What was meant by one typed text, or by the texts that a recogniser may have heard, best first."""
        return self.understanding.understand(texts, limit)

    def search(self, text: str, limit: int = 10) -> list[Found]:
        """Items that fit what was typed or said, best first, each with its reason. Never fails on any text."""
        return list(self.understand((text,), limit).items)

    # --- whole -------------------------------------------------------------------------------------------------

    def breaches(self) -> list[Breach]:
        """Read and prove every piece. Empty: whole and untouched."""
        return breaches_of(self, self._manifest, self._digests)

    def close(self) -> None:
        """Nothing can be read afterwards; the tables of the search, 150 MB, are let go of."""
        with self._lock:
            self._database.close()
        vars(self).pop("understanding", None)
        vars(self).pop("searcher", None)

    def __repr__(self) -> str:
        return f"Package({self.version})"


def decoded(body: bytes, kind: type[T], what: str) -> T:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise refused(FailureCode.PACKAGE_DAMAGED, f"{what} does not decode: {error}") from None


def open_package(path: Path, trusted_keys: Sequence[bytes], *, thorough: bool = False) -> Package:
    """Open `path` if one of `trusted_keys` (Ed25519, 32 raw bytes each) signed it and its counts are right.

    thorough: read and prove every piece now instead of when it is read.
    Failed: PACKAGE_MISSING, PACKAGE_DAMAGED, PACKAGE_SIGNATURE, PACKAGE_COUNTS.
    """
    check_file(path)
    try:
        database = sqlite.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    except sqlite.Error as error:
        raise refused(FailureCode.PACKAGE_DAMAGED, f"{path.name} cannot be opened: {error}") from None
    try:
        manifest = verified(*read_manifest(database), tuple(trusted_keys))
        package = Package(path, database, manifest)
        breaches = package.breaches() if thorough else count_breaches(manifest.counts)
        if breaches:
            worst = next(
                (breach for breach in breaches if breach.code != FailureCode.PACKAGE_COUNTS.value), breaches[0]
            )
            raise refused(FailureCode(worst.code), worst.message)
        return package
    except sqlite.Error as error:
        database.close()
        raise refused(FailureCode.PACKAGE_DAMAGED, f"{path.name} cannot be read: {error}") from None
    except Failed:
        database.close()
        raise
