"""`devices probe --guided`: the technician does something to each device, and the device has to notice it.

Nothing of what is read is shown or kept: only that it was read.
"""

import hashlib
import threading
from collections.abc import Callable, Iterator
from typing import Any

from contract.device_lines import (
    Arm,
    CardSeen,
    CodeScanned,
    DeviceAnswer,
    DeviceCommand,
    DeviceState,
    DeviceStatus,
    DoorMoved,
    KeyPressed,
    NotPrinted,
    PagesNotPrinted,
    PagesPart,
    PagesPrinted,
    Print,
    Printed,
    PrintPages,
    SelfTest,
    SocialCardSeen,
)
from contract.keys import Lamp, SetLamp
from contract.pictures import Capture, CaptureKind, PictureNotTaken, PictureTaken
from contract.print_job import Align, PrintJob, RowBlock, TextBlock
from contract.roles import Role
from contract.speech import Listen, ListeningFailed, SpeechBegan, SpeechFinal
from devices.supervisor import Supervisor

Row = dict[str, str | None]
Say = Callable[[str], None]
Ask = Callable[[str], bool]
"""A question with yes or no."""

WAIT_S = 60.0
_LINES = b"BT /F1 18 Tf 72 760 Td (Station: test page. Readable, straight, nothing cut off?) Tj ET"
TEST_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type /Catalog /Pages 2 0 R>>endobj\n2 0 obj<</Type /Pages /Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type /Page /Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</Font<</F1<</Type /Font/Subtype /Type1/BaseFont /Helvetica>>>>>>>>endobj\n"
    b"4 0 obj<</Length " + str(len(_LINES)).encode() + b">>stream\n" + _LINES + b"\nendstream endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
SLIP = PrintJob(
    job_id="guided-probe",
    blocks=(
        TextBlock(text="TEST", align=Align.CENTRE, scale=2),
        RowBlock(label="中文", value="成都市政务服务 䶮 𠮷"),
        RowBlock(label="columns", value="0123456789" * 3),
    ),
)

Step = tuple[str, tuple[DeviceCommand, ...], tuple[type[DeviceAnswer], ...], tuple[type[DeviceAnswer], ...], str]
"""What to do; what to send before; answers that are good; answers that are bad; a question afterwards, or ""."""


def _steps(wait_s: float) -> dict[Role, Step]:
    arm = Arm(visit=0, deadline_s=WAIT_S)
    pages = (
        PagesPart(visit=0, job_id="guided-probe", index=0, octets=TEST_PAGE),
        PrintPages(visit=0, job_id="guided-probe", parts=1, sha256=hashlib.sha256(TEST_PAGE).hexdigest()),
    )
    capture = Capture(visit=0, capture_id="guided-probe", kind=CaptureKind.DOCUMENT)
    lamps = tuple(SetLamp(lamp=lamp, on=True) for lamp in Lamp)
    return {
        Role.CARD_READER: ("lay an ID card on the reader", (arm,), (CardSeen,), (), ""),
        Role.SOCIAL_CARD: ("insert a social security card", (arm,), (SocialCardSeen,), (), ""),
        Role.SCANNER: ("hold a code before the scanner", (arm,), (CodeScanned,), (), ""),
        Role.RECEIPT_PRINTER: (
            "look at the slip",
            (Print(visit=0, job=SLIP),),
            (Printed,),
            (NotPrinted,),
            "are all signs readable, the last line unbroken, the slip cut off?",
        ),
        Role.PAGE_PRINTER: ("look at the page", pages, (PagesPrinted,), (PagesNotPrinted,), "is the page as it says?"),
        Role.CAMERA: ("lay a sheet under the camera", (capture,), (PictureTaken,), (PictureNotTaken,), ""),
        Role.DOCUMENT_SCANNER: ("put in a sheet", (capture,), (PictureTaken,), (PictureNotTaken,), ""),
        Role.KEYPAD: ("press any key of the pad", (), (KeyPressed,), (), ""),
        Role.MICROPHONE: (
            "say 我要办老年证 at an arm's length",
            (Listen(session=1, lead_s=min(wait_s, 20.0), max_s=min(wait_s, 25.0)),),
            (SpeechBegan,),
            (SpeechFinal, ListeningFailed),
            "",
        ),
        Role.LOUDSPEAKER: ("listen", (SelfTest(),), (DeviceStatus,), (), "was a short tone heard, in the headset too?"),
        Role.LIGHTS: ("open and close the cabinet's door", lamps, (DoorMoved,), (), "are all lamps lit?"),
    }


def guided(devices: dict[Role, dict[str, Any]], say: Say, ask: Ask, wait_s: float = WAIT_S) -> Iterator[Row]:
    """A row of CLI.md `devices probe` each, when its step is over."""
    steps = _steps(wait_s)
    for role, table in devices.items():
        if role in steps:
            yield {**_place(role, table), **_tried(role, table, steps[role], say, ask, wait_s)}


def _place(role: Role, table: dict[str, Any]) -> Row:
    return {"role": role.value, "driver": str(table.get("driver", "")), "port": str(table.get("port", ""))}


def _tried(role: Role, table: dict[str, Any], step: Step, say: Say, ask: Ask, wait_s: float) -> Row:
    what, commands, good, bad, question = step
    came = threading.Condition()
    heard: list[DeviceAnswer] = []

    def hear(_role: Role, answer: DeviceAnswer) -> None:
        with came:
            heard.append(answer)
            came.notify_all()

    supervisor = Supervisor({role: table}, hear)
    try:
        with came:
            came.wait_for(lambda: any(_is_settled(answer) for answer in heard), 10.0)
        broken = supervisor.status(role)
        if broken.failure is not None:
            return _row(broken.state, broken.failure.code.value, broken.failure.remedy)
        say(f"{role.value}: {what}")
        for command in commands:
            supervisor.send(role, command)
        with came:
            came.wait_for(lambda: any(isinstance(answer, good + bad) for answer in heard), wait_s)
            outcome = next((answer for answer in heard if isinstance(answer, good + bad)), None)
        if outcome is None:
            return _row(DeviceState.UNKNOWN, None, f"nothing was noticed within {wait_s:g} s; try again, then its page")
        if isinstance(outcome, SpeechFinal):
            return _row(DeviceState.FAULT, None, "it is open and heard no voice: mute switch, port, level (its page)")
        failure = getattr(outcome, "failure", None)
        if failure is not None:
            return _row(DeviceState.FAULT, failure.code.value, failure.remedy)
        if question and not ask(f"{role.value}: {question}"):
            return _row(DeviceState.FAULT, None, "it answers, but a person sees that it does not work: see its page")
        return _row(DeviceState.READY, None, None)
    finally:
        supervisor.stop()


def _is_settled(answer: DeviceAnswer) -> bool:
    return isinstance(answer, DeviceStatus) and (answer.state is not DeviceState.UNKNOWN or answer.failure is not None)


def _row(state: DeviceState, code: str | None, advice: str | None) -> Row:
    return {"state": state.value, "code": code, "advice": advice}
