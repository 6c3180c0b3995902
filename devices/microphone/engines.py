"""Engine name of the settings → engine, each imported when it is wanted."""

import importlib
from pathlib import Path
from typing import cast

from contract.failures import Failed, FailureCode, Retry
from devices.microphone.engine import Engine
from devices.microphone.speech_store import SpeechStore

ENGINES = {
    "vosk": "devices.microphone.vosk_engine:VoskEngine",
    "sherpa": "devices.microphone.sherpa_engine:SherpaEngine",
    "script": "devices.microphone.script_engine:ScriptEngine",
    "null": "devices.microphone.script_engine:NullEngine",
}
AUTO = "auto"
"""Whatever the live model is for."""


def modules() -> list[str]:
    """For the frozen station, which finds no import by name."""
    return sorted({target.split(":")[0] for target in ENGINES.values()})


def engine_named(name: str) -> Engine:
    """Raises Failed(CONFIG_INVALID)."""
    target = ENGINES.get(name)
    if target is None:
        names = ", ".join([AUTO, *ENGINES])
        raise Failed(FailureCode.CONFIG_INVALID, f"no engine {name!r}", f"choose one of: {names}", Retry.NEVER)
    module, _, found = target.partition(":")
    return cast(Engine, getattr(importlib.import_module(module), found)())


def loaded_engine(store: SpeechStore, name: str = AUTO, folder: Path | None = None) -> Engine:
    """The engine with its model: `folder`, or the live one. Raises Failed(SPEECH_NO_MODEL, CONFIG_INVALID)."""
    live = store.model()
    if name == AUTO:
        name = live.engine if live is not None else "null"
    engine = engine_named(name)
    if folder is None and name in ("vosk", "sherpa"):
        if live is None or live.engine != name:
            raise Failed(
                FailureCode.SPEECH_NO_MODEL, f"speech: no model for {name}", "./station voice install (docs/voice.md)"
            )
        folder = live.folder
    engine.load(folder or store.folder)
    return engine
