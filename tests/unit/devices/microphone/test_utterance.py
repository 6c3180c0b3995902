"""When an utterance begins and ends, what reaches the recogniser, and that the audio is gone afterwards."""

import queue
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.failures import FailureCode
from contract.speech import (
    Listen,
    ListeningFailed,
    SpeechBegan,
    SpeechEnd,
    SpeechFinal,
    SpeechMode,
    SpeechPartial,
)
from devices.driver import no_note
from devices.microphone.capture import Lost, Put
from devices.microphone.engine import Final, final_of
from devices.microphone.speech_driver import QUEUED_CHUNKS, SpeechDriver
from devices.microphone.utterance import SILENCE_CHUNK, Rules, Utterance, chunks_of
from devices.microphone.voice_activity import FRAME_BYTES, LoudnessActivity
from tests.conformance.test_microphone import tone


class Ear:
    """An engine that remembers what it was given, and finds a text in anything."""

    name = "ear"

    def __init__(self) -> None:
        self.heard = b""
        self.given: list[bytearray] = []
        self.cancelled = 0

    def load(self, folder: Any) -> None: ...

    def start(self, mode: SpeechMode, phrases: tuple[str, ...]) -> None:
        self.heard = b""

    def accept(self, audio: bytearray) -> None:
        assert len(audio) % 2 == 0
        self.heard += bytes(audio)
        self.given.append(audio)

    def partial(self) -> str:
        return f"{len(self.heard) // 8000}"

    def finish(self) -> Final:
        return Final(("听到了",), 1.0)

    def cancel(self) -> None:
        self.cancelled += 1


def spoken(audio: bytes, listen: Listen | None = None, rules: Rules | None = None) -> tuple[Ear, Utterance, list[Any]]:
    ear = Ear()
    utterance = Utterance(listen or Listen(session=1), ear, LoudnessActivity(), rules or Rules())
    said: list[Any] = []
    for chunk in chunks_of(audio):
        said += utterance.accept(chunk)
        assert not any(chunk), "a chunk that was taken in is zeroed"
    return ear, utterance, said


def test_what_was_before_the_voice_is_heard_too_and_silence_is_not() -> None:
    silence, voice = SILENCE_CHUNK * 20, tone(0.5)
    ear, utterance, said = spoken(silence + voice + SILENCE_CHUNK * 11)
    assert utterance.ended is SpeechEnd.VAD
    lead_s = ear.heard.index(voice[:200]) / 32_000
    assert 0.45 <= lead_s <= 0.6
    assert voice in ear.heard
    assert [type(one) for one in said if isinstance(one, SpeechBegan)] == [SpeechBegan]
    partials = [one.text for one in said if isinstance(one, SpeechPartial)]
    assert partials == sorted(set(partials), key=partials.index)
    assert 0 < len(partials) <= 5
    assert utterance.final(SpeechEnd.VAD).text == "听到了"
    assert not any(any(frame) for frame in ear.given)
    assert ear.cancelled


def test_a_pause_inside_a_sentence_does_not_end_it() -> None:
    _, utterance, said = spoken(tone(0.5) + SILENCE_CHUNK * 6 + tone(0.5) + SILENCE_CHUNK * 3)
    assert utterance.ended is None
    assert sum(isinstance(one, SpeechBegan) for one in said) == 1


def test_without_a_voice_the_text_is_empty_whatever_the_recogniser_makes_of_it() -> None:
    ear, utterance, _ = spoken(SILENCE_CHUNK * 70)
    assert utterance.ended is SpeechEnd.LEAD
    final = utterance.final(SpeechEnd.LEAD)
    assert (final.text, final.nbest, ear.heard) == ("", (), b"")


def test_nobody_speaks_longer_than_is_allowed() -> None:
    _, utterance, _ = spoken(tone(3.0), Listen(session=1, max_s=2.0))
    assert utterance.ended is SpeechEnd.MAX
    assert utterance.heard_s == pytest.approx(2.0, abs=0.05)
    _, endless, _ = spoken((tone(1.0) + SILENCE_CHUNK * 5) * 25, Listen(session=1, max_s=1e9, lead_s=1e9))
    assert endless.ended is SpeechEnd.MAX


@given(st.lists(st.binary(max_size=4000), max_size=12), st.booleans())
def test_any_bytes_are_survived_not_kept_and_never_shift_a_sample(pieces: list[bytes], drops: bool) -> None:
    ear = Ear()
    utterance = Utterance(Listen(session=3, max_s=0.5), ear, LoudnessActivity())
    for piece in pieces:
        list(utterance.accept(bytearray(piece)))
        assert len(utterance._rest) < FRAME_BYTES
    if drops:
        utterance.drop()
    else:
        assert isinstance(utterance.final(SpeechEnd.STOP), SpeechFinal)
    assert not any(any(frame) for frame in ear.given)
    assert utterance._rest == bytearray()


@given(st.lists(st.text(max_size=300), max_size=9))
def test_texts_of_a_recogniser_are_bounded_and_fillers_are_nothing(texts: list[str]) -> None:
    found = final_of(texts, 0.5)
    assert len(found.nbest) <= 5
    assert all(text and len(text) <= 200 for text in found.nbest)
    assert final_of(["呢", "呢 啊", "办证"], 1.0).nbest == ()
    assert final_of(["办 证 呢", "呢", "办 证 呢"], 1.0).nbest == ("办证呢",)


class Mouth:
    """A source whose chunks the test puts by hand."""

    def __init__(self) -> None:
        self.put: Put | None = None
        self.open_now = False

    def check(self) -> None: ...

    def open(self, put: Put, lost: Lost) -> None:
        self.put, self.open_now = put, True

    def close(self) -> None:
        self.open_now = False


def test_more_than_two_seconds_of_waiting_audio_ends_the_utterance(tmp_path: Any) -> None:
    (tmp_path / "script.json").write_text('{"*": ["好"]}')
    mouth, said = Mouth(), []
    settings = {"engine": "script", "model": str(tmp_path), "models": str(tmp_path)}
    driver = SpeechDriver(settings, said.append, no_note, mouth)
    driver._load()  # as `open`, without lowering the tests' own rights
    driver.handle(Listen(session=9))
    put = mouth.put
    assert put is not None
    late = [bytearray(tone(0.1)) for _ in range(QUEUED_CHUNKS + 1)]
    for chunk in late:
        put(chunk)
    assert not any(late[-1])
    driver.poll()
    (failed,) = [one for one in said if isinstance(one, ListeningFailed)]
    assert failed.failure.code is FailureCode.SPEECH_OVERRUN
    assert not mouth.open_now
    assert not any(any(chunk) for chunk in late), "what waited is zeroed"
    put(after := bytearray(tone(0.1)))
    assert not any(after), "a chunk that comes too late is zeroed"
    assert isinstance(driver._chunks, queue.Queue)
    assert driver._chunks.empty()
