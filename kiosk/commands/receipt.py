"""`./station receipt verify`: whether a known station gave the receipt behind a QR, without a network."""

import argparse
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import msgspec

from contract.failures import Failed
from contract.receipts import QR_LIMIT, ReceiptLevel
from kiosk.station_data import add_data_argument, data_dir_of
from offline_queue.clock import CHINA
from offline_queue.identity import FOLDER, load_identity
from offline_queue.receipts import KeyTable, keys_of, read_keys, verify_proof

NAME = "receipt"
HELP = "verify the QR text of receipts without a network, one a line on standard input"
_LINE_LIMIT = 4 * QR_LIMIT


class Checked(msgspec.Struct, kw_only=True):
    """One line of the answer; what is not known is null."""

    ok: bool
    station: str | None = None
    time: str | None = None
    number: str | None = None
    item: str | None = None
    level: ReceiptLevel | None = None
    code: str | None = None
    message: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="verify")
    act = acts.add_parser("verify", help=HELP, description=HELP)
    act.add_argument("text", nargs="*", metavar="TEXT", help="QR texts; none: a line each on standard input")
    act.add_argument("--keys", type=Path, metavar="FILE", help="public keys of stations as the district publishes them")
    add_data_argument(act)
    act.add_argument("--json", action="store_true", help="answer as JSON, one value a line")


def run(args: argparse.Namespace) -> int:
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `… | head` ends it without a word
    keys = _keys(args)
    all_good = True
    for text in args.text or _lines(sys.stdin.buffer):
        checked = check(text, keys)
        all_good &= checked.ok
        if args.json:
            sys.stdout.write(msgspec.json.encode(checked).decode() + "\n")
        else:
            facts = f"{checked.number}  {checked.item}  {checked.time}  {checked.station}  {checked.level}"
            print(f"genuine  {facts}" if checked.ok else f"{checked.code}: {checked.message}")
        sys.stdout.flush()
    return 0 if all_good else 1


def check(text: str, keys: KeyTable) -> Checked:
    try:
        proof = verify_proof(text, keys)
    except Failed as failed:
        return Checked(ok=False, code=failed.code.value, message=f"{failed.happened}; {failed.remedy}")
    return Checked(
        ok=True,
        station=proof.station_id,
        time=proof.handed_in_at.astimezone(CHINA).isoformat(),
        number=proof.number,
        item=proof.item_code,
        level=proof.level,
        message="the station gave this receipt",
    )


def _keys(args: argparse.Namespace) -> KeyTable:
    """The key file's and this station's own."""
    listed = read_keys(args.keys) if args.keys else {}
    data_dir = data_dir_of(args)
    if not (data_dir / FOLDER).is_dir():
        return listed
    own = keys_of(load_identity(data_dir))
    return listed | {station: (*listed.get(station, ()), *publics) for station, publics in own.items()}


def _lines(stream: BinaryIO) -> Iterable[str]:
    """Lines without their ends; a longer one than any receipt is cut, and read past in bounded pieces."""
    while line := stream.readline(_LINE_LIMIT):
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        while line and not line.endswith(b"\n"):
            line = stream.readline(_LINE_LIMIT)
        if text:
            yield text
