"""A name is written by ear: digits, candidates told by sound, into the headset only."""

from pathlib import Path

import msgspec
import pytest

from bench.spoken_pack import MAKING
from contract.codes import Language
from contract.device_lines import DeviceCommand
from contract.keys import Key
from contract.sound import Say, SoundOutput
from kiosk.journey.session import Site
from kiosk.reading_aloud.hanzi_keys import HanziKeys
from kiosk.reading_aloud.saying import Saying
from kiosk.reading_aloud.syllables import syllables
from kiosk.reading_aloud.voice_pack import INDEX, Index, VoicePack
from kiosk.text_entry.entry import TextEntry
from kiosk.text_entry.handwriting.process import HandwritingProcess
from kiosk.text_entry.methods import station_methods
from kiosk.words import words_of
from tests.unit.kiosk.reading_aloud.test_reader import WORDS

CLIPS = ["zhāng", "jū", "zhèng", "de", "sān", "gè", "zēng", "lì", "写上了", "删了", "没有这样的字", "按左键删一个"]


class Pad:
    """Keys are pressed on a field. `took`: which of the last were meant for the writing; `text`: what stands there."""

    def __init__(self, folder: Path) -> None:
        index = Index(making=MAKING, clips=dict.fromkeys(sorted(CLIPS), 1))
        (folder / INDEX).write_bytes(msgspec.json.encode(index))
        self._told: list[Say] = []
        pack = VoicePack(folder)
        self._saying = Saying(lambda: pack, lambda _, command: self._hear(command))
        self._saying.site = Site(has_speaker=True, headset=True)
        self._saying.words = words_of(WORDS, Language.ZH)
        self._entry = TextEntry(station_methods(), HandwritingProcess(command=["false"]), lambda _: None)
        self._entry.open("emergency_name", "text", "", 50, "zh-CN")
        self._keys = HanziKeys(self._saying, self._entry)
        self.took: list[bool] = []

    def _hear(self, command: DeviceCommand) -> None:
        if isinstance(command, Say):
            self._told.append(command)

    @property
    def text(self) -> str:
        return self._entry.standing()[0]

    def __call__(self, *pressed: Key, headset: bool = True) -> list[str]:
        """The clips of what is said last."""
        self._saying.site.headset = headset
        self._told.clear()
        self.took = [self._keys.takes(key) for key in pressed]
        assert all(one.output is SoundOutput.HEADSET for one in self._told)
        known = {MAKING.clip_name(text): text for text in CLIPS}
        return [known[one.clip] for one in self._told[-1].clips] if self._told else []


@pytest.fixture
def pad(tmp_path: Path) -> Pad:
    return Pad(tmp_path)


def digits(keys: str) -> list[Key]:
    return [Key(key) for key in keys]


def to(pad: Pad, sounds: list[str], key: Key = Key.RIGHT) -> None:
    for _ in range(40):
        if pad(key)[: len(sounds)] == sounds:
            return
    raise AssertionError(f"{sounds} is no candidate")


def test_a_name_is_written_character_by_character(pad: Pad) -> None:
    pad(*digits("94264"))
    to(pad, ["zhāng", "zhāng", "jū", "zhèng", "de", "zhāng"])
    assert pad(Key.OK) == ["zhāng", "写上了"]
    pad(*digits("726"))
    to(pad, ["sān", "sān", "gè", "de", "sān"])
    pad(Key.OK)
    assert pad.text == "张三"
    assert pad(Key.OK) == ["zhāng", "sān"], "what stands there is read when nothing waits"
    assert pad(Key.LEFT) == ["删了"]
    assert pad.text == "张"


def test_moving_through_the_page_goes_on_when_nothing_waits(pad: Pad) -> None:
    for key in (Key.DOWN, Key.UP, Key.RIGHT, Key.LEFT, Key.OK, Key.REPEAT, Key.HELP, Key.DIGIT_1):
        pad(key)
        assert pad.took == [False]


def test_without_a_headset_nothing_is_written_nor_said(pad: Pad) -> None:
    assert pad(*digits("94264"), Key.DOWN, Key.OK, headset=False) == []
    assert not any(pad.took)


def test_any_keys_are_bounded_and_taken_back(pad: Pad) -> None:
    assert pad(*digits("2" * 80)) != []
    for _ in range(60):
        pad(Key.LEFT)
    assert (pad(Key.LEFT), pad.text) == ([], "")


@pytest.mark.parametrize(
    ("text", "readings"),
    [("曾立", ("zēng", "lì")), ("新都", ("xīn", "dōu")), ("a张", ("", "zhāng"))],
)
def test_characters_sound_as_they_are_read(text: str, readings: tuple[str, ...]) -> None:
    assert syllables().of_name(text) == readings


def test_a_name_is_said_from_syllables_where_it_is_private(tmp_path: Path) -> None:
    (tmp_path / INDEX).write_bytes(msgspec.json.encode(Index(making=MAKING, clips=dict.fromkeys(CLIPS, 1))))
    pack = VoicePack(tmp_path)
    assert [one.clip for one in pack.assemble(("曾三",), spelt=True).clips] == [
        MAKING.clip_name(reading) for reading in ("zēng", "sān")
    ]
    assert pack.assemble(("曾三",)).missing == ("曾三",), "never on the loudspeaker"
