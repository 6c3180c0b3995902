"""The voice pack of the repository: whole, small, and with the words of the main journey."""

import json
import os
import subprocess
import sys

import pytest
import soundfile

from kiosk.commands.aloud import MAKING, PACK
from kiosk.config import ROOT
from kiosk.reading_aloud.voice_pack import VoicePack, clip_path

OCTETS_AT_MOST = 10 * 1024 * 1024
WHOLE = {"main", "pieces", "sounds", "forms"}


@pytest.fixture(scope="module")
def pack() -> VoicePack:
    return VoicePack(PACK)


def test_every_clip_has_its_file_and_every_file_its_sentence(pack: VoicePack) -> None:
    named = {pack.index.making.clip_name(text) for text in pack.index.clips}
    files = list((PACK / "clips").glob("*/*"))
    assert {path.stem for path in files} == named
    assert {path.suffix for path in files} == {".opus"}
    assert sum(path.stat().st_size for path in files) < OCTETS_AT_MOST


def test_clips_are_as_long_as_the_index_says(pack: VoicePack) -> None:
    for text in list(pack.index.clips)[::100]:
        told = soundfile.info(clip_path(PACK, pack.index.making.clip_name(text)))
        assert (told.samplerate, told.channels) == (24_000, 1)
        assert told.duration * 1000 == pytest.approx(pack.index.clips[text], abs=5)


def test_what_the_repository_promises_to_say_has_its_clips() -> None:
    """The main journey, numbers and pieces, syllables, all forms; `./station aloud check` says what is missing."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    command = [sys.executable, str(MAKING), "check", "--json"]
    checked = subprocess.run(command, env=environment | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert checked.stdout, checked.stderr
    told = json.loads(checked.stdout)
    missing = [text for text in told["missing"] if told["tiers"][text] in WHOLE]
    assert (checked.returncode, missing) == (0, []), "run ./station aloud render --upto forms and commit the clips"
