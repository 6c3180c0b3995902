"""The small centre's view of copies, written from the table in docs/sync-protocol.md §4."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Known:
    epoch: int
    machine: bytes
    now: bytes = b""
    before: bytes = b""
    renewals: int = 0


@dataclass
class Chain:
    known: dict[str, Known] = field(default_factory=dict)
    renew: Callable[[int], dict[str, Any]] | None = None
    """Gives the EnrolAnswer of a new epoch."""
    alarms: list[str] = field(default_factory=list)

    def judge(self, station: str, epoch: int, machine: bytes, link: bytes) -> dict[str, Any]:
        good: dict[str, Any] = {"link": os.urandom(16), "standing": "good", "renewed": None}
        copied = good | {"standing": "copied"}
        one = self.known.setdefault(station, Known(epoch, machine))
        if epoch < one.epoch or machine != one.machine:
            self.alarms.append(station)
            return copied
        if link == one.now:
            one.before, one.now = one.now, good["link"]
            return good
        if link == one.before:
            one.now = good["link"]
            return good
        if self.renew is None or one.renewals:
            self.alarms.append(station)
            return copied
        one.renewals += 1
        one.epoch += 1
        one.before, one.now = b"", good["link"]
        return good | {"renewed": self.renew(one.epoch)}
