"""The window itself, from plain values: what has to be there for a first frame, and nothing else.

Imports only Qt and this folder's thin parts, because it is what a cold start waits for (docs/decisions/0020).
"""

import os
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ASSETS = HERE.parent / "assets"
PREPARED = Path(os.environ.get("CACHE_DIRECTORY") or HERE.parent / ".station")
"""Where words made ready and the first page are kept: the service's cache folder, else beside the program."""


def prepare_environment() -> None:
    """Qt's settings for a station without a graphics card; set before Qt is used."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QML_NO_TOUCH_COMPRESSION", "1")
    os.environ.setdefault("QML_DISABLE_DISTANCEFIELD", "1")


class ShownWindow:
    """Made hidden; `show()` puts it on the screen. One a process."""

    def __init__(self) -> None:
        prepare_environment()
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtQml import QQmlApplicationEngine

        from kiosk.controls.codes import QrProvider
        from kiosk.controls.icons import IconProvider
        from kiosk.controls.pictures import PictureProvider
        from kiosk.controls.sample_pictures import SamplePictureProvider
        from kiosk.screens.stage import Stage

        self.application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
        self.stage = Stage()
        self.engine = QQmlApplicationEngine()
        self.icons = IconProvider(ASSETS / "icons")
        self.engine.addImageProvider("icon", self.icons)
        self.engine.addImageProvider("qr", QrProvider())
        self.engine.addImageProvider("sample", SamplePictureProvider(ASSETS / "pictures" / "samples"))
        self.pictures = PictureProvider()
        self.engine.addImageProvider("picture", self.pictures)
        self._window: Any = None

    @property
    def window(self) -> Any:
        """The QQuickWindow; `load` made it."""
        return self._window

    def load(self, tokens: dict[str, object], mm_per_px: float, width: int, height: int) -> None:
        """Make the window and the page that the stage presents. Exits with a message when the QML does not load."""
        from PySide6.QtCore import QUrl

        self.engine.setInitialProperties(
            {
                "stage": self.stage,
                "tokens": tokens,
                "mmPerPx": mm_per_px,
                "width": width,
                "height": height,
                "visible": False,
            }
        )
        self.engine.load(QUrl.fromLocalFile(str(HERE / "Main.qml")))
        found = self.engine.rootObjects()
        if not found:
            raise SystemExit("the window's QML could not be loaded; see the messages above")
        self._window = found[0]

    def show(self, fullscreen: bool) -> None:
        if fullscreen:
            self._window.showFullScreen()
        else:
            self._window.show()
