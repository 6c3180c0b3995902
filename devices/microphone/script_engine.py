"""Engines without a model: "script" answers by the sum of what it heard, for tests; "null" never hears."""

import hashlib
import json
from pathlib import Path

from contract.failures import Failed, FailureCode
from contract.speech import SpeechMode
from devices.microphone.engine import Final, final_of

SCRIPT = "script.json"
"""In the model's folder: sum of the audio that was heard (SHA-256, hex) → its texts, best first; "*": any other."""


class ScriptEngine:
    """Hears exactly what the utterance machine fed it, so an answer also proves that no byte was lost on the way."""

    name = "script"

    def __init__(self) -> None:
        self._script: dict[str, list[str]] = {}
        self._heard = hashlib.sha256()
        self._runs = False

    def load(self, folder: Path) -> None:
        try:
            self._script = json.loads((folder / SCRIPT).read_text("utf-8"))
        except (OSError, ValueError):
            raise Failed(FailureCode.SPEECH_NO_MODEL, f"{folder} has no {SCRIPT}", "choose another engine") from None

    def start(self, mode: SpeechMode, phrases: tuple[str, ...]) -> None:
        self._heard, self._runs = hashlib.sha256(), True

    def accept(self, audio: bytearray) -> None:
        self._heard.update(audio)

    def partial(self) -> str:
        return ""

    def finish(self) -> Final:
        texts = self._script.get(self._heard.hexdigest(), self._script.get("*", [])) if self._runs else []
        self._runs = False
        return final_of(texts, 1.0)

    def cancel(self) -> None:
        self._runs = False


class NullEngine:
    """There is no model: a station without voice."""

    name = "null"

    def load(self, folder: Path) -> None:
        raise Failed(FailureCode.SPEECH_NO_MODEL, "speech: no model", "./station voice install (docs/voice.md)")

    def start(self, mode: SpeechMode, phrases: tuple[str, ...]) -> None:
        pass

    def accept(self, audio: bytearray) -> None:
        pass

    def partial(self) -> str:
        return ""

    def finish(self) -> Final:
        return Final()

    def cancel(self) -> None:
        pass
