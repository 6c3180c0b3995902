"""A reader before one page, and what the loudspeaker was told."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from contract.device_lines import DeviceCommand, KeyPressed
from contract.keys import Key
from contract.roles import Role
from contract.sound import Hush, Say, SoundOutput
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.listening import Listening
from kiosk.journey.noting import note
from kiosk.reading_aloud.reader import Reader
from kiosk.reading_aloud.voice_pack import VoicePack
from kiosk.screens.frame import frame_shown
from kiosk.screens.shown import SCREENS, Scene


@dataclass
class Desk:
    """A reader before one page; `told` is what the loudspeaker was told."""

    scene: Scene
    known: dict[str, str]
    told: list[DeviceCommand] = field(default_factory=list)
    happened: list[tuple[On, object]] = field(default_factory=list)
    ring: list[str] = field(default_factory=list)
    typed: str = ""
    touches: int = 0
    listening: Listening = field(init=False)

    def begin(self, voice: VoicePack) -> None:
        reader = Reader(lambda: voice, lambda role, command: self.hear(role, command), self.ring.append, self)
        self.listening = Listening(reader, self.scene.site, self.happen, self.touched, Key.OK, greets=True, socket=True)
        self.show()

    def hear(self, role: Role, command: DeviceCommand) -> None:
        assert role is Role.LOUDSPEAKER
        self.told.append(command)

    def touched(self) -> None:
        self.touches += 1

    def key(self, typed: str) -> None:
        self.typed += typed

    def set_mode(self, mode: str) -> None:
        raise AssertionError("no field for hanzi is on these pages")

    def choose(self, place: int) -> None:
        raise AssertionError("no field for hanzi is on these pages")

    def candidate(self, place: int) -> str:
        return ""

    def standing(self) -> tuple[str, bool]:
        return self.typed, False

    def backspace(self) -> None:
        self.typed = self.typed[:-1]

    def happen(self, on: On, argument: object = None) -> None:
        self.happened.append((on, argument))
        note(self.scene.session, self.scene.site, FormAsking(), on, argument)
        self.listening.did(on)
        self.show()

    def show(self) -> None:
        module, _, function = SCREENS[self.scene.session.state].shown.partition(":")
        view: Callable[[Scene], msgspec.Struct] = getattr(importlib.import_module(module), function)
        self.listening.page(self.scene, view(self.scene), frame_shown(self.scene))

    def press(self, key: Key) -> list[str]:
        self.told.clear()
        self.listening.heard(KeyPressed(key=key), self.scene.session)
        return self.said

    @property
    def said(self) -> list[str]:
        """The sentences of what was told last to be said."""
        last = next((one for one in reversed(self.told) if isinstance(one, Say | Hush)), None)
        return [self.known[one.clip] for one in last.clips] if isinstance(last, Say) else []

    @property
    def output(self) -> SoundOutput:
        return next(one for one in reversed(self.told) if isinstance(one, Say)).output
