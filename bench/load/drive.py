"""Work shared out over processes and threads that start together; how long each piece and the whole took."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from time import perf_counter
from typing import Any, NamedTuple, TypeVar

W = TypeVar("W")
Open = Callable[[], Callable[[W], None]]
"""Opens one connection in the thread that uses it; gives what does one piece of work and raises when it failed."""


class Driven(NamedTuple):
    """took_s: of the whole, from the common start. each_s: of every piece."""

    took_s: float
    each_s: list[float]


def drive(open_line: Open[W], work: Sequence[W], processes: int, threads: int) -> Driven:
    """Every thread has a connection and its share. Raises RuntimeError when one of them failed."""
    forks = multiprocessing.get_context("fork")
    start = forks.Barrier(processes * threads)
    shares = [work[place :: processes * threads] for place in range(processes * threads)]
    ends: list[tuple[Any, Connection]] = []
    for number in range(processes):
        mine = shares[number * threads : (number + 1) * threads]
        here, there = forks.Pipe(duplex=False)
        process = forks.Process(target=_threads, args=(open_line, mine, start, there), daemon=True)
        process.start()
        there.close()
        ends.append((process, here))
    spans: list[tuple[float, float, list[float]]] = []
    for process, here in ends:
        try:
            spans += here.recv()
        except EOFError:
            raise RuntimeError("a load process failed; its words stand above") from None
        process.join()
    took_s = max(span[1] for span in spans) - min(span[0] for span in spans)
    return Driven(took_s, [each for span in spans for each in span[2]])


def _threads(open_line: Open[W], shares: list[Sequence[W]], start: Any, told: Connection) -> None:
    spans: list[tuple[float, float, list[float]]] = []

    def run(share: Sequence[W]) -> None:
        try:
            act = open_line()
            start.wait(120)
            each_s = []
            began = last = perf_counter()
            for piece in share:
                act(piece)
                now = perf_counter()
                each_s.append(now - last)
                last = now
            spans.append((began, last, each_s))
        except BaseException:
            start.abort()
            raise

    running = [threading.Thread(target=run, args=(share,)) for share in shares]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    if len(spans) == len(shares):
        told.send(spans)
    told.close()
    os._exit(0)  # what the parent had open is the parent's to close
