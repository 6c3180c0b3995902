"""What every driver of the microphone does: one utterance at a time, from a Listen to its one answer.

The capture's thread puts chunks into a queue of two seconds and never waits; when it is full the utterance ends with
SPEECH_OVERRUN instead of losing a part in silence. Commands and chunks are taken on one thread, so that nothing of an
utterance is said after it was cancelled.
"""

import os
import queue
import resource
import time
from pathlib import Path
from typing import Any

from contract.device_lines import Arm, AskStatus, DeviceCommand, DeviceState, DeviceStatus, Disarm, SelfTest
from contract.failures import Failed, FailureCode, Retry
from contract.log_events import LogEvent
from contract.roles import Role
from contract.speech import CancelListening, Listen, Listening, ListeningFailed, SpeechEnd, StopListening
from devices.driver import Emit, Note, not_for
from devices.microphone.capture import Source
from devices.microphone.engine import Engine
from devices.microphone.engines import AUTO, ENGINES, loaded_engine
from devices.microphone.speech_store import SpeechStore, default_folder
from devices.microphone.utterance import Rules, Utterance, zero
from devices.microphone.voice_activity import VoiceActivity, activity_for

QUEUED_CHUNKS = 20
"""Two seconds."""
TAKE_S = 0.05
SILENT_S = 1.5
"""Without a chunk from an open microphone."""
LOOK_S = 1.0
MEMORY_BYTES = 1024 * 1024 * 1024
"""Of addresses, of which a fifth is ever used (215 MB with the small Chinese model). Near 600 MB the linear algebra
inside Vosk waits for ever for memory that it may not have."""
NICENESS = 5


class SpeechDriver:
    """Settings: port; engine ("auto"), model (a folder, instead of the installed one), models (the store's folder),
    end_silence_s (0.8), pre_roll_s (0.5)."""

    busy_limit_s = 20.0

    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note, source: Source) -> None:
        self._emit = emit
        self._note = note
        self._source = source
        self._engine_name = str(settings.get("engine", AUTO))
        self._folder = Path(str(settings["model"])) if settings.get("model") else None
        self._store = SpeechStore(Path(str(settings.get("models") or default_folder())))
        try:
            silence, pre_roll = float(settings.get("end_silence_s", 0.8)), float(settings.get("pre_roll_s", 0.5))
        except (TypeError, ValueError):
            silence, pre_roll = 0.0, 0.0
        if not 0.2 <= silence <= 3.0 or not 0.0 <= pre_roll <= 2.0 or self._engine_name not in (AUTO, *ENGINES):
            raise Failed(
                FailureCode.CONFIG_INVALID,
                "engine, end_silence_s or pre_roll_s of the microphone cannot be meant",
                f"engine: {', '.join([AUTO, *ENGINES])}; docs/devices/portaudio.md",
                Retry.NEVER,
            )
        self._rules = Rules(silence, pre_roll)
        self._engine: Engine | None = None
        self._loaded: Path | None = None
        self._activity: VoiceActivity | None = None
        self._utterance: Utterance | None = None
        self._chunks: queue.Queue[bytearray | Failed] = queue.Queue()
        self._overrun = False
        self._came_at = self._looked_at = 0.0
        self._name: str | None = None

    # --- life --------------------------------------------------------------------------------------------------

    def open(self) -> None:
        _confine()
        self._load()
        self._name = self._source.check()
        self._say_ready()

    def _load(self) -> None:
        live = self._store.model()
        place = self._folder or (live.folder if live is not None else None)
        if self._engine is None or place != self._loaded:
            self._engine = None  # the old one goes first: two would not fit
            self._engine = loaded_engine(self._store, self._engine_name, self._folder)
            self._loaded = place
            self._activity = activity_for(self._store.activity_model)

    def close(self) -> None:
        self._end()
        self._source.close()

    def _say_ready(self) -> None:
        self._emit(DeviceStatus(role=Role.MICROPHONE, state=DeviceState.READY, identity=self._name))

    # --- commands ----------------------------------------------------------------------------------------------

    def handle(self, command: DeviceCommand) -> None:
        match command:
            case Listen():
                self._begin(command)
            case StopListening():
                if self._is(command.session):
                    self._finish(SpeechEnd.STOP)
            case CancelListening():
                if self._is(command.session):
                    self._end()
            case AskStatus():
                self._say_ready()
            case SelfTest():
                self._source.check()
                self._say_ready()
            case Arm() | Disarm():
                pass
            case _:
                raise not_for(Role.MICROPHONE, command)

    def _is(self, session: int) -> bool:
        return self._utterance is not None and self._utterance.session == session

    def _begin(self, listen: Listen) -> None:
        self._end()
        self._load()
        assert self._engine is not None and self._activity is not None
        chunks: queue.Queue[bytearray | Failed] = queue.Queue()

        def put(chunk: bytearray) -> None:
            if chunks is not self._chunks or chunks.qsize() >= QUEUED_CHUNKS:
                zero(chunk)  # of an utterance that is over, or one too many
                self._overrun = self._overrun or chunks is self._chunks
            else:
                chunks.put_nowait(chunk)

        self._chunks, self._overrun, self._came_at = chunks, False, time.monotonic()
        self._source.open(put, chunks.put_nowait)
        self._utterance = Utterance(listen, self._engine, self._activity, self._rules)
        self._emit(Listening(session=listen.session))

    def _end(self) -> None:
        """Close the microphone and forget what was heard."""
        self._source.close()
        chunks, self._chunks = self._chunks, queue.Queue()
        while not chunks.empty():
            waiting = chunks.get_nowait()
            if isinstance(waiting, bytearray):
                zero(waiting)
        utterance, self._utterance = self._utterance, None
        if utterance is not None:
            utterance.drop()

    def _finish(self, end: SpeechEnd) -> None:
        utterance = self._utterance
        assert utterance is not None
        self._source.close()
        while not self._chunks.empty() and utterance.ended is None:
            waiting = self._chunks.get_nowait()
            if isinstance(waiting, bytearray):
                for answer in utterance.accept(waiting):
                    self._emit(answer)
        began = time.monotonic()
        final = utterance.final(utterance.ended or end)
        took_ms = round((time.monotonic() - began) * 1000)
        self._end()
        self._emit(final)
        heard_ms, length = round(utterance.heard_s * 1000), len(final.text)
        self._note(LogEvent.SPEECH_ENDED, reason=final.end.value, heard_ms=heard_ms, length=length, took_ms=took_ms)

    def _fail(self, failed: Failed) -> None:
        utterance = self._utterance
        assert utterance is not None
        self._end()
        self._looked_at = 0.0  # it may be gone
        self._emit(ListeningFailed(session=utterance.session, failure=failed.as_failure()))

    # --- audio -------------------------------------------------------------------------------------------------

    def poll(self) -> float:
        if self._utterance is None:
            return self._look()
        try:
            chunk = self._chunks.get(timeout=TAKE_S)
        except queue.Empty:
            if time.monotonic() - self._came_at > SILENT_S:
                self._fail(
                    Failed(FailureCode.MICROPHONE_SILENT, "the microphone sends nothing", "plug, mute switch, port")
                )
            return 0.0
        self._came_at = time.monotonic()
        if self._overrun:
            if isinstance(chunk, bytearray):
                zero(chunk)
            self._fail(
                Failed(FailureCode.SPEECH_OVERRUN, "two seconds of audio waited", "see what else takes the processor")
            )
        elif isinstance(chunk, Failed):
            self._fail(chunk)
        else:
            self._hear(self._utterance, chunk)
        return 0.0

    def _hear(self, utterance: Utterance, chunk: bytearray) -> None:
        for answer in utterance.accept(chunk):
            self._emit(answer)
        if utterance.ended is not None:
            self._finish(utterance.ended)

    def _look(self) -> float:
        """Now and then while nobody speaks: is the microphone still there, was another model installed?"""
        now = time.monotonic()
        if now - self._looked_at >= LOOK_S:
            self._looked_at = now
            self._source.check()
            self._load()
        return LOOK_S / 2


def _confine() -> None:
    """The screen comes first, a runaway model ends its own process, and no audio gets into a core file."""
    os.nice(max(0, NICENESS - os.nice(0)))
    for limit, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_DATA, MEMORY_BYTES)):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
