"""`./station aloud render|check|say`: the voice pack, where there is a checkout to make it from."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from kiosk.config import ASSETS, ROOT

NAME = "aloud"
HELP = "render the voice pack, or say which sentences it lacks"
MAKING = ASSETS / "voices" / "making" / "make_pack.py"
PACK = ASSETS / "voices" / "zh-CN"
TIERS = ("main", "pieces", "sounds", "forms", "items", "screens", "places", "guides")
"""In the order of rendering."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="render|check|say")
    for name, text in (
        ("render", "render what has no clip yet; may be stopped and started again"),
        ("check", "which sentences have no clip; fails when the main journey or the forms lack one"),
        ("say", "of which clips a text would be put together"),
    ):
        act = acts.add_parser(name, help=text, description=text)
        act.add_argument("--pack", type=Path, default=PACK, metavar="DIR")
        act.add_argument("--json", action="store_true")
        if name == "render":
            act.add_argument("--voice", default="zf_xiaoxiao", help="one of the Mandarin voices of kokoro-js")
            act.add_argument("--speed", type=float, default=1.0)
            act.add_argument("--upto", choices=TIERS, default="items", help="how much; the guides take hours")
            act.add_argument("--threads", type=int, default=1)
        elif name == "check":
            act.add_argument("--guides", action="store_true", help="what the guides say, too")
        else:
            act.add_argument("text", nargs="+")


def run(args: argparse.Namespace) -> int:
    if not MAKING.is_file():
        print("aloud: a voice pack is made in a checkout, not on a station", file=sys.stderr)
        return 2
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    command = [sys.executable, str(MAKING), *sys.argv[sys.argv.index(NAME) + 1 :]]
    return subprocess.run(command, env=environment | {"PYTHONPATH": str(ROOT)}).returncode
