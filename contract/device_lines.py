"""Commands and answers on a device worker's pipes: one JSON line a message, decoded by type on both ends.

Anything personal in them (CardSeen, CodeScanned, Print) is never logged.
"""

from enum import StrEnum

import msgspec

from contract.card import CardRecord
from contract.failures import Failure
from contract.keys import DoorMoved, HeadsetPlugged, KeyPressed, PersonNear, SetLamp, SetVolume
from contract.pictures import CameraPreview, Capture, CaptureKind, PictureNotTaken, PicturePart, PictureTaken
from contract.print_job import PrintJob
from contract.roles import Role
from contract.social_card import SocialCardRecord
from contract.sound import Hush, SaidOver, Say
from contract.speech import (
    CancelListening,
    Listen,
    Listening,
    ListeningFailed,
    SpeechBegan,
    SpeechFinal,
    SpeechPartial,
    StopListening,
)

LINE_LIMIT = 256 * 1024
"""Bytes a line may have, newline included; a longer one is a failure `device.line`, never buffered further."""


class DeviceState(StrEnum):
    READY = "ready"
    FAULT = "fault"
    UNKNOWN = "unknown"
    ABSENT = "absent"


class PaperState(StrEnum):
    PRESENT = "present"
    LOW = "low"
    OUT = "out"
    UNKNOWN = "unknown"


# --- commands: window → worker -----------------------------------------------------------------------------------


class Arm(msgspec.Struct, frozen=True, kw_only=True, tag="arm"):
    """Start looking for a card or a code for one visit; answers carry the visit back."""

    visit: int
    deadline_s: float = 120.0
    aim: CaptureKind = CaptureKind.DOCUMENT
    """What a camera's live pictures are judged for; other devices do not look at it."""


class Disarm(msgspec.Struct, frozen=True, kw_only=True, tag="disarm"):
    """Stop looking. A card that stays on the reader is still watched until it is lifted."""


class Print(msgspec.Struct, frozen=True, kw_only=True, tag="print"):
    visit: int
    job: PrintJob
    deadline_s: float = 20.0


class PagesPart(msgspec.Struct, frozen=True, kw_only=True, tag="pages_part"):
    """A part of the PDF that the PrintPages of this job will print; `index` counts from 0, in order."""

    visit: int
    job_id: str
    index: int
    octets: bytes

    def __repr__(self) -> str:
        return f"PagesPart({self.job_id}, {self.index}, {len(self.octets)} bytes)"


class PrintPages(msgspec.Struct, frozen=True, kw_only=True, tag="print_pages"):
    """Print a PDF on A4; its parts went before. `sha256` of the whole. The answer: PagesPrinted or PagesNotPrinted."""

    visit: int
    job_id: str
    parts: int
    sha256: str
    copies: int = 1
    two_sided: bool = False
    deadline_s: float = 90.0


class AskStatus(msgspec.Struct, frozen=True, kw_only=True, tag="ask_status"):
    """Ask the device itself; the answer is a DeviceStatus."""


class SelfTest(msgspec.Struct, frozen=True, kw_only=True, tag="self_test"):
    """The unattended self-test of the role; the answer is a DeviceStatus."""


DeviceCommand = (
    Arm
    | Disarm
    | Print
    | AskStatus
    | SelfTest
    | Capture
    | PagesPart
    | PrintPages
    | SetLamp
    | SetVolume
    | Say
    | Hush
    | Listen
    | StopListening
    | CancelListening
)

# --- answers: worker → window ------------------------------------------------------------------------------------


class Heartbeat(msgspec.Struct, frozen=True, kw_only=True, tag="heartbeat"):
    """Sent at least every second while the worker is well."""

    beat: int


class DeviceStatus(msgspec.Struct, frozen=True, kw_only=True, tag="device_status"):
    """Sent by the worker when its state changes and when asked; by the supervisor when the worker is not there."""

    role: Role
    state: DeviceState
    paper: PaperState | None = None
    failure: Failure | None = None
    identity: str | None = None
    """Serial number or SAM id of the device, for the technician."""


class CardSeen(msgspec.Struct, frozen=True, kw_only=True, tag="card_seen"):
    """A card was read whole."""

    visit: int
    card: CardRecord


class CardPicture(msgspec.Struct, frozen=True, kw_only=True, tag="card_picture"):
    """The photograph of the card that was seen last, where a decoder is installed: BMP, JPEG or PNG, 102 × 126."""

    visit: int
    picture: bytes

    def __repr__(self) -> str:
        return f"CardPicture(visit {self.visit}, {len(self.picture)} bytes)"


class CardReading(msgspec.Struct, frozen=True, kw_only=True, tag="card_reading"):
    """A card lies on the reader and is being read: "请不要拿开"."""

    visit: int


class CardNotRead(msgspec.Struct, frozen=True, kw_only=True, tag="card_not_read"):
    """A card was there but could not be read; the worker goes on looking until disarmed."""

    visit: int
    failure: Failure


class CardLifted(msgspec.Struct, frozen=True, kw_only=True, tag="card_lifted"):
    visit: int


class PayloadKind(StrEnum):
    """What a scanned code is, by PROTOCOLS §3.5; UNKNOWN is passed on as text."""

    URL = "url"
    RECEIPT = "receipt"
    USCC = "uscc"
    ID_NUMBER = "id_number"
    OPAQUE_TOKEN = "opaque_token"
    """A token of a citizen's code (网证, 电子社保卡, 医保电子凭证): only its platform can say what it is."""
    BYTES = "bytes"
    """Neither UTF-8 nor GB18030: `text` holds one character a byte (Latin-1)."""
    UNKNOWN = "unknown"


class CodeScanned(msgspec.Struct, frozen=True, kw_only=True, tag="code_scanned"):
    visit: int
    kind: PayloadKind
    text: str


class Printed(msgspec.Struct, frozen=True, kw_only=True, tag="printed"):
    """The printer confirmed the whole slip; `confirmed` False: bytes were sent but no status came back (未知)."""

    visit: int
    job_id: str
    paper: PaperState
    confirmed: bool = True


class NotPrinted(msgspec.Struct, frozen=True, kw_only=True, tag="not_printed"):
    visit: int
    job_id: str
    paper: PaperState
    failure: Failure


class PagesPrinted(msgspec.Struct, frozen=True, kw_only=True, tag="pages_printed"):
    """The printer has taken and finished the whole job; it cannot say whether a sheet lies in the tray."""

    visit: int
    job_id: str
    pages: int | None = None


class PagesNotPrinted(msgspec.Struct, frozen=True, kw_only=True, tag="pages_not_printed"):
    """`some_came_out` None: not known."""

    visit: int
    job_id: str
    failure: Failure
    some_came_out: bool | None = None


class SocialCardSeen(msgspec.Struct, frozen=True, kw_only=True, tag="social_card_seen"):
    visit: int
    card: SocialCardRecord


class SoundLevel(msgspec.Struct, frozen=True, kw_only=True, tag="sound_level"):
    """Loudness before the microphone, decibels below full scale; ten a second while it listens."""

    rms_db: float
    peak_db: float


AnswerBeside = (
    CardPicture
    | SocialCardSeen
    | CameraPreview
    | PictureTaken
    | PicturePart
    | PictureNotTaken
    | PagesPrinted
    | PagesNotPrinted
    | KeyPressed
    | PersonNear
    | HeadsetPlugged
    | DoorMoved
    | SoundLevel
    | SaidOver
    | Listening
    | SpeechBegan
    | SpeechPartial
    | SpeechFinal
    | ListeningFailed
)
"""Answers of the devices beside card reader, scanner and receipt printer."""

DeviceAnswer = (
    Heartbeat
    | DeviceStatus
    | CardSeen
    | CardReading
    | CardNotRead
    | CardLifted
    | CodeScanned
    | Printed
    | NotPrinted
    | Failure
    | AnswerBeside
)
