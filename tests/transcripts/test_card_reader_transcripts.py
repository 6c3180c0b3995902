"""Recorded dialogues of card readers, replayed against the driver their header names."""

from pathlib import Path

import pytest

from contract.device_lines import Arm, CardLifted, CardReading, CardSeen, DeviceAnswer, DeviceStatus
from contract.failures import Failed
from contract.roles import Role
from devices.card_reader import sdt_serial
from devices.driver import no_note
from devices.registry import driver_class
from tests.transcripts.replay import ReplayedLink

TRANSCRIPTS = sorted(Path(__file__).parent.glob("card_reader/*/*.jsonl"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_recorded_dialogue_is_held_word_for_word(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = ReplayedLink(path)
    monkeypatch.setattr(sdt_serial, "open_link", lambda settings: link)
    said: list[DeviceAnswer] = []
    driver = driver_class(Role.CARD_READER, link.head["driver"])({"port": "replayed"}, said.append, no_note)
    driver.open()
    driver.handle(Arm(visit=1))
    while not link.used_up:
        driver.poll()
    assert [type(answer) for answer in said] == [DeviceStatus, CardReading, CardSeen, CardLifted]
    with pytest.raises(Failed):
        driver.poll()  # armed still: it goes on looking, and the recording has ended


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_transcript_says_what_it_is(path: Path) -> None:
    head = ReplayedLink(path).head
    assert head.keys() >= {"model", "firmware", "recorded_by", "role", "driver", "notes"}
    assert head["model"] == path.parent.name
