"""A process that draws one window and tells when: `python -m bench.first_frame empty|home [--config FILE]`.

Prints the monotonic time of the first frame in nanoseconds, which the parent compares with the moment it started it.
"""

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

EMPTY = b"import QtQuick\nimport QtQuick.Window\nWindow { width: 1080; height: 1920; visible: true }\n"


def told() -> None:
    print(time.monotonic_ns(), flush=True)


def told_once() -> None:
    if not _told:
        _told.append(True)
        told()


_told: list[bool] = []


def empty() -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlApplicationEngine

    application = QGuiApplication(sys.argv[:1])
    engine = QQmlApplicationEngine()
    engine.loadData(EMPTY)
    window = engine.rootObjects()[0]
    window.frameSwapped.connect(lambda: (told(), application.quit()), Qt.ConnectionType.QueuedConnection)
    application.exec()
    os._exit(0)


def home(config: str) -> None:
    from pathlib import Path

    from kiosk.first_page import load_first_page, show_first_page
    from kiosk.window import ASSETS

    page = load_first_page(ASSETS.parent / ".station", Path(config), "home")
    shown = None
    if page is not None:
        shown = show_first_page(page, fullscreen=False)
        shown.window.frameSwapped.connect(told_once)
        shown.application.processEvents()
    from kiosk.app import StationWindow
    from kiosk.config import load_settings
    from kiosk.journey.states import State

    station = StationWindow(load_settings(Path(config)), shown=shown, config=Path(config), first=State.HOME)
    station.drawn.connect(told_once)
    station.kept.connect(lambda: os._exit(0))
    station.start()
    station.application.exec()


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty()
    else:
        home(sys.argv[2])
