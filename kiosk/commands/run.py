"""`./station run`: the real station, until its window is closed."""

import argparse
from pathlib import Path

from kiosk.config import ROOT, load_settings

NAME = "run"
HELP = "the real station with the devices and the centre of its config file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, default=ROOT / "config" / "station.toml", metavar="FILE")
    parser.add_argument("--windowed", action="store_true", help="a window on a desktop instead of the whole screen")
    parser.add_argument("--picture", type=Path, metavar="PNG", help="save the first frame of home and end: does it start?")


def run(args: argparse.Namespace) -> int:
    settings = load_settings(args.config)
    from kiosk.app import prepare_environment, run_station

    prepare_environment()
    return run_station(settings, windowed=args.windowed, picture=args.picture)
