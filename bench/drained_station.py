"""A station's sync, as its process runs it, until nothing waits: `python -m bench.drained_station DIR PORT`.

Prints one JSON line: seconds, and the sizes of all requests' bodies.
"""

import json
import os
import random
import sys
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from contract.sync import SyncLine
from offline_queue import log
from offline_queue.clock import SystemClock
from offline_queue.identity import load_identity
from offline_queue.outbox import Outbox
from offline_queue.sync.__main__ import LANES
from offline_queue.sync.dialogue import CentreLine
from offline_queue.sync.lanes import Lanes
from offline_queue.sync.rounds import Rounds


class Counting(CentreLine):
    """Notes the size of each request's body."""

    def __init__(self, address: str, sizes: list[int]) -> None:
        super().__init__(address)
        self.sizes = sizes

    def send(self, method, path, body, wanted, token):  # type: ignore[no-untyped-def]
        self.sizes.append(len(body or b""))
        return super().send(method, path, body, wanted, token)


def drain(data_dir: Path, port: int) -> tuple[float, list[int]]:
    """Raises RuntimeError when a round gets nowhere."""
    clock = SystemClock()
    outbox = Outbox(data_dir, clock)
    sizes: list[int] = []
    line, *further = [Counting(f"http://127.0.0.1:{port}", sizes) for _ in range(1 + LANES)]
    lanes = Lanes(further)
    told: list[SyncLine] = []
    identity = load_identity(data_dir)
    rounds = Rounds(identity, outbox, line, clock, told.append, random.random, timedelta(days=1), lanes=lanes)
    try:
        started = perf_counter()
        while outbox.pending() or outbox.chunks.to_ask(1) or outbox.chunks.to_confirm(1):
            before = outbox.pending()
            rounds.round()
            if told and told[-1].failure and outbox.pending() == before:
                raise RuntimeError(told[-1].failure.happened)
        return perf_counter() - started, sizes
    finally:
        lanes.close()
        line.close()
        outbox.close()


def main() -> int:
    log.log_to(open(os.devnull, "w"), "sync")  # noqa: SIM115
    took_s, sizes = drain(Path(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps({"took_s": took_s, "sizes": sizes}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
