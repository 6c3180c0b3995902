"""The one thread that may touch the queue's disk; the window's thread only asks and is told (STYLE rule 9)."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

T = TypeVar("T")
A = TypeVar("A")


class Keeper(Generic[T]):
    """Owns one thing (the queue, the search) that is opened, used and closed on its own thread, in order."""

    def __init__(self, name: str, open_it: Callable[[], T], close_it: Callable[[T], None] | None = None) -> None:
        """open_it runs on the thread at the first job, again after it failed: a disk that was full may be free now."""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._open_it = open_it
        self._close_it = close_it
        self._kept: T | None = None

    def ask(self, job: Callable[[T], A], then: Callable[[A], None], failed: Callable[[Exception], None]) -> None:
        """Run `job` on the thread; exactly one of `then` and `failed` is called there with what came out."""

        def run() -> A:
            if self._kept is None:
                self._kept = self._open_it()
            return job(self._kept)

        def tell(done: "Future[A]") -> None:
            wrong = done.exception()
            if wrong is None:
                then(done.result())
            elif isinstance(wrong, Exception):
                failed(wrong)

        try:
            self._pool.submit(run).add_done_callback(tell)
        except RuntimeError as closed:
            failed(closed)

    def close(self) -> None:
        """Finish what was asked, then close."""

        def end() -> None:
            if self._kept is not None and self._close_it is not None:
                self._close_it(self._kept)
            self._kept = None

        last: Future[None] = self._pool.submit(end)
        last.result(10)
        self._pool.shutdown()
