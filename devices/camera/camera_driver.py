"""What every camera driver does with frames: live picture, codes, captures. A driver only brings the frames.

The camera is switched on while armed or taking a picture, never else. No frame is written anywhere.
"""

import time
from typing import Any, Protocol

import cv2

from contract.device_lines import (
    Arm,
    AskStatus,
    CodeScanned,
    DeviceCommand,
    DeviceState,
    DeviceStatus,
    Disarm,
    SelfTest,
)
from contract.failures import Failed, FailureCode, Retry
from contract.log_events import LogEvent
from contract.pictures import CameraPreview, Capture, CaptureKind, PictureHint, PictureNotTaken
from contract.roles import Role
from devices.camera.code_finding import find_codes_live
from devices.camera.document import Frame, straightened
from devices.camera.jpeg_packing import packed_jpeg
from devices.camera.live_picture import live_picture
from devices.camera.parts import in_parts
from devices.camera.portrait import largest_face, portrait
from devices.driver import Emit, Note, not_for
from devices.scanner.payloads import kind_of

FRAME_S = 2.0
"""A camera that gives no frame for so long is silent."""
PREVIEW_EVERY_S = 0.2
PREVIEW_SIDE = 480
PREVIEW_BYTES = 64 * 1024
REPEAT_S = 1.5
IDLE_S = 0.5
CHOSEN_OF = 4
"""Frames of which the sharpest becomes the picture."""


class FrameSource(Protocol):
    """A camera that is switched on. Raises Failed: DEVICE_UNPLUGGED when it has gone, CAMERA_SILENT."""

    def frame(self, deadline_s: float) -> Frame:
        """The newest frame, BGR."""
        ...

    def close(self) -> None:
        """Switch it off. Never fails."""
        ...


class CameraDriver:
    """One camera. Settings: port; codes (true): look for codes while armed; turn (0, 90, 180, 270): how it hangs;
    takes (["document", "portrait"]): what it is placed for, which the window looks at."""

    busy_limit_s = 25.0

    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note) -> None:
        takes = settings.get("takes", [])
        if not isinstance(takes, list) or not set(map(str, takes)) <= set(CaptureKind):
            raise Failed(
                FailureCode.CONFIG_INVALID,
                "`takes` of the camera is no list of document, portrait, whole",
                "correct it in config/station.toml",
                Retry.NEVER,
            )
        self._settings = settings
        self._emit = emit
        self._note = note
        self._turn = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}.get(
            settings.get("turn", 0)
        )
        self._reads_codes = bool(settings.get("codes", True))
        self._source: FrameSource | None = None
        self._armed: int | None = None
        self._armed_until = 0.0
        self._aim = CaptureKind.DOCUMENT
        self._frames = 0
        self._shown_at = 0.0
        self._last_code = ("", 0.0)

    # --- what a driver brings -----------------------------------------------------------------------------------

    def look(self) -> str | None:
        """See whether the camera is there without switching it on; its name if it tells one. Raises Failed."""
        raise NotImplementedError

    def switch_on(self) -> FrameSource:
        """Raises Failed: DEVICE_UNPLUGGED, CAMERA_SILENT, CONFIG_INVALID."""
        raise NotImplementedError

    # --- life ---------------------------------------------------------------------------------------------------

    def open(self) -> None:
        self._say_ready()

    def close(self) -> None:
        source, self._source = self._source, None
        if source is not None:
            source.close()

    def _say_ready(self) -> None:
        self._emit(DeviceStatus(role=Role.CAMERA, state=DeviceState.READY, identity=self.look()))

    def handle(self, command: DeviceCommand) -> None:
        match command:
            case Arm():
                self._armed, self._armed_until = command.visit, time.monotonic() + command.deadline_s
                self._aim = command.aim
                self._last_code = ("", 0.0)
            case Disarm():
                self._armed = None
                self.close()
            case Capture():
                self._capture(command)
            case AskStatus():
                self._say_ready()
            case SelfTest():
                self._frame(FRAME_S)  # a frame is the proof
                self._say_ready()
            case _:
                raise not_for(Role.CAMERA, command)

    def poll(self) -> float:
        if self._armed is not None and time.monotonic() > self._armed_until:
            self._armed = None
        if self._armed is None:
            self.close()
            self.look()
            return IDLE_S
        frame = self._frame(FRAME_S)
        self._frames += 1
        if self._reads_codes:
            self._look_for_codes(frame, self._armed)
        if time.monotonic() - self._shown_at >= PREVIEW_EVERY_S:
            self._shown_at = time.monotonic()
            self._show(frame, self._armed)
        return 0.01

    def _frame(self, deadline_s: float) -> Frame:
        if self._source is None:
            self._source = self.switch_on()
        frame = self._source.frame(deadline_s)
        return frame if self._turn is None else cv2.rotate(frame, self._turn)

    # --- live ---------------------------------------------------------------------------------------------------

    def _look_for_codes(self, frame: Frame, visit: int) -> None:
        for code in find_codes_live(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY), self._frames):
            now = time.monotonic()
            text, at = self._last_code
            self._last_code = (code.text, now)
            if code.text == text and now - at < REPEAT_S:
                continue
            kind = kind_of(code.text)
            self._emit(CodeScanned(visit=visit, kind=kind, text=code.text))
            self._note(LogEvent.CODE_SCANNED, kind=kind.value, length=len(code.text))

    def _show(self, frame: Frame, visit: int) -> None:
        live = live_picture(frame, self._aim, PREVIEW_SIDE)
        picture = packed_jpeg(live.picture, (60, 40, 20), PREVIEW_BYTES)
        if picture is not None:
            self._emit(CameraPreview(visit=visit, picture=picture, hints=live.hints))

    # --- pictures -----------------------------------------------------------------------------------------------

    def _capture(self, asked: Capture) -> None:
        try:
            picture, hints = self._made(asked)
            jpeg = packed_jpeg(picture)
            if jpeg is None:
                raise Failed(FailureCode.PICTURE_INVALID, "the picture cannot be made small enough", "report it")
        except Failed as failed:
            self.close()
            self._emit(PictureNotTaken(visit=asked.visit, capture_id=asked.capture_id, failure=failed.as_failure()))
            return
        for line in in_parts(asked, jpeg, (picture.shape[1], picture.shape[0]), hints):
            self._emit(line)
        if self._armed is None:
            self.close()

    def _made(self, asked: Capture) -> tuple[Frame, tuple[PictureHint, ...]]:
        ends = time.monotonic() + min(max(asked.deadline_s, 0.5), 20.0)
        frames = [self._frame(min(FRAME_S, ends - time.monotonic()))]
        while len(frames) < CHOSEN_OF and time.monotonic() < ends:
            frames.append(self._frame(FRAME_S))
        frame = max(frames, key=_sharpness)
        match asked.kind:
            case CaptureKind.DOCUMENT:
                straight = straightened(frame)
                return straight.picture, straight.hints
            case CaptureKind.PORTRAIT:
                with_face = [each for each in frames if largest_face(each) is not None]
                return portrait(max(with_face, key=_sharpness) if with_face else frame)
            case CaptureKind.WHOLE:
                return frame, ()


def _sharpness(frame: Frame) -> float:
    return float(cv2.Laplacian(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY), cv2.CV_64F).var())


def gone(port: str, happened: str) -> Failed:
    return Failed(FailureCode.DEVICE_UNPLUGGED, f"{port}: {happened}", "check the plug; it is found again by itself")


def silent(port: str) -> Failed:
    return Failed(
        FailureCode.CAMERA_SILENT,
        f"{port} gives no picture",
        "take its plug out and in again; see that no other program has the camera",
    )
