"""`./station queue list|verify|rebuild`: the local queue as a technician looks at it."""

import argparse
import signal
import sys
from pathlib import Path

import msgspec

from kiosk.station_data import add_data_argument, data_dir_of
from offline_queue import log
from offline_queue.clock import CHINA
from offline_queue.inspection import list_queue, rebuild_queue, verify_queue
from offline_queue.records import Verdict

NAME = "queue"
HELP = "what was handed in here: list it, verify every sealed file, make the database again"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="list|verify|rebuild")
    for name, text in (
        ("list", "every submission with its state, oldest first"),
        ("verify", "read every sealed file and prove it against its hashes and its row; changes nothing"),
        ("rebuild", "make the database true to the sealed files; the station must be stopped"),
    ):
        act = acts.add_parser(name, help=text, description=text)
        add_data_argument(act)
        act.add_argument("--json", action="store_true", help="answer as JSON, one value a line")


def run(args: argparse.Namespace) -> int:
    log.log_to_stderr("queue")
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `… | head` ends it without a word
    data_dir = data_dir_of(args)
    if args.act == "list":
        return _list(data_dir, args.json)
    verdict = verify_queue(data_dir) if args.act == "verify" else rebuild_queue(data_dir)
    _print_verdict(verdict, args.json)
    return 0 if verdict.ok else 1


def _list(data_dir: Path, as_json: bool) -> int:
    for one in list_queue(data_dir):
        if as_json:
            sys.stdout.write(msgspec.json.encode(one).decode() + "\n")
        else:
            since = f"{one.since.astimezone(CHINA):%Y-%m-%d %H:%M}"
            print(f"{one.number}  {one.state:<11}  {one.item:<10}  {one.bytes:>8}  {since}  {one.submission_id}")
    return 0


def _print_verdict(verdict: Verdict, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(msgspec.json.encode(verdict).decode() + "\n")
        return
    print(f"{verdict.checked} checked, {verdict.adopted} adopted")
    for count, what in (
        (verdict.corrupt, "sealed files are damaged; they stay where they are and are not sent"),
        (verdict.missing, "submissions have no sealed file: restore the spool folder from its backup"),
        (verdict.unreadable, "files in the spool are no envelopes; they stay where they are"),
        (verdict.broken_links, "receipts do not name the one before: one was removed, or the database was lost once"),
    ):
        if count:
            print(f"{count} {what}")
    print("all is well" if verdict.ok else "something is wrong")
