"""The sync process's side of news: what came down, stored once, and what it changes here (docs/sync-protocol.md §8)."""

from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from contract import wire
from contract.news import CentreKeys, Configuration, News, NewsKind, NewsPage, NumberBlocks, Recall, Release, SignedNews
from contract.submission import SubmissionState
from contract.sync import Moved
from offline_queue.clock import Clock
from offline_queue.database import Connection, rows, sql, transaction
from offline_queue.disk import disk_failed
from offline_queue.identity import StationIdentity, load_identity, replace_file, store_identity
from offline_queue.records import as_text

T = TypeVar("T")
NEWS_FEED = "news"
CONTENT_LIMIT = 1024 * 1024
SETTINGS = "district.json"
"""Values of settings that the district sets, by `section.name`; kiosk/config.py says which it may."""


class NewsBox:
    """Methods raise Failed for what disk and database refuse."""

    def __init__(self, data_dir: Path, clock: Clock, connection: Connection) -> None:
        self._data_dir = data_dir
        self._clock = clock
        self._connection = connection

    def cursor(self) -> int:
        found = rows(self._connection, "read_cursor", name=NEWS_FEED)
        return found[0][0] if found else 0

    def apply(self, page: NewsPage, signed: SignedNews, identity: StationIdentity) -> tuple[set[str], list[Moved]]:
        """Kinds that were new here, and submissions that moved. Twice: changes nothing."""
        known = self.cursor()
        page = msgspec.structs.replace(page, lines=tuple(line for line in page.lines if line.cursor > known))
        # a line that cannot be read is stored and passed over: the next one of its kind and key may be good
        self._keep_identity(page, identity)
        self._keep_settings(page)
        kinds: set[str] = set()
        moved: list[Moved] = []
        at = as_text(self._clock.now())
        with transaction(self._connection, self._data_dir) as connection:
            for line in page.lines:
                params = {"kind": line.kind, "key": line.key, "cursor": line.cursor, "content": line.content}
                if connection.execute(sql("put_news"), {**params, "at": as_text(line.at)}).fetchall():
                    kinds.add(line.kind)
                    moved += self._act(line, signed, at)
            connection.execute(sql("write_cursor"), {"name": NEWS_FEED, "cursor": max(page.cursor, known)})
        return kinds, moved

    def _keep_identity(self, page: NewsPage, identity: StationIdentity) -> None:
        """Numbers and keys belong to the identity, which the window watches. Before the cursor moves: repeatable."""
        stored, answer = identity.stored, identity.answer
        for line in page.lines:
            match line.kind:
                case NewsKind.NUMBERS:
                    blocks = _read(line, NumberBlocks)
                    if blocks is not None and blocks.epoch == answer.epoch:
                        good = [each for each in blocks.blocks if 1 <= each.first <= each.last <= 9999]
                        stored = msgspec.structs.replace(stored, blocks=tuple(good))
                case NewsKind.KEYS:
                    keys = _read(line, CentreKeys)
                    if keys is not None and {"seal", "receipt"} <= {key.use for key in keys.keys}:
                        # receipts signed with a former key may still be on their way; seals to it are not made any more
                        named = {key.key_id for key in keys.keys}
                        old = [key for key in answer.keys if key.use == "receipt" and key.key_id not in named]
                        answer = msgspec.structs.replace(answer, keys=(*keys.keys, *old))
                case _:
                    continue
        stored = msgspec.structs.replace(stored, answer=answer)
        if stored != identity.stored and load_identity(self._data_dir).epoch == answer.epoch:
            store_identity(self._data_dir, stored)

    def _keep_settings(self, page: NewsPage) -> None:
        """For the window's next start, as one small file: it reads its settings before it opens any database."""
        for line in page.lines:
            if line.kind != NewsKind.CONFIGURATION:
                continue
            told = _read(line, Configuration)
            if line.content and told is None:
                continue
            try:
                replace_file(self._data_dir, SETTINGS, msgspec.json.encode(told.settings if told else {}))
            except OSError as error:
                raise disk_failed(error, self._data_dir) from error

    def _act(self, line: News, signed: SignedNews, at: str) -> list[Moved]:
        """What a line changes in the queue, inside the transaction that stores it."""
        found: list[tuple[str]] = []
        evidence: int | None = None
        match line.kind:
            case NewsKind.RECALL:
                if recall := _read(line, Recall):
                    said = {"receipt": signed.page, "signature": signed.signature, "at": at}
                    evidence = rows(self._connection, "put_evidence", **said)[0][0]
                    found = rows(self._connection, "recall", since=as_text(recall.since), evidence=evidence, at=at)
            case NewsKind.RELEASE:
                if release := _read(line, Release):
                    found = rows(self._connection, "release_one", submission_id=release.submission_id, at=at)
            case _:
                return []
        for (submission_id,) in found:
            change = {"submission_id": submission_id, "state": "QUEUED", "at": at, "evidence": evidence}
            self._connection.execute(sql("note_change"), {**change, "reason": line.kind})
            self._connection.execute(sql("chunks_unsure"), {"submission_id": submission_id})
        return [Moved(submission_id=submission_id, state=SubmissionState.QUEUED) for (submission_id,) in found]


def read_news(connection: Connection, kind: NewsKind) -> list[tuple[str, bytes, datetime]]:
    """(key, content, at) of what stands of one kind."""
    found = rows(connection, "read_news", kind=kind.value)
    return [(key, bytes(content), datetime.fromisoformat(at)) for key, content, at in found]


def _read(line: News, wanted: type[T]) -> T | None:
    """None: withdrawn, or not readable."""
    if not line.content:
        return None
    try:
        return wire.decode(line.content, wanted, limit=CONTENT_LIMIT)
    except wire.Undecodable:
        return None
