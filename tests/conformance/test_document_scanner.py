"""What a document scanner promises, through the real scanimage with SANE's own test device."""

import shutil
from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from bench.emulators.document_scanner import DocumentScannerEmulator, ScanFault
from contract.device_lines import Arm, AskStatus, DeviceState, DeviceStatus, Disarm, SelfTest
from contract.failures import Failed, FailureCode
from contract.pictures import Capture, CaptureKind, PictureNotTaken, PicturePart, PictureTaken
from contract.roles import Role
from devices.camera.parts import PictureGathering
from devices.document_scanner.sane import SaneScanner
from devices.document_scanner.scanimage import Scanimage
from devices.driver import no_note
from devices.registry import drivers_of
from tests.conformance.heard import Heard

Bench = tuple[DocumentScannerEmulator, Heard]
F = FailureCode
SAYS = {
    ScanFault.EMPTY: F.DOCUMENT_SCANNER_NO_SHEET,
    ScanFault.JAM: F.DOCUMENT_SCANNER_NEEDS_HAND,
    ScanFault.COVER_OPEN: F.DOCUMENT_SCANNER_NEEDS_HAND,
    ScanFault.BUSY: F.DOCUMENT_SCANNER_SILENT,
    ScanFault.IO_ERROR: F.DOCUMENT_SCANNER_SILENT,
    ScanFault.NO_MEMORY: F.DOCUMENT_SCANNER_SILENT,
    ScanFault.DENIED: F.DOCUMENT_SCANNER_SILENT,
    ScanFault.SLOW: F.DOCUMENT_SCANNER_SILENT,
    ScanFault.HALF_PAGE: F.DOCUMENT_SCANNER_SILENT,
    ScanFault.UNPLUGGED: F.DEVICE_UNPLUGGED,
}
"""What each fault is told as, within the deadline that was asked for."""
DEADLINE_S = 1.5


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    if shutil.which("scanimage") is None:
        pytest.skip("scanimage (sane-utils) is not installed: no document scanner was tried")
    emulator = DocumentScannerEmulator()
    settings = {
        "driver": "sane",
        "port": "*:1",
        "config_dir": emulator.config_dir,
        "resolution": 75,
        "look_every_s": 0.2,
    }
    with Heard(Role.DOCUMENT_SCANNER, settings) as heard:
        heard.wait_state(DeviceState.READY)
        yield emulator, heard
    emulator.close()


def ask(heard: Heard, capture_id: str, deadline_s: float = 20.0) -> None:
    heard.catch_up()
    heard.send(Capture(visit=4, capture_id=capture_id, kind=CaptureKind.DOCUMENT, page=2, deadline_s=deadline_s))


def page_of(heard: Heard, capture_id: str) -> np.ndarray:
    ask(heard, capture_id)
    gathering = PictureGathering()
    first = heard.wait(PictureTaken, timeout_s=30)
    assert (first.visit, first.page, first.capture_id) == (4, 2, capture_id)
    gathering.take(first)
    for _ in range(first.parts):
        whole = gathering.take(heard.wait(PicturePart))
    assert whole is not None
    picture = cv2.imdecode(np.frombuffer(whole[1], np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None and picture.shape[:2] == (first.height, first.width)
    return picture


def test_a_sheet_becomes_one_upright_page_of_its_size(bench: Bench) -> None:
    picture = page_of(bench[1], "a")
    height, width = picture.shape[:2]
    assert (width, height) == pytest.approx((210 / 25.4 * 75, 297 / 25.4 * 75), abs=3)
    assert picture.std() > 40, "the colours of the test picture"


def test_it_says_who_it_is_and_answers_a_self_test(bench: Bench) -> None:
    heard = bench[1]
    heard.catch_up()
    heard.send(Arm(visit=1), Disarm(), SelfTest(), AskStatus())
    told = heard.wait(DeviceStatus)
    assert (told.state, told.identity) == (DeviceState.READY, "test:1")


@pytest.mark.parametrize("fault", list(ScanFault))
def test_every_fault_ends_in_its_word_in_time_and_the_next_sheet_is_scanned(fault: ScanFault, bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(fault)
    ask(heard, "faulty", DEADLINE_S)
    told = heard.wait(PictureNotTaken, timeout_s=DEADLINE_S + 10)
    assert (told.capture_id, told.failure.code) == ("faulty", SAYS[fault])
    if fault is ScanFault.UNPLUGGED:
        heard.wait_state(DeviceState.ABSENT)
    emulator.heal()
    if fault is ScanFault.UNPLUGGED:
        heard.wait_state(DeviceState.READY, timeout_s=20)
    assert page_of(heard, "again").size


def test_a_scanner_that_goes_away_is_absent_and_found_again(bench: Bench) -> None:
    emulator, heard = bench
    heard.catch_up()
    emulator.unplug()
    gone = heard.wait_state(DeviceState.ABSENT)
    assert gone.failure is not None and gone.failure.code is F.DEVICE_UNPLUGGED
    ask(heard, "nobody")
    assert heard.wait(PictureNotTaken).failure.code is F.DEVICE_UNPLUGGED
    emulator.replug()
    heard.wait_state(DeviceState.READY, timeout_s=20)


@pytest.mark.parametrize(
    "settings",
    [
        {"resolution": 5000},
        {"resolution": "300"},
        {"width_mm": 5},
        {"options": "--source=ADF"},
        {"options": ["; rm -rf /"]},
    ],
)
def test_settings_that_cannot_be_meant_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(Failed) as refused:
        SaneScanner({"port": "", **settings}, lambda _: None, no_note)
    assert refused.value.code is F.CONFIG_INVALID


def test_an_option_that_the_device_does_not_know_is_a_wrong_setting(bench: Bench) -> None:
    emulator, _ = bench
    settings = {"port": "test:0", "config_dir": emulator.config_dir, "source": "Toaster"}
    with pytest.raises(Failed) as refused:
        SaneScanner(settings, lambda _: None, no_note).open()
    assert refused.value.code is F.CONFIG_INVALID


def test_a_page_without_end_is_cut_off_and_its_program_ended(bench: Bench) -> None:
    emulator, _ = bench
    run = Scanimage(emulator.config_dir).run
    assert run(["-d", "test:0", "--format=pnm", "--resolution=300"], 20, 10_000).late
    emulator.fault(ScanFault.SLOW)
    assert run(["-d", "test:0", "--format=pnm", "--resolution=300"], 0.3, 10**9).late
    emulator.heal()


def test_the_suite_knows_every_driver_and_fault() -> None:
    assert drivers_of(Role.DOCUMENT_SCANNER) == ["sane"] and set(SAYS) == set(ScanFault)
