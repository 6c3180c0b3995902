"""Stations with their centres for the faults of delivery."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.delivery import Delivery
from tests.faults.small_centre import SmallCentre


@pytest.fixture
def delivery(tmp_path: Path) -> Iterator[Delivery]:
    centre = SmallCentre()
    yield Delivery.between(tmp_path / "station", centre)
    centre.stop()
