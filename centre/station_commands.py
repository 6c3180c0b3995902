"""Commands of the centre that concern its stations: who they are, sticks, news, files, and a restored backup."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

KINDS = ("package", "update")


def add_acts(commands: Any, common: argparse.ArgumentParser) -> None:
    """`common`: the options that every act takes."""
    stations = commands.add_parser("stations", parents=[common], help="every station, how it is, and copies of it")
    stations.add_argument("--json", action="store_true")

    out = commands.add_parser("shut-out", parents=[common], help="revoke a station's key, at once and for good")
    out.add_argument("station", help="its id")

    courier = commands.add_parser("courier", parents=[common], help="take in the bundles of a USB stick and answer")
    courier.add_argument("stick", type=Path)
    courier.add_argument("--json", action="store_true")

    offer = commands.add_parser("offer", parents=[common], help="offer stations a content package or software")
    offer.add_argument("kind", choices=KINDS)
    offer.add_argument("version")
    offer.add_argument("file", type=Path)
    offer.add_argument("--to", default="", metavar="WHOM", help="a station's id or `town NNN`; default: every station")

    notice = commands.add_parser("notice", parents=[common], help="a notice on the stations' screens")
    notice.add_argument("id", help="the same id again replaces it")
    notice.add_argument("--zh", default="", help="the text in Chinese; without any text the notice is withdrawn")
    notice.add_argument("--en", default="")
    notice.add_argument("--urgent", action="store_true")
    notice.add_argument("--to", default="", metavar="WHOM", help="a station's id or `town NNN`; default: every station")

    restored = commands.add_parser(
        "restored", parents=[common], help="after the database came back from a backup: have stations send again"
    )
    restored.add_argument("since", help="when the backup was made, e.g. 2026-11-27T08:00:00+08:00")


def _stations(args: argparse.Namespace) -> int:
    from centre.fleet.station_list import stations_told

    told = stations_told()
    if args.json:
        print(json.dumps(told, ensure_ascii=False))
        return 0
    for each in told:
        marks = [*(["SHUT OUT"] if each["revoked"] else []), *(["COPIED"] if each["copies"] else []), *each["alarms"]]
        print(f"{each['station_id']}  epoch {each['epoch']}  {each['place_name']}  {' '.join(marks)}")
    return 0


def _shut_out(args: argparse.Namespace) -> int:
    from centre.fleet.enrol import shut_out

    done = shut_out(args.station, datetime.now(UTC))
    print(json.dumps({"ok": done, "station_id": args.station}))
    if not done:
        print(f"centre: no station {args.station}", file=sys.stderr)
    return 0 if done else 1


def _courier(args: argparse.Namespace) -> int:
    from centre.intake import clock
    from centre.intake.courier import bundles_on, import_bundle
    from centre.intake.door import outer_keys
    from contract.failures import Failed

    good = True
    for folder in bundles_on(args.stick):
        try:
            done = import_bundle(folder, outer_keys(), clock.now)
            told: dict[str, object] = {"ok": not done.wrong} | msgspec.to_builtins(done)
        except Failed as failed:
            told = {"ok": False, "bundle_id": folder.name, "code": failed.code, "happened": failed.happened}
        good = good and bool(told["ok"])
        print(json.dumps(told, ensure_ascii=False, indent=None if args.json else 2))
    return 0 if good else 1


def _offer(args: argparse.Namespace) -> int:
    from centre.intake.chunk_store import offer_blob
    from centre.intake.news import publish
    from centre.site.database import writing
    from contract import wire
    from contract.news import FileOffer, NewsKind

    if not args.file.is_file():
        print(f"centre: no file {args.file}", file=sys.stderr)
        return 1
    now = datetime.now(UTC)
    blob = offer_blob(args.file, now)
    content = wire.encode(FileOffer(version=args.version, sha256=blob.sha256, size=blob.size))
    with writing():
        cursor = publish(args.to, NewsKind(args.kind), "", content, now)
    print(json.dumps({"ok": True, "sha256": blob.sha256, "size": blob.size, "cursor": cursor}))
    return 0


def _notice(args: argparse.Namespace) -> int:
    from centre.intake.news import publish
    from centre.site.database import writing
    from contract import wire
    from contract.news import NewsKind, Notice

    now = datetime.now(UTC)
    text = {language: said for language, said in (("zh-CN", args.zh), ("en", args.en)) if said}
    notice = Notice(notice_id=args.id[:64], text=text, shown_from=now, is_urgent=args.urgent)
    with writing():
        cursor = publish(args.to, NewsKind.NOTICE, args.id[:64], wire.encode(notice) if text else b"", now)
    print(json.dumps({"ok": True, "cursor": cursor}))
    return 0


def _restored(args: argparse.Namespace) -> int:
    from centre.fleet.restored import after_restore

    since = datetime.fromisoformat(args.since)
    if since.tzinfo is None:
        raise ValueError("the time has no offset, e.g. +08:00")
    count = after_restore(since, datetime.now(UTC))
    print(json.dumps({"ok": True, "stations": count}))
    return 0


ACTS: dict[str, Callable[[argparse.Namespace], int]] = {
    "stations": _stations,
    "shut-out": _shut_out,
    "courier": _courier,
    "offer": _offer,
    "notice": _notice,
    "restored": _restored,
}
