"""What the switches of the bench panel do to the pretend world."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QQmlApplicationEngine

from bench.pretend_world import PretendWorld

SWITCHES: tuple[tuple[str, str, str], ...] = (
    ("card", "放上身份证", "拿走身份证"),
    ("reader", "拔掉读卡器", "插上读卡器"),
    ("paper", "取走打印纸", "装上打印纸"),
    ("printer", "拔掉打印机", "插上打印机"),
    ("code", "出示二维码", "出示二维码"),
    ("sheet", "镜头前换成人脸", "镜头前换成一张纸"),
    ("camera", "拔掉相机", "插上相机"),
    ("social", "插入社保卡", "拔出社保卡"),
    ("document_scanner", "拔掉扫描仪", "插上扫描仪"),
    ("network", "断开网络", "接通网络"),
)


class Desk(QObject):
    """Property `desk` of Panel.qml."""

    changed = Signal()

    def __init__(self, world: PretendWorld, where: Callable[[], str], parent: QObject | None = None) -> None:
        """where: the address of the centre's pages, shown on top."""
        super().__init__(parent)
        self._world = world
        self._where = where
        self._on: set[str] = set()

    @Slot(str)
    def press(self, name: str) -> None:
        turned_on = name not in self._on
        match name:
            case "card":
                self._world.put_card() if turned_on else self._world.lift_card()
            case "reader":
                self._world.reader.unplug() if turned_on else self._world.reader.replug()
            case "paper":
                self._world.empty_paper() if turned_on else self._world.load_paper()
            case "printer":
                self._world.printer.unplug() if turned_on else self._world.printer.replug()
            case "code":
                self._world.show_code()
                turned_on = False
            case "sheet":
                self._world.show_face() if turned_on else self._world.lay_sheet(1)
            case "camera":
                camera = self._world.camera
                if camera is not None:
                    camera.unplug() if turned_on else camera.replug()
            case "social":
                self._world.put_social_card() if turned_on else self._world.take_social_card()
            case "document_scanner":
                scanner = self._world.document_scanner
                if scanner is not None:
                    scanner.unplug() if turned_on else scanner.replug()
            case "network":
                self._world.network.cut() if turned_on else self._world.network.restore()
            case _:
                return
        self._on = self._on | {name} if turned_on else self._on - {name}
        self.changed.emit()

    title = Property(str, lambda self: "试验台", constant=True)
    status = Property(str, lambda self: self._where(), notify=changed)
    switches = Property(
        "QVariantList",  # pyright: ignore[reportArgumentType] - Qt names its list by text
        lambda self: [
            {"name": name, "label": back if name in self._on else go, "on": name in self._on}
            for name, go, back in SWITCHES
        ],
        notify=changed,
    )


def open_panel(engine: QQmlApplicationEngine, desk: Desk) -> None:
    engine.setInitialProperties({"desk": desk})
    engine.load(QUrl.fromLocalFile(str(Path(__file__).parent / "Panel.qml")))
