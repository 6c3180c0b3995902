"""docs/devices/faults.md names every fault that a pretend device or line can have."""

from enum import StrEnum

import pytest

from bench.emulate import FAULTS
from bench.emulators.faulty_wire import WireFault
from contract.roles import Role
from kiosk.config import ROOT

OWN_PAGE = {Role.PAGE_PRINTER, Role.SOCIAL_CARD, Role.LOUDSPEAKER, Role.MICROPHONE}
"""Roles whose faults stand on the page of their driver."""


@pytest.mark.parametrize("faults", [WireFault, *(kind for role, kind in FAULTS.items() if role not in OWN_PAGE)])
def test_every_fault_has_an_end_on_the_page(faults: type[StrEnum]) -> None:
    page = (ROOT / "docs" / "devices" / "faults.md").read_text("utf-8")
    assert [fault.value for fault in faults if f"`{fault.value}`" not in page and f"`{fault.value}:" not in page] == []
