"""What a microphone's driver promises: one utterance at a time, one answer each, open only while it listens."""

import json
import math
import os
import signal
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.emulators.microphone import AlsaMicrophoneEmulator, MicrophoneEmulator, MicrophoneFault
from contract.device_lines import DeviceState, SoundLevel
from contract.failures import FailureCode
from contract.roles import Role
from contract.speech import (
    CancelListening,
    Listen,
    Listening,
    ListeningFailed,
    SpeechBegan,
    SpeechEnd,
    SpeechFinal,
    StopListening,
)
from devices.registry import drivers_of
from tests.conformance.heard import Heard

Bench = tuple[MicrophoneEmulator, Heard]
HEARD = ["我要办老年证", "我要办两年证"]


def tone(seconds: float) -> bytes:
    samples = array("h", (int(9000 * math.sin(i / 7)) for i in range(int(16_000 * seconds))))
    return samples.tobytes()


def emulator_of(driver: str) -> MicrophoneEmulator:
    return AlsaMicrophoneEmulator() if driver == "portaudio" else MicrophoneEmulator()


@pytest.fixture(params=drivers_of(Role.MICROPHONE))
def bench(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    emulator = emulator_of(request.param)
    for name, value in getattr(emulator, "environment", {}).items():
        monkeypatch.setenv(name, value)
    (tmp_path / "script.json").write_text(json.dumps({"*": HEARD}), "utf-8")
    settings = {"driver": request.param, "engine": "script", "model": str(tmp_path), "models": str(tmp_path)}
    settings |= {"end_silence_s": 0.3, "port": "audio:default" if request.param == "portaudio" else emulator.path}
    with Heard(Role.MICROPHONE, settings) as heard:
        heard.wait_state(DeviceState.READY)
        yield emulator, heard
    emulator.close()


def test_an_utterance_is_answered_once_and_the_microphone_is_open_only_meanwhile(bench: Bench) -> None:
    emulator, heard = bench
    assert emulator.wait_open(False)  # PortAudio asks a device once what it can do
    before = emulator.opened
    heard.catch_up()
    emulator.say(tone(0.5))
    heard.send(Listen(session=11))
    heard.wait(Listening, lambda one: one.session == 11)
    heard.wait(SpeechBegan, lambda one: one.session == 11)
    final = heard.wait(SpeechFinal)
    assert (final.session, final.text, list(final.nbest), final.end) == (11, HEARD[0], HEARD, SpeechEnd.VAD)
    assert emulator.wait_open(False)
    assert 5 <= heard.count(SoundLevel) <= 40
    levels = [answer.rms_db for answer in heard.answers if isinstance(answer, SoundLevel)]
    assert max(levels) > -20
    assert min(levels) < -90
    assert heard.count(SpeechFinal) == 1
    assert emulator.opened > before


def test_nobody_speaks_somebody_presses_done_and_somebody_never_stops(bench: Bench) -> None:
    emulator, heard = bench
    heard.send(Listen(session=1, lead_s=0.4))
    final = heard.wait(SpeechFinal)
    assert (final.text, final.end) == ("", SpeechEnd.LEAD)
    emulator.say(tone(5.0))
    heard.send(Listen(session=2))
    heard.wait(SpeechBegan)
    heard.send(StopListening(session=1), StopListening(session=2))
    final = heard.wait(SpeechFinal)
    assert (final.session, final.text, final.end) == (2, HEARD[0], SpeechEnd.STOP)
    emulator.fault(MicrophoneFault.NOISE)
    heard.send(Listen(session=3, max_s=0.8))
    assert heard.wait(SpeechFinal).end is SpeechEnd.MAX


def test_after_a_cancel_nothing_of_that_utterance_is_said_however_they_race(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(MicrophoneFault.NOISE)
    for session in range(100, 105):
        # the utterance ends by itself at about the moment when the cancel comes
        heard.send(Listen(session=session, max_s=0.1 + 0.05 * (session - 100)))
        heard.wait(Listening, lambda one, number=session: one.session == number)
        if session % 2:
            heard.wait(SoundLevel)
        heard.send(CancelListening(session=session), Listen(session=session + 1000, max_s=0.1))
        last = heard.wait(SpeechFinal, lambda one, number=session: one.session == number + 1000)
        after = heard.answers[heard.answers.index(Listening(session=session + 1000)) : heard.answers.index(last)]
        assert [one for one in after if getattr(one, "session", session + 1000) == session] == []
    heard.send(Listen(session=1), Listen(session=2, max_s=0.1))  # a second one ends the first
    assert heard.wait(SpeechFinal).session == 2
    assert emulator.wait_open(False)


def test_a_worker_that_dies_while_it_listens_is_answered_for(bench: Bench) -> None:
    _, heard = bench
    heard.send(Listen(session=5))
    heard.wait(Listening)
    pid = heard.supervisor.pid(Role.MICROPHONE)
    heard.catch_up()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert heard.wait(ListeningFailed).session == 5
    heard.wait_state(DeviceState.READY)


def test_a_microphone_that_fails_is_said_and_the_next_utterance_works(tmp_path: Path) -> None:
    emulator = MicrophoneEmulator()
    (tmp_path / "script.json").write_text(json.dumps({"*": HEARD}), "utf-8")
    settings = {"driver": "pcm_stream", "engine": "script", "model": str(tmp_path), "models": str(tmp_path)}
    settings |= {"port": emulator.path, "end_silence_s": 0.3}
    expected = {
        MicrophoneFault.DEAD: FailureCode.MICROPHONE_SILENT,
        MicrophoneFault.BREAK_OFF: FailureCode.MICROPHONE_SILENT,
        MicrophoneFault.HALF_SAMPLE: FailureCode.SPEECH_BAD_AUDIO,
    }
    with Heard(Role.MICROPHONE, settings) as heard:
        heard.wait_state(DeviceState.READY)
        for session, (fault, code) in enumerate(expected.items()):
            emulator.fault(fault)
            emulator.say(tone(1.0))
            heard.send(Listen(session=session))
            failed = heard.wait(ListeningFailed)
            assert (failed.session, failed.failure.code) == (session, code), fault
            emulator.heal()
            emulator.hush()
        emulator.fault(MicrophoneFault.FLOOD)
        heard.send(Listen(session=50))
        flooded: Any = heard.wait(object, lambda one: isinstance(one, SpeechFinal | ListeningFailed))
        assert isinstance(flooded, SpeechFinal) or flooded.failure.code is FailureCode.SPEECH_OVERRUN
        emulator.heal()
        emulator.unplug()
        heard.wait_state(DeviceState.ABSENT)
        heard.send(Listen(session=51))
        assert heard.wait(ListeningFailed).failure.code is FailureCode.DEVICE_UNPLUGGED
        emulator.replug()
        heard.wait_state(DeviceState.READY)
        emulator.say(tone(0.4))
        heard.send(Listen(session=52))
        assert heard.wait(SpeechFinal).text == HEARD[0]
    emulator.close()


def test_without_a_model_the_station_knows_it(tmp_path: Path) -> None:
    emulator = MicrophoneEmulator()
    for engine in ("auto", "vosk", "sherpa"):
        settings = {"driver": "pcm_stream", "port": emulator.path, "models": str(tmp_path), "engine": engine}
        with Heard(Role.MICROPHONE, settings) as heard:
            failure = heard.wait_state(DeviceState.FAULT).failure
            assert failure is not None
            assert failure.code is FailureCode.SPEECH_NO_MODEL
            heard.send(Listen(session=1))
            assert heard.wait(ListeningFailed).failure.code is FailureCode.SPEECH_NO_MODEL
    assert emulator.opened == 0
    emulator.close()


def test_settings_that_cannot_be_meant_are_named() -> None:
    for wrong in ({"port": ""}, {"port": "x", "engine": "ears"}, {"port": "x", "end_silence_s": "soon"}):
        with Heard(Role.MICROPHONE, {"driver": "pcm_stream", **wrong}) as heard:
            failure = heard.wait_state(DeviceState.FAULT).failure
            assert failure is not None
            assert failure.code is FailureCode.CONFIG_INVALID
