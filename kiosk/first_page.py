"""The first page as it looked last time, so that a cold start shows it before the rest of the program is imported.

What is kept holds nothing of any visit: the first screen with the site's own words, without clock and network. The
journey presents the true page a moment later; where it differs, the kept one is made anew (docs/decisions/0020).
"""

import contextlib
import gc
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.window import ASSETS, ShownWindow

UNSTEADY = ("clock", "network", "network_banner")
"""Parts of the frame that are true only for a moment; left out until the journey knows them."""
LIMIT = 4 * 1024 * 1024
PARTS = frozenset(
    {"screen", "shown", "frame", "tokens", "icons", "fonts", "mm_per_px", "width", "height", "fullscreen"}
)
"""What a kept page has to hold; one that lacks a part is of another version."""


def kept_file(folder: Path, first: str) -> Path:
    return folder / f"first-page-{first}.json"


def stamp_of(config: Path) -> str:
    """Changes with settings, words, tokens and the window: an update never shows yesterday's page."""
    watched = [config, ASSETS / "theme" / "tokens.json", ASSETS / "words" / "zh-CN", Path(__file__).parent / "Main.qml"]
    return ";".join(f"{path.name}:{stat.st_size}:{stat.st_mtime_ns}" for path in watched for stat in [path.stat()])


def load_first_page(folder: Path, config: Path, first: str) -> dict[str, Any] | None:
    """None: nothing kept, or of other settings; the caller starts the slow way."""
    try:
        path = kept_file(folder, first)
        if path.stat().st_size > LIMIT:
            return None
        page = json.loads(path.read_bytes())
        fits = page.keys() >= PARTS and page["stamp"] == stamp_of(config) and page["config"] == str(config)
        return page if fits else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def show_first_page(
    page: dict[str, Any], fullscreen: bool, drawn: Callable[..., None] | None = None
) -> ShownWindow:
    """Draw the kept page; touches are held back until the journey takes over. drawn: told after the first frame."""
    gc.disable()  # nothing made here is garbage; kiosk/app.py turns it on again after the first frame
    shown = ShownWindow()
    from kiosk.controls.fonts import load_font_files

    load_font_files(ASSETS / "fonts", page["fonts"])
    for name, side, pixels in page["icons"]:
        shown.icons.lay_in(name, side, b64decode(pixels))
    shown.stage.present(page["screen"], json.dumps(page["shown"]), json.dumps(page["frame"]))
    shown.load(page["tokens"], page["mm_per_px"], page["width"], page["height"])
    if drawn is not None:
        shown.window.frameSwapped.connect(drawn)
    shown.show(fullscreen)
    shown.application.processEvents()
    return shown


def keep_first_page(folder: Path, config: Path, first: str, page: dict[str, Any]) -> None:
    """Write it when it changed; off the window's thread. A read-only folder only costs time at the next start."""
    frame = page["frame"] | dict.fromkeys(UNSTEADY, "") | {"network_up": True}
    icons = [(name, side, b64encode(pixels).decode("ascii")) for name, side, pixels in page["icons"]]
    kept = page | {"frame": frame, "icons": icons, "config": str(config), "stamp": stamp_of(config)}
    body = json.dumps(kept, ensure_ascii=False)
    path = kept_file(folder, first)
    with contextlib.suppress(OSError):
        if path.exists() and path.read_text("utf-8") == body:
            return
        folder.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(body, "utf-8")
        os.replace(fresh, path)
