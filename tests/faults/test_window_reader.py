"""The card reader fails in front of a resident: plain words, another way, and on by itself once it is mended."""

from collections.abc import Callable, Iterator

import pytest

from bench.emulators.card_reader import CardFault
from bench.person import ZHANG_SAN
from bench.pretend_world import PretendWorld
from contract.device_lines import DeviceState
from tests.window_desk import WindowDesk, window_at, world_in

NEVER_SAID = ("Traceback", "Error", "errno", "None", "card.", "reader.", "device.", "0x")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PretendWorld]:
    with world_in(tmp_path_factory.mktemp("reader")) as world:
        yield world


@pytest.fixture
def desk(world: PretendWorld) -> Iterator[WindowDesk]:
    with window_at(world) as desk:
        yield desk
    world.reader.heal()
    world.reader.replug()
    world.lift_card()


def assert_said_plainly(desk: WindowDesk) -> None:
    """The fault page: a title, what to do, two other ways at least, and no code."""
    assert desk.screen == "fault"
    shown = desk.texts()
    assert not [word for word in NEVER_SAID if word in shown]
    names = {seen.name for seen in desk.finger.look()}
    assert {"act:by_hand:", "act:guide_only:"} <= names


def to_the_end(desk: WindowDesk) -> None:
    desk.wait_for_screen("form")
    assert desk.session.card is not None and desk.session.card.name == ZHANG_SAN["name"]
    desk.world.lift_card()
    desk.resident._fill_in()
    desk.resident.hand_in()
    desk.wait_for_screen("receipt")


def test_a_reader_unplugged_while_waiting_is_said_and_found_again(desk: WindowDesk) -> None:
    desk.to_card()
    assert desk.screen == "card"
    desk.world.reader.unplug()
    desk.wait_for_screen("fault")
    assert_said_plainly(desk)
    desk.world.reader.replug()
    desk.wait_for_screen("card")
    desk.world.put_card()
    to_the_end(desk)


@pytest.mark.parametrize(
    "strike",
    [
        lambda reader: reader.fault(CardFault.HALF_FRAME, times=6, only=b"\x30\x01"),
        lambda reader: reader.fault(CardFault.GARBAGE_BEFORE, times=3),
        lambda reader: reader.fault(CardFault.BABBLE, times=1, seconds=1.0),
        lambda reader: reader.fault(CardFault.WRONG_CHECKSUM, times=4, only=b"\x30\x01"),
        lambda reader: reader.fault(CardFault.VANISH, times=1, only=b"\x30\x01"),
    ],
    ids=["half frames", "garbage", "babble", "wrong checksums", "gone in the middle"],
)
def test_a_line_that_fails_in_the_middle_recovers_by_itself(
    desk: WindowDesk, strike: Callable[[object], None]
) -> None:
    desk.to_card()
    strike(desk.world.reader)
    desk.world.put_card()
    desk.wait(lambda: desk.screen in ("fault", "form"), "nothing happened with a bad line")
    if desk.screen == "fault":
        assert_said_plainly(desk)
    desk.world.reader.replug()
    desk.wait_for_screen("form")
    assert desk.session.card is not None and desk.session.card.name == ZHANG_SAN["name"]


def test_a_card_moved_too_early_asks_for_it_again(desk: WindowDesk) -> None:
    desk.to_card()
    desk.world.reader.fault(CardFault.LIFTED_IN_READ)
    desk.world.put_card()
    desk.wait_for_screen("fault")
    assert_said_plainly(desk)
    desk.world.put_card()
    to_the_end(desk)


def test_a_card_that_cannot_be_read_can_be_typed_instead(desk: WindowDesk) -> None:
    desk.to_card()
    desk.world.reader.fault(CardFault.BAD_TEXT, times=100)
    desk.world.put_card()
    desk.wait_for_screen("fault")
    assert_said_plainly(desk)
    desk.touch("act:by_hand:")
    desk.wait_for_screen("form")
    assert desk.resident._question() == "name" and desk.session.card is None


def test_a_hung_reader_is_said_and_the_resident_can_go_on_by_hand(desk: WindowDesk) -> None:
    desk.to_card()
    desk.world.reader.fault(CardFault.SILENT, times=10_000)
    desk.wait_for_screen("fault")
    assert_said_plainly(desk)
    desk.world.reader.heal()
    desk.wait_for_screen("card")
    desk.world.put_card()
    desk.wait_for_screen("form")


def test_a_station_without_a_reader_says_so_before_a_card_is_asked_for(desk: WindowDesk) -> None:
    desk.world.reader.unplug()
    desk.wait(lambda: desk.station.site.reader in (DeviceState.ABSENT, DeviceState.FAULT), "the reader is still there")
    desk.to_guide()
    desk.touch("act:apply:")
    desk.wait_for_screen("privacy")
    names = {seen.name for seen in desk.finger.look()}
    assert "act:by_hand:" in names and "act:agreed:" not in names
    assert not [word for word in NEVER_SAID if word in desk.texts()]
    desk.world.reader.replug()
    desk.touch("act:agreed:")
    desk.wait_for_screen("card")
