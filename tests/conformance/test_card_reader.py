"""What any card reader promises: every registered driver, in its worker, against an emulator that speaks its wire."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from bench.emulators.card_layouts import SAMPLE_PERSON
from bench.emulators.card_reader import CardFault, CardReaderEmulator
from bench.emulators.packet_wire import PacketWire
from contract.card import CardKind, CardWarning
from contract.device_lines import (
    Arm,
    AskStatus,
    CardLifted,
    CardNotRead,
    CardReading,
    CardSeen,
    DeviceState,
    DeviceStatus,
    Disarm,
)
from contract.failures import FailureCode
from contract.roles import Role
from devices.registry import drivers_of
from tests.conformance.heard import Heard
from tests.transcripts.holders import KINDS, PHOTO, text_of

READ = b"\x30\x01"
Bench = tuple[CardReaderEmulator, Heard]
ENDPOINTS = b"\x02\x06\x81\x85"
WIRES: dict[str, Callable[[], CardReaderEmulator]] = {
    "sdt_hid": lambda: CardReaderEmulator(wire=PacketWire()),
    "sdt_usb": lambda: CardReaderEmulator(wire=PacketWire(ENDPOINTS)),
}
"""Driver → a reader at the far end of its wire; a serial line unless it says otherwise."""


@pytest.fixture(params=drivers_of(Role.CARD_READER))
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """An emulated reader and the driver at its other end, ready."""
    emulator = WIRES.get(request.param, CardReaderEmulator)()
    with Heard(Role.CARD_READER, {"driver": request.param, "port": emulator.path, "baud": 115200}) as heard:
        heard.wait_state(DeviceState.READY)
        yield emulator, heard
    emulator.close()


def assert_usable(bench: Bench, visit: int = 99) -> None:
    """A card that is laid down now is read, whatever happened before."""
    emulator, heard = bench
    emulator.lift_card()
    emulator.heal()
    heard.catch_up()
    heard.send(Disarm(), AskStatus())
    heard.wait(DeviceStatus)
    heard.send(Arm(visit=visit))
    emulator.put_card(SAMPLE_PERSON)
    assert heard.wait(CardSeen, lambda seen: seen.visit == visit).card.number == SAMPLE_PERSON["number"]


def test_the_reader_names_its_security_module(bench: Bench) -> None:
    bench[1].send(AskStatus())
    status = bench[1].wait_state(DeviceState.READY)
    assert status.identity == "05.03-20240101-0000012345-0000067890"


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_of_each_kind_is_read_whole(bench: Bench, kind: str) -> None:
    emulator, heard = bench
    heard.send(Arm(visit=7))
    emulator.put_card(text_of(kind))
    assert heard.wait(CardReading).visit == 7
    seen = heard.wait(CardSeen)
    assert (seen.visit, seen.card.kind, seen.card.photo) == (7, list(CardKind)[KINDS.index(kind)], PHOTO)
    emulator.lift_card()
    assert heard.wait(CardLifted).visit == 7


def test_rare_characters_and_the_middle_dot_come_through_the_worker_unchanged(bench: Bench) -> None:
    emulator, heard = bench
    heard.send(Arm(visit=1))
    emulator.put_card({**SAMPLE_PERSON, "name": "𠮷·䶮\ue123买", "valid_to": "2020-01-02"}, photo=None)
    card = heard.wait(CardSeen).card
    assert (card.name, card.photo, card.valid_to) == ("𠮷·䶮\ue123买", None, date(2020, 1, 2))
    assert card.warnings == (CardWarning.EXPIRED, CardWarning.PRIVATE_USE)


def test_a_card_must_be_lifted_before_it_is_read_again(bench: Bench) -> None:
    emulator, heard = bench
    heard.send(Arm(visit=1))
    emulator.put_card(SAMPLE_PERSON)
    heard.wait(CardSeen)
    heard.send(Disarm(), Arm(visit=2))
    assert heard.wait(CardNotRead).failure.code is FailureCode.CARD_NOT_LIFTED
    emulator.lift_card()
    assert heard.wait(CardLifted).visit == 1
    emulator.put_card(SAMPLE_PERSON)
    assert heard.wait(CardSeen).visit == 2


def test_a_card_that_stays_is_watched_after_disarming(bench: Bench) -> None:
    emulator, heard = bench
    heard.send(Arm(visit=4))
    emulator.put_card(SAMPLE_PERSON)
    heard.wait(CardSeen)
    heard.send(Disarm())
    emulator.lift_card()
    assert heard.wait(CardLifted).visit == 4


def test_nothing_is_read_unless_armed(bench: Bench) -> None:
    emulator, heard = bench
    emulator.put_card(SAMPLE_PERSON)
    heard.send(AskStatus())
    heard.wait_state(DeviceState.READY)
    assert b"\x20\x01" not in emulator.asked
    heard.send(Arm(visit=1, deadline_s=0.0), AskStatus())
    heard.wait_state(DeviceState.READY)
    assert READ not in emulator.asked


@pytest.mark.parametrize(
    "fault",
    [
        CardFault.DELAY,
        CardFault.HALF_FRAME,
        CardFault.WRONG_CHECKSUM,
        CardFault.GARBAGE_BEFORE,
        CardFault.STRAY_BYTE,
        CardFault.SILENT,
        CardFault.DUPLICATE_ANSWER,
        CardFault.BABBLE,
    ],
)
@pytest.mark.parametrize("request_bytes", [b"\x20\x01", READ])
def test_trouble_on_the_line_that_passes_is_not_seen_by_the_resident(
    bench: Bench, fault: CardFault, request_bytes: bytes
) -> None:
    emulator, heard = bench
    emulator.put_card(SAMPLE_PERSON)
    emulator.fault(fault, only=request_bytes)
    heard.send(Arm(visit=3))
    assert heard.wait(CardSeen).card.name == SAMPLE_PERSON["name"]
    assert heard.count(CardNotRead) == 0
    assert_usable(bench)


def test_an_answer_to_the_previous_command_is_not_taken_for_this_one(bench: Bench) -> None:
    emulator, heard = bench
    emulator.put_card(SAMPLE_PERSON)
    for request_bytes in (b"\x20\x02", READ):
        emulator.fault(CardFault.STALE_ANSWER, only=request_bytes)
    heard.send(Arm(visit=3))
    assert heard.wait(CardSeen).card.name == SAMPLE_PERSON["name"]
    assert heard.count(CardNotRead) == 0


@pytest.mark.parametrize("fault", [CardFault.WRONG_CHECKSUM, CardFault.HALF_FRAME])
def test_a_line_that_stays_bad_is_said_and_recovers_by_itself(bench: Bench, fault: CardFault) -> None:
    emulator, heard = bench
    emulator.put_card(SAMPLE_PERSON)
    emulator.fault(fault, times=1000, only=READ)
    heard.send(Arm(visit=3))
    # the padding of a report makes half a frame look like a whole one with a wrong checksum
    padded = isinstance(emulator.wire, PacketWire)
    wanted = FailureCode.CARD_CHECKSUM if fault is CardFault.WRONG_CHECKSUM or padded else FailureCode.CARD_FRAME
    failure = heard.wait(CardNotRead).failure
    assert failure.code is wanted or (padded and failure.code is FailureCode.CARD_FRAME)
    heard.wait_state(DeviceState.FAULT)
    heard.wait_state(DeviceState.READY)
    assert_usable(bench)


@pytest.mark.parametrize("sw3", [0x24, 0x31, 0x32, 0x41, 0x47])
def test_a_weak_moment_is_retried_from_find(bench: Bench, sw3: int) -> None:
    emulator, heard = bench
    emulator.put_card(SAMPLE_PERSON)
    emulator.fault(CardFault.STATUS, times=2, only=READ, sw3=sw3)
    heard.send(Arm(visit=3))
    heard.wait(CardSeen)
    assert heard.count(CardNotRead) == 0
    assert emulator.asked.count(READ) == 3


@pytest.mark.parametrize(
    ("sw3", "code"),
    [
        (0x31, FailureCode.CARD_NOT_RECOGNISED),
        (0x33, FailureCode.CARD_TAMPERED),
        (0x40, FailureCode.CARD_NOT_RECOGNISED),
        (0x41, FailureCode.CARD_MOVED),
        (0x77, FailureCode.CARD_NOT_RECOGNISED),
    ],
)
def test_a_card_that_stays_unreadable_is_said_once(bench: Bench, sw3: int, code: FailureCode) -> None:
    emulator, heard = bench
    emulator.put_card(SAMPLE_PERSON)
    emulator.fault(CardFault.STATUS, times=1000, only=READ, sw3=sw3)
    heard.send(Arm(visit=3))
    assert heard.wait(CardNotRead).failure.code is code
    heard.send(AskStatus())
    heard.wait_state(DeviceState.READY)
    heard.send(AskStatus())
    heard.wait_state(DeviceState.READY)
    assert heard.count(CardNotRead) == 1
    assert_usable(bench)


@pytest.mark.parametrize("fault", [CardFault.LIFTED_EARLY, CardFault.LIFTED_IN_READ])
def test_a_card_lifted_early_asks_to_hold_still(bench: Bench, fault: CardFault) -> None:
    emulator, heard = bench
    emulator.put_card(SAMPLE_PERSON)
    emulator.fault(fault)
    heard.send(Arm(visit=3))
    assert heard.wait(CardNotRead).failure.code is FailureCode.CARD_MOVED
    assert_usable(bench)


@pytest.mark.parametrize(
    ("fault", "code"),
    [(CardFault.BAD_TEXT, FailureCode.CARD_TEXT_INVALID), (CardFault.LENGTHS, FailureCode.CARD_FRAME)],
)
def test_a_card_with_bad_content_is_said_in_plain_words(bench: Bench, fault: CardFault, code: FailureCode) -> None:
    emulator, heard = bench
    emulator.put_card(SAMPLE_PERSON)
    emulator.fault(fault)
    heard.send(Arm(visit=3))
    assert heard.wait(CardNotRead).failure.code is code
    assert_usable(bench)


def test_a_module_out_of_order_is_a_fault_until_it_is_well(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(CardFault.STATUS, times=1000, only=b"\x11\xff", sw3=0x60)
    heard.send(AskStatus())
    failure = heard.wait_state(DeviceState.FAULT).failure
    assert failure is not None
    assert failure.code is FailureCode.READER_OUT_OF_ORDER
    emulator.heal()
    heard.wait_state(DeviceState.READY)
    assert_usable(bench)


def test_a_silent_reader_is_a_fault_not_ready(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(CardFault.SILENT, times=1000)
    heard.send(AskStatus())
    failure = heard.wait_state(DeviceState.FAULT).failure
    assert failure is not None
    assert failure.code is FailureCode.READER_SILENT
    emulator.heal()
    heard.wait_state(DeviceState.READY)
    assert_usable(bench)


def test_a_port_that_vanishes_in_a_read_is_found_again(bench: Bench) -> None:
    emulator, heard = bench
    emulator.put_card(SAMPLE_PERSON)
    emulator.fault(CardFault.VANISH, only=READ)
    heard.send(Arm(visit=3))
    assert heard.wait(CardNotRead).failure.code is FailureCode.DEVICE_UNPLUGGED
    heard.wait_state(DeviceState.ABSENT)
    emulator.replug()
    heard.wait_state(DeviceState.READY)
    assert heard.wait(CardSeen).visit == 3
    assert_usable(bench)


def test_a_reader_that_is_not_there_at_first_is_found_when_it_is_plugged_in() -> None:
    emulator = CardReaderEmulator()
    emulator.unplug()
    with Heard(Role.CARD_READER, {"driver": "sdt_serial", "port": emulator.path}) as heard:
        failure = heard.wait_state(DeviceState.ABSENT).failure
        assert failure is not None
        assert failure.code is FailureCode.DEVICE_UNPLUGGED
        emulator.replug()
        heard.wait_state(DeviceState.READY)
        assert heard.count(DeviceStatus) == 2
    emulator.close()


def test_an_agent_s_card_is_read_after_the_holder_s_in_one_visit(bench: Bench) -> None:
    emulator, heard = bench
    heard.send(Arm(visit=3))
    emulator.put_card(SAMPLE_PERSON)
    assert heard.wait(CardSeen).card.name == "张测试"
    heard.send(Disarm())
    emulator.lift_card()
    heard.wait(CardLifted)
    heard.send(Arm(visit=3))
    emulator.put_card(text_of("J"))
    agent = heard.wait(CardSeen)
    assert (agent.visit, agent.card.name) == (3, "陈样本")
