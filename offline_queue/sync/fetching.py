"""Fetches a file that news named (a content package, an update), piece by piece; a cut line goes on where it was.

What arrives lies in `<data_dir>/offers/<kind>-<SHA-256>`, whole and proved by its digest. Whether its signature is good
is for the one who installs it.
"""

import contextlib
import hashlib
import os
import re
from pathlib import Path

from contract import wire
from contract.failures import Failed, FailureCode
from contract.news import BLOB_PATH, BlobPiece, FileOffer, NewsKind
from offline_queue.database import Connection
from offline_queue.disk import UNFINISHED, disk_failed, make_folder, sync_folder, write_all
from offline_queue.news_box import read_news
from offline_queue.sync.conversation import Conversation

FOLDER = "offers"
SIZE_LIMIT = 2 * 1024**3
_SHA256 = re.compile(r"[0-9a-f]{64}")


def offer_path(data_dir: Path, kind: NewsKind, offer: FileOffer) -> Path:
    """Where an offered file lies once it is here."""
    return data_dir / FOLDER / f"{kind.value}-{offer.sha256}"


def standing_offers(connection: Connection) -> list[tuple[NewsKind, FileOffer]]:
    """The newest offer of each kind; one that makes no sense is passed over."""
    found: list[tuple[NewsKind, FileOffer]] = []
    for kind in (NewsKind.PACKAGE, NewsKind.UPDATE):
        for _key, content, _at in read_news(connection, kind):
            with contextlib.suppress(wire.Undecodable):
                offer = wire.decode(content, FileOffer)
                if _SHA256.fullmatch(offer.sha256) and 0 < offer.size <= SIZE_LIMIT:
                    found.append((kind, offer))
    return found


class Fetcher:
    """One piece a step, so that forms go before the next half megabyte. Raises Failed and Refusing."""

    def __init__(self, data_dir: Path, connection: Connection, talk: Conversation) -> None:
        self._data_dir = data_dir
        self._connection = connection
        self._talk = talk
        self._refused: set[str] = set()
        """Digests of files that came and were others; asked for again after a restart."""

    def step(self) -> NewsKind | None:
        """The kind of a file that is whole now; None otherwise. `is_busy` says whether to go on."""
        self.is_busy = False
        for kind, offer in standing_offers(self._connection):
            path = offer_path(self._data_dir, kind, offer)
            if offer.sha256 in self._refused or path.exists():
                continue
            self.is_busy = True
            return kind if self._piece(path, offer) else None
        return None

    is_busy = False

    def _piece(self, path: Path, offer: FileOffer) -> bool:
        unfinished = path.with_name(path.name + UNFINISHED)
        at = unfinished.stat().st_size if unfinished.exists() else 0
        if at < offer.size:
            piece = self._talk.get(f"{BLOB_PATH}?sha256={offer.sha256}&at={at}", BlobPiece)
            if piece.at != at or piece.size != offer.size or not 0 < len(piece.content) <= offer.size - at:
                raise Failed(
                    FailureCode.CENTRE_ANSWER,
                    "a piece of a file is not the one that was asked for",
                    "tell the district's operators; sending goes on",
                )
            self._append(unfinished, piece.content)
            at += len(piece.content)
        if at < offer.size:
            return False
        return self._finish(unfinished, path, offer)

    def _append(self, unfinished: Path, content: bytes) -> None:
        make_folder(unfinished.parent)
        try:
            fd = os.open(unfinished, os.O_CREAT | os.O_APPEND | os.O_WRONLY | os.O_CLOEXEC, 0o600)
            try:
                write_all(fd, (content,))
            finally:
                os.close(fd)
        except OSError as error:
            raise disk_failed(error, unfinished.parent) from error

    def _finish(self, unfinished: Path, path: Path, offer: FileOffer) -> bool:
        """Only a whole and true file gets its name; another one is thrown away."""
        try:
            with open(unfinished, "r+b") as file:
                os.fsync(file.fileno())
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if digest != offer.sha256:
                os.unlink(unfinished)
                self._refused.add(offer.sha256)
                return False
            os.rename(unfinished, path)
            sync_folder(path.parent)
        except OSError as error:
            raise disk_failed(error, path.parent) from error
        return True
