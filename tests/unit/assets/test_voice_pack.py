"""The voice pack of the repository: whole, small, and with the words of the main journey."""

import importlib.util
import sys

import pytest
import soundfile

from kiosk.commands.aloud import MAKING, PACK
from kiosk.content import open_content
from kiosk.reading_aloud.voice_pack import VoicePack, clip_path

OCTETS_AT_MOST = 8 * 1024 * 1024
COVERED = 0.9
"""Of the main journey's sentences; `./station aloud check` wants all of them before a release."""


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


def test_the_main_journey_is_said(pack: VoicePack) -> None:
    spec = importlib.util.spec_from_file_location("voice_prompts", MAKING.parent / "prompts.py")
    assert spec is not None
    assert spec.loader is not None
    prompts = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = prompts
    spec.loader.exec_module(prompts)
    main = [text for text, tier in prompts.prompts(open_content(None)).items() if tier is prompts.Tier.MAIN]
    missing = [text for text in main if pack.assemble((text,)).missing]
    assert len(missing) / len(main) <= 1 - COVERED, f"run ./station aloud render: {missing}"
