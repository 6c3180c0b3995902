"""Pictures between the devices and the window: put together, the newest live one only, nothing for another visit."""

import cv2
import numpy as np
import pytest

from bench.camera_scenes import page
from contract.device_lines import Arm, DeviceCommand, DeviceState, DeviceStatus, Disarm
from contract.pictures import CameraPreview, Capture, CaptureKind, PictureHint
from contract.roles import Role
from devices.camera.parts import in_parts
from kiosk.controls.pictures import PictureProvider, unpacked
from kiosk.journey.events import On
from kiosk.journey.picture_desk import PictureDesk, all_pictures
from kiosk.journey.pictures import Picture, Taking, content_of
from kiosk.journey.session import Session
from kiosk.journey.states import State

SHEET = cv2.imencode(".jpg", page(1))[1].tobytes()


class Desk:
    def __init__(self) -> None:
        self.sent: list[tuple[Role, DeviceCommand]] = []
        self.pictures = PictureProvider()
        self.desk = PictureDesk(lambda role, command: self.sent.append((role, command)) is None, self.pictures)
        self.session = Session(visit=4, state=State.CAPTURE)
        self.session.taking = Taking("lease", CaptureKind.DOCUMENT, False)
        self.shown: list[str] = []

    def live(self) -> tuple[PictureHint, ...] | None:
        return self.desk.show_live(self.session, self.shown.append)


def preview(visit: int, *hints: PictureHint) -> CameraPreview:
    return CameraPreview(visit=visit, picture=SHEET, hints=hints)


def test_of_many_live_pictures_one_waits_and_the_newest_is_shown() -> None:
    it = Desk()
    it.desk.arm(it.session)
    told = [it.desk.heard(Role.CAMERA, preview(4, hint)) for hint in (PictureHint.DARK, PictureHint.GLARE)]
    assert told == [((None, On.LIVE, None),), ()]
    assert it.live() == (PictureHint.GLARE,)
    assert it.live() is None and len(it.shown) == 1
    assert it.desk.heard(Role.CAMERA, preview(4)) == ((None, On.LIVE, None),)


def test_a_live_picture_of_another_visit_or_page_is_not_shown() -> None:
    it = Desk()
    it.desk.heard(Role.CAMERA, preview(4))
    assert it.live() is None, "the camera was not switched on for this page"
    it.desk.arm(it.session)
    it.desk.heard(Role.CAMERA, preview(3))
    assert it.live() is None
    it.session.state = State.CAPTURED
    it.desk.heard(Role.CAMERA, preview(4))
    assert it.live() is None and it.shown == []


def test_the_camera_is_switched_on_for_what_is_taken_and_off_once() -> None:
    it = Desk()
    it.session.taking = Taking("photo", CaptureKind.PORTRAIT, False)
    it.desk.disarm()
    it.desk.arm(it.session)
    it.desk.disarm()
    it.desk.disarm()
    arm, off = it.sent
    assert isinstance(arm[1], Arm) and (arm[1].visit, arm[1].aim) == (4, CaptureKind.PORTRAIT)
    assert off == (Role.CAMERA, Disarm())
    it.session.taking.device = Role.DOCUMENT_SCANNER
    it.desk.arm(it.session)
    assert len(it.sent) == 2, "a scanner has no live picture"


def test_parts_become_one_picture_and_other_answers_pass() -> None:
    it = Desk()
    asked = Capture(visit=4, capture_id="4-1", kind=CaptureKind.DOCUMENT)
    lines = list(in_parts(asked, SHEET, (840, 1188), (PictureHint.GLARE,)))
    told = [event for line in lines for event in it.desk.heard(Role.CAMERA, line)]
    assert told == [(4, On.PICTURE_TAKEN, ("4-1", SHEET, (PictureHint.GLARE,)))]
    status = DeviceStatus(role=Role.CAMERA, state=DeviceState.READY)
    assert it.desk.heard(Role.CAMERA, status) == ((None, Role.CAMERA, status),)


def test_the_screen_can_draw_what_the_session_holds_and_nothing_else() -> None:
    it = Desk()
    it.session.pictures["lease"] = (Picture("1", SHEET), Picture("2", SHEET, turn=1))
    assert it.session.taking is not None
    it.session.taking.taken = Picture("3", SHEET)
    it.pictures.keep(all_pictures(it.session))
    assert set(it.pictures._kept) == {"1-0", "2-1", "3-0"}
    it.pictures.keep(all_pictures(Session(visit=5)))
    assert it.pictures._kept == {}


def test_a_turned_picture_is_the_same_picture_turned_for_everybody_who_opens_it() -> None:
    for turn in range(4):
        content = content_of(Picture("1", SHEET, turn=turn))
        opened = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
        assert opened is not None
        plain = cv2.imdecode(np.frombuffer(SHEET, np.uint8), cv2.IMREAD_COLOR)
        assert plain is not None and np.array_equal(opened, np.rot90(plain, turn))
        drawn = unpacked(content, 400)
        assert (drawn.width() > drawn.height()) is (turn % 2 == 1) and max(drawn.width(), drawn.height()) == 400


@pytest.mark.qt_log_ignore("JPEG")
def test_a_broken_picture_is_one_transparent_pixel() -> None:
    for broken in (b"", b"no picture", SHEET[:40], b"\xff\xd8" + bytes(50)):
        assert unpacked(broken, 100).size().toTuple() == (1, 1)
