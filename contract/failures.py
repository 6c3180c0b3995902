"""Every failure has a stable code, what happened, and what to do (STYLE rule 12).

`Failure` crosses a pipe; `Failed` is the exception inside one process. Texts here are for technicians: a resident
sees the words `failure-<code with dots as dashes>` of assets/words instead.
"""

from dataclasses import dataclass
from enum import StrEnum

import msgspec


class FailureCode(StrEnum):
    """Stable codes, counted per station; each has a line in docs/failures.md and words in every language."""

    CARD_CHECKSUM = "card.checksum"
    CARD_FRAME = "card.frame"
    CARD_TEXT_INVALID = "card.text_invalid"
    CARD_MOVED = "card.moved"
    CARD_NOT_LIFTED = "card.not_lifted"
    CARD_NOT_RECOGNISED = "card.not_recognised"
    CARD_TAMPERED = "card.tampered"
    READER_SILENT = "reader.silent"
    READER_OUT_OF_ORDER = "reader.out_of_order"
    PRINTER_SILENT = "printer.silent"
    PRINTER_PAPER_OUT = "printer.paper_out"
    PRINTER_COVER_OPEN = "printer.cover_open"
    PRINTER_CUTTER = "printer.cutter"
    PRINTER_OVERHEATED = "printer.overheated"
    PRINTER_UNKNOWN = "printer.unknown"
    SCANNER_SILENT = "scanner.silent"
    SCANNER_TOO_LONG = "scanner.too_long"
    DEVICE_UNPLUGGED = "device.unplugged"
    DEVICE_HUNG = "device.hung"
    DEVICE_CRASHED = "device.crashed"
    DEVICE_GIVEN_UP = "device.given_up"
    DEVICE_LINE = "device.line"
    CONFIG_INVALID = "config.invalid"
    PACKAGE_MISSING = "package.missing"
    PACKAGE_DAMAGED = "package.damaged"
    PACKAGE_SIGNATURE = "package.signature"
    PACKAGE_OLDER = "package.older"
    PACKAGE_COUNTS = "package.counts"
    FORM_INVALID = "form.invalid"
    ITEM_UNKNOWN = "item.unknown"
    DISK_FULL = "disk.full"
    DISK_READ_ONLY = "disk.read_only"
    QUEUE_DAMAGED = "queue.damaged"
    QUEUE_NO_NUMBERS = "queue.no_numbers"
    QUEUE_IN_USE = "queue.in_use"
    QUEUE_SQLITE_TOO_OLD = "queue.sqlite_too_old"
    ENVELOPE_INVALID = "envelope.invalid"
    ENVELOPE_CORRUPT = "envelope.corrupt"
    SEAL_FAILED = "seal.failed"
    RECEIPT_INVALID = "receipt.invalid"
    RECEIPT_SIGNATURE = "receipt.signature"
    RECEIPT_STATION_UNKNOWN = "receipt.station_unknown"
    STATION_NOT_ENROLLED = "station.not_enrolled"
    ENROL_REFUSED = "enrol.refused"
    CENTRE_UNREACHABLE = "centre.unreachable"
    CENTRE_ANSWER = "centre.answer"
    CENTRE_BUSY = "centre.busy"
    CENTRE_REFUSED = "centre.refused"
    PERSON_INVALID = "person.invalid"


class Retry(StrEnum):
    """Whether the caller should try again; it never guesses from the text."""

    NOW = "now"
    LATER = "later"
    NEVER = "never"


class Failure(msgspec.Struct, frozen=True, kw_only=True, tag="failure"):
    """A failure on a pipe or in JSON."""

    code: FailureCode
    happened: str
    remedy: str
    retry: Retry = Retry.LATER


@dataclass(eq=False)
class Failed(Exception):
    """A failure inside one process; becomes a `Failure` before it crosses a pipe."""

    code: FailureCode
    happened: str
    remedy: str
    retry: Retry = Retry.LATER

    def __str__(self) -> str:
        return f"{self.code}: {self.happened} → {self.remedy}"

    def as_failure(self) -> Failure:
        return Failure(code=self.code, happened=self.happened, remedy=self.remedy, retry=self.retry)
