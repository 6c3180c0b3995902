"""`card decode`: raw reader bytes in hex on standard input → what the card states, a line each."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from contract.card import CardRecord
from contract.failures import Failed, FailureCode, Retry
from devices.card_reader.card_text import LONG_TERM, decode_card_text, states_long_term
from devices.card_reader.read_answer import parts_of_read
from devices.card_reader.sam_dialogue import OK, failure_of
from devices.card_reader.sam_frame import AnswerStream, Damaged

NAME = "card"
HELP = "decode: ID card answers in hex on standard input → what the card states"
LINE_LIMIT = 64 * 1024


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["decode"], help="a line of hex is one whole answer to “read text and photo”")
    parser.add_argument("--json", action="store_true", help="one JSON value a line")


def run(args: argparse.Namespace) -> int:
    today = datetime.now().astimezone().date()
    all_good = True
    for line in _lines():
        shown = decoded(line, today)
        all_good = all_good and shown["ok"]
        print(json.dumps(shown, ensure_ascii=False) if args.json else _as_text(shown), flush=True)
    return 0 if all_good else 1


def decoded(line: bytes, today: date) -> dict[str, Any]:
    """The JSON shape of `card decode` in CLI.md for one line."""
    try:
        card, is_long_term = _read(line, today)
    except Failed as failed:
        return {"ok": False, "code": failed.code.value, "message": f"{failed.happened}; {failed.remedy}"}
    return {
        "ok": True,
        "kind": card.kind.value,
        "name": card.name or None,
        "english_name": card.english_name,
        "sex": card.sex.value,
        "nation": card.nation,
        "nationality": card.nationality,
        "birth": card.birth.isoformat(),
        "address": card.address,
        "number": card.number,
        "issuer": card.issuer,
        "valid_from": _iso(card.valid_from),
        "valid_to": LONG_TERM if is_long_term else _iso(card.valid_to),
        "permit_number": card.permit_number,
        "photo_bytes": len(card.photo or b""),
        "warnings": [warning.value for warning in card.warnings],
    }


def _read(line: bytes, today: date) -> tuple[CardRecord, bool]:
    frame = "give one whole answer frame a line, as hex: AA AA AA 96 69 …"
    if len(line) >= LINE_LIMIT:
        raise Failed(FailureCode.CARD_FRAME, f"a line of more than {LINE_LIMIT} characters", frame, Retry.NEVER)
    try:
        raw = bytes.fromhex(line.decode("ascii"))
    except ValueError:
        raise Failed(FailureCode.CARD_FRAME, "not hexadecimal bytes", frame, Retry.NEVER) from None
    found = AnswerStream().feed(raw)
    answer = next((each for each in found if not isinstance(each, Damaged)), None)
    if answer is None:
        if found:
            raise Failed(
                FailureCode.CARD_CHECKSUM, "the frame's checksum differs", "record the answer again", Retry.NEVER
            )
        raise Failed(FailureCode.CARD_FRAME, f"no whole answer frame in {len(raw)} bytes", frame, Retry.NEVER)
    if answer.sw3 != OK:
        raise failure_of(answer.sw3)
    parts = parts_of_read(answer.data)
    card = decode_card_text(parts.text, today)
    return msgspec.structs.replace(card, photo=parts.photo), states_long_term(parts.text)


def _lines() -> Iterator[bytes]:
    """Lines of standard input, an endless one cut at the limit and its rest skipped."""
    while line := sys.stdin.buffer.readline(LINE_LIMIT):
        whole = line
        while not whole.endswith(b"\n") and (whole := sys.stdin.buffer.readline(LINE_LIMIT)):
            pass
        if line.strip():
            yield line if len(line) >= LINE_LIMIT else line.strip()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _as_text(shown: dict[str, Any]) -> str:
    if not shown["ok"]:
        return f"{shown['code']}: {shown['message']}"
    return "  ".join(f"{key}={value}" for key, value in shown.items() if key != "ok" and value not in (None, []))
