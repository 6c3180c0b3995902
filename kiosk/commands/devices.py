"""`devices list|probe|record|emulate`: what is attached and configured, how it is, and pretend hardware for a bench."""

import argparse
import importlib
import importlib.util
import json
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from contract.device_lines import DeviceAnswer, DeviceState, DeviceStatus, SelfTest
from contract.failures import Failed, Failure, FailureCode, Retry
from contract.roles import Role
from devices.attached import attached_ports, fitting_driver, is_attached
from devices.registry import drivers_of
from kiosk.config import ROOT, load_settings

NAME = "devices"
HELP = "list, probe, record, emulate: the devices of this station, and pretend ones for a bench"
PROBE_S = 8.0

Row = dict[str, str | None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="list|probe|record|emulate")
    for name, text in (
        ("list", "what is configured and what else is attached"),
        ("probe", "ask each configured device how it is and let it test itself; nobody has to stand there"),
    ):
        act = acts.add_parser(name, help=text, description=text)
        act.add_argument("--config", type=Path, default=ROOT / "config" / "station.toml", metavar="FILE")
        act.add_argument("--json", action="store_true", help="one JSON value a line")
        if name == "probe":
            act.add_argument("--guided", action="store_true", help="somebody stands there: lay a card, show a code …")
            act.add_argument("--role", choices=[role.value for role in Role], help="this role only")
    text = (
        "what a device says as a transcript: cards with a fictitious holder, masked codes, states; no picture or sound"
    )
    act = acts.add_parser("record", help=text, description=text)
    act.add_argument("role", choices=[role.value for role in Role])
    act.add_argument("--config", type=Path, default=ROOT / "config" / "station.toml", metavar="FILE")
    act.add_argument("--model", required=True)
    act.add_argument("--firmware", default="unknown")
    act.add_argument("--by", default="a technician", help="who recorded it")
    act.add_argument("--out", type=Path, required=True, metavar="FILE")
    text = "a pretend device on its own wire; prints its path or address and runs until interrupted"
    act = acts.add_parser("emulate", help=text, description=text)
    act.add_argument("role", choices=[role.value for role in Role])
    act.add_argument("--fault", action="append", default=[], metavar="NAME", help="“list” shows the faults of the role")
    act.add_argument("--baud", type=int, default=None)
    act.add_argument(
        "--line", choices=["serial", "usb", "hid", "tcp", "keys"], default="serial", help="another wire of the role"
    )
    act.add_argument("--path", type=Path, default=None, help="name the port so instead of in a temporary folder")
    act.add_argument("--person", type=Path, default=None, metavar="FILE", help="lay the card of this person down")
    act.add_argument("--json", action="store_true", help="print role and path as JSON")


def run(args: argparse.Namespace) -> int:
    if args.act == "emulate":
        if importlib.util.find_spec("bench") is None:
            print("devices emulate: the bench is not part of an installed station", file=sys.stderr)
            return 2
        # by name: the frozen station must not take the bench along
        return importlib.import_module("bench.emulate").run(args)
    devices = configured(args.config)
    if args.act == "record":
        return _recorded(devices, args)
    if args.act == "probe" and args.role:
        devices = {role: table for role, table in devices.items() if role.value == args.role}
    found: Iterable[Row] = (
        _listed(devices) if args.act == "list" else probed(devices) if not args.guided else _led(devices)
    )
    rows = []
    for row in found:
        rows.append(row)
        print(json.dumps(row, ensure_ascii=False) if args.json else _as_text(row), flush=True)
    return 0 if args.act == "list" or all(row["state"] == DeviceState.READY for row in rows) else 1


def _recorded(devices: dict[Role, dict[str, Any]], args: argparse.Namespace) -> int:
    from kiosk.recording.recorder import About, record

    role = Role(args.role)
    table = devices.get(role)
    if table is None:
        print(f"devices record: no {args.role} is configured", file=sys.stderr)
        return 2
    about = About(args.model, args.firmware, args.by)
    lines = record(role, table, about, args.out, lambda line: print(line, file=sys.stderr, flush=True))
    print(f"{args.out}: {lines} lines")
    return 0


def _led(devices: dict[Role, dict[str, Any]]) -> Iterator[Row]:
    """The guided probe: what to do stands on the standard error, so that the answer stays machine-readable."""
    from kiosk.guided_probe import guided

    def ask(question: str) -> bool:
        print(f"{question} [y/n] ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip().lower() in ("y", "yes")

    return guided(devices, lambda line: print(line, file=sys.stderr, flush=True), ask)


def configured(config: Path) -> dict[Role, dict[str, Any]]:
    """The device tables of a configuration. Raises Failed(CONFIG_INVALID), naming the role that is none."""
    try:
        return {Role(name): table for name, table in load_settings(config).devices.items()}
    except ValueError as wrong:
        raise Failed(
            FailureCode.CONFIG_INVALID,
            f"{config}: [devices]: {wrong}",
            f"roles are {', '.join(role.value for role in Role)}",
            Retry.NEVER,
        ) from None


def probed(devices: dict[Role, dict[str, Any]], wait_s: float = PROBE_S) -> list[Row]:
    """Start each worker, let its device test itself, end it again: a row of CLI.md `devices probe` each.

    The self-test is the unattended one: a camera takes a frame, a scanner is opened, a loudspeaker gives a short tone;
    nothing is printed and nobody has to stand there.
    """
    from devices.supervisor import Supervisor

    settled = threading.Condition()
    told: dict[Role, DeviceStatus] = {}

    def heard(role: Role, answer: DeviceAnswer) -> None:
        if isinstance(answer, Failure):
            answer = DeviceStatus(role=role, state=DeviceState.FAULT, failure=answer)
        if not isinstance(answer, DeviceStatus) or (answer.failure is None and answer.state is DeviceState.UNKNOWN):
            return  # not asked yet
        with settled:
            told[role] = answer
            settled.notify_all()

    supervisor = Supervisor(devices, heard)
    try:
        with settled:  # each says how it is when it was opened
            settled.wait_for(lambda: len(told) == len(devices), wait_s)
            first = dict(told)
            for role, status in first.items():
                if status.state is DeviceState.READY:
                    del told[role]
                    supervisor.send(role, SelfTest())
            settled.wait_for(lambda: len(told) == len(first), wait_s)
    finally:
        supervisor.stop()
    # a device that was well and did not come back from its test is no well device
    unanswered = {role: None for role in first if role not in told}
    return [_row(role, table, {**told, **unanswered}.get(role)) for role, table in devices.items()]


def _row(role: Role, table: dict[str, Any], status: DeviceStatus | None) -> Row:
    row: Row = {
        "role": role.value,
        "driver": str(table.get("driver", "")) or None,
        "port": str(table.get("port", "")) or None,
        "state": (status.state if status else DeviceState.UNKNOWN).value,
        "code": None,
        "advice": None,
        "identity": status.identity if status else None,
        "paper": status.paper.value if status and status.paper else None,
    }
    if status is None:
        row |= {"code": FailureCode.DEVICE_HUNG.value, "advice": "no answer in time; take its plug out and in again"}
    elif status.failure is not None:
        row |= {"code": status.failure.code.value, "advice": status.failure.remedy}
    elif status.state is DeviceState.UNKNOWN:
        row["advice"] = "it works, but does not tell its state; residents are offered the receipt on the screen too"
    return row


def _listed(devices: dict[Role, dict[str, Any]]) -> list[Row]:
    rows: list[Row] = []
    for role, table in devices.items():
        here = is_attached(str(table.get("port", "")))
        known = table.get("driver") in drivers_of(role)
        status = DeviceStatus(role=role, state=DeviceState.UNKNOWN if here else DeviceState.ABSENT)
        row = _row(role, table, status)
        if not known:
            row |= {
                "state": DeviceState.FAULT.value,
                "code": FailureCode.CONFIG_INVALID.value,
                "advice": f"no such driver; choose one of: {', '.join(drivers_of(role))}",
            }
        elif here:
            row["advice"] = "attached; `./station devices probe` asks it how it is"
        else:
            row |= {
                "code": FailureCode.DEVICE_UNPLUGGED.value,
                "advice": "nothing at this port: check the plug, or correct the port in the configuration",
            }
        rows.append(row)
    taken = {str(Path(str(table.get("port", ""))).resolve()) for table in devices.values()}
    for port in attached_ports():
        if str(Path(port.path).resolve()) in taken:
            continue
        role, driver = fitting_driver(port)
        advice = f'{port.says}: write port = "{port.path}" under the role it is for'
        if role is not None:
            advice = f'{port.says}: [devices.{role.value}] driver = "{driver}", port = "{port.path}"'
        rows.append(
            {
                "role": role.value if role else None,
                "driver": driver,
                "port": port.path,
                "state": DeviceState.UNKNOWN.value,
                "code": None,
                "advice": advice,
            }
        )
    return rows


def _as_text(row: Row) -> str:
    code = f"  {row['code']}" if row["code"] else ""
    head = f"{row['role'] or '?':<16} {row['state']:<8} {row['driver'] or '?':<14} {row['port'] or '?'}{code}"
    return f"{head}\n    {row['advice']}" if row["advice"] else head
