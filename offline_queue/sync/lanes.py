"""Further connections to the centre, each in a thread: requests that are under way while the next is made ready.

A thread holds nothing but one request. Which rows are in it, and what its answer changes, is the round's affair alone.
"""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TypeVar

from offline_queue.sync.dialogue import Answered, CentreLine, Refused

T = TypeVar("T")


class Lanes:
    """As many requests at once as there are lines; more wait their turn."""

    def __init__(self, lines: Sequence[CentreLine]) -> None:
        self.width = len(lines)
        self._lines = tuple(lines)
        self._idle: SimpleQueue[CentreLine] = SimpleQueue()
        for line in lines:
            self._idle.put(line)
        self._threads = ThreadPoolExecutor(self.width, thread_name_prefix="lane")

    def post(self, path: str, body: bytes, wanted: type[T], token: str) -> Future[Answered[T] | Refused]:
        """Its result raises Failed as CentreLine.send does."""
        return self._threads.submit(self._send, path, body, wanted, token)

    def close(self) -> None:
        """Waits for requests that are under way: each has its own end in time."""
        self._threads.shutdown()
        for line in self._lines:
            line.close()

    def _send(self, path: str, body: bytes, wanted: type[T], token: str) -> Answered[T] | Refused:
        line = self._idle.get()
        try:
            return line.send("POST", path, body, wanted, token)
        finally:
            self._idle.put(line)
