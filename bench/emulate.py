"""`./station devices emulate ROLE`: a pretend device in the foreground, steered by lines on standard input."""

import argparse
import json
import signal
import sys
import threading
from collections.abc import Callable
from enum import StrEnum

import cv2
import numpy as np

from bench.camera_scenes import drawn_face, page_on_table
from bench.emulators.camera import CameraEmulator, CameraFault
from bench.emulators.card_reader import CardFault, CardReaderEmulator
from bench.emulators.document_scanner import DocumentScannerEmulator, ScanFault
from bench.emulators.input_events import InputDeviceEmulator, WedgeFault
from bench.emulators.microphone import MicrophoneEmulator, MicrophoneFault
from bench.emulators.packet_wire import PacketWire
from bench.emulators.page_printer import PagePrinterEmulator, PagePrinterFault
from bench.emulators.receipt_printer import PrinterFault, ReceiptPrinterEmulator
from bench.emulators.relay_board import RelayBoardEmulator, RelayFault
from bench.emulators.scanner import ScannerEmulator, ScannerFault
from bench.emulators.social_card import SocialCardEmulator, SocialCardFault
from bench.emulators.sound_card import SoundCardEmulator, SoundFault
from bench.emulators.tcp_wire import TcpWire
from bench.person import ZHANG_SAN, load_person
from contract.roles import Role

Emulator = (
    CardReaderEmulator
    | ScannerEmulator
    | ReceiptPrinterEmulator
    | CameraEmulator
    | PagePrinterEmulator
    | SocialCardEmulator
    | InputDeviceEmulator
    | RelayBoardEmulator
    | MicrophoneEmulator
    | SoundCardEmulator
    | DocumentScannerEmulator
)
FAULTS: dict[Role, type[StrEnum]] = {
    Role.CARD_READER: CardFault,
    Role.SCANNER: ScannerFault,
    Role.RECEIPT_PRINTER: PrinterFault,
    Role.CAMERA: CameraFault,
    Role.PAGE_PRINTER: PagePrinterFault,
    Role.SOCIAL_CARD: SocialCardFault,
    Role.KEYPAD: WedgeFault,
    Role.LIGHTS: RelayFault,
    Role.MICROPHONE: MicrophoneFault,
    Role.LOUDSPEAKER: SoundFault,
    Role.DOCUMENT_SCANNER: ScanFault,
}
ENDPOINTS = b"\x02\x06\x81\x85"


def run(args: argparse.Namespace) -> int:
    role = Role(args.role)
    names = [fault.value for fault in FAULTS.get(role, ())]
    if unknown := [name for name in args.fault if name not in names]:
        listing = unknown == ["list"]
        print(
            "\n".join(names) if listing else f"no fault {unknown[0]!r}; choose of: {', '.join(names)}",
            file=sys.stdout if listing else sys.stderr,
        )
        return 0 if listing else 2
    person = load_person(args.person) if args.person else None
    emulator = _started(role, args)
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    try:
        for name in args.fault:
            emulator.fault(name)
        if person is not None and isinstance(emulator, CardReaderEmulator):
            emulator.put_card(person)
        print(json.dumps({"role": role.value, "port": emulator.path}) if args.json else emulator.path, flush=True)
        hands = _hands(emulator, person or ZHANG_SAN)
        print(f"lines on standard input: {', '.join(hands)}; interrupt ends it", file=sys.stderr, flush=True)
        threading.Thread(target=_obey, args=(hands,), daemon=True).start()
        ended.wait()
    finally:
        emulator.close()
    return 0


def _started(role: Role, args: argparse.Namespace) -> Emulator:
    match role, args.line:
        case Role.CARD_READER, "usb":
            return CardReaderEmulator(wire=PacketWire(ENDPOINTS, args.path))
        case Role.CARD_READER, "hid":
            return CardReaderEmulator(wire=PacketWire(path=args.path))
        case Role.CARD_READER, _:
            return CardReaderEmulator(args.baud or 115200, path=args.path)
        case (Role.SCANNER, "keys") | (Role.KEYPAD, _):
            return InputDeviceEmulator(args.path)
        case Role.SCANNER, _:
            return ScannerEmulator(args.baud or 9600, path=args.path)
        case Role.RECEIPT_PRINTER, "usb":
            return ReceiptPrinterEmulator(wire=PacketWire(b"\x01\x82", args.path))
        case Role.RECEIPT_PRINTER, "tcp":
            return ReceiptPrinterEmulator(wire=TcpWire())
        case Role.RECEIPT_PRINTER, _:
            return ReceiptPrinterEmulator(args.baud or 115200, path=args.path)
        case Role.CAMERA, _:
            return CameraEmulator()
        case Role.PAGE_PRINTER, _:
            return PagePrinterEmulator()
        case Role.SOCIAL_CARD, _:
            return SocialCardEmulator()
        case Role.LIGHTS, _:
            return RelayBoardEmulator(args.path)
        case Role.DOCUMENT_SCANNER, _:
            emulator = DocumentScannerEmulator()
            print(f'config_dir = "{emulator.config_dir}"', file=sys.stderr, flush=True)
            return emulator
        case Role.MICROPHONE, _:
            return MicrophoneEmulator(args.path)
        case Role.LOUDSPEAKER, _:
            return SoundCardEmulator(args.path, pace=1.0)
        case _:
            raise SystemExit(
                f"devices emulate: there is no pretend {role.value}; nothing speaks its wire but the system's own"
            )


def _hands(emulator: Emulator, person: dict[str, str]) -> dict[str, Callable[[str], object]]:
    """What a line may begin with → what it does with the rest of the line."""
    hands: dict[str, Callable[[str], object]] = {"fault": lambda name: emulator.fault(name)}
    if not isinstance(emulator, SocialCardEmulator):
        hands |= {"unplug": lambda _: emulator.unplug(), "replug": lambda _: emulator.replug()}
    if not isinstance(emulator, ScannerEmulator | InputDeviceEmulator):
        hands["heal"] = lambda _: emulator.heal()
    match emulator:
        case CardReaderEmulator():
            hands |= {"put": lambda _: emulator.put_card(person), "lift": lambda _: emulator.lift_card()}
        case ScannerEmulator():
            hands["show"] = emulator.show
        case ReceiptPrinterEmulator():
            hands["heal"] = lambda name: emulator.heal(*name.split())
        case CameraEmulator():
            hands["show"] = lambda name: emulator.show(_scene(name))
        case SocialCardEmulator():
            hands |= {"put": lambda _: emulator.put(person), "out": lambda _: emulator.take_out()}
        case InputDeviceEmulator():
            hands |= {
                "show": emulator.show,
                "press": lambda code: emulator.press(int(code, 0)),
                "headset": lambda state: emulator.turn(2, state == "in"),
                "near": lambda state: emulator.distance(10 if state == "yes" else 200),
            }
        case MicrophoneEmulator():
            hands |= {"say": emulator.say_file, "hush": lambda _: emulator.hush()}
        case RelayBoardEmulator():
            hands["door"] = lambda state: emulator.move_door(state == "open")
        case _:
            pass
    return hands


def _scene(name: str) -> np.ndarray:
    """`page`, `face`, or a picture's file."""
    if name in ("page", "face"):
        return page_on_table() if name == "page" else drawn_face()
    picture = cv2.imread(name)
    if picture is None:
        raise ValueError(f"{name!r} is no picture; page and face are drawn")
    return picture


def _obey(hands: dict[str, Callable[[str], object]]) -> None:
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        try:
            if word:
                hands[word](rest)
        except (KeyError, ValueError, OSError, EOFError) as wrong:
            print(f"not understood: {wrong}", file=sys.stderr, flush=True)
