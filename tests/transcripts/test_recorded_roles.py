"""The recorder over every further role: what it writes is replayed, and nothing of anybody is in it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bench.emulators.camera import CameraEmulator
from bench.emulators.input_events import InputDeviceEmulator
from bench.emulators.page_printer import PagePrinterEmulator
from bench.emulators.relay_board import RelayBoardEmulator
from bench.emulators.social_card import SocialCardEmulator, SocialCardFault, records_of
from contract.device_lines import DeviceAnswer, DeviceState, DeviceStatus, DoorMoved, KeyPressed
from contract.failures import Failed, FailureCode
from contract.keys import Key
from contract.roles import Role
from devices.driver import no_note
from devices.keypad.key_events import KeyEvents
from devices.lights import serial_relay
from devices.lights.serial_relay import SerialRelay
from devices.link.event_node import EventStream
from devices.link.recorded_link import Lines
from devices.page_printer.ipp import IppPrinter
from devices.page_printer.ipp_codec import IppAnswer
from devices.page_printer.ipp_line import IppLine
from devices.registry import DRIVERS
from devices.social_card.card_files import read_social_card
from devices.social_card.recorded_card import masked_answer, recorded
from kiosk.recording.recorder import RECIPES, About, record
from tests.transcripts.replay import ReplayedLink

CHILD = {"name": "王某某", "number": "510114201801010012", "sex": "1", "birth": "2018-01-01"}
Say = Callable[[str], object]


def written(role: Role, table: dict[str, Any], folder: Path, hand: Say) -> tuple[Path, list[dict[str, Any]]]:
    out = folder / "model" / "ok.jsonl"
    count = record(role, table, About("model"), out, lambda text: (hand(text), None)[1], wait_s=8.0)
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(lines) == count and lines[0]["role"] == role.value and lines[0]["driver"] == table["driver"]
    return out, lines


def test_every_role_can_be_recorded() -> None:
    assert set(RECIPES) == set(Role) == {role for role, _ in DRIVERS}


def test_a_relay_board_is_recorded_word_for_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    board = RelayBoardEmulator()
    table = {"driver": "serial_relay", "port": board.path, "baud": 9600, "lamps": {"status": 5}}
    out, _ = written(Role.LIGHTS, table, tmp_path, lambda _: board.move_door(True))
    board.close()
    link = ReplayedLink(out)
    monkeypatch.setattr(serial_relay, "open_link", lambda _: link)
    said: list[DeviceAnswer] = []
    driver = SerialRelay({**table, "ask": ""}, said.append, no_note)
    # what the driver asks once a second is not replayed in time; what the board says means the same
    for line in out.read_text("utf-8").splitlines()[1:]:
        octets = bytes.fromhex(json.loads(line).get("device", ""))
        for moved in serial_relay.RelayAnswers(*driver._patterns).feed(octets):
            said.append(moved)
    assert DoorMoved(is_open=True) in said


def test_keys_are_recorded_and_no_letter_is(tmp_path: Path) -> None:
    pad = InputDeviceEmulator()

    def press(_: str) -> None:
        pad.press(103)  # up
        pad.press(30 + 5)  # h, of somebody's keyboard
        pad.press(0x1C)  # enter

    _, lines = written(Role.KEYPAD, {"driver": "evdev_keys", "port": pad.path}, tmp_path, press)
    pad.close()
    events = [event for line in lines[1:] for event in EventStream().feed(bytes.fromhex(line["device"]))]
    assert 35 not in {event.code for event in events} and 30 in {event.code for event in events}
    meant = list(KeyEvents({}, 50).feed(events))
    assert meant == [KeyPressed(key=Key.UP), KeyPressed(key=Key.OK)]


def test_a_page_printer_is_recorded_by_its_state_and_replayed(tmp_path: Path) -> None:
    printer = PagePrinterEmulator()
    _, lines = written(Role.PAGE_PRINTER, {"driver": "ipp", "port": printer.path}, tmp_path, lambda _: None)
    assert printer.path not in json.dumps(lines) and "127.0.0.1" not in json.dumps(lines)
    printer.close()
    told = next(line for line in lines if "told" in line)
    answer = IppAnswer(told["status"], {name: tuple(values) for name, values in told["told"].items()})
    said: list[DeviceAnswer] = []
    driver = IppPrinter({"port": "ipp://192.0.2.1/ipp"}, said.append, no_note)
    driver._line = _Answers(answer)
    driver._ask()
    (status,) = said
    assert isinstance(status, DeviceStatus) and status.state is DeviceState.READY


class _Answers(IppLine):
    def __init__(self, answer: IppAnswer) -> None:
        self._answer = answer

    def ask(self, *_: object, **__: object) -> IppAnswer:
        return self._answer


@pytest.mark.parametrize(
    "fault", [None, SocialCardFault.BY_TAG_ONLY, SocialCardFault.WRONG_LENGTH, SocialCardFault.IN_PARTS]
)
def test_a_social_card_is_recorded_with_a_fictitious_holder(fault: SocialCardFault | None) -> None:
    card = SocialCardEmulator()
    card._files = records_of(CHILD)
    if fault is not None:
        card.fault(fault)
    lines: Lines = []
    assert read_social_card(recorded(card._answer, lines)).name == CHILD["name"]
    octets = json.dumps(lines).replace(" ", "")
    for value in (CHILD["name"].encode("gbk"), CHILD["number"].encode(), b"\x20\x18\x01\x01"):
        assert value.hex() not in octets
    steps = iter(lines)

    def replayed(command: bytes) -> bytes:
        assert next(steps) == {"host": command.hex(" ")}
        return bytes.fromhex(next(steps)["device"])

    again = read_social_card(replayed)
    assert (again.name, again.number, again.version) == ("张测试", "11010519491231002X", "3.00")
    assert next(steps, None) is None


def test_of_what_has_no_known_form_nothing_but_its_size_is_kept() -> None:
    assert masked_answer(b"\x00\xb2\x01\x04", b"\x08\x40secret\x90\x00") == bytes(8) + b"\x90\x00"
    assert masked_answer(b"\x00\xca", b"secret\x61\x10") == bytes(6) + b"\x61\x10"


def test_of_a_camera_settings_and_states_are_recorded(tmp_path: Path) -> None:
    camera = CameraEmulator()
    table = {"driver": "mjpeg", "port": camera.path, "turn": 90}
    out, lines = written(Role.CAMERA, table, tmp_path, lambda _: None)
    camera.close()
    assert camera.path not in out.read_text("utf-8") and lines[1] == {"settings": {"turn": 90}}
    states = [msgspec.convert(line["event"], DeviceStatus) for line in lines[2:]]
    assert {status.state for status in states} == {DeviceState.READY}


def test_a_device_that_says_nothing_leaves_no_file(tmp_path: Path) -> None:
    pad = InputDeviceEmulator()
    out = tmp_path / "x.jsonl"
    with pytest.raises(Failed) as failed:
        record(Role.KEYPAD, {"driver": "evdev_keys", "port": pad.path}, About("m"), out, lambda _: None, wait_s=0.3)
    assert failed.value.code is FailureCode.DEVICE_HUNG and not out.exists()
    pad.close()
