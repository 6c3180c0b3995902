"""The installed model hears the known recordings through the whole worker; left out, loudly, without a model."""

import csv
import json
import os
import wave
from pathlib import Path

import pytest

from bench.emulators.microphone import MicrophoneEmulator
from contract.device_lines import DeviceState
from contract.roles import Role
from contract.speech import Listen, SpeechEnd, SpeechFinal, SpeechMode, SpeechPartial
from devices.microphone.engines import loaded_engine
from devices.microphone.speech_store import SpeechStore, default_folder
from devices.microphone.utterance import SILENCE_CHUNK, Utterance, chunks_of
from devices.microphone.voice_activity import activity_for
from kiosk.commands.__main__ import main
from tests.architecture.tree import ROOT
from tests.conformance.heard import Heard

RECORDINGS = ROOT / "assets" / "speech" / "recordings"
STORE = SpeechStore(default_folder())
pytestmark = pytest.mark.skipif(
    STORE.model() is None, reason="NO SPEECH MODEL IS INSTALLED: voice was not tested (./station voice install)"
)


def recorded(file: str) -> bytes:
    with wave.open(str(RECORDINGS / file), "rb") as opened:
        return opened.readframes(opened.getnframes())


def test_a_sentence_spoken_into_the_microphone_comes_out_as_text() -> None:
    rows = {row["file"]: row["text"] for row in csv.DictReader((RECORDINGS / "utterances.csv").open(encoding="utf-8"))}
    emulator = MicrophoneEmulator(pace=3.0)
    with Heard(Role.MICROPHONE, {"driver": "pcm_stream", "port": emulator.path}) as heard:
        heard.wait_state(DeviceState.READY)
        emulator.say_file(str(RECORDINGS / "u04.wav"))
        heard.send(Listen(session=4))
        heard.wait(SpeechPartial)
        final = heard.wait(SpeechFinal, timeout_s=40)
        assert (final.text, final.end) == (rows["u04.wav"], SpeechEnd.VAD)
    emulator.close()


def test_grammar_hears_answers_and_nothing_else() -> None:
    engine, activity = loaded_engine(STORE), activity_for(STORE.activity_model)
    for phrases, expected in ((("居住证办理", "返回"), "居住证办理"), (("是", "不是", "下一步", "返回"), "")):
        listen = Listen(session=1, mode=SpeechMode.GRAMMAR, phrases=phrases)
        utterance = Utterance(listen, engine, activity)
        for chunk in chunks_of(recorded("u04.wav") + SILENCE_CHUNK * 10):
            list(utterance.accept(chunk))
        assert utterance.final(SpeechEnd.VAD).text == expected


def test_silence_noise_and_any_bytes_end_in_a_text_or_none() -> None:
    engine, activity = loaded_engine(STORE), activity_for(STORE.activity_model)
    for audio in (bytes(64_000), os.urandom(32_001), b"\xff\x7f\x00\x80" * 8_000):
        utterance = Utterance(Listen(session=1, max_s=2.0), engine, activity)
        for chunk in chunks_of(audio):
            list(utterance.accept(chunk))
        assert len(utterance.final(SpeechEnd.STOP).text) <= 10


def test_the_recordings_are_what_the_self_test_expects() -> None:
    assert sorted(path.name for path in RECORDINGS.glob("*.wav")) == [f"u{number:02d}.wav" for number in range(1, 11)]
    assert Path(RECORDINGS / "README.md").exists()


def test_the_command_line_says_what_a_recording_means(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "strange.wav").write_bytes(os.urandom(3000))
    assert main(["recognise", str(RECORDINGS / "u05.wav"), str(tmp_path / "strange.wav"), "--json"]) == 1
    heard, strange = (json.loads(line) for line in capfd.readouterr().out.splitlines())
    assert {"file", "engine", "pinyin", "text", "items", "rtf", "final_ms"} <= heard.keys() & strange.keys()
    assert (heard["engine"], heard["pinyin"]) == ("vosk", ["fang", "wu", "zu", "lin", "bei", "an"])
    assert "R11-016" in [item["code"] for item in heard["items"][:3]]
    assert (strange["code"], strange["items"]) == ("speech.bad_audio", [])
