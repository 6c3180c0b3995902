"""The station's window with its resident as a process of its own, so that it can be killed like a power cut.

The world (devices, network, centre) stays in the process that starts this one. Lines on standard output say what
happened, words on standard input what to do:

    visit       from the idle page to the receipt
    visit N     as well, and die by SIGKILL at the N-th contact of the hand-in with the outside world; -1: at its end
    leave       from the receipt back to the idle page

End of input: the window closes in order.
"""

import argparse
import json
import os
import queue
import re
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from bench.resident.finger import Finger
from bench.resident.walk import Resident
from kiosk.app import StationWindow
from kiosk.config import load_settings

ITEM = "R06-014"
PATIENCE_S = 60.0
CONTACTS = frozenset({"open", "write", "fsync", "link", "unlink", "rename", "replace", "close", "ftruncate", "execute"})
"""Calls by which a hand-in becomes durable."""


class HandInWatch:
    """Counts the contacts of `Queue.hand_in` with the outside world, on the thread it runs on."""

    def __init__(self) -> None:
        """Before the window makes its threads: only those see it."""
        self.contacts = 0
        self.kill_at: int | None = None
        self._inside = False
        threading.setprofile(self._watch)

    def begin(self, kill_at: int | None) -> None:
        self.contacts, self.kill_at = 0, kill_at

    def _watch(self, frame: FrameType, event: str, called: Any) -> None:
        if not threading.current_thread().name.startswith("queue"):
            sys.setprofile(None)
        elif event in ("call", "return") and frame.f_code.co_qualname == "Queue.hand_in":
            self._inside = event == "call"
            if event == "return" and self.kill_at == -1:
                os.kill(os.getpid(), signal.SIGKILL)
        elif self._inside and event in ("c_call", "c_return") and getattr(called, "__name__", "") in CONTACTS:
            if self.contacts == self.kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            self.contacts += 1


def say(what: str, **more: object) -> None:
    print(json.dumps({"said": what} | more, ensure_ascii=False), flush=True)


class WindowProcess:
    def __init__(self, settings: Path) -> None:
        self._watch = HandInWatch()
        self.station = StationWindow(load_settings(settings))
        self._words: queue.SimpleQueue[str] = queue.SimpleQueue()
        warmed: list[bool] = []
        self.station.warmed.connect(lambda: warmed.append(True))
        self.station.start()
        self._finger = finger = Finger(self.station.engine, self.station.window)
        self._resident = Resident(
            finger,
            self.station.conductor.stage,
            lambda _name, _ms: finger.settle(),
            lambda: say("card laid"),
            lambda: say("card lifted"),
        )
        if not finger.wait_until(lambda: bool(warmed), PATIENCE_S):
            raise RuntimeError("the window did not warm up")
        say("stands", screen=self._resident.screen, number_shown=self._number() is not None)
        threading.Thread(target=self._listen, daemon=True).start()

    def run(self) -> None:
        try:
            while word := self._next():
                act, _, at = word.partition(" ")
                {"visit": self._visit, "leave": self._leave}[act](int(at) if at else None)
        finally:
            self.station.stop()

    def _visit(self, kill_at: int | None) -> None:
        resident, conductor = self._resident, self.station.conductor
        resident.come()
        resident.choose_from_home(ITEM)
        resident.apply()
        self._watch.begin(kill_at)
        resident.hand_in()
        handed_in = conductor._session.handed_in
        say(
            "told",
            screen=resident.screen,
            submission_id=handed_in.submission_id if handed_in is not None else "",
            number_shown=self._number() is not None,
            contacts=self._watch.contacts,
        )

    def _leave(self, _at: int | None) -> None:
        self._resident.rate()
        say("stands", screen=self._resident.screen, number_shown=self._number() is not None)

    def _number(self) -> str | None:
        """The provisional number as the page shows it, in groups and lines; None: none of it."""
        handed_in = self.station.conductor._session.handed_in
        shown = re.sub(r"[^XD0-9]", "", json.dumps(self._resident.shown, ensure_ascii=False))
        return handed_in.number if handed_in is not None and handed_in.number in shown else None

    def _listen(self) -> None:
        for line in sys.stdin:
            self._words.put(line.strip())
        self._words.put("")

    def _next(self) -> str:
        self._finger.wait_until(lambda: not self._words.empty(), float("inf"))
        return self._words.get()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("settings", type=Path)
    WindowProcess(parser.parse_args().settings).run()


if __name__ == "__main__":
    main()
