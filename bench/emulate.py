"""`./station devices emulate ROLE`: a pretend device in the foreground, steered by lines on standard input."""

import argparse
import json
import signal
import sys
import threading
from collections.abc import Callable

from bench.emulators.card_reader import CardFault, CardReaderEmulator
from bench.emulators.receipt_printer import PrinterFault, ReceiptPrinterEmulator
from bench.emulators.scanner import ScannerEmulator, ScannerFault
from bench.person import ZHANG_SAN, load_person
from contract.roles import Role

Emulator = CardReaderEmulator | ScannerEmulator | ReceiptPrinterEmulator
FAULTS = {Role.CARD_READER: CardFault, Role.SCANNER: ScannerFault, Role.RECEIPT_PRINTER: PrinterFault}


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
    match role:
        case Role.CARD_READER:
            return CardReaderEmulator(args.baud or 115200, path=args.path)
        case Role.SCANNER:
            return ScannerEmulator(args.baud or 9600, path=args.path)
        case Role.RECEIPT_PRINTER:
            return ReceiptPrinterEmulator(args.baud or 115200, path=args.path)
        case _:
            raise SystemExit(f"devices emulate: there is no pretend {role.value} yet")


def _hands(emulator: Emulator, person: dict[str, str]) -> dict[str, Callable[[str], object]]:
    """What a line may begin with → what it does with the rest of the line."""
    hands: dict[str, Callable[[str], object]] = {
        "fault": lambda name: emulator.fault(name),
        "unplug": lambda _: emulator.unplug(),
        "replug": lambda _: emulator.replug(),
    }
    match emulator:
        case CardReaderEmulator():
            hands |= {
                "put": lambda _: emulator.put_card(person),
                "lift": lambda _: emulator.lift_card(),
                "heal": lambda _: emulator.heal(),
            }
        case ScannerEmulator():
            hands["show"] = emulator.show
        case ReceiptPrinterEmulator():
            hands["heal"] = lambda name: emulator.heal(*name.split())
    return hands


def _obey(hands: dict[str, Callable[[str], object]]) -> None:
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        try:
            if word:
                hands[word](rest)
        except (KeyError, ValueError) as wrong:
            print(f"not understood: {wrong}", file=sys.stderr, flush=True)
