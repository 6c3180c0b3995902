"""What a loudspeaker promises."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from bench.emulators.sound_card import SoundCardEmulator, SoundFault
from bench.listening import Ear
from bench.spoken_pack import tone_pack
from contract.device_lines import AskStatus, DeviceState, DeviceStatus, SelfTest
from contract.failures import FailureCode
from contract.keys import SetVolume
from contract.roles import Role
from contract.sound import Hush, SaidOver, Say, Sounded, SoundOutput
from devices.loudspeaker.clips import RATE, clip_samples, paced
from devices.registry import drivers_of
from kiosk.reading_aloud.voice_pack import VoicePack, clip_path
from tests.conformance.heard import Heard

WORDS = ("一", "二", "三", "很长的一句话")
Bench = tuple[SoundCardEmulator, SoundCardEmulator, Heard, Path]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tone_pack(tmp_path_factory.mktemp("pack"), {**dict.fromkeys(WORDS[:3], 0.3), WORDS[3]: 20.0})


@pytest.fixture(params=drivers_of(Role.LOUDSPEAKER))
def bench(request: pytest.FixtureRequest, pack: Path) -> Iterator[Bench]:
    speaker, headset = SoundCardEmulator(), SoundCardEmulator()
    settings = {"driver": request.param, "port": speaker.path, "headset": headset.path, "pack": str(pack)}
    with Heard(Role.LOUDSPEAKER, settings) as heard:
        heard.wait_state(DeviceState.READY)
        yield speaker, headset, heard, pack
    speaker.close()
    headset.close()


def say(pack: Path, *texts: str, say_id: int = 1, output: SoundOutput = SoundOutput.SPEAKER) -> Say:
    name = VoicePack(pack).index.making.clip_name
    clips = tuple(Sounded(clip=name(text), gap_ms=100) for text in texts)
    return Say(visit=7, say_id=say_id, clips=clips, output=output)


def test_clips_are_heard_whole_in_their_order_and_the_end_is_told_once(bench: Bench) -> None:
    speaker, headset, heard, pack = bench
    heard.send(say(pack, "三", "一", "二"))
    assert heard.wait(SaidOver) == SaidOver(visit=7, say_id=1, whole=True)
    assert Ear(pack).sentences(bytes(speaker.heard[0].samples)) == ["三", "一", "二"]
    assert (len(speaker.heard), headset.heard) == (1, [])


def test_what_is_private_is_heard_in_the_headset_only(bench: Bench) -> None:
    speaker, headset, heard, pack = bench
    heard.send(say(pack, "二", output=SoundOutput.HEADSET))
    assert heard.wait(SaidOver).whole
    assert (speaker.heard, Ear(pack).sentences(bytes(headset.heard[0].samples))) == ([], ["二"])


def test_it_falls_silent_at_once_and_says_that_it_was_not_the_whole(bench: Bench) -> None:
    speaker, _, heard, pack = bench
    speaker.hold()
    heard.send(say(pack, WORDS[3]), Hush())
    assert not heard.wait(SaidOver).whole
    speaker.go_on()
    heard.send(say(pack, "一", say_id=2))
    assert heard.wait(SaidOver).say_id == 2
    assert not speaker.heard[0].samples, "what the card had taken is dropped with the rest"
    assert Ear(pack).sentences(bytes(speaker.heard[-1].samples)) == ["一"]


def test_what_is_new_replaces_what_is_being_said(bench: Bench) -> None:
    speaker, _, heard, pack = bench
    speaker.hold()
    heard.send(say(pack, WORDS[3]), say(pack, "二", say_id=2))
    assert heard.wait(SaidOver) == SaidOver(visit=7, say_id=1, whole=False)
    speaker.go_on()
    assert heard.wait(SaidOver) == SaidOver(visit=7, say_id=2, whole=True)


def test_the_volume_is_of_this_visit_and_goes_back(bench: Bench) -> None:
    speaker, _, heard, pack = bench
    loudest = []
    for volume in (SetVolume(percent=100), SetVolume(percent=20), SetVolume()):
        heard.send(volume, say(pack, "一"))
        heard.wait(SaidOver)
        loudest.append(int(np.abs(np.frombuffer(bytes(speaker.heard[-1].samples), dtype="<i2")).max()))
    assert loudest[1] < loudest[2] < loudest[0]
    assert loudest[2] / loudest[0] == pytest.approx(0.49, abs=0.02)


def test_a_clip_that_is_not_there_or_damaged_is_left_out_and_counted(bench: Bench, tmp_path: Path) -> None:
    speaker, _, heard, pack = bench
    strange = Sounded(clip="../../etc/passwd")
    known = say(pack, "一").clips[0]
    broken = Sounded(clip="0" * 24)
    path = clip_path(pack, broken.clip)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"OggS" + bytes(200))
    heard.send(Say(visit=7, say_id=3, clips=(strange, broken, Sounded(clip="f" * 24), known)))
    assert heard.wait(SaidOver) == SaidOver(visit=7, say_id=3, whole=True, unplayed=3)
    assert Ear(pack).sentences(bytes(speaker.heard[-1].samples)) == ["一"]


def test_a_plug_pulled_while_nothing_is_said_is_found_without_a_word(bench: Bench) -> None:
    speaker, _, heard, pack = bench
    speaker.unplug()
    heard.wait_state(DeviceState.ABSENT)
    speaker.replug()
    heard.wait_state(DeviceState.READY)
    heard.send(say(pack, "一"))
    assert heard.wait(SaidOver).whole


def test_a_pulled_plug_is_found_and_the_card_found_again(bench: Bench) -> None:
    speaker, _, heard, pack = bench
    speaker.fault(SoundFault.VANISH)
    heard.send(say(pack, WORDS[3]))
    assert not heard.wait(SaidOver).whole
    heard.wait_state(DeviceState.ABSENT)
    speaker.replug()
    heard.wait_state(DeviceState.READY)
    heard.send(say(pack, "二", say_id=2))
    assert heard.wait(SaidOver, lambda over: over.say_id == 2).whole


def test_the_self_test_sounds_on_both_and_a_stuck_card_is_a_fault_until_it_moves(bench: Bench) -> None:
    speaker, headset, heard, pack = bench
    heard.catch_up()
    heard.send(SelfTest())
    assert heard.wait(DeviceStatus).state is DeviceState.READY
    assert (len(speaker.heard), len(headset.heard)) == (1, 1)
    speaker.fault(SoundFault.GARBAGE)
    heard.send(SelfTest(), AskStatus())
    assert heard.wait(DeviceStatus).state is DeviceState.READY
    speaker.fault(SoundFault.STUCK)
    heard.send(say(pack, WORDS[3]))
    failure = heard.wait_state(DeviceState.FAULT).failure
    assert failure is not None
    assert failure.code is FailureCode.DEVICE_HUNG
    speaker.heal()
    heard.wait_state(DeviceState.READY)


def test_settings_that_cannot_be_meant_are_named(pack: Path, tmp_path: Path) -> None:
    for wrong, code in (
        ({"volume": 300, "pack": str(pack)}, FailureCode.CONFIG_INVALID),
        ({"pack": str(tmp_path)}, FailureCode.CONFIG_INVALID),
    ):
        with Heard(Role.LOUDSPEAKER, {"driver": "portaudio", **wrong}) as heard:
            failure = heard.wait_state(DeviceState.FAULT).failure
            assert failure is not None
            assert failure.code is code


@pytest.mark.parametrize("speed", [70, 85, 130])
def test_another_pace_keeps_the_pitch(speed: int) -> None:
    tone = np.sin(2 * np.pi * 300 * np.arange(RATE) / RATE).astype(np.float32) * 0.5
    slow = paced(tone, speed)
    assert len(slow) / len(tone) == pytest.approx(100 / speed, rel=0.08)
    spectrum = np.abs(np.fft.rfft(slow[2000:-2000]))
    assert np.argmax(spectrum) * RATE / (len(slow) - 4000) == pytest.approx(300, abs=5)


def test_a_clip_of_another_rate_or_endless_is_no_clip(tmp_path: Path) -> None:
    for name, seconds, rate in (("a" * 24, 1, 48000), ("b" * 24, 70, RATE)):
        path = clip_path(tmp_path, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        soundfile.write(path, np.zeros(seconds * rate, dtype="float32"), rate, format="OGG", subtype="OPUS")
        assert clip_samples(tmp_path, name) is None
