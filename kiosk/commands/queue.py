"""`./station queue list|verify|rebuild|export|import`: the local queue as a technician looks at it."""

import argparse
import signal
import sys
from pathlib import Path

import msgspec

from kiosk.station_data import add_data_argument, data_dir_of
from offline_queue import log
from offline_queue.clock import CHINA
from offline_queue.courier_export import Exported, export_bundle
from offline_queue.courier_import import Imported, import_answers
from offline_queue.inspection import list_queue, rebuild_queue, verify_queue
from offline_queue.records import Verdict

NAME = "queue"
HELP = "what was handed in here: list it, verify every sealed file, make the database again, carry it on a stick"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="list|verify|rebuild|export|import")
    for name, text in (
        ("list", "every submission with its state, oldest first"),
        ("verify", "read every sealed file and prove it against its hashes and its row; changes nothing"),
        ("rebuild", "make the database true to the sealed files; the station must be stopped"),
        ("export", "write what waits to a USB stick for the courier; changes nothing here"),
        ("import", "take the centre's signed word from a stick that came back"),
    ):
        act = acts.add_parser(name, help=text, description=text)
        if name in ("export", "import"):
            act.add_argument("stick", type=Path, metavar="FOLDER", help="where the stick is mounted")
        add_data_argument(act)
        act.add_argument("--json", action="store_true", help="answer as JSON, one value a line")


def run(args: argparse.Namespace) -> int:
    log.log_to_stderr("queue")
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `… | head` ends it without a word
    data_dir = data_dir_of(args)
    match args.act:
        case "list":
            return _list(data_dir, args.json)
        case "verify":
            answer = verify_queue(data_dir)
            told = _verdict(answer)
        case "rebuild":
            answer = rebuild_queue(data_dir)
            told = _verdict(answer)
        case "export":
            answer = export_bundle(data_dir, args.stick)
            told = _exported(answer)
        case _:
            answer = import_answers(data_dir, args.stick)
            told = _imported(answer)
    print(msgspec.json.encode(answer).decode() if args.json else "\n".join(told))
    return 0 if answer.ok else 1


def _list(data_dir: Path, as_json: bool) -> int:
    for one in list_queue(data_dir):
        if as_json:
            sys.stdout.write(msgspec.json.encode(one).decode() + "\n")
        else:
            since = f"{one.since.astimezone(CHINA):%Y-%m-%d %H:%M}"
            print(f"{one.number}  {one.state:<11}  {one.item:<10}  {one.bytes:>8}  {since}  {one.submission_id}")
    return 0


def _verdict(verdict: Verdict) -> list[str]:
    told = [f"{verdict.checked} checked, {verdict.chunks} chunks of scans, {verdict.adopted} adopted"]
    for count, what in (
        (verdict.corrupt, "sealed files are damaged; they stay where they are and are not sent"),
        (verdict.missing, "submissions have no sealed file: restore the spool folder from its backup"),
        (verdict.unreadable, "files in the spool are no envelopes; they stay where they are"),
        (verdict.damaged_chunks, "chunks of scans are damaged or gone: restore the chunks folder from its backup"),
        (verdict.broken_links, "receipts do not name the one before: one was removed, or the database was lost once"),
    ):
        if count:
            told.append(f"{count} {what}")
    return [*told, "all is well" if verdict.ok else "something is wrong"]


def _exported(answer: Exported) -> list[str]:
    if answer.bundle is None:
        return ["nothing waits: nothing was written" if not answer.corrupt else "all that waits is damaged"]
    told = [f"{answer.forms} forms and {answer.chunks} chunks of scans in {answer.files} files: bundle {answer.bundle}"]
    if answer.corrupt:
        told.append(f"{answer.corrupt} are damaged here and stay: ./station queue verify")
    if answer.more:
        told.append("the stick is full and more waits: carry this one, then export again")
    return [*told, "pull the stick only after it was unmounted"]


def _imported(answer: Imported) -> list[str]:
    told = [f"{answer.checked} bundles of this station, {answer.adopted} submissions are safe at the centre now"]
    if answer.missing:
        told.append(f"{answer.missing} bundles have no answer yet: the centre has not imported them")
    if answer.corrupt:
        told.append(f"{answer.corrupt} bundles or answers were changed and are not believed; they stay on the stick")
    return told
