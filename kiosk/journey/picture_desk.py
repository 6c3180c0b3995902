"""Between the devices that take pictures and the journey: arms them, puts parts together, passes live pictures on.

`heard` runs on the supervisor's thread, all else on the window's. However slow the window is, one live picture waits at
most; older ones are dropped.
"""

import threading
from collections.abc import Callable

from contract.device_lines import Arm, DeviceAnswer, DeviceCommand, Disarm
from contract.pictures import CameraPreview, Capture, PictureHint, PictureNotTaken, PicturePart, PictureTaken
from contract.roles import Role
from devices.camera.parts import PictureGathering
from kiosk.journey.around import Pictures
from kiosk.journey.events import On
from kiosk.journey.pictures import content_of
from kiosk.journey.session import Session
from kiosk.journey.states import State

CAMERA_S, SCANNER_S = 15.0, 60.0
"""How long a picture may take."""
ARMED_S = 900.0
"""Longer than any visit stays on one page; leaving it switches the camera off."""

Arrived = tuple[int | None, On | Role, object]
Send = Callable[[Role, DeviceCommand], bool]


class PictureDesk:
    def __init__(self, send: Send, pictures: Pictures) -> None:
        self._send = send
        self._pictures = pictures
        self._gathered: dict[Role, PictureGathering] = {}
        self._lock = threading.Lock()
        self._newest: CameraPreview | None = None
        self._armed = False

    # --- the supervisor's thread --------------------------------------------------------------------------------

    def heard(self, role: Role, answer: DeviceAnswer) -> tuple[Arrived, ...]:
        """What the window is told; often nothing."""
        match answer:
            case CameraPreview():
                with self._lock:
                    waits, self._newest = self._newest is not None, answer
                return () if waits else ((None, On.LIVE, None),)
            case PictureTaken() | PicturePart():
                whole = self._gathered.setdefault(role, PictureGathering()).take(answer)
                if whole is None:
                    return ()
                taken, jpeg = whole
                return ((taken.visit, On.PICTURE_TAKEN, (taken.capture_id, jpeg, taken.hints)),)
            case PictureNotTaken():
                return ((answer.visit, On.PICTURE_NOT_TAKEN, (answer.capture_id, answer.failure.code)),)
            case _:
                return ((None, role, answer),)

    # --- the window's thread ------------------------------------------------------------------------------------

    def show_live(self, session: Session, show: Callable[[str], None]) -> tuple[PictureHint, ...] | None:
        """Show the live picture that waited, if the camera is on for this visit; its hints when they are others now."""
        with self._lock:
            live, self._newest = self._newest, None
        taking = session.taking
        if live is None or taking is None or not self._armed or session.state is not State.CAPTURE:
            return None
        if live.visit != session.visit:
            return None
        show(self._pictures.show_live(live.picture))
        return live.hints if live.hints != taking.hints else None

    def arm(self, session: Session) -> None:
        taking = session.taking
        if taking is not None and taking.device is Role.CAMERA:
            self._armed = self._send(Role.CAMERA, Arm(visit=session.visit, deadline_s=ARMED_S, aim=taking.kind))

    def disarm(self) -> None:
        if self._armed:
            self._armed = False
            self._pictures.show_live(b"")
            self._send(Role.CAMERA, Disarm())

    def take(self, session: Session) -> bool:
        """False: there is nobody to ask."""
        taking = session.taking
        if taking is None:
            return False
        page = len(session.pictures.get(taking.of, ())) + 1
        return self._send(
            taking.device,
            Capture(
                visit=session.visit,
                capture_id=taking.asked,
                kind=taking.kind,
                page=page,
                deadline_s=CAMERA_S if taking.device is Role.CAMERA else SCANNER_S,
            ),
        )


def all_pictures(session: Session) -> dict[str, bytes]:
    """By the name they are shown under: what the session holds, and nothing of earlier visits."""
    held = [picture for pages in session.pictures.values() for picture in pages]
    if session.taking is not None and session.taking.taken is not None:
        held.append(session.taking.taken)
    return {picture.shown_as: content_of(picture) for picture in held}
