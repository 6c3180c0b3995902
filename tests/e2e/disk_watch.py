"""Watches whole visits from a process of its own: what the window's thread asks of the disk, network or processes.

An audit hook cannot be taken away again. Prints one JSON object: the events since the window was warmed up, each
with the act it happened in, how many acts there were, and which pages.
"""

import json
import sys
import tempfile
import threading
import traceback
from pathlib import Path

from bench.acted_visit import ActedVisit
from contract.device_lines import DeviceState, DeviceStatus, PaperState
from contract.roles import Role

WATCHED = frozenset(
    {
        "open",
        "os.listdir",
        "os.scandir",
        "os.mkdir",
        "os.rename",
        "os.remove",
        "socket.connect",
        "socket.getaddrinfo",
        "sqlite3.connect",
        "subprocess.Popen",
        "os.system",
        "os.posix_spawn",
        "import",
    }
)
ROUND_THE_LOOKS = (
    ("touched", None),
    ("language", "en"),
    ("profile", "contrast"),
    ("item", "R06-014"),
    ("profile", "elder"),
    ("help", None),
    ("close_sheet", None),
    ("leave", None),
    ("over", None),
)


class Watch:
    """Counts from `acting` on; "" means nobody acts."""

    def __init__(self) -> None:
        self.acting = ""
        self.seen: list[dict[str, str]] = []
        self.everywhere = 0
        """The same events of any thread: shows that the hook sees anything."""
        self._main = threading.get_ident()
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in WATCHED or not self.acting:
            return
        self.everywhere += 1
        if threading.get_ident() != self._main:
            return
        acting, self.acting = self.acting, ""  # what is done to tell of it does not count
        where = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_stack(limit=12)[:-1]]
        what = repr(arguments[0])[:200] if arguments else ""
        self.seen.append({"act": acting, "event": event, "what": what, "where": " < ".join(reversed(where))})
        self.acting = acting


def main() -> None:
    watch = Watch()
    acts = 0
    pages: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        visit = ActedVisit(Path(folder), with_camera=True)
        visit.settle()

        def acted(name: str, argument: object) -> None:
            nonlocal acts
            acts += 1
            watch.acting = f"{name} on {visit.screen}"
            visit.carry_out(name, argument)
            visit.settle()
            pages.add(visit.screen)

        for act, argument in ROUND_THE_LOOKS:
            acted(act, argument)
        visit.visit(acted)
        visit._conductor._from_device(
            Role.RECEIPT_PRINTER,
            DeviceStatus(role=Role.RECEIPT_PRINTER, state=DeviceState.READY, paper=PaperState.PRESENT),
        )
        visit.visit(acted)  # and this time there is a slip to compose
        watch.acting = ""
        visit.close()
    told = {"acts": acts, "pages": sorted(pages), "everywhere": watch.everywhere, "seen": watch.seen}
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
