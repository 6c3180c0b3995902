"""The demo on a display: the station's window and the bench panel, for anybody to use by hand."""

import argparse
import secrets
from collections.abc import Mapping

from bench.panel.desk import Desk, open_panel
from bench.pretend_world import PretendWorld
from kiosk.app import StationWindow
from kiosk.config import ROOT
from kiosk.window import prepare_environment

DATA = ROOT / "run" / "demo"
"""Kept between starts, so that what was handed in stays at the centre."""
STAFF = "chen"
MM_PER_PX = 0.311
PORTRAIT = (1080, 1920)
TITLE_BAR_PX = 48


def run_shown(args: argparse.Namespace, person: Mapping[str, str]) -> int:
    prepare_environment()
    screen, mm_per_px = fitting(args.landscape, args.windowed)
    world = PretendWorld(
        DATA,
        person,
        screen=screen,
        mm_per_px=mm_per_px,
        profile=args.profile,
        language=args.language,
        printer_profile="gbk_58mm" if args.narrow_paper else "gbk_80mm",
        with_camera=True,
        with_slots=True,
    )
    try:
        password = staff_password(world)
        station = StationWindow(world.settings)
        station.start(fullscreen=not args.windowed)
        desk = Desk(world, lambda: f"中心页面 {world.centre.url}/  账号 {STAFF}  密码 {password}")
        open_panel(station.engine, desk)
        print(f"the centre's pages: {world.centre.url}/  account {STAFF}  password {password}", flush=True)
        try:
            return station.application.exec()
        finally:
            station.stop()
    finally:
        world.close()


def fitting(landscape: bool, windowed: bool) -> tuple[tuple[int, int], float]:
    """Pixels of the window and millimetres a pixel, so that the design of 1080 × 1920 fits the screen that is there.

    A whole screen decides itself whether it is landscape; a window is never larger than the desktop.
    """
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication(["demo"])
    assert isinstance(application, QGuiApplication)
    screen = application.primaryScreen()
    if not windowed:
        size = screen.geometry().size().toTuple()
        design = PORTRAIT[::-1] if size[0] > size[1] else PORTRAIT
        return size, MM_PER_PX / min(size[0] / design[0], size[1] / design[1])
    room = screen.availableGeometry()
    design = PORTRAIT[::-1] if landscape else PORTRAIT
    share = min(1.0, room.width() / design[0], (room.height() - TITLE_BAR_PX) / design[1])
    return (round(design[0] * share), round(design[1] * share)), MM_PER_PX / share


def staff_password(world: PretendWorld) -> str:
    """An account for the demo's own centre, on this machine only; its password lies beside its database."""
    kept = world.data / "staff-password"
    if not kept.exists():
        password = f"xindu-{secrets.token_urlsafe(9)}"
        world.centre.command("account", STAFF, "--display-name", "陈（示例）", "--password", password)
        kept.touch(mode=0o600)
        kept.write_text(password, "utf-8")
    return kept.read_text("utf-8")
