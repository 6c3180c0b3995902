"""What the journey is given by kiosk/app.py; every part works on its own thread or process."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from catalogue.package.open import Package
from contract.codes import Language, Profile
from contract.device_lines import DeviceCommand
from contract.inquiry import Asked
from contract.print_job import PrintJob
from contract.roles import Role
from kiosk.desk import HandInDesk
from kiosk.journey.session import Session, Site
from kiosk.keeper import Keeper
from kiosk.words import Words

Strokes = dict[str, list[list[tuple[float, float]]]]


class Devices(Protocol):
    """What the journey needs of devices.supervisor.Supervisor."""

    def send(self, role: Role, command: DeviceCommand) -> None:
        """A role that is not configured answers with a DeviceStatus ABSENT."""
        ...


class Entry(Protocol):
    """The text field on screen, kiosk/text_entry/entry.py."""

    def wipe(self) -> None: ...


class Pictures(Protocol):
    """What the screen may draw of the visit's pictures, kiosk/controls/pictures.py."""

    def keep(self, pictures: Mapping[str, bytes]) -> None: ...

    def show_live(self, jpeg: bytes) -> str: ...


@dataclass(frozen=True)
class Around:
    words: Callable[[Language], Words]
    package: Package | None
    desk: Keeper[HandInDesk]
    finder: Keeper[Package]
    devices: Callable[[], Devices | None]
    """None until the first frame was drawn."""
    wake_sync: Callable[[], None]
    compose: Callable[[Session, Site, Words, bool], PrintJob]
    """The slip; True: it is a reprint and says so."""
    draw_signatures: Callable[[Strokes], dict[str, bytes]]
    pictures: Pictures
    draw_card_signature: Callable[[datetime], bytes]
    """The picture that says that a card stood in for a signature, and when."""
    draw_code: Callable[[str], object]
    """Work a QR code out before it is shown; called off the window's thread."""
    ask_register: Callable[[Asked], bool]
    """Hand a question to the sync process; False: it does not run."""
    clock: Callable[[], datetime]
    monotonic_s: Callable[[], float] = time.monotonic
    profile: Profile = Profile.STANDARD
    language: Language = Language.ZH
