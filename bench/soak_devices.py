"""The devices of the soak: for each role a pretend one, its settings, what it promises, what is asked of it once."""

import contextlib
import hashlib
import json
import math
import shutil
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bench.emulators.camera import CameraEmulator
from bench.emulators.card_layouts import SAMPLE_PERSON
from bench.emulators.card_reader import CardReaderEmulator
from bench.emulators.document_scanner import DocumentScannerEmulator
from bench.emulators.input_events import InputDeviceEmulator
from bench.emulators.microphone import RATE, MicrophoneEmulator
from bench.emulators.page_printer import PagePrinterEmulator
from bench.emulators.receipt_printer import ReceiptPrinterEmulator
from bench.emulators.relay_board import RelayBoardEmulator
from bench.emulators.scanner import ScannerEmulator
from bench.emulators.sound_card import SoundCardEmulator
from bench.social_slot import SocialSlot
from bench.spoken_pack import MAKING, tone_pack
from contract.device_lines import (
    Arm,
    CardLifted,
    CardSeen,
    CodeScanned,
    DeviceAnswer,
    DeviceCommand,
    Disarm,
    NotPrinted,
    PagesNotPrinted,
    PagesPart,
    PagesPrinted,
    Print,
    Printed,
    PrintPages,
    SocialCardSeen,
)
from contract.keys import DoorMoved, KeyPressed
from contract.pictures import Capture, CaptureKind, PictureNotTaken, PictureTaken
from contract.print_job import PrintJob, TextBlock
from contract.roles import Role
from contract.sound import SaidOver, Say, Sounded
from contract.speech import Listen, ListeningFailed, SpeechFinal

PDF = b"%PDF-1.7\n1 0 obj<</Type /Page >>endobj\n%%EOF\n"
UP = 103
SPOKEN = "一"


class Plug(Protocol):
    """What a hand does with a device's plug."""

    def unplug(self) -> None: ...
    def replug(self) -> None: ...


Fits = Callable[[DeviceAnswer], bool]


@dataclass(frozen=True)
class Asked:
    """One step of a device's work: commands, then what a hand does, then the answer that has to come."""

    what: str
    fits: Fits
    commands: tuple[DeviceCommand, ...] = ()
    hand: Callable[[], object] | None = None
    when_ready: bool = False
    """The hand waits until the device has answered: what is shown before belongs to nobody."""


@dataclass(frozen=True)
class Device:
    """`work`: visit → its steps. `once`: visit → the commands that are answered exactly once, whatever is killed."""

    role: Role
    settings: dict[str, Any]
    plug: Plug | None
    """None: the pretend device has no plug of its own (pcscd's reader)."""
    close: Callable[[], None]
    work: Callable[[int], tuple[Asked, ...]]
    once: Callable[[int], tuple[DeviceCommand, ...]] | None = None
    is_seldom_looked_at: bool = False
    """A device of the network has no port that goes away: that it is gone shows when it is asked, here at once."""


def answered_once(answer: DeviceAnswer) -> str | None:
    """The name of the promised command that this answer ends; None for every other answer."""
    match answer:
        case Printed() | NotPrinted() | PagesPrinted() | PagesNotPrinted():
            return answer.job_id
        case PictureTaken() | PictureNotTaken():
            return answer.capture_id
        case SpeechFinal() | ListeningFailed():
            return str(answer.session)
        case _:
            return None


def devices(folder: Path, roles: Sequence[Role]) -> Iterator[Device]:
    """One for each of these roles that can be had here; `folder` holds what microphone and loudspeaker need."""
    made: dict[Role, Callable[[], Device | None]] = {
        Role.CARD_READER: _card_reader,
        Role.SCANNER: _scanner,
        Role.RECEIPT_PRINTER: _receipt_printer,
        Role.PAGE_PRINTER: _page_printer,
        Role.CAMERA: _camera,
        Role.DOCUMENT_SCANNER: _document_scanner,
        Role.SOCIAL_CARD: _social_card,
        Role.KEYPAD: _keys,
        Role.LIGHTS: _lights,
        Role.MICROPHONE: lambda: _microphone(folder),
        Role.LOUDSPEAKER: lambda: _loudspeaker(folder),
    }
    for role in roles:
        device = made[role]()
        if device is not None:
            yield device


def _card_reader() -> Device:
    reader = CardReaderEmulator()

    def work(visit: int) -> tuple[Asked, ...]:
        return (
            Asked(
                "card",
                lambda answer: isinstance(answer, CardSeen) and answer.visit == visit,
                (Arm(visit=visit),),
                lambda: reader.put_card(SAMPLE_PERSON),
            ),
            Asked("card lifted", lambda answer: isinstance(answer, CardLifted), (Disarm(),), reader.lift_card),
        )

    settings = {"driver": "sdt_serial", "port": reader.path}
    return Device(Role.CARD_READER, settings, reader, reader.close, work)


def _scanner() -> Device:
    scanner = ScannerEmulator(baud=115200)

    def work(visit: int) -> tuple[Asked, ...]:
        def fits(answer: DeviceAnswer) -> bool:
            return isinstance(answer, CodeScanned) and answer.visit == visit

        return (Asked("code", fits, (Arm(visit=visit),), lambda: scanner.show(f"XDZ1.{visit}"), when_ready=True),)

    settings = {"driver": "serial_lines", "port": scanner.path, "baud": 115200}
    return Device(Role.SCANNER, settings, scanner, scanner.close, work)


def _receipt_printer() -> Device:
    printer = ReceiptPrinterEmulator()

    def once(visit: int) -> tuple[DeviceCommand, ...]:
        return (Print(visit=visit, job=PrintJob(job_id=str(visit), blocks=(TextBlock(text=f"第 {visit} 张"),))),)

    def work(visit: int) -> tuple[Asked, ...]:
        return (Asked("slip", lambda answer: isinstance(answer, Printed), once(visit)),)

    settings = {"driver": "escpos", "port": printer.path}
    return Device(Role.RECEIPT_PRINTER, settings, printer, printer.close, work, once)


def _page_printer() -> Device:
    printer = PagePrinterEmulator()

    def once(visit: int) -> tuple[DeviceCommand, ...]:
        job, whole = str(visit), hashlib.sha256(PDF).hexdigest()
        return (
            PagesPart(visit=visit, job_id=job, index=0, octets=PDF),
            PrintPages(visit=visit, job_id=job, parts=1, sha256=whole),
        )

    def work(visit: int) -> tuple[Asked, ...]:
        return (Asked("page", lambda answer: isinstance(answer, PagesPrinted), once(visit)),)

    settings = {"driver": "ipp", "port": printer.path}
    return Device(Role.PAGE_PRINTER, settings, printer, printer.close, work, once, is_seldom_looked_at=True)


def _camera() -> Device:
    camera = CameraEmulator()
    return _of_pictures(Role.CAMERA, camera, {"driver": "mjpeg", "port": camera.path})


def _document_scanner() -> Device | None:
    if shutil.which("scanimage") is None:
        return None
    sane = DocumentScannerEmulator()
    settings = {"driver": "sane", "port": "*:1", "config_dir": sane.config_dir, "resolution": 75, "look_every_s": 0.2}
    return _of_pictures(Role.DOCUMENT_SCANNER, sane, settings)


def _of_pictures(role: Role, source: CameraEmulator | DocumentScannerEmulator, settings: dict[str, Any]) -> Device:
    def once(visit: int) -> tuple[DeviceCommand, ...]:
        return (Capture(visit=visit, capture_id=str(visit), kind=CaptureKind.DOCUMENT, page=1),)

    def work(visit: int) -> tuple[Asked, ...]:
        return (Asked("picture", lambda answer: isinstance(answer, PictureTaken), once(visit)),)

    return Device(role, settings, source, source.close, work, once)


def _social_card() -> Device | None:
    slot = SocialSlot.start()
    if slot is None:
        return None

    def work(visit: int) -> tuple[Asked, ...]:
        return (
            Asked(
                "social card",
                lambda answer: isinstance(answer, SocialCardSeen) and answer.visit == visit,
                (Arm(visit=visit),),
                slot.card.put,
            ),
            Asked("social card out", lambda answer: isinstance(answer, CardLifted), (Disarm(),), slot.card.take_out),
        )

    return Device(Role.SOCIAL_CARD, {"driver": "pcsc_social", "port": slot.card.path}, None, slot.close, work)


def _keys() -> Device:
    keys = InputDeviceEmulator()

    def work(_: int) -> tuple[Asked, ...]:
        return (Asked("key", lambda answer: isinstance(answer, KeyPressed), hand=lambda: keys.press(UP)),)

    return Device(Role.KEYPAD, {"driver": "evdev_keys", "port": keys.path}, keys, keys.close, work)


def _lights() -> Device:
    board = RelayBoardEmulator()

    def work(_: int) -> tuple[Asked, ...]:
        def moves(is_open: bool) -> Asked:
            def fits(answer: DeviceAnswer) -> bool:
                return isinstance(answer, DoorMoved) and answer.is_open is is_open

            return Asked("door", fits, hand=lambda: board.move_door(is_open))

        return moves(True), moves(False)

    return Device(Role.LIGHTS, {"driver": "serial_relay", "port": board.path}, board, board.close, work)


def _microphone(folder: Path) -> Device:
    microphone = MicrophoneEmulator()
    (folder / "script.json").write_text(json.dumps({"*": ["我要办老年证"]}), "utf-8")
    tone = array("h", (int(9000 * math.sin(i / 7)) for i in range(RATE // 2))).tobytes()

    def once(visit: int) -> tuple[DeviceCommand, ...]:
        return (Listen(session=visit),)

    def work(visit: int) -> tuple[Asked, ...]:
        def fits(answer: DeviceAnswer) -> bool:
            return isinstance(answer, SpeechFinal) and answer.session == visit

        return (Asked("utterance", fits, once(visit), lambda: microphone.say(tone)),)

    settings = {"driver": "pcm_stream", "engine": "script", "model": str(folder), "models": str(folder)}
    settings |= {"port": microphone.path}
    return Device(Role.MICROPHONE, {**settings, "end_silence_s": 0.3}, microphone, microphone.close, work, once)


def _loudspeaker(folder: Path) -> Device:
    speaker = SoundCardEmulator()
    pack = folder / "pack"
    pack.mkdir()
    tone_pack(pack, {SPOKEN: 0.2})

    def work(visit: int) -> tuple[Asked, ...]:
        def fits(answer: DeviceAnswer) -> bool:
            return isinstance(answer, SaidOver) and answer.say_id == visit and answer.whole

        said = Say(visit=visit, say_id=visit, clips=(Sounded(clip=MAKING.clip_name(SPOKEN)),))
        return (Asked("words", fits, (said,)),)

    settings = {"driver": "portaudio", "port": speaker.path, "pack": str(pack)}
    return Device(Role.LOUDSPEAKER, settings, speaker, speaker.close, work)


def close_all(plugged: list[Device]) -> None:
    """Every device is closed, also when one of them cannot be."""
    with contextlib.ExitStack() as closing:
        for device in plugged:
            closing.callback(device.close)
