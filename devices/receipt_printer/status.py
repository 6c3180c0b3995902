"""What the status bytes of an ESC/POS printer mean (PROTOCOLS §4.3). Pure: bytes in, a closed set out.

Silence and bytes that are no status are UNKNOWN, never "ok".
"""

from dataclasses import dataclass

from contract.device_lines import PaperState
from contract.failures import Failed, FailureCode, Retry

QUESTIONS = (1, 2, 3, 4)
"""`10 04 n`: printer, cause of being offline, cause of the error, paper."""


def is_real_time_answer(byte: int) -> bool:
    """Whether a byte can be the answer to `10 04 n`."""
    return byte & 0x93 == 0x12


def is_automatic_head(byte: int) -> bool:
    """Whether a byte begins the four of an automatic status."""
    return byte & 0x93 == 0x10


def is_queued_answer(byte: int) -> bool:
    """Whether a byte can be the answer to `1D 72 n`: bits 4 and 7 are 0, and it is no XON or XOFF."""
    return byte & 0x90 == 0


def paper_from_dle_eot(answer: int | None) -> PaperState:
    """Paper by the answer to `10 04 04`. Silence, or a byte that is not a status byte, is UNKNOWN."""
    if answer is None or not is_real_time_answer(answer):
        return PaperState.UNKNOWN
    if answer & 0x60:  # any bit of the pair: models use the two differently
        return PaperState.OUT
    return PaperState.LOW if answer & 0x0C else PaperState.PRESENT


@dataclass(frozen=True)
class PrinterStatus:
    """Answers to the four questions; None where none came."""

    printer: int | None = None
    offline_cause: int | None = None
    error_cause: int | None = None
    paper_sensors: int | None = None

    @property
    def answered(self) -> bool:
        return self.printer is not None or self.paper_sensors is not None

    @property
    def paper(self) -> PaperState:
        if self.offline_cause is not None and self.offline_cause & 0x20:
            return PaperState.OUT
        return paper_from_dle_eot(self.paper_sensors)

    def failure(self) -> Failed | None:
        """What keeps the printer from printing; None when nothing is known to. Unknown is for the caller to judge."""
        cause = self.offline_cause or 0
        error = self.error_cause or 0
        if cause & 0x04:
            return Failed(FailureCode.PRINTER_COVER_OPEN, "the printer says its cover is open", "close the cover")
        if self.paper is PaperState.OUT:
            return Failed(FailureCode.PRINTER_PAPER_OUT, "the printer says the paper is out", "put in a new roll")
        if error & 0x08:
            return Failed(
                FailureCode.PRINTER_CUTTER,
                "the printer says its cutter is stuck",
                "switch it off, take out the paper that jams the blade, switch it on",
            )
        if error & 0x20:
            return Failed(
                FailureCode.PRINTER_UNKNOWN,
                "the printer says it has an error that it cannot leave by itself",
                "switch it off and on; when it comes again, have it repaired",
                Retry.NEVER,
            )
        if error & 0x40:
            return Failed(
                FailureCode.PRINTER_OVERHEATED,
                "the printer's head is hot, or its cover was opened while printing",
                "wait some minutes; see that the cover is closed and nothing covers the slots",
            )
        if cause & 0x40 or (self.printer is not None and self.printer & 0x08 and not cause & 0x08):
            return Failed(
                FailureCode.PRINTER_UNKNOWN,
                "the printer says it is offline and gives no cause that is known",
                "look at its lamps; switch it off and on",
            )
        return None
