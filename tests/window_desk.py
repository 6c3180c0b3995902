"""A station with window, devices, network and centre for tests: real processes and wires, a resident who touches."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from bench.person import ZHANG_SAN
from bench.pretend_world import PretendWorld, fresh_folder
from bench.resident.finger import Finger
from bench.resident.walk import Resident
from kiosk.app import StationWindow
from kiosk.config import Settings
from kiosk.journey.session import Session
from offline_queue.inspection import list_queue

PATIENCE_S = 60.0
"""How long a test waits for what must come; a busy machine may need it, a well one a fraction."""
ITEM = "R06-014"


class HandSeconds:
    """Monotonic seconds that a test turns on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def turn(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class WindowDesk:
    """A running window and the resident before it."""

    world: PretendWorld
    station: StationWindow
    finger: Finger
    resident: Resident
    seconds: HandSeconds
    screens: list[str] = field(default_factory=list)

    @property
    def screen(self) -> str:
        return self.resident.screen

    @property
    def shown(self) -> dict[str, Any]:
        return self.station.conductor.stage.shown

    @property
    def frame(self) -> dict[str, Any]:
        return self.station.conductor.stage.frame

    @property
    def session(self) -> Session:
        """To look at only: what is left of a visit is a question about memory, which no screen answers."""
        return self.station.conductor._session

    def wait(self, is_so: Any, what: str, seconds: float = PATIENCE_S) -> None:
        said = "" if self.finger.wait_until(is_so, seconds) else f"{what}; on {self.screen!r}: {self.shown}"
        assert not said, said

    def wait_for_screen(self, *names: str) -> None:
        self.wait(lambda: self.screen in names, f"the screen {names} did not come")

    def touch(self, name: str) -> None:
        self.finger.touch(name, PATIENCE_S)

    def to_guide(self) -> None:
        """From the idle page to the item's guide, by the shelf of the home page."""
        self.resident.come()
        self.resident.choose_from_home(ITEM)

    def to_card(self) -> None:
        self.to_guide()
        self.touch("act:apply:")
        self.wait_for_screen("privacy")
        self.touch("act:agreed:")
        self.wait_for_screen("card", "fault")

    def to_form(self) -> None:
        self.to_card()
        self.world.put_card()
        self.wait_for_screen("form")
        self.world.lift_card()

    def to_review(self) -> None:
        self.to_form()
        self.resident._fill_in()
        assert self.screen == "review"

    def to_receipt(self) -> None:
        self.to_review()
        self.resident.hand_in()

    def finish(self) -> None:
        """Grade and go; three seconds on the cleared page pass by hand."""
        self.touch("act:finished:")
        self.wait_for_screen("rating")
        self.touch("act:grade:1")
        self.touch("act:rate:")
        self.to_idle()

    def to_idle(self) -> None:
        self.wait_for_screen("cleared", "idle")
        self.seconds.turn(4)
        self.wait_for_screen("idle")

    def tick(self, seconds: float = 0.0) -> None:
        """Turn the clock and let the window look at it, as it does once a second."""
        self.seconds.turn(seconds)
        self.station.conductor._second.timeout.emit()
        self.finger.settle()

    def texts(self) -> str:
        """Everything the page and its frame say, in one text."""
        return json.dumps([self.shown, self.frame], ensure_ascii=False)

    def queued(self) -> list[Any]:
        return [one for one in list_queue(self.world.station_dir) if one.item]

    def case(self, submission_id: str) -> dict[str, Any]:
        """What the centre's database holds, once its inner part opened the case."""
        from contract.failures import Failed

        found: list[dict[str, Any]] = []

        def there() -> bool:
            try:
                found.append(json.loads(self.world.centre.command("case", submission_id, "--json")))
            except Failed:
                return False
            return bool(found[-1].get("case_number"))

        self.wait(there, f"no case for {submission_id}")
        return found[-1]


@contextmanager
def window_at(world: PretendWorld, settings: Settings | None = None, online: bool = True) -> Iterator[WindowDesk]:
    """A window on `world`, warmed up and with its devices there; ends with everything it started."""
    seconds = HandSeconds()
    station = StationWindow(settings or world.settings, monotonic_s=seconds)
    warmed: list[bool] = []
    station.warmed.connect(lambda: warmed.append(True))
    station.start()
    try:
        finger = Finger(station.engine, station.window)
        desk = WindowDesk(
            world,
            station,
            finger,
            Resident(
                finger, station.conductor.stage, lambda _name, _ms: finger.settle(), world.put_card, world.lift_card
            ),
            seconds,
        )
        desk.wait(lambda: bool(warmed), "the window did not warm up")
        if online:
            desk.wait(lambda: station.site.network_up, "the network did not come up")
        yield desk
    finally:
        station.stop()


@contextmanager
def world_in(folder: Path, person: dict[str, str] | None = None, **how: Any) -> Iterator[PretendWorld]:
    world = PretendWorld(fresh_folder(folder / "world"), person or ZHANG_SAN, **how)
    try:
        yield world
    finally:
        world.close()


def changed(settings: Settings, **parts: dict[str, Any]) -> Settings:
    """Settings with some keys of some tables replaced, e.g. changed(settings, screen={"profile": "elder"})."""
    return msgspec.structs.replace(
        settings,
        **{name: msgspec.structs.replace(getattr(settings, name), **keys) for name, keys in parts.items()},
    )
