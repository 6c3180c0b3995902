"""Runs an act in a forked child and kills it with SIGKILL at its n-th contact with the outside world.

Everything durable goes through calls into the kernel or SQLite, so killing before and after each of those is killing at
every instruction that matters.
"""

import os
import pickle
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

_FILES = {"open", "write", "fsync", "link", "unlink", "rename", "close", "ftruncate", "execute", "executescript"}
_NETWORK = {"send", "sendall", "recv", "recv_into", "connect"}


def run_and_kill(act: Callable[[], Any], at: int) -> tuple[bool, Any]:
    """(was it killed, what it reported). `act` gives something that pickles; it is reported once act has returned."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            seen = 0

            def watch(_frame: FrameType, event: str, called: Any) -> None:
                nonlocal seen
                if event in ("c_call", "c_return") and getattr(called, "__name__", "") in _FILES | _NETWORK:
                    if seen == at:
                        os.kill(os.getpid(), signal.SIGKILL)
                    seen += 1

            sys.setprofile(watch)
            result = act()
            sys.setprofile(None)  # reported only now: what was said is what had been promised
            os.write(writer, pickle.dumps(result))
            os._exit(0)
        except BaseException as error:  # noqa: BLE001 - a forked child must never return into the test run
            sys.setprofile(None)
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(3)
    os.close(writer)
    said = b""
    while piece := os.read(reader, 65536):
        said += piece
    os.close(reader)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True, None
    assert os.WEXITSTATUS(status) == 0, "the act failed by itself in the child"
    return False, pickle.loads(said)
