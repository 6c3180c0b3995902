"""Everything round a station that is not there on a desk: devices on pseudo-terminals, a network, a district centre."""

import contextlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from bench.camera_scenes import drawn_face, page, page_on_table
from bench.embedded_centre import EmbeddedCentre
from bench.emulators.camera import CameraEmulator
from bench.emulators.card_reader import CardReaderEmulator
from bench.emulators.document_scanner import DocumentScannerEmulator
from bench.emulators.page_printer import PagePrinterEmulator
from bench.emulators.receipt_printer import PrinterFault, ReceiptPrinterEmulator
from bench.emulators.scanner import ScannerEmulator
from bench.listening_corner import ListeningCorner
from bench.network import Network
from bench.social_slot import SocialSlot
from catalogue.package.install import install_package
from catalogue.package.sample import ensure_sample
from kiosk.config import ROOT, Settings, load_settings
from offline_queue.enrol import enrol

SAMPLE_FOLDER = ROOT / ".station" / "sample"
DIVISION = "510114006004"
TOWN = "石板滩街道"
PLACE = "狮子湖小区"
FRAMES_S = 8.0
CHILD = {"name": "张小测", "number": "51011420180101001X", "sex": "1", "birth": "2018-01-01"}
CODE_TO_SHOW = "https://example.invalid/示例"
LICENCE = "统一社会信用代码：91510114MA6C12340A\n名称：成都示例食品有限公司\n登记机关：示例"
"""As it stands in the code of a business licence; of an enterprise that is made up."""


class PretendWorld:
    """Start with a data folder; `settings` is what a station at this desk would be configured with. Close it."""

    def __init__(
        self,
        data: Path,
        person: Mapping[str, str],
        *,
        screen: tuple[int, int] = (1080, 1920),
        mm_per_px: float = 0.311,
        fullscreen: bool = False,
        profile: str = "standard",
        language: str = "zh-CN",
        printer_profile: str = "gbk_80mm",
        with_camera: bool = False,
        listening: bool = False,
        with_slots: bool = False,
    ) -> None:
        """listening: with tactile keys, a headset socket, a loudspeaker and a headset. with_slots: a document scanner
        and a slot for social security cards, each where the machine has what it takes (SANE; pcscd with vpcd)."""
        self.data = data
        self.person = person
        self.station_dir = data / "station"
        self.station_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.ExitStack() as built:
            self.sample = ensure_sample(SAMPLE_FOLDER)
            self.centre = EmbeddedCentre(data / "centre", self.sample)
            built.callback(self.centre.close)
            self.network = Network(("127.0.0.1", self.centre.port))
            built.callback(self.network.close)
            self.reader = CardReaderEmulator()
            built.callback(self.reader.close)
            self.scanner = ScannerEmulator()
            built.callback(self.scanner.close)
            self.printer = ReceiptPrinterEmulator()
            built.callback(self.printer.close)
            self.pages = PagePrinterEmulator()
            built.callback(self.pages.close)
            self.camera = CameraEmulator(FRAMES_S) if with_camera else None
            if self.camera is not None:
                built.callback(self.camera.close)
                self.lay_sheet(1)
            self.document_scanner: DocumentScannerEmulator | None = None
            self.social_slot: SocialSlot | None = None
            if with_slots and shutil.which("scanimage") is not None:
                self.document_scanner = DocumentScannerEmulator()
                built.callback(self.document_scanner.close)
            if with_slots and (slot := SocialSlot.start()) is not None:
                self.social_slot = slot
                built.callback(slot.close)
            self.listening: ListeningCorner | None = None
            if listening:
                self.listening = ListeningCorner()
                built.callback(self.listening.close)
            self._enrol()
            self.settings = self._settings(screen, mm_per_px, fullscreen, profile, language, printer_profile)
            self._ended = built.pop_all()

    def put_card(self) -> None:
        self.reader.put_card(self.person)

    def lift_card(self) -> None:
        self.reader.lift_card()

    def empty_paper(self) -> None:
        self.printer.fault(PrinterFault.PAPER_OUT)

    def load_paper(self) -> None:
        self.printer.heal()

    def show_code(self) -> None:
        self.scanner.show(CODE_TO_SHOW)

    def show_licence(self) -> None:
        self.scanner.show(LICENCE)

    def lay_sheet(self, number: int) -> None:
        """A printed page before the camera; `number` says which."""
        if self.camera is not None:
            self.camera.show(page_on_table(page(number)))

    def put_social_card(self) -> None:
        """Of the resident's child, as a parent brings it."""
        if self.social_slot is not None:
            self.social_slot.card.put(CHILD)

    def take_social_card(self) -> None:
        if self.social_slot is not None:
            self.social_slot.card.take_out()

    def show_face(self) -> None:
        if self.camera is not None:
            self.camera.show(drawn_face())

    def close(self) -> None:
        self._ended.close()

    @property
    def centre_url(self) -> str:
        """As the station reaches it: through the network that can be cut."""
        return f"http://127.0.0.1:{self.network.port}"

    def _enrol(self) -> None:
        if (self.station_dir / "identity" / "identity.json").exists():
            return
        answer = json.loads(
            self.centre.command("station-code", "--name", PLACE, "--division", DIVISION, "--town-name", TOWN)
        )
        enrol(self.station_dir, self.centre_url, answer["code"], name=PLACE)

    def _settings(
        self,
        screen: tuple[int, int],
        mm_per_px: float,
        fullscreen: bool,
        profile: str,
        language: str,
        printer_profile: str,
    ) -> Settings:
        """Written as a real station.toml and read back: the demo's station is configured like any other."""
        sample = self.sample
        install_package(sample.path, self.station_dir / "packages", sample.trusted_keys)
        keys = ", ".join(f'"{key.hex()}"' for key in sample.trusted_keys)
        text = f"""
[station]
data_dir = "{self.station_dir}"
log_file = "{self.station_dir / "station.log"}"
helper_name = "网格员小周（示例）"
helper_phone = "028-0000-0000"

[screen]
mm_per_px = {mm_per_px}
width_px = {screen[0]}
height_px = {screen[1]}
fullscreen = {str(fullscreen).lower()}
profile = "{profile}"
language = "{language}"

[centre]
url = "{self.centre_url}"

[package]
trusted_keys = [{keys}]

[devices.card_reader]
driver = "sdt_serial"
port = "{self.reader.path}"
baud = 115200

[devices.scanner]
driver = "serial_lines"
port = "{self.scanner.path}"
baud = 9600

[devices.page_printer]
driver = "ipp"
port = "{self.pages.path}"

[devices.receipt_printer]
driver = "escpos"
profile = "{printer_profile}"
port = "{self.printer.path}"
baud = 115200
"""
        if self.camera is not None:
            text += f'\n[devices.camera]\ndriver = "mjpeg"\nport = "{self.camera.path}"\n'
        if self.document_scanner is not None:
            text += (
                f'\n[devices.document_scanner]\ndriver = "sane"\nport = "*:1"\n'
                f'config_dir = "{self.document_scanner.config_dir}"\nresolution = 150\n'
            )
        if self.social_slot is not None:
            text += f'\n[devices.social_card]\ndriver = "pcsc_social"\nport = "{self.social_slot.card.path}"\n'
        text += self.listening.settings if self.listening is not None else ""
        path = self.data / "station.toml"
        path.write_text(text, "utf-8")
        return load_settings(path)


def fresh_folder(path: Path) -> Path:
    """An empty folder for this user only."""
    if path.exists():
        shutil.rmtree(path)
    path.mkdir(parents=True, mode=0o700)
    os.chmod(path, 0o700)
    return path
