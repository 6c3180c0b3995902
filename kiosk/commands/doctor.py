"""`./station doctor`: everything a technician wants to know, and what to do about it. Changes nothing."""

import argparse
from pathlib import Path

import msgspec

from kiosk.config import ROOT
from kiosk.examination import examine

NAME = "doctor"
HELP = "look at everything of this station and say what to do"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, default=ROOT / "config" / "station.toml", metavar="FILE")
    parser.add_argument("--json", action="store_true", help="the answer as one JSON value")


def run(args: argparse.Namespace) -> int:
    checks = examine(args.config)
    ok = all(check.ok for check in checks)
    if args.json:
        print(msgspec.json.encode({"ok": ok, "checks": checks}).decode())
        return 0 if ok else 1
    for check in checks:
        print(f"{'good' if check.ok else 'BAD ':4}  {check.name:<16} {check.found}")
        if check.advice:
            print(f"      {'':<16} → {check.advice}")
    return 0 if ok else 1
