"""What any camera promises: each registered driver, in its worker, with pictures coming over its own wire."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest
import segno

from bench.camera_scenes import drawn_face, page_on_table
from bench.emulators.camera import CameraEmulator, CameraFault
from contract.device_lines import Arm, AskStatus, CodeScanned, DeviceState, DeviceStatus, Disarm, PayloadKind, SelfTest
from contract.failures import FailureCode
from contract.pictures import (
    CameraPreview,
    Capture,
    CaptureKind,
    PictureHint,
    PictureNotTaken,
    PicturePart,
    PictureTaken,
)
from contract.roles import Role
from devices.camera.parts import PictureGathering
from devices.registry import drivers_of
from tests.conformance.heard import Heard

Show = Callable[[np.ndarray], None]


@contextmanager
def camera(driver: str, folder: Path) -> Iterator[tuple[str, Show]]:
    """The port to configure, and how to put a picture before the lens."""
    if driver == "mjpeg":
        emulator = CameraEmulator()
        try:
            yield emulator.path, emulator.show
        finally:
            emulator.close()
    elif driver == "picture_files":
        file = folder / "frame.png"

        def show(picture: np.ndarray) -> None:
            fresh = folder / "fresh.tmp.png"
            cv2.imwrite(str(fresh), picture)
            fresh.replace(file)

        show(np.full((480, 640, 3), 90, np.uint8))
        yield str(file), show
    else:
        pytest.skip(f"{driver}: nothing speaks its wire here; needs a /dev/video* that plays pictures (v4l2loopback)")


@pytest.fixture(params=drivers_of(Role.CAMERA))
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Show, Heard]]:
    driver = request.param
    with camera(driver, tmp_path) as (port, show), Heard(Role.CAMERA, {"driver": driver, "port": port}) as heard:
        heard.wait_state(DeviceState.READY)
        yield show, heard


def taken(heard: Heard, kind: CaptureKind, capture_id: str = "c-1") -> tuple[PictureTaken, np.ndarray]:
    heard.catch_up()
    heard.send(Capture(visit=4, capture_id=capture_id, kind=kind, page=2))
    gathering = PictureGathering()
    first = heard.wait(PictureTaken, timeout_s=30)
    gathering.take(first)
    for _ in range(first.parts):
        whole = gathering.take(heard.wait(PicturePart))
    assert whole is not None
    picture = cv2.imdecode(np.frombuffer(whole[1], np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    assert (first.visit, first.page, first.capture_id) == (4, 2, capture_id)
    assert (first.height, first.width) == picture.shape[:2]
    return first, picture


def code_picture(text: str) -> np.ndarray:
    file = io.BytesIO()
    segno.make_qr(text.encode(), mode="byte").save(file, kind="png", scale=6)
    picture = cv2.imdecode(np.frombuffer(file.getvalue(), np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return picture


def test_a_document_comes_out_straight(bench: tuple[Show, Heard]) -> None:
    show, heard = bench
    show(page_on_table())
    first, picture = taken(heard, CaptureKind.DOCUMENT)
    assert first.hints == ()
    assert 1.0 < picture.shape[0] / picture.shape[1] < 1.4
    assert picture[30:60, 30:60].mean() > 200, "paper up to the corner, no table"


def test_a_face_becomes_a_photograph_of_certificates(bench: tuple[Show, Heard]) -> None:
    show, heard = bench
    show(drawn_face())
    first, picture = taken(heard, CaptureKind.PORTRAIT)
    assert (first.hints, picture.shape) == ((), (441, 358, 3))


def test_the_whole_frame_is_taken_as_it_is(bench: tuple[Show, Heard]) -> None:
    show, heard = bench
    show(page_on_table())
    assert taken(heard, CaptureKind.WHOLE)[1].shape == (1300, 1200, 3)


def test_while_armed_it_shows_and_reads_codes_once_and_is_off_afterwards(bench: tuple[Show, Heard]) -> None:
    show, heard = bench
    show(code_picture("XDZ1.ABC"))
    heard.send(Arm(visit=7))
    scanned = heard.wait(CodeScanned)
    assert (scanned.visit, scanned.kind, scanned.text) == (7, PayloadKind.RECEIPT, "XDZ1.ABC")
    preview = heard.wait(CameraPreview)
    assert preview.visit == 7
    assert preview.picture.startswith(b"\xff\xd8")
    assert len(preview.picture) <= 64 * 1024
    show(code_picture("成都"))
    assert heard.wait(CodeScanned).text == "成都"
    heard.send(Disarm(), AskStatus())
    heard.wait(DeviceStatus)
    assert heard.count(CodeScanned) == 2


def test_a_self_test_takes_a_frame(bench: tuple[Show, Heard]) -> None:
    heard = bench[1]
    heard.catch_up()
    heard.send(SelfTest())
    assert heard.wait(DeviceStatus).state is DeviceState.READY


@pytest.mark.parametrize("fault", [fault for fault in CameraFault if fault is not CameraFault.VANISH])
def test_a_camera_without_a_picture_is_silent_and_works_again(fault: CameraFault) -> None:
    emulator = CameraEmulator()
    with Heard(Role.CAMERA, {"driver": "mjpeg", "port": emulator.path}) as heard:
        heard.wait_state(DeviceState.READY)
        emulator.fault(fault)
        heard.send(Capture(visit=1, capture_id="bad", kind=CaptureKind.WHOLE, deadline_s=4.0))
        failure = heard.wait(PictureNotTaken, timeout_s=30).failure
        assert failure.code in (FailureCode.CAMERA_SILENT, FailureCode.DEVICE_UNPLUGGED)
        emulator.heal()
        heard.send(AskStatus())
        heard.wait_state(DeviceState.READY)
        assert taken(heard, CaptureKind.WHOLE, "good")[0].hints == ()
    emulator.close()


def test_a_camera_that_vanishes_is_found_again_and_stays_armed() -> None:
    emulator = CameraEmulator()
    emulator.show(code_picture("XDZ1.ABC"))
    with Heard(Role.CAMERA, {"driver": "mjpeg", "port": emulator.path}) as heard:
        heard.wait_state(DeviceState.READY)
        heard.send(Arm(visit=2))
        heard.wait(CodeScanned)
        emulator.fault(CameraFault.VANISH)
        heard.wait_state(DeviceState.ABSENT)
        emulator.show(code_picture("XDZ1.DEF"))
        emulator.replug()
        heard.wait_state(DeviceState.READY)
        assert heard.wait(CodeScanned).text == "XDZ1.DEF"
    emulator.close()


def test_nobody_watches_unless_armed() -> None:
    emulator = CameraEmulator()
    with Heard(Role.CAMERA, {"driver": "mjpeg", "port": emulator.path}) as heard:
        heard.wait_state(DeviceState.READY)
        heard.send(AskStatus())
        heard.wait(DeviceStatus)
        assert emulator.watching == 0
    emulator.close()


def test_a_camera_that_is_not_there_is_absent() -> None:
    for settings in ({"driver": "v4l2", "port": "/dev/no-camera"}, {"driver": "picture_files", "port": "/none"}):
        with Heard(Role.CAMERA, settings) as heard:
            failure = heard.wait_state(DeviceState.ABSENT).failure
            assert failure is not None
            assert failure.code is FailureCode.DEVICE_UNPLUGGED


def test_a_document_without_a_sheet_says_so(tmp_path: Path) -> None:
    with (
        camera("picture_files", tmp_path) as (port, _),
        Heard(Role.CAMERA, {"driver": "picture_files", "port": port}) as heard,
    ):
        heard.wait_state(DeviceState.READY)
        assert PictureHint.NO_EDGES in taken(heard, CaptureKind.DOCUMENT)[0].hints
