"""Driver "sane" of the role `document_scanner`: whatever SANE's `scanimage` can scan with, one sheet at a time.

Settings: port (device name of `scanimage -L`, a pattern with *, "" for the first), resolution (300), mode ("Color"),
source (""), width_mm (210), height_mm (297), crop (false): cut out the sheet or card that lies on the glass;
options ([]): further options of the device as `scanimage -A` lists them; config_dir (""): in the place of /etc/sane.d.
"""

import time
from typing import Any

import cv2
import numpy as np

from contract.device_lines import Arm, AskStatus, DeviceCommand, DeviceState, DeviceStatus, Disarm, SelfTest
from contract.failures import Failed, FailureCode, Retry
from contract.pictures import Capture, PictureHint, PictureNotTaken
from contract.roles import Role
from devices.camera.document import LONGEST_SIDE, Frame, quality_hints, straightened
from devices.camera.jpeg_packing import packed_jpeg
from devices.camera.parts import in_parts
from devices.camera.picture_file import size_of
from devices.document_scanner.scanimage import MOST_BYTES, SaneStatus, Scanimage, failed_with, silent
from devices.driver import Emit, Note, not_for

LOOK_EVERY_S = 10.0
"""Opening a scanner lights its lamp on some models: seldom."""
LOOK_WITHIN_S = 20.0
SCAN_WITHIN_S = 90.0
RESOLUTIONS = range(75, 601)


class SaneScanner:
    busy_limit_s = SCAN_WITHIN_S + LOOK_WITHIN_S + 10.0

    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note) -> None:
        self._settings = settings
        self._emit = emit
        self._port = str(settings.get("port", ""))
        self._options = _options_of(settings)
        self._scanimage = Scanimage(str(settings.get("config_dir", "")))
        self._look_every_s = float(settings.get("look_every_s", LOOK_EVERY_S))
        self._device = ""
        self._looked_at = 0.0

    def open(self) -> None:
        self._device = self._scanimage.named(self._port, LOOK_WITHIN_S)
        self._look()
        self._say_ready()

    def close(self) -> None:
        return

    def handle(self, command: DeviceCommand) -> None:
        match command:
            case Capture():
                self._capture(command)
            case AskStatus():
                self._say_ready()
            case SelfTest():
                self._look()
                self._say_ready()
            case Arm() | Disarm():
                pass  # it waits for nobody
            case _:
                raise not_for(Role.DOCUMENT_SCANNER, command)

    def poll(self) -> float:
        if time.monotonic() - self._looked_at >= self._look_every_s:
            self._look()
        return 0.5

    def _say_ready(self) -> None:
        self._emit(DeviceStatus(role=Role.DOCUMENT_SCANNER, state=DeviceState.READY, identity=self._device))

    def _look(self) -> None:
        """Open it and set the options, without scanning. Raises Failed."""
        ran = self._scanimage.run(["-d", self._device, *self._options, "--dont-scan"], LOOK_WITHIN_S, MOST_BYTES)
        self._looked_at = time.monotonic()
        if ran.late:
            raise silent("it does not answer")
        if ran.code == SaneStatus.UNSUPPORTED and self._is_there():
            raise failed_with(SaneStatus.INVAL, self._port)
        if ran.code not in (SaneStatus.GOOD, SaneStatus.NO_DOCS, SaneStatus.DEVICE_BUSY):
            raise failed_with(ran.code, self._port)

    def _is_there(self) -> bool:
        """scanimage ends with 1 for a device that is not there and for an option that it does not know."""
        return self._scanimage.run(["-d", self._device, "--dont-scan"], LOOK_WITHIN_S, MOST_BYTES).code == 0

    def _capture(self, asked: Capture) -> None:
        try:
            picture, hints = self._scanned(min(max(asked.deadline_s, 1.0), SCAN_WITHIN_S))
            jpeg = packed_jpeg(picture)
            if jpeg is None:
                raise Failed(FailureCode.PICTURE_INVALID, "the page cannot be made small enough", "report it")
        except Failed as failed:
            self._emit(PictureNotTaken(visit=asked.visit, capture_id=asked.capture_id, failure=failed.as_failure()))
            if failed.code is FailureCode.DEVICE_UNPLUGGED:
                self._looked_at = 0.0  # the next look says so
            return
        for line in in_parts(asked, jpeg, (picture.shape[1], picture.shape[0]), hints):
            self._emit(line)

    def _scanned(self, within_s: float) -> tuple[Frame, tuple[PictureHint, ...]]:
        ran = self._scanimage.run(["-d", self._device, *self._options, "--format=pnm"], within_s, MOST_BYTES)
        if ran.late:
            raise silent("the page did not come in time, or was too large")
        if ran.code != SaneStatus.GOOD:
            raise failed_with(ran.code, self._port)
        whole = cv2.imdecode(np.frombuffer(ran.output, np.uint8), cv2.IMREAD_COLOR) if size_of(ran.output) else None
        if whole is None:
            raise silent("what came is no page")
        if self._settings.get("crop") is True:
            straight = straightened(whole)
            return _bounded(straight.picture), straight.hints
        return _bounded(whole), quality_hints(whole)


def _bounded(picture: Frame) -> Frame:
    scale = LONGEST_SIDE / max(picture.shape[:2])
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture


def _options_of(settings: dict[str, Any]) -> list[str]:
    """Raises Failed(CONFIG_INVALID)."""
    resolution, further = settings.get("resolution", 300), settings.get("options", [])
    sides = settings.get("width_mm", 210), settings.get("height_mm", 297)
    good = (
        isinstance(resolution, int)
        and resolution in RESOLUTIONS
        and all(isinstance(side, int | float) and 20 <= side <= 450 for side in sides)
        and isinstance(further, list)
        and all(isinstance(one, str) and one.startswith("--") for one in further)
    )
    if not good:
        raise Failed(
            FailureCode.CONFIG_INVALID,
            "the document scanner's resolution (75 to 600), size in mm or options (texts that begin with --) are wrong",
            "correct them in config/station.toml",
            Retry.NEVER,
        )
    chosen = [f"--mode={settings.get('mode', 'Color')}", f"--resolution={resolution}"]
    if source := str(settings.get("source", "")):
        chosen.append(f"--source={source}")
    return [*chosen, "-x", str(sides[0]), "-y", str(sides[1]), *further]
