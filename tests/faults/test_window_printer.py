"""The receipt printer fails in front of a resident: the code on the screen takes its place, and a slip may follow."""

from collections.abc import Callable, Iterator

import pytest

from bench.emulators.receipt_printer import PrinterFault, ReceiptPrinterEmulator
from bench.paper_picture import PaperPicture, PrintedSlip
from bench.pretend_world import PretendWorld
from contract.device_lines import DeviceState, PaperState
from tests.window_desk import WindowDesk, window_at, world_in

NEVER_SAID = ("Traceback", "Error", "errno", "None", "printer.", "device.", "0x")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PretendWorld]:
    with world_in(tmp_path_factory.mktemp("printer")) as world:
        yield world


@pytest.fixture
def desk(world: PretendWorld) -> Iterator[WindowDesk]:
    with window_at(world) as desk:
        desk.wait(lambda: desk.station.site.printer is DeviceState.READY, "the printer did not come up")
        yield desk
    world.lift_card()
    world.printer.heal()
    world.printer.replug()


def assert_the_code_takes_its_place(desk: WindowDesk) -> None:
    handed_in = desk.session.handed_in
    assert handed_in is not None
    said = desk.texts()
    assert handed_in.proof in said, "no code on the screen"
    assert handed_in.number in said.replace(" ", "").replace('","', "")  # it stands on two lines
    assert not [word for word in NEVER_SAID if word in said]
    assert desk.finger.find("act:finished:") is not None


BEFORE: dict[str, Callable[[ReceiptPrinterEmulator], None]] = {
    "no paper": lambda printer: printer.fault(PrinterFault.PAPER_OUT),
    "cover open": lambda printer: printer.fault(PrinterFault.COVER_OPEN),
    "unplugged": lambda printer: printer.unplug(),
    "dead": lambda printer: printer.fault(PrinterFault.DEAD),
}
DURING: dict[str, Callable[[ReceiptPrinterEmulator], None]] = {
    "the roll ends": lambda printer: printer.fault(PrinterFault.PAPER_OUT_MID_SLIP),
    "the plug is pulled": lambda printer: printer.pull_plug_after(300),
    "the blade sticks": lambda printer: printer.fault(PrinterFault.CUTTER_JAM),
}


@pytest.mark.parametrize("strike", BEFORE.values(), ids=BEFORE.keys())
def test_a_printer_that_cannot_print_does_not_stop_the_resident(
    desk: WindowDesk, strike: Callable[[ReceiptPrinterEmulator], None]
) -> None:
    strike(desk.world.printer)
    desk.to_review()
    desk.resident.hand_in()
    desk.wait_for_screen("fault")
    assert_the_code_takes_its_place(desk)
    desk.finish()


@pytest.mark.parametrize("strike", DURING.values(), ids=DURING.keys())
def test_a_printer_that_fails_in_the_middle_does_not_stop_the_resident(
    desk: WindowDesk, strike: Callable[[ReceiptPrinterEmulator], None]
) -> None:
    desk.to_review()
    strike(desk.world.printer)
    desk.resident.hand_in()
    desk.wait_for_screen("fault")
    assert_the_code_takes_its_place(desk)
    desk.finish()


def test_a_printer_that_answers_nothing_shows_the_code_beside_the_slip(desk: WindowDesk) -> None:
    desk.world.printer.fault(PrinterFault.SILENT)
    desk.to_review()
    desk.resident.hand_in()
    desk.wait_for_screen("receipt", "fault")
    assert_the_code_takes_its_place(desk)
    desk.finish()


def test_after_new_paper_the_slip_is_printed_and_says_that_it_is_printed_again(desk: WindowDesk) -> None:
    printed = len(desk.world.printer.slips)
    desk.world.empty_paper()
    desk.to_review()
    desk.resident.hand_in()
    desk.wait_for_screen("fault")
    desk.world.load_paper()
    desk.wait(lambda: desk.station.site.paper is PaperState.PRESENT, "the new paper was not seen")
    desk.touch("act:reprint:")
    desk.wait_for_screen("receipt")

    def again() -> list[PrintedSlip]:
        # what hung out of the printer from a slip that failed earlier, before another window, comes off first
        slips = PaperPicture(576).slips(b"".join(desk.world.printer.slips[printed:]))
        return [slip for slip in slips if any("补打" in line for line in slip.text)]

    desk.wait(lambda: bool(again()), "no slip said that it is printed again")
    handed_in = desk.session.handed_in
    assert handed_in is not None and again()[0].qr[-1] == handed_in.proof
    desk.finish()
