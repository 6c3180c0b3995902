"""Files shared among workers, as pytest-xdist does it, but a worker that dies costs its own test and never the run.

pytest-xdist 3.8's `loadfile` gives a dead worker's files back without striking out the test that killed it and with the
files that were already over. The worker that takes its place is handed one of these, reports nothing, is given nothing
more, and the run waits for ever.
"""

from collections.abc import Sequence

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController


class FileByFile(LoadFileScheduling):
    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        super().__init__(config, log)
        self._asked: set[WorkerController] = set()

    def schedule(self) -> None:
        if self.collection is None:
            super().schedule()
            return
        for node in self._ready():  # one of them is new: like the first, it begins with more than its last test
            while not node.shutting_down and self._pending_of(self.assigned_work[node]) <= 2:
                self._reschedule(node)

    def remove_node(self, node: WorkerController) -> str | None:
        """Take a worker off; the test that it died in, if it had begun one, is named and not tried again."""
        left = self.assigned_work.pop(node)
        begun = next(((unit, test) for unit in left.values() for test, over in unit.items() if not over), None)
        if begun is None:
            return None
        unit, died_in = begun
        unit[died_in] = True
        self.workqueue.update({name: unit for name, unit in left.items() if not all(unit.values())})
        for other in self._ready():
            self._reschedule(other)
        return died_in

    def _ready(self) -> list[WorkerController]:
        """Workers that have told what tests they know. One that knows others than the first ones is sent home."""
        for node in self.nodes:
            if node not in self.registered_collections and node in self._asked:
                node.shutdown()
        return [node for node in self.nodes if node in self.registered_collections]

    def add_node_collection(self, node: WorkerController, collection: Sequence[str]) -> None:
        super().add_node_collection(node, collection)
        self._asked.add(node)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    return FileByFile(config, log) if config.getvalue("dist") == "loadfile" else None
