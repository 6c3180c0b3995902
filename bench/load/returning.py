"""Thousands of stations come back in the same second after an outage: is the wave spread, is anybody refused for good?

    python -m bench.load.returning --stations 10000 [--postgresql] [--json]

Each station opens its line at once, asks for a token, sends one batch and is done when the receipt names all of it. It
does what docs/sync-protocol.md §1 says of refusals. Exit code 1: a station was refused for good or did not finish.
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from bench.live_centre import LiveCentre
from bench.load.batches import envelope_of
from bench.load.crowd import enrol_crowd
from bench.postgresql import Postgresql
from bench.pretend_station import CHINA, PretendStation
from contract import wire
from contract.sync import (
    BATCH_PATH,
    MEDIA_TYPE,
    TOKEN_PATH,
    BatchRequest,
    CustodyReceipt,
    Outcome,
    SignedReceipt,
    TokenAnswer,
    TokenRequest,
    token_message,
)

FORMS, SEALED_BYTES = 3, 2048
DEADLINE_S = 1800
RETRY_AT_MOST_S = 60.0
ANSWER_WITHIN_S = 120


@dataclass
class Wave:
    """What happened to all of them. `arrivals`: requests a second since the start."""

    finished: list[float] = field(default_factory=list)
    for_good: list[str] = field(default_factory=list)
    told_to_wait: int = 0
    longest_wait_s: int = 0
    no_answer: int = 0
    arrivals: Counter[int] = field(default_factory=Counter)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The run in numbers; `stored` is counted in the database, not in what the stations heard."""

    stations: int
    finished: int
    refused_for_good: int
    took_s: float
    told_to_wait: int
    longest_wait_s: int
    no_answer: int
    arrivals_first_second: int
    arrivals_most_later: int
    stored: int
    twice: int
    centre_mib_before: int
    centre_mib_most: int


class _Line:
    """One connection, opened when it is needed; a lost answer is an OSError."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, body: bytes, token: str) -> tuple[int, dict[str, str], bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Type: {MEDIA_TYPE}"]
        lines += [f"Content-Length: {len(body)}", *([f"Authorization: Bearer {token}"] if token else []), "", ""]
        writer.write("\r\n".join(lines).encode() + body)
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        answer = await reader.readexactly(int(headers["content-length"]))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return int(head[0].split(" ", 2)[1]), headers, answer

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None


def _token_request(station: PretendStation) -> bytes:
    at, nonce = datetime.now(CHINA), os.urandom(16)
    message = token_message(station.place.station_id, 1, at, nonce, station.link, station.machine)
    request = TokenRequest(
        station_id=station.place.station_id,
        epoch=1,
        time=at,
        nonce=nonce,
        signature=station.private.sign(message),
        link=station.link,
        machine=station.machine,
    )
    return wire.encode(request)


async def _come_back(station: PretendStation, number: int, port: int, wave: Wave, start: float) -> None:
    draw, line = random.Random(number), _Line(port)
    station.machine = number.to_bytes(32, "big")
    ids = [f"{number:08d}-{form}" for form in range(FORMS)]
    envelopes = tuple(envelope_of(station, each, SEALED_BYTES) for each in ids)
    batch = wire.encode(BatchRequest(envelopes=envelopes, sent_at=datetime.now(CHINA), monotonic_ns=1))
    tries = 0
    await asyncio.sleep(max(0.0, start - time.monotonic()))
    while True:
        asks_token = not station.token
        path, body = (TOKEN_PATH, _token_request(station)) if asks_token else (BATCH_PATH, batch)
        wave.arrivals[int(time.monotonic() - start)] += 1
        try:
            status, headers, answer = await asyncio.wait_for(line.ask(path, body, station.token), ANSWER_WITHIN_S)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            wave.no_answer += 1
            line.close()
            await asyncio.sleep(draw.uniform(0, min(RETRY_AT_MOST_S, 2.0 * 2**tries)))
            tries += 1
            continue
        if status in (429, 503):
            wait_s = int(headers["retry-after"])
            wave.told_to_wait += 1
            wave.longest_wait_s = max(wave.longest_wait_s, wait_s)
            await asyncio.sleep(wait_s * draw.uniform(1.0, 1.1))
        elif status == 401 and not asks_token:
            station.token = ""
        elif status != 200:
            wave.for_good.append(f"status {status}")
            break
        elif asks_token:
            given = wire.decode(answer, TokenAnswer)
            station.token, station.link = given.token, given.link
        else:
            receipt = wire.decode(wire.decode(answer, SignedReceipt).receipt, CustodyReceipt)
            if any(entry.outcome not in (Outcome.STORED, Outcome.ALREADY) for entry in receipt.entries):
                wave.for_good.append("not taken into custody")
            wave.finished.append(time.monotonic() - start)
            break
    line.close()


def _centre_mib(pid: int) -> int:
    """Memory that the centre's processes have for themselves."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    total = 0
    for each in [str(pid), *children]:
        for text in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines():
            if text.startswith(("Private_Dirty:", "Private_Clean:")):
                total += int(text.split()[1])
    return total // 1024


async def _watch(pid: int, seen: list[int]) -> None:
    while True:
        seen.append(_centre_mib(pid))
        await asyncio.sleep(0.5)


async def _all(stations: list[PretendStation], centre: LiveCentre, pid: int) -> tuple[Wave, list[int]]:
    wave, memory = Wave(), [_centre_mib(pid)]
    start = time.monotonic() + 1.0 + len(stations) / 2000  # all stand ready then
    watching = asyncio.create_task(_watch(pid, memory))
    tasks = [
        asyncio.create_task(_come_back(each, number, centre.port, wave, start)) for number, each in enumerate(stations)
    ]
    done, late = await asyncio.wait(tasks, timeout=DEADLINE_S)
    for task in late:
        task.cancel()
    for task in done:
        if task.exception() is not None:
            wave.for_good.append(f"{task.exception()}")
    watching.cancel()
    return wave, memory


def run(count: int, folder: Path, database: str = "") -> Told:
    """Start a centre below `folder`, let `count` stations return, and count what came of it."""
    centre = LiveCentre(folder / "data", database)
    centre.command("init")
    ready = centre.start("--zone", "outer")
    try:
        stations = enrol_crowd(centre, count)
        wave, memory = asyncio.run(_all(stations, centre, int(str(ready["pid"]))))
        stored, different = centre.rows("SELECT count(*), count(DISTINCT submission_id) FROM intake_custody")[0]
    finally:
        centre.close()
    return Told(
        stations=count,
        finished=len(wave.finished),
        refused_for_good=len(wave.for_good),
        took_s=round(max(wave.finished, default=0.0), 1),
        told_to_wait=wave.told_to_wait,
        longest_wait_s=wave.longest_wait_s,
        no_answer=wave.no_answer,
        arrivals_first_second=wave.arrivals[0],
        arrivals_most_later=max((many for second, many in wave.arrivals.items() if second > 0), default=0),
        stored=stored,
        twice=stored - different,
        centre_mib_before=memory[0],
        centre_mib_most=max(memory),
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.load.returning", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--stations", type=int, default=10_000)
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own; default: SQLite")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    server = Postgresql() if args.postgresql else None
    try:
        with tempfile.TemporaryDirectory(prefix="centre-load-") as folder:
            told = run(args.stations, Path(folder), server.url if server else "")
    finally:
        if server is not None:
            server.close()
    if args.json:
        print(msgspec.json.encode(told).decode())
    else:
        for name in told.__struct_fields__:
            print(f"{name:<24}{getattr(told, name):>10}")
    return 0 if told.finished == told.stations and not told.refused_for_good and not told.twice else 1


if __name__ == "__main__":
    sys.exit(main())
