"""Paper beside the receipt, on the emulated printers: list, guide, filled form; and what is said if not."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication

from bench.bare_station import write_settings
from bench.emulators.page_printer import PagePrinterEmulator, PagePrinterFault
from bench.emulators.receipt_printer import PrinterFault, ReceiptPrinterEmulator
from bench.sample_applying import ANSWERS, NAME_STROKES, sample_card
from bench.sample_inquiries import inquiry
from bench.sample_station import enrol_without_centre
from contract.device_lines import CardSeen, DeviceState, PaperState
from contract.failures import FailureCode
from contract.inquiry import ReplyState
from contract.roles import Role
from kiosk.app import StationWindow
from kiosk.config import load_settings
from kiosk.journey.session import Sheet, Slip
from kiosk.journey.states import State

ITEM = "R06-014"
WITHIN_S = 30


@dataclass
class World:
    station: StationWindow
    slips: ReceiptPrinterEmulator
    pages: PagePrinterEmulator

    def act(self, name: str, argument: object = None) -> None:
        self.station.conductor.stage.act(name, argument)

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + WITHIN_S
        while not is_so():
            assert time.monotonic() < end, what
            QCoreApplication.processEvents()
            time.sleep(0.005)

    @property
    def visit(self):
        return self.station.conductor._session

    @property
    def shown(self) -> dict:
        return self.station.conductor.stage.shown

    def prepare(self) -> None:
        self.act("touched")
        self.act("item", ITEM)
        self.act("prepare")
        self.act("page", 9)
        assert self.station.conductor.state is State.PREPARE


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    tmp_path = tmp_path_factory.mktemp("printing")
    slips, pages = ReceiptPrinterEmulator(), PagePrinterEmulator()
    config = write_settings(tmp_path)
    with config.open("a", encoding="utf-8") as file:
        file.write(
            f'\n[devices.receipt_printer]\ndriver = "escpos"\nprofile = "gbk_80mm"\n'
            f'port = "{slips.path}"\nbaud = 115200\n'
            f'\n[devices.page_printer]\ndriver = "ipp"\nport = "{pages.path}"\n'
        )
    enrol_without_centre(tmp_path)
    station = StationWindow(load_settings(config))
    station.start()
    world = World(station, slips, pages)
    site = station.site
    world.until(lambda: site.printer is DeviceState.READY and site.page_printer is DeviceState.READY, "printers")
    yield world
    station.stop()
    slips.close()
    pages.close()


@pytest.fixture
def world(started: World) -> Iterator[World]:
    """Each test is a visit of its own."""
    yield started
    started.slips.heal()
    started.pages.heal()
    site = started.station.site
    site.printer = site.page_printer = DeviceState.READY
    site.paper = PaperState.PRESENT
    started.act("leave_confirmed")
    started.station.conductor._session.state = State.IDLE


def test_the_list_is_printed_and_taken_along(world: World) -> None:
    world.prepare()
    world.act("hold", "居民身份证")
    assert world.shown["print_press"]["act"] == "print_list" and world.shown["code"] == ""
    world.act("take_along")
    world.until(lambda: world.shown["code"] != "", "the code")
    assert "［有］ 居民身份证" in world.shown["code"] and len(world.shown["code"].encode()) <= 600
    world.act("print_list")
    assert not world.shown["print_press"]["enabled"], "one paper at a time"
    world.until(lambda: world.visit.sheet_state is Slip.PRINTED, "the list")
    slip = world.slips.slips[-1]
    assert "办事清单".encode("gbk") in slip and "老年人优待证".encode("gbk") in slip
    assert world.shown["printing"]["tone"] == "ok" and world.visit.slip is Slip.NOT_YET, "no receipt was printed"
    world.act("hold", "居民身份证")
    assert world.shown["code"] == "", "another list has another code"


def test_the_guide_goes_to_a4_and_its_job_is_purged(world: World) -> None:
    world.prepare()
    world.act("print_guide")
    world.until(lambda: world.visit.sheet_state is Slip.PRINTED, "the guide")
    job = world.pages.printed[-1]
    assert job.document.startswith(b"%PDF-") and re.search(rb"/Type\s*/Page\b", job.document)
    world.until(lambda: not world.pages.jobs, "the job was not purged")


def test_a_paper_that_does_not_come_is_said_with_a_way_on(world: World) -> None:
    world.prepare()
    world.slips.fault(PrinterFault.PAPER_OUT)
    world.act("print_list")
    world.until(lambda: world.visit.sheet_state is Slip.FAILED, "the failure")
    assert world.shown["printing"]["tone"] == "gold" and "扫码" in world.shown["printing"]["text"]
    assert world.shown["code_press"]["act"] == "take_along"
    world.pages.fault(PagePrinterFault.ABORTS)
    world.act("print_guide")
    world.until(lambda: world.visit.sheet is Sheet.GUIDE and world.visit.sheet_state is Slip.FAILED, "the failure")
    assert "扫码" in world.shown["printing"]["text"]
    world.pages.heal()
    world.act("print_guide")
    world.until(lambda: world.visit.sheet_state is Slip.PRINTED, "another try")


def test_a_printer_that_says_nothing_is_said_to_say_nothing(world: World) -> None:
    world.prepare()
    world.pages.fault(PagePrinterFault.STUCK)
    world.act("print_guide")
    world.until(lambda: bool(world.pages.jobs), "the job")
    conductor = world.station.conductor
    conductor._effects.printing._since_s -= 1000
    conductor._tick()
    world.until(lambda: world.visit.sheet_state is Slip.FAILED, "the end of patience")
    assert world.visit.sheet_failure is FailureCode.PRINTER_SILENT


def test_buttons_of_printers_that_are_not_there_are_not_there(world: World) -> None:
    world.prepare()
    world.station.site.page_printer = world.station.site.printer = DeviceState.ABSENT
    world.act("hold", "")
    assert world.shown["print_press"]["act"] == world.shown["guide_press"]["act"] == ""
    assert world.shown["code_press"]["act"] == "take_along", "the code needs no device"


def test_the_filled_form_is_printed_after_handing_in_and_leaves_nothing_in_the_printer(world: World) -> None:
    conductor = world.station.conductor
    world.act("touched")
    world.act("item", ITEM)
    world.act("apply")
    world.visit.state = State.CARD
    conductor.on_device(Role.CARD_READER, CardSeen(visit=world.visit.visit, card=sample_card()))
    world.until(lambda: conductor.state is State.FORM, "the form")
    world.visit.answers |= ANSWERS
    form = world.visit.form
    assert form is not None
    world.visit.declared = frozenset(declared.id for declared in form.declarations)
    world.visit.strokes["signature"] = NAME_STROKES
    world.visit.state = State.REVIEW
    world.act("submit")
    world.until(lambda: conductor.state is State.RECEIPT, "the receipt")
    world.until(lambda: world.visit.slip is Slip.PRINTED, "the slip")
    assert world.shown["left"]["act"] == "print_form"
    world.act("print_form")
    world.until(lambda: world.visit.sheet_state is Slip.PRINTED, "the filled form")
    job = world.pages.printed[-1]
    assert job.document.startswith(b"%PDF-")
    world.until(lambda: not world.pages.jobs, "the job was not purged")
    assert world.shown["left"]["act"] == "reprint" and world.shown["note"]["tone"] == "ok"
    world.act("leave_confirmed")
    assert world.visit.sheet is None and world.visit.answers == {}


def test_an_answer_goes_to_a4_and_to_the_slip_when_that_fails(world: World) -> None:
    inquiry("R04-025", ReplyState.ANSWERED)(world.visit, world.station.site, world.station.package)  # type: ignore[arg-type]
    world.visit.state = State.ANSWER
    world.act("page", 0)
    assert "A4" in world.shown["left"]["text"]
    before = len(world.slips.slips)
    world.act("print_answer")
    world.until(lambda: world.visit.sheet_state is Slip.PRINTED, "the answer on A4")
    assert world.pages.printed[-1].document.startswith(b"%PDF-") and world.visit.sheet is Sheet.ANSWER
    assert len(world.slips.slips) == before, "one paper is enough"
    world.until(lambda: not world.pages.jobs, "the job was not purged")
    world.pages.fault(PagePrinterFault.ABORTS)
    world.act("print_answer")
    world.until(lambda: world.visit.sheet_state is Slip.FAILED, "the failure")
    assert world.shown["note"]["tone"] == "gold"
    world.act("print_answer")
    world.until(lambda: world.visit.slip is Slip.PRINTED, "the slip instead")
    assert len(world.slips.slips) == before + 1
