"""The centre's command line: `./station centre …` and `python -m centre …`.

The same plug-in shape as the station's commands: NAME, HELP, add_arguments(parser), run(args) → exit code.
"""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from centre import publish_commands, station_commands
from centre.site.set_up import any_account, choose_settings, ensure_account, make_ready, new_password
from contract.failures import Failed

NAME = "centre"
HELP = "the district centre: init, serve, accounts, cases; stations, sticks, news, keys, and a restored backup"
_BESIDE = (station_commands, publish_commands)
DEFAULT_DATA = Path(__file__).resolve().parents[1] / "var" / "centre"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, default=DEFAULT_DATA, help="data directory: keys, and the SQLite file")
    common.add_argument(
        "--database", default="", metavar="URL", help="postgresql://…; default: SQLite in the data directory"
    )
    commands = parser.add_subparsers(dest="act", required=True, metavar="ACT")

    init = commands.add_parser("init", parents=[common], help="make keys, database and the first account")
    init.add_argument("--username", default="chen")
    init.add_argument("--password", default="", help="default: one is drawn and printed once")
    init.add_argument("--display-name", default="")
    init.add_argument("--office", default="")

    serve = commands.add_parser("serve", parents=[common], help="serve stations and staff")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=0, help="0: a free one; it is printed")
    serve.add_argument("--zone", choices=("embedded", "outer", "inner"), default="embedded")
    serve.add_argument("--package", type=Path, help="content package that names items and forms")
    serve.add_argument(
        "--package-key", action="append", default=[], metavar="HEX", help="key that the package must be signed by"
    )

    serve.add_argument(
        "--registers",
        default="none",
        metavar="WHO",
        help="who answers proofs and queries: none, a file of gateways (docs/registers.md), or simulated: made-up "
        "answers, marked as such, for a demonstration",
    )

    code = commands.add_parser("station-code", parents=[common], help="one-time code for a terminal to enrol")
    code.add_argument("--name", required=True, help="the place, e.g. 狮子湖小区")
    code.add_argument("--division", required=True, help="12-digit code of the community")
    code.add_argument("--town-name", default="")
    code.add_argument("--station", default="", help="id of a station that is set up anew")

    account = commands.add_parser("account", parents=[common], help="add a member of staff")
    account.add_argument("username")
    account.add_argument("--role", choices=("officer", "auditor", "keeper"), default="officer")
    account.add_argument("--display-name", default="")
    account.add_argument("--office", default="")
    account.add_argument("--town", default="", help="three digits; empty: the whole district")
    account.add_argument("--password", default="")

    case = commands.add_parser("case", parents=[common], help="what the centre holds of a case; the look is audited")
    case.add_argument("number", help="case number, provisional number or submission id")
    case.add_argument("--json", action="store_true")

    for beside in _BESIDE:
        beside.add_acts(commands, common)


def run(args: argparse.Namespace) -> int:
    """0 good, 1 not found or not possible, 2 wrong use."""
    from centre.site.logs import set_up_logs

    set_up_logs("centre")
    try:
        for beside in _BESIDE:
            if args.act in beside.ACTS:
                _prepare(args)
                return beside.ACTS[args.act](args)
        return _ACTS[args.act](args)
    except Failed as failed:
        print(f"centre: {failed.happened}\ncentre: what to do: {failed.remedy}", file=sys.stderr)
        return 1
    except ValueError as error:
        print(f"centre: {error}", file=sys.stderr)
        return 2


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="centre", description=HELP)
    add_arguments(parser)
    return run(parser.parse_args(arguments))


def _prepare(args: argparse.Namespace, zone: str = "embedded") -> None:
    choose_settings(args.data, args.database, zone)
    if zone != "outer":
        from centre.site.keys import make_keys

        args.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        make_keys(args.data)  # the settings read the secret key
    make_ready(args.data, zone)


def _say(answer: dict[str, object]) -> None:
    print(json.dumps(answer, ensure_ascii=False), flush=True)


def _init(args: argparse.Namespace) -> int:
    _prepare(args)
    answer: dict[str, object] = {"ok": True, "data": str(args.data), "username": None, "password": None}
    if not any_account() or args.password:
        password = args.password or new_password()
        added = ensure_account(
            args.username,
            password,
            role="officer",
            display_name=args.display_name or args.username,
            office=args.office,
            must_change=not args.password,
        )
        if added:
            answer |= {"username": args.username, "password": password}
    _say(answer)
    return 0


def _serve(args: argparse.Namespace) -> int:
    from centre.site.serve import is_loopback, serve

    if args.package is not None:
        os.environ["CENTRE_PACKAGE"] = str(args.package.resolve())
        os.environ["CENTRE_PACKAGE_KEYS"] = ",".join(args.package_key)
    if args.registers not in ("none", "simulated"):
        from centre.exchange.gateway import gateway_registers

        args.registers = str(Path(args.registers).resolve())
        gateway_registers(Path(args.registers))  # a wrong file is said now, not to the first resident
    if args.registers != "none":
        os.environ["CENTRE_REGISTERS"] = args.registers
    if is_loopback(args.host):
        os.environ["CENTRE_PLAIN_HTTP"] = "1"
    _prepare(args, args.zone)
    serve(args.host, args.port, args.data)
    return 0


def _station_code(args: argparse.Namespace) -> int:
    _prepare(args)
    from centre.fleet.enrol_code import make_enrol_code

    code = make_enrol_code(
        division=args.division,
        place_name=args.name,
        town_name=args.town_name,
        station_id=args.station,
        now=datetime.now(UTC),
    )
    _say({"ok": True, "code": code})
    return 0


def _account(args: argparse.Namespace) -> int:
    _prepare(args)
    password = args.password or new_password()
    added = ensure_account(
        args.username,
        password,
        role=args.role,
        display_name=args.display_name or args.username,
        office=args.office,
        town=args.town,
        must_change=not args.password,
    )
    _say({"ok": added, "username": args.username, "password": password if added else None})
    return 0 if added else 1


def _case(args: argparse.Namespace) -> int:
    _prepare(args)
    from centre.site.case_told import case_told

    told = case_told(args.number, datetime.now(UTC))
    if told is None:
        print("centre: no case with this number", file=sys.stderr)
        return 1
    print(json.dumps(told, ensure_ascii=False, indent=None if args.json else 2))
    return 0


_ACTS = {"init": _init, "serve": _serve, "station-code": _station_code, "account": _account, "case": _case}
