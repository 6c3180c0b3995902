"""Commands of the centre that stations hear of by their news: keys, settings, booking slots, what was held.

And the care of the chunk store.
"""

import argparse
import json
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

SUITES = {"x25519": 1, "hybrid": 2}
WHOM = "a station's id or `town NNN`; default: every station"


def add_acts(commands: Any, common: argparse.ArgumentParser) -> None:
    """`common`: the options that every act takes."""
    keys = commands.add_parser("keys", parents=[common], help="make or retire keys; stations hear of it by their news")
    keys.add_argument("what", choices=("list", "new-receipt", "new-seal", "retire"))
    keys.add_argument("key_id", nargs="?", default="", help="which to retire")
    keys.add_argument("--suite", choices=sorted(SUITES), default="hybrid", help="of a new sealing key")

    configure = commands.add_parser("configure", parents=[common], help="settings that the district decides")
    configure.add_argument("settings", nargs="*", metavar="SECTION.NAME=VALUE", help="all of them; none: withdraw")
    configure.add_argument("--to", default="", metavar="WHOM", help=WHOM)

    booking = commands.add_parser("booking", parents=[common], help="the free slots of an office, as a JSON file")
    booking.add_argument("file", type=Path, help="BookingSlots of docs/sync-protocol.md")
    booking.add_argument("--to", default="", metavar="WHOM", help=WHOM)

    release = commands.add_parser("release", parents=[common], help="a submission that was held may be sent now")
    release.add_argument("submission", help="its id")
    release.add_argument("--to", required=True, metavar="STATION", help="the station that holds it")

    drop = commands.add_parser("drop-chunks", parents=[common], help="forget chunks of scans that no form ever named")
    drop.add_argument("--days", type=int, default=30, help="those that came before so many days")


def _keys(args: argparse.Namespace) -> int:
    from django.conf import settings

    from centre.intake.news import publish
    from centre.site.database import writing
    from centre.site.keys import OuterKeys, make_receipt_key, make_seal_key, retire_key
    from contract import wire
    from contract.news import CentreKeys, NewsKind
    from contract.submission import Suite

    data = settings.DATA_DIR
    key_id = args.key_id
    if args.what == "new-receipt":
        key_id = make_receipt_key(data)
    elif args.what == "new-seal":
        key_id = make_seal_key(data, Suite(SUITES[args.suite]))
    elif args.what == "retire":
        retire_key(data, key_id)
    told = OuterKeys(settings.OUTER_KEYS).public_keys()
    cursor = 0
    if args.what != "list":
        now = datetime.now(UTC)
        with writing():
            cursor = publish("", NewsKind.KEYS, "", wire.encode(CentreKeys(keys=told)), now)
    lines = [{"key_id": key.key_id, "use": key.use, "suite": key.suite, "from": str(key.valid_from)} for key in told]
    print(json.dumps({"ok": True, "key_id": key_id, "cursor": cursor, "keys": lines}))
    return 0


def _configure(args: argparse.Namespace) -> int:
    from contract.news import Configuration, NewsKind

    values: dict[str, str | int | float | bool] = {}
    for given in args.settings:
        name, equals, text = given.partition("=")
        if not equals or name.count(".") != 1:
            raise ValueError(f"{given} is not SECTION.NAME=VALUE")
        try:
            value = tomllib.loads(f"value = {text}")["value"]
        except tomllib.TOMLDecodeError:
            value = text
        if not isinstance(value, str | int | float | bool):
            raise ValueError(f"{name} cannot be a {type(value).__name__}")
        values[name] = value
    content = Configuration(version=int(datetime.now(UTC).timestamp()), settings=values) if values else None
    return _publish(args.to, NewsKind.CONFIGURATION, "", content)


def _booking(args: argparse.Namespace) -> int:
    from contract.news import BookingSlots, NewsKind

    try:
        slots = msgspec.json.decode(args.file.read_bytes(), type=BookingSlots)
    except (OSError, msgspec.DecodeError) as error:
        raise ValueError(f"{args.file}: {error}") from None
    return _publish(args.to, NewsKind.BOOKING, slots.office[:64], slots)


def _release(args: argparse.Namespace) -> int:
    from contract.news import NewsKind, Release

    return _publish(args.to, NewsKind.RELEASE, args.submission[:64], Release(submission_id=args.submission))


def _publish(audience: str, kind: Any, key: str, content: msgspec.Struct | None) -> int:
    from centre.intake.news import publish
    from centre.site.database import writing
    from contract import wire

    with writing():
        cursor = publish(audience, kind, key, wire.encode(content) if content is not None else b"", datetime.now(UTC))
    print(json.dumps({"ok": True, "cursor": cursor}))
    return 0


def _drop_chunks(args: argparse.Namespace) -> int:
    from centre.intake.orphans import drop_orphans

    if args.days < 1:
        raise ValueError("--days is at least 1")
    now = datetime.now(UTC)
    done = drop_orphans(now - timedelta(days=args.days), now)
    print(json.dumps({"ok": True} | msgspec.to_builtins(done)))
    return 0


ACTS: dict[str, Callable[[argparse.Namespace], int]] = {
    "keys": _keys,
    "configure": _configure,
    "booking": _booking,
    "release": _release,
    "drop-chunks": _drop_chunks,
}
