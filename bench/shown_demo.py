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


def run_shown(args: argparse.Namespace, person: Mapping[str, str]) -> int:
    prepare_environment()
    screen = (1920, 1080) if args.landscape else (1080, 1920)
    world = PretendWorld(
        DATA,
        person,
        screen=screen,
        profile=args.profile,
        language=args.language,
        printer_profile="gbk_58mm" if args.narrow_paper else "gbk_80mm",
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


def staff_password(world: PretendWorld) -> str:
    """An account for the demo's own centre, on this machine only; its password lies beside its database."""
    kept = world.data / "staff-password"
    if not kept.exists():
        password = f"xindu-{secrets.token_urlsafe(9)}"
        world.centre.command("account", STAFF, "--display-name", "陈（示例）", "--password", password)
        kept.touch(mode=0o600)
        kept.write_text(password, "utf-8")
    return kept.read_text("utf-8")
