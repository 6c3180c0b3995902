"""A station that is enrolled without a centre, with a clock turned by hand."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.sample_station import enrol_without_centre
from contract.hpke_suites import PRIVATE_BYTES
from contract.submission import Suite
from offline_queue.queue import Queue
from tests.hand_clock import HandClock

SEAL_PRIVATE = os.urandom(PRIVATE_BYTES[Suite.MLKEM768_X25519])


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def station(tmp_path: Path) -> Path:
    """Data directory."""
    enrol_without_centre(tmp_path / "station", seal_private=SEAL_PRIVATE)
    return tmp_path / "station"


@pytest.fixture
def queue(station: Path, clock: HandClock) -> Iterator[Queue]:
    opened = Queue.open(station, clock=clock, reserve_bytes=0)
    yield opened
    opened.close()
