"""Shows a screen with a sample visit and saves its picture: python -m bench.looking home --profile elder --out DIR

The same window (`Looking`) is what the checks of tests/qml look at. No device, no queue, no journey behind it.
"""

import argparse
import importlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import msgspec
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer, QtMsgType, QUrl, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from bench.sample_pictures import MORE_PICTURES, PICTURES, face_jpeg, table_jpeg
from bench.sample_scenes import ALL_SAMPLES, scene_of
from catalogue.package.open import Package, open_package
from catalogue.package.sample import ensure_sample
from contract.codes import Language, Profile
from contract.pictures import CaptureKind
from kiosk.controls.codes import QrProvider
from kiosk.controls.fonts import load_fonts
from kiosk.controls.icons import IconProvider
from kiosk.controls.pictures import PictureProvider
from kiosk.controls.sample_pictures import SamplePictureProvider
from kiosk.controls.theme import load_tokens
from kiosk.journey.picture_desk import all_pictures
from kiosk.screens.frame import frame_shown
from kiosk.screens.shown import SCREENS, Scene
from kiosk.screens.stage import Stage
from kiosk.text_entry.entry import TextEntry
from kiosk.text_entry.handwriting.process import HandwritingProcess
from kiosk.text_entry.methods import station_methods
from kiosk.words import languages_of

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
PORTRAIT = (1080, 1920)
LANDSCAPE = (1920, 1080)
UNPACKED_WITHIN_MS = 400
"""Pictures of a visit are unpacked beside the window; long enough for any of the samples."""
SAMPLE_FOLDER = ROOT / ".station" / "sample"


def sample_package(folder: Path = SAMPLE_FOLDER) -> Package:
    sample = ensure_sample(folder)
    return open_package(sample.path, sample.trusted_keys)


class Looking:
    """A window of the station that shows scenes. `warnings` holds every message of Qt since the start."""

    def __init__(self, on_act: Callable[[str, object], None] | None = None, size: tuple[int, int] = PORTRAIT) -> None:
        self.warnings: list[str] = []
        qInstallMessageHandler(self._message)
        self.application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
        load_fonts(ASSETS / "fonts")
        self.acts: list[tuple[str, object]] = []
        self._on_act = on_act
        self.stage = Stage(self._act)
        self.hand = HandwritingProcess()
        self.entry = TextEntry(station_methods(), self.hand, lambda text: self._act("typed", text))
        self.stage.attach(self.entry)
        self.engine = QQmlApplicationEngine()
        self.engine.addImageProvider("icon", IconProvider(ASSETS / "icons"))
        self.engine.addImageProvider("qr", QrProvider())
        self.engine.addImageProvider("sample", SamplePictureProvider(ASSETS / "pictures" / "samples"))
        self.pictures = PictureProvider()
        self.engine.addImageProvider("picture", self.pictures)
        self.engine.setInitialProperties(
            {
                "stage": self.stage,
                "tokens": load_tokens(ASSETS / "theme" / "tokens.json"),
                "mmPerPx": 0.311,
                "width": size[0],
                "height": size[1],
            }
        )
        self.window: QQuickWindow | None = None

    def show(self, scene: Scene) -> None:
        """Show `scene`; the first call opens the window."""
        screen = SCREENS[scene.session.state]
        self.pictures.keep(all_pictures(scene.session))
        face = scene.session.taking is not None and scene.session.taking.kind is CaptureKind.PORTRAIT
        self.stage.show_live(self.pictures.show_live(face_jpeg() if face else table_jpeg()))
        module, _, name = screen.shown.partition(":")
        shown = getattr(importlib.import_module(module), name)(scene)
        self.stage.present(
            screen.qml,
            msgspec.json.encode(shown).decode(),
            msgspec.json.encode(frame_shown(scene)).decode(),
        )
        if self.window is None:
            self.engine.load(QUrl.fromLocalFile(str(ROOT / "kiosk" / "Main.qml")))
            found = self.engine.rootObjects()
            if not found or not isinstance(found[0], QQuickWindow):
                raise RuntimeError("\n".join(self.warnings))
            self.window = found[0]
            self.window.show()

    def resize(self, size: tuple[int, int]) -> None:
        assert self.window is not None
        self.window.resize(*size)

    def settle(self, ms: int = 0) -> None:
        """Let Qt deliver what is waiting, and draw once more."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()
        while self.window is not None and not self.window.property("pageWhole"):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def picture(self) -> QImage:
        assert self.window is not None
        self.settle()
        return self.window.grabWindow()

    def close(self) -> None:
        if self.window is not None:
            self.window.close()
            self.window = None  # it goes with its engine
        self.hand.close()
        self.engine.deleteLater()
        self.settle()
        qInstallMessageHandler(None)

    def _act(self, name: str, argument: object) -> None:
        self.acts.append((name, argument))
        if self._on_act is not None:
            self._on_act(name, argument)

    def _message(self, kind: QtMsgType, context: Any, text: str) -> None:
        self.warnings.append(text)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.looking", description="Save pictures of the station's screens."
    )
    names = list(ALL_SAMPLES)
    parser.add_argument("sample", nargs="+", choices=["all", *names], metavar="SAMPLE", help=", ".join(names))
    parser.add_argument("--profile", action="append", choices=[p.value for p in Profile])
    parser.add_argument("--land", action="store_true", help="landscape instead of portrait")
    parser.add_argument(
        "--lang", action="append", choices=[language.value for language in languages_of(ASSETS / "words")]
    )
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()))
    chosen = parser.parse_args(arguments)
    names = names if "all" in chosen.sample else chosen.sample
    size = LANDSCAPE if chosen.land else PORTRAIT
    chosen.out.mkdir(parents=True, exist_ok=True)
    package = sample_package()
    looking = Looking(size=size)
    for name in names:
        for profile in chosen.profile or [Profile.STANDARD.value]:
            for language in chosen.lang or [Language.ZH.value]:
                looking.show(scene_of(name, Profile(profile), Language(language), not chosen.land, package))
                looking.settle(UNPACKED_WITHIN_MS if name in PICTURES | MORE_PICTURES else 0)
                path = chosen.out / f"{name}-{profile}-{'land' if chosen.land else 'port'}-{language}.png"
                looking.picture().save(str(path))
                print(path)
    for warning in dict.fromkeys(looking.warnings):
        print("Qt:", warning, file=sys.stderr)
    return 1 if looking.warnings else 0


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
