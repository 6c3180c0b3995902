"""`./station run`: the real station, until its window is closed.

The first page is shown by `run_early`, before the arguments are parsed and the program is imported.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.first_page import load_first_page, show_first_page
from kiosk.window import ASSETS, PREPARED

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from kiosk.window import ShownWindow

NAME = "run"
HELP = "the real station with the devices and the centre of its config file"

ROOT = ASSETS.parent
CONFIG = ROOT / "config" / "station.toml"

_shown: "list[ShownWindow]" = []
"""The window that stands there already; at most one."""


def add_arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("--config", type=Path, default=CONFIG, metavar="FILE")
    parser.add_argument("--windowed", action="store_true", help="a window on a desktop instead of the whole screen")
    parser.add_argument("--picture", type=Path, metavar="PNG", help="save home as a picture and end: does it start?")
    parser.add_argument(
        "--first-frame", choices=("idle", "home"), help="say when the first frame stood (monotonic ns), and end"
    )


def run_early(words: list[str]) -> None:
    """Draw the page that was kept last time. Anything but a plain start goes the slow way."""
    given = dict(zip(words[::2], words[1::2], strict=False))
    if len(words) % 2 or given.keys() - {"--config", "--first-frame", "--picture"}:
        return
    config = Path(given.get("--config", CONFIG)).resolve()
    page = load_first_page(PREPARED, config, given.get("--first-frame", "idle"))
    if page is not None:
        told = say_when_drawn if "--first-frame" in given else None
        _shown.append(show_first_page(page, fullscreen=bool(page["fullscreen"]), drawn=told))


def run(args: "Namespace") -> int:
    # everything else is imported while the first page stands there
    from kiosk.app import run_station
    from kiosk.config import load_settings

    config = args.config.resolve()
    return run_station(
        load_settings(config),
        config,
        _shown[0] if _shown else None,
        windowed=args.windowed,
        picture=args.picture,
        first_frame=args.first_frame or "",
        drawn=say_when_drawn,
    )


def say_when_drawn(*_signal: Any) -> None:
    """Once; the parent compares it with the moment it started this process."""
    import time

    if not _said:
        _said.append(True)
        sys.stdout.write(f"{time.monotonic_ns()}\n")
        sys.stdout.flush()


_said: list[bool] = []
