"""A recorded dialogue holds nothing of the card that was read, and is played back word for word."""

import threading
from pathlib import Path

import pytest

from bench.emulators.card_reader import CardReaderEmulator
from contract.device_lines import Arm, CardSeen, DeviceAnswer
from contract.failures import Failed
from contract.roles import Role
from devices.card_reader import sdt_serial
from devices.card_reader.recorded_dialogue import SAMPLE_TEXT, masked
from devices.card_reader.sdt_serial import SdtSerial
from devices.driver import no_note
from kiosk.recording.recorder import About, record
from tests.transcripts.holders import text_of
from tests.transcripts.replay import ReplayedLink

SOMEBODY = {
    "kind": "resident",
    "name": "王某某",
    "sex": "1",
    "nation": "01",
    "birth": "1880-01-01",
    "address": "广东省汕头市潮阳县某路9号",
    "number": "440524188001010014",
    "issuer": "某某公安局",
    "valid_from": "2011-11-11",
    "valid_to": "2031-11-11",
}


def test_the_sample_is_the_protocol_page_s_holder() -> None:
    assert text_of("CN") == SAMPLE_TEXT


def test_a_recording_is_masked_and_can_be_replayed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = CardReaderEmulator()
    out = tmp_path / "model" / "read_ok.jsonl"
    lifting: list[threading.Thread] = []

    def hand(_: str) -> None:
        reader.put_card(SOMEBODY, photo=bytes(reversed(range(256))) * 4, new_address="某地某路8号")
        lifting.append(threading.Thread(target=lift))
        lifting[0].start()

    def lift() -> None:
        ended = threading.Event()
        for _ in range(600):
            if reader.hides_card:
                reader.lift_card()
                return
            ended.wait(0.05)

    table = {"driver": "sdt_serial", "port": reader.path, "new_address": True}
    lines = record(Role.CARD_READER, table, About("model"), out, hand)
    reader.close()
    text = out.read_text("utf-8")
    assert lines == len(text.splitlines()) > 8
    octets = text.replace(" ", "")
    for value in SOMEBODY.values():
        assert value.replace("-", "").encode("utf-16-le").hex() not in octets or len(value) < 3
    link = ReplayedLink(out)
    monkeypatch.setattr(sdt_serial, "open_link", lambda settings: link)
    said: list[DeviceAnswer] = []
    driver = SdtSerial({"port": "replayed", "new_address": True}, said.append, no_note)
    driver.open()
    driver.handle(Arm(visit=1))
    while not any(isinstance(answer, CardSeen) for answer in said):
        driver.poll()
    (seen,) = [answer for answer in said if isinstance(answer, CardSeen)]
    assert (seen.card.name, seen.card.address) == ("张测试", "四川省成都市青羊区新址路3号")


def test_without_a_card_nothing_is_written(tmp_path: Path) -> None:
    reader = CardReaderEmulator()
    with pytest.raises(Failed):
        table = {"driver": "sdt_serial", "port": reader.path}
        record(Role.CARD_READER, table, About("m"), tmp_path / "x.jsonl", lambda _: None, wait_s=0.3)
    assert list(tmp_path.iterdir()) == []
    reader.close()


def test_what_nobody_knows_is_masked_with_zeros() -> None:
    assert masked(b"\x99\x01", b"secret") == bytes(6)
    assert masked(b"", b"secret") == bytes(6)
    assert masked(b"\x30\x05", b"number") == bytes(6)
