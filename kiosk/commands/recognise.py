"""`recognise`: WAV files → text, pinyin, items and times, a line a file."""

import argparse
import json
from pathlib import Path
from typing import Any

from catalogue.package.open import Package
from contract.failures import Failed
from kiosk.content import add_package_argument, open_content

NAME = "recognise"
HELP = "speech in WAV files (16 kHz, mono, 16 bit) → text, pinyin, items, times"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="WAV")
    parser.add_argument("--engine", default="auto", help="vosk, sherpa; auto: whatever the installed model is for")
    parser.add_argument("--models", type=Path, default=None, metavar="DIR", help="where models lie")
    parser.add_argument("--json", action="store_true", help="one JSON value a line")
    add_package_argument(parser)


def run(args: argparse.Namespace) -> int:
    from devices.microphone.engines import loaded_engine
    from devices.microphone.speech_store import SpeechStore, default_folder
    from devices.microphone.voice_activity import activity_for

    store = SpeechStore(args.models or default_folder())
    engine, activity = loaded_engine(store, args.engine), activity_for(store.activity_model)
    package = open_content(args.config)
    package.understand(("老年证",), 1)
    good = True
    for file in args.files:
        shown = heard(file, engine, activity, package)
        good = good and "code" not in shown
        print(json.dumps(shown, ensure_ascii=False) if args.json else _as_text(shown), flush=True)
    return 0 if good else 1


def heard(file: Path, engine: Any, activity: Any, package: Package) -> dict[str, Any]:
    """The JSON shape of `recognise` in CLI.md for one file; with `code` and `message` when it is no speech file."""
    from devices.microphone.recognise import read_wav, recognised

    shown: dict[str, Any] = {"file": str(file), "engine": engine.name, "pinyin": [], "text": "", "items": []}
    try:
        found = recognised(read_wav(file), engine, activity)
    except Failed as failed:
        return shown | {
            "rtf": None,
            "final_ms": None,
            "code": failed.code.value,
            "message": f"{failed.happened}; {failed.remedy}",
        }
    final = found.final
    items = package.understand(final.nbest).items if final.nbest else ()
    return shown | {
        "pinyin": package.searcher.syllables(final.text),
        "text": final.text,
        "nbest": list(final.nbest),
        "items": [{"code": one.code, "name": one.name, "score": one.score} for one in items],
        "rtf": round(found.rtf, 3),
        "final_ms": round(found.final_ms, 1),
    }


def _as_text(shown: dict[str, Any]) -> str:
    if "code" in shown:
        return f"{shown['file']}: {shown['code']}: {shown['message']}"
    first = shown["items"][0] if shown["items"] else None
    item = f"{first['code']} {first['name']}" if first else "no item"
    return f"{shown['file']}: {shown['text'] or '(nothing)'} → {item}  ({shown['rtf']} rtf, {shown['final_ms']} ms)"
