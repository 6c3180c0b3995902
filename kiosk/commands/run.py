"""`./station run`: the real station, until its window is closed."""

import argparse
from pathlib import Path

from kiosk.first_page import load_first_page, show_first_page
from kiosk.window import ASSETS

NAME = "run"
HELP = "the real station with the devices and the centre of its config file"

ROOT = ASSETS.parent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, default=ROOT / "config" / "station.toml", metavar="FILE")
    parser.add_argument("--windowed", action="store_true", help="a window on a desktop instead of the whole screen")
    parser.add_argument("--picture", type=Path, metavar="PNG", help="save home as a picture and end: does it start?")


def run(args: argparse.Namespace) -> int:
    config = args.config.resolve()
    page = load_first_page(ROOT / ".station", config, "idle")
    shown = show_first_page(page, fullscreen=page["fullscreen"] and not args.windowed) if page is not None else None
    # everything else is imported while the first page stands there
    from kiosk.app import run_station
    from kiosk.config import load_settings

    return run_station(load_settings(config), config, shown, windowed=args.windowed, picture=args.picture)
