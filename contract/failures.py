"""Every failure has a stable code, what happened, and what to do (STYLE rule 12).

`Failure` crosses a pipe; `Failed` is the exception inside one process. Texts here are for technicians: a resident
sees the words `failure-<code with dots as dashes>` of assets/words instead.
"""

from dataclasses import dataclass
from enum import StrEnum

import msgspec


class FailureCode(StrEnum):
    """Stable codes, counted per station; each has words in every language.

    The text under each is for technicians: what it means and what to do. docs/failures.md is made from it.
    """

    CARD_CHECKSUM = "card.checksum"
    """The reader's answer arrived damaged three times. Look at the cable and the USB socket; then change the
    reader."""
    CARD_FRAME = "card.frame"
    """The reader's answer was cut short or no answer at all. Cable, socket, then the reader."""
    CARD_TEXT_INVALID = "card.text_invalid"
    """The chip's text breaks the card's own rules (number, dates, characters). Another card works: it is the card.
    No card works: the reader."""
    CARD_MOVED = "card.moved"
    """The card was lifted while it was read. Nothing to do; when it is frequent, look whether the shelf is level."""
    CARD_NOT_LIFTED = "card.not_lifted"
    """The last visit's card still lies there. Look whether one was forgotten."""
    CARD_NOT_RECOGNISED = "card.not_recognised"
    """Something lies on the reader that is no ID card, or a card that is broken. Try a known good card."""
    CARD_TAMPERED = "card.tampered"
    """The security module does not accept the card's authenticity. Send the holder to the counter; report when
    many cards do this."""
    READER_SILENT = "reader.silent"
    """The port is there and nobody answers. Power and cable of the reader; `baud` in the settings (`auto` finds
    it)."""
    READER_OUT_OF_ORDER = "reader.out_of_order"
    """The reader's security module reports its own fault. Change the reader."""
    PRINTER_SILENT = "printer.silent"
    """The printer does not answer its status query. Power, cable, `baud`; a model that never answers needs a
    `…_no_status` profile."""
    PRINTER_PAPER_OUT = "printer.paper_out"
    """No paper. Put a roll in: docs/site-keeper.md."""
    PRINTER_COVER_OPEN = "printer.cover_open"
    """The lid is open. Close it until it clicks."""
    PRINTER_CUTTER = "printer.cutter"
    """The cutter is stuck. Switch off, open the lid, remove the paper, close, switch on."""
    PRINTER_OVERHEATED = "printer.overheated"
    """The head is too hot. It goes on by itself; look whether the slots are covered."""
    PRINTER_UNKNOWN = "printer.unknown"
    """Bytes were sent and not confirmed: nobody knows whether paper came out. The resident has the QR code. Seen
    often: treat as `printer.silent`."""
    SCANNER_SILENT = "scanner.silent"
    """The scanner's port cannot be used. Cable; whether the scanner is in serial mode, not keyboard mode."""
    SCANNER_TOO_LONG = "scanner.too_long"
    """A code of more than the allowed length was shown. Nothing to do."""
    SCANNER_NOT_GRABBED = "scanner.not_grabbed"
    """A keyboard-mode scanner could not be taken for the station alone: another program holds it, or the account lacks
    the right. It stays out of service, because it would type into the window. docs/devices/hid_wedge.md."""
    CAMERA_SILENT = "camera.silent"
    """The camera is there and gives no picture. Plug, cable, another program that holds it; then the camera."""
    PICTURE_INVALID = "picture.invalid"
    """A picture is broken, too large, or of a kind that is not read; the message says which."""
    DOCUMENT_SCANNER_NO_SHEET = "document_scanner.no_sheet"
    """The feeder of the document scanner is empty. Put the sheet in until it is gripped."""
    DOCUMENT_SCANNER_NEEDS_HAND = "document_scanner.needs_hand"
    """The document scanner waits for a hand: jam, open cover; the message says which."""
    DOCUMENT_SCANNER_SILENT = "document_scanner.silent"
    """The document scanner does not scan, or not in time. Power, cable, another program that holds it; then
    `scanimage -L`. docs/devices/sane.md."""
    SOCIAL_CARD_UNREADABLE = "social_card.unreadable"
    """The card in the slot is no social security card, sits the wrong way round, or is broken."""
    SOCIAL_CARD_NO_READER = "social_card.no_reader"
    """No PC/SC reader is attached, or pcscd does not run: `systemctl status pcscd`. docs/devices/pcsc_social.md."""
    PAGES_PAPER_OUT = "pages.paper_out"
    """The A4 printer has no paper. Fill the tray; what was not printed is asked for again."""
    PAGES_NEEDS_HAND = "pages.needs_hand"
    """The A4 printer waits for a hand: jam, open door, no toner; the message says which."""
    PAGES_SILENT = "pages.silent"
    """The A4 printer or CUPS does not answer. Power, cable, `url` in the settings, `systemctl status cups`."""
    PAGES_REFUSED = "pages.refused"
    """The A4 printer refused or gave up the job; the message has its words. Try a test page with `ipptool`."""
    SPEECH_NO_MODEL = "speech.no_model"
    """No speech model is installed, or it cannot be loaded. `./station voice install` fetches or installs one; the
    station is complete without: docs/voice.md."""
    SPEECH_MODEL_REFUSED = "speech.model_refused"
    """A model's file is not what it should be: sum, size, a file that is missing or leads outside, or its self-test
    failed; the message says which. The model in use stays."""
    SPEECH_BAD_AUDIO = "speech.bad_audio"
    """Audio that is not 16 kHz, mono, 16 bit, or breaks off. Choose another `port`; docs/voice.md has the level
    test."""
    SPEECH_OVERRUN = "speech.overrun"
    """The recogniser was slower than the speaker for two seconds. Seen often: another program takes the processor."""
    MICROPHONE_SILENT = "microphone.silent"
    """The microphone is open and sends nothing, or cannot be opened. Plug, mute switch, another program that holds
    it."""
    DEVICE_LIBRARY = "device.library"
    """A library of the system that this driver needs is missing; the message names the Debian package."""
    DEVICE_UNPLUGGED = "device.unplugged"
    """The port of the settings is not there. Plug in; udev names are in docs/devices/. It is found again by
    itself."""
    DEVICE_HUNG = "device.hung"
    """The device's worker did not answer and was ended. It starts again; when it repeats, change cable or device."""
    DEVICE_CRASHED = "device.crashed"
    """The device's worker ended by a fault of the program. It starts again; send the log when it repeats."""
    DEVICE_GIVEN_UP = "device.given_up"
    """The worker ended too often in a row. Unplug and plug in the device, or wait five minutes; then the log."""
    DEVICE_LINE = "device.line"
    """A line on a worker's pipe could not be understood. Send the log."""
    CONFIG_INVALID = "config.invalid"
    """A setting is missing, misspelt or of the wrong type; the message names it. docs/settings.md."""
    PACKAGE_MISSING = "package.missing"
    """No content package is installed. `./station doctor` says where it is looked for."""
    PACKAGE_DAMAGED = "package.damaged"
    """The content package is not whole. The previous one is used when there is one; install it again."""
    PACKAGE_SIGNATURE = "package.signature"
    """The package is signed by nobody the station trusts. Compare `package.trusted_keys` with the district's key."""
    PACKAGE_OLDER = "package.older"
    """A package older than the installed one was offered and refused. Nothing to do."""
    PACKAGE_COUNTS = "package.counts"
    """The package has not the number of items it must have. Have it built again."""
    FORM_INVALID = "form.invalid"
    """A form definition or the answers for it break its rules; the message names form and field. For whoever
    publishes the content."""
    ITEM_NOT_GRANTED = "item.not_granted"
    """The village is not granted this item (sheet 授权): the resident was told where to go. When it should be, grant it
    and publish a package."""
    ITEM_UNKNOWN = "item.unknown"
    """An item was asked for that the package does not have. Nothing to do, unless it repeats after a new package."""
    DISK_FULL = "disk.full"
    """Less room than `queue.reserve_mb`. Make room; what was handed in is safe and still sent."""
    DISK_READ_ONLY = "disk.read_only"
    """The data folder cannot be written. Mount, rights, or a dying disk: `dmesg`."""
    QUEUE_DAMAGED = "queue.damaged"
    """The queue's database does not fit the sealed files. `./station queue verify`, then `./station queue
    rebuild`; the files are the record."""
    QUEUE_NO_NUMBERS = "queue.no_numbers"
    """The block of provisional numbers is used up for today. Connect to the network; the centre gives a new one."""
    QUEUE_IN_USE = "queue.in_use"
    """Another process holds the queue. Only one station may run on a data folder."""
    QUEUE_SQLITE_TOO_OLD = "queue.sqlite_too_old"
    """The interpreter's own SQLite was loaded. `./station` installs the right one; see that nothing overwrites
    pysqlite3."""
    ENVELOPE_INVALID = "envelope.invalid"
    """A sealed file's header is not one of ours. `./station queue verify` names it; never delete it, report it."""
    ENVELOPE_CORRUPT = "envelope.corrupt"
    """A sealed file differs from its digest. It is set aside and never deleted; report it, look at the disk."""
    SEAL_FAILED = "seal.failed"
    """An application could not be sealed. Nothing was lost, the answers are on screen; send the log."""
    RECEIPT_INVALID = "receipt.invalid"
    """The text is no receipt of ours."""
    RECEIPT_SIGNATURE = "receipt.signature"
    """The receipt's signature is wrong: not made by the station it names, or changed."""
    RECEIPT_STATION_UNKNOWN = "receipt.station_unknown"
    """The receipt names a station whose key is not known here. Give `--keys FILE`."""
    STATION_NOT_ENROLLED = "station.not_enrolled"
    """This station has no identity yet. `./station enrol` with the code from the district."""
    STATION_COPIED = "station.copied"
    """This data folder is a copy of another station's, or was restored from a backup: it takes nothing new, so that no
    number is given twice; what waits is still delivered. Connect it to the centre; when it stays, enrol it again."""
    COURIER_INVALID = "courier.invalid"
    """The stick holds no bundle, an unfinished one, or one that was changed. Nothing was taken from it; export
    again."""
    COURIER_STICK = "courier.stick"
    """The stick cannot be used: pulled, full or write-protected. Nothing changed at the station; use another one."""
    ENROL_REFUSED = "enrol.refused"
    """The centre refused the code: used, expired or of another station. Ask for a new one."""
    CENTRE_UNREACHABLE = "centre.unreachable"
    """No answer from the centre. Cable, router, `centre.url`; what was handed in waits and is sent by itself."""
    CENTRE_ANSWER = "centre.answer"
    """Something answered that is not the centre (a login page, a proxy). Look at the network."""
    CENTRE_BUSY = "centre.busy"
    """The centre asked to wait. It is sent later by itself."""
    CENTRE_REFUSED = "centre.refused"
    """The centre does not accept this station's key or data. Ask the district; enrol again when they say so."""
    PERSON_INVALID = "person.invalid"
    """A `--person` file of the demo is wrong; the message names the key. docs/demo.md."""


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
