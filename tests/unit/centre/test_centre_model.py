"""The centre against a model: any order of sending, crashing, backing up and restoring keeps every word true."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bench.pretend_scans import ask_custody, ask_missing, asked_of, read_news, seal_pages, send_chunks
from bench.pretend_station import Unexpected
from contract import wire
from contract.news import Recall
from contract.sync import Outcome

SUBMISSIONS = 4
WHICH = st.integers(0, SUBMISSIONS - 1)
CRASHES = st.sampled_from(["none", "none", "before commit", "after commit"])


class Crash(Exception):
    """The centre ends here; nobody hears an answer."""


@contextmanager
def crashing(where: str, function: str) -> Iterator[None]:
    """`function`: "module:name" that fails on entering, or after it has done its work."""
    if where == "none":
        yield
        return
    module, _, name = function.partition(":")
    right = getattr(__import__(module, fromlist=[name]), name)

    def fail(*args, **kwargs):
        if where == "after commit":
            right(*args, **kwargs)
        raise Crash

    with patch(function.replace(":", "."), fail):
        yield


class CentreModel(RuleBasedStateMachine):
    """`held`, `whole`: what the station was told, and still believes: in custody, complete."""

    world: Any = None

    @initialize()
    def begin(self) -> None:
        self.fresh()
        self.station = self.world.station()
        self.envelopes: list[bytes] = []
        self.chunks: list[list[bytes]] = []
        for number in range(SUBMISSIONS):
            pages = [("m1.png", "image/png", os.urandom(300))] * (number % 3)
            _, envelope, chunks = seal_pages(self.station, self.station.application(), pages)
            self.envelopes.append(envelope)
            self.chunks.append(chunks)
        self.ids = [asked_of(envelope).submission_id for envelope in self.envelopes]
        self.held: set[int] = set()
        self.whole: set[int] = set()
        self.news = 0
        self.backup: tuple[bytes, datetime] | None = None

    def fresh(self) -> None:
        raise NotImplementedError

    @rule(which=st.lists(WHICH, min_size=1, max_size=4), crash=CRASHES)
    def send(self, which: list[int], crash: str) -> None:
        with crashing(crash, "centre.intake.receive_batch:_stored"):
            try:
                receipt = self.station.send_batch(*(self.envelopes[each] for each in which))
            except Unexpected as lost:
                assert crash != "none" and lost.status == 500
                return
        assert crash == "none"
        for each, entry in zip(which, receipt.entries, strict=True):
            assert entry.outcome in (Outcome.STORED, Outcome.ALREADY)
            assert not (each in self.held and entry.outcome is Outcome.STORED), "stored a second time after its receipt"
            self.held.add(each)
            if entry.complete:
                self.whole.add(each)

    @rule(which=WHICH, crash=CRASHES)
    def send_scans(self, which: int, crash: str) -> None:
        names = [hashlib.sha256(chunk).digest() for chunk in self.chunks[which]]
        missing = ask_missing(self.station, names)
        sent = [chunk for chunk, name in zip(self.chunks[which], names, strict=True) if name in missing]
        if not sent:
            return
        with crashing(crash, "centre.intake.views:keep_chunks"):
            try:
                send_chunks(self.station, *sent)
            except Unexpected as lost:
                assert crash != "none" and lost.status == 500

    @rule()
    def ask(self) -> None:
        receipt = ask_custody(self.station, *(asked_of(envelope) for envelope in self.envelopes))
        for each, entry in enumerate(receipt.entries):
            assert (entry.outcome is Outcome.ALREADY) or each not in self.held
            if entry.outcome is Outcome.ALREADY:
                self.held.add(each)
            if entry.complete:
                assert ask_missing(self.station, [hashlib.sha256(chunk).digest() for chunk in self.chunks[each]]) == ()
                self.whole.add(each)

    @rule()
    def open_cases(self) -> None:
        self.world.open_all()

    @rule()
    def back_up(self) -> None:
        from django.db import connections

        connections.close_all()
        self.backup = (self.world.data / "centre.db").read_bytes(), datetime.now(UTC)

    @rule()
    def restore(self) -> None:
        """The keeper puts the backup back and runs `restored`; the station reads the recall and queues all again."""
        from django.db import connections

        from centre.fleet.restored import after_restore

        if self.backup is None:
            return
        connections.close_all()
        for left in self.world.data.glob("centre.db*"):
            left.unlink()
        (self.world.data / "centre.db").write_bytes(self.backup[0])
        after_restore(self.backup[1], datetime.now(UTC))
        page = read_news(self.station, self.news)
        self.news = page.cursor
        assert [wire.decode(line.content, Recall).since <= self.backup[1] for line in page.lines] == [True]
        self.held.clear()
        self.whole.clear()

    @invariant()
    def everything_told_is_true(self) -> None:
        from centre.cases.models import Case
        from centre.intake.models import Custody

        rows = {row.submission_id: bytes(row.envelope) for row in Custody.objects.all()}
        for each in self.held:
            assert rows[self.ids[each]] == self.envelopes[each]
        assert len(rows) == Custody.objects.count()
        assert set(rows.values()) <= set(self.envelopes)
        opened = list(Case.objects.values_list("submission_id", flat=True))
        assert len(opened) == len(set(opened))
        for each in self.whole:
            names = [hashlib.sha256(chunk).digest() for chunk in self.chunks[each]]
            assert ask_missing(self.station, names) == ()


def test_the_centre_keeps_its_word(world, blank_centre, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connections

    from centre.intake import door

    data, blank = blank_centre

    def fresh(self) -> None:
        connections.close_all()
        for left in data.glob("centre.db*"):
            left.unlink()
        shutil.rmtree(data / "store", ignore_errors=True)
        shutil.copy(blank, data / "centre.db")
        door.pressure.cache_clear()

    monkeypatch.setattr(CentreModel, "world", world)
    monkeypatch.setattr(CentreModel, "fresh", fresh)
    run_state_machine_as_test(CentreModel, settings=settings(max_examples=15, stateful_step_count=15, deadline=None))
