"""What a social security card reader promises: through the real pcscd with a virtual card, or by vectors alone."""

import fcntl
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.emulators.social_card import SocialCardEmulator, SocialCardFault, records_of
from bench.social_slot import SocialSlot
from contract.codes import Sex
from contract.device_lines import (
    Arm,
    AskStatus,
    CardLifted,
    CardNotRead,
    CardReading,
    DeviceState,
    Disarm,
    SocialCardSeen,
)
from contract.failures import Failed, FailureCode
from contract.roles import Role
from contract.social_card import SocialCardRecord
from devices.social_card.card_files import read_social_card
from tests.conformance.heard import Heard

Bench = tuple[SocialCardEmulator, Heard]
FAULT = SocialCardFault


@pytest.fixture(scope="module")
def pcscd() -> Iterator[None]:
    alone = open(Path(tempfile.gettempdir()) / "station-vpcd.lock", "w")  # noqa: SIM115 - the reader has one slot
    fcntl.flock(alone, fcntl.LOCK_EX)
    slot = SocialSlot.start()
    if slot is None:
        alone.close()
        pytest.skip("pcscd with vsmartcard-vpcd does not run here: the card was tried without PC/SC only")
    yield
    slot.close()
    alone.close()


@pytest.fixture
def bench(pcscd: None) -> Iterator[Bench]:
    emulator = SocialCardEmulator()
    with Heard(Role.SOCIAL_CARD, {"driver": "pcsc_social", "port": emulator.path}) as heard:
        heard.wait_state(DeviceState.READY, timeout_s=30)
        yield emulator, heard
    emulator.close()


WHOLE = SocialCardRecord(
    card_number="A00000001",
    version="3.00",
    region="510100",
    issued=date(2020, 1, 1),
    valid_to=date(2030, 1, 1),
    name="张测试",
    number="11010519491231002X",
    sex=Sex.FEMALE,
    birth=date(1949, 12, 31),
    nation="01",
)


def put_until_read(bench: Bench, visit: int) -> SocialCardRecord:
    emulator, heard = bench
    heard.send(Arm(visit=visit))
    emulator.put()
    seen = heard.wait(SocialCardSeen, timeout_s=30)
    assert seen.visit == visit
    return seen.card


def test_a_card_is_read_and_its_taking_out_is_told(bench: Bench) -> None:
    emulator, heard = bench
    assert put_until_read(bench, 4) == WHOLE
    emulator.take_out()
    assert heard.wait(CardLifted, timeout_s=30).visit == 4
    assert not any(command[1] == 0x20 for command in emulator.asked), "no PIN is ever sent"


def test_a_card_that_was_left_in_the_slot_is_not_read_into_the_next_visit(bench: Bench) -> None:
    emulator, heard = bench
    put_until_read(bench, 1)
    heard.send(Disarm(), Arm(visit=2), AskStatus())
    heard.wait_state(DeviceState.READY)
    emulator.take_out()
    assert heard.wait(CardLifted).visit == 1
    assert put_until_read(bench, 2) == WHOLE
    assert heard.count(SocialCardSeen) == 2


@pytest.mark.parametrize("fault", [FAULT.BY_TAG_ONLY, FAULT.OTHER_SELECT, FAULT.WRONG_LENGTH, FAULT.IN_PARTS])
def test_ways_in_which_cards_differ_are_all_read(bench: Bench, fault: SocialCardFault) -> None:
    bench[0].fault(fault)
    assert put_until_read(bench, 1) == WHOLE


def test_a_card_that_wants_a_pin_for_its_holder_gives_its_number_only(bench: Bench) -> None:
    bench[0].fault(FAULT.PROTECTED)
    card = put_until_read(bench, 1)
    assert (card.card_number, card.name, card.holder_is_protected) == ("A00000001", None, True)


@pytest.mark.parametrize("fault", [FAULT.OTHER_CARD, FAULT.GARBAGE, FAULT.ENDLESS, FAULT.OUT_IN_READ])
def test_a_card_that_cannot_be_read_is_said_once_and_the_next_is_read(bench: Bench, fault: SocialCardFault) -> None:
    emulator, heard = bench
    emulator.fault(fault)
    heard.send(Arm(visit=3))
    emulator.put()
    heard.wait(CardReading, timeout_s=30)
    assert heard.wait(CardNotRead, timeout_s=30).failure.code is FailureCode.SOCIAL_CARD_UNREADABLE
    heard.send(AskStatus())
    heard.wait_state(DeviceState.READY)
    assert heard.count(CardNotRead) == 1
    emulator.take_out()
    emulator.heal()
    heard.send(AskStatus())
    heard.wait_state(DeviceState.READY)
    assert put_until_read(bench, 9) == WHOLE


def test_a_reader_that_is_not_there_is_absent(pcscd: None) -> None:
    with Heard(Role.SOCIAL_CARD, {"driver": "pcsc_social", "port": "no such reader"}) as heard:
        failure = heard.wait_state(DeviceState.ABSENT, timeout_s=30).failure
        assert failure is not None
        assert failure.code is FailureCode.DEVICE_UNPLUGGED


@pytest.mark.parametrize("fault", [None, FAULT.BY_TAG_ONLY, FAULT.WRONG_LENGTH, FAULT.IN_PARTS])
def test_a_card_is_read_without_pcsc_between(fault: SocialCardFault | None) -> None:
    card = SocialCardEmulator()
    card._files = records_of({})
    if fault:
        card.fault(fault)
    assert read_social_card(card._answer) == WHOLE


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=30))
def test_any_answers_of_a_card_are_a_record_or_a_failure(answers: list[bytes]) -> None:
    given_answers = iter(answers * 10)
    try:
        card = read_social_card(lambda command: next(given_answers, b"\x90\x00"))
    except Failed as failed:
        assert failed.code is FailureCode.SOCIAL_CARD_UNREADABLE
        return
    assert isinstance(card, SocialCardRecord)
