"""Puts reading aloud together for the window: the voice pack off its thread, the ring round the focus, the reader."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtQuick import QQuickItem, QQuickWindow

from catalogue.package.open import Package
from contract.device_lines import DeviceCommand
from contract.failures import Failed
from contract.roles import Role
from kiosk.config import Settings
from kiosk.journey.conductor import Conductor
from kiosk.journey.listening import Listening
from kiosk.journey.session import Site
from kiosk.keeper import Keeper
from kiosk.logs import log_failure
from kiosk.reading_aloud.focus import Entry
from kiosk.reading_aloud.reader import Reader
from kiosk.reading_aloud.voice_pack import VoicePack


class LateVoice:
    """The voice pack once it was read; None before, and where there is none."""

    def __init__(self) -> None:
        self.pack: VoicePack | None = None

    def __call__(self) -> VoicePack | None:
        return self.pack

    def take(self, pack: VoicePack | None) -> None:
        self.pack = pack


def opened_voice(settings: Settings) -> VoicePack | None:
    """Off the window's thread. A pack that cannot be used is logged; every text stays on the screen."""
    if Role.LOUDSPEAKER.value not in settings.devices:
        return None
    try:
        return VoicePack(settings.sound.pack_dir)
    except Failed as failed:
        log_failure("voice_pack", failed.code.value, failed.happened, failed.remedy)
        return None


def device_tables(settings: Settings) -> dict[Role, dict[str, Any]]:
    """Tables of the devices; the loudspeaker plays the pack that the window reads from, the printer's worker keeps a
    note of a slip that it has begun."""
    tables = {Role(name): dict(table) for name, table in settings.devices.items()}
    if Role.LOUDSPEAKER in tables:
        tables[Role.LOUDSPEAKER].setdefault("pack", str(settings.sound.pack_dir))
    if Role.RECEIPT_PRINTER in tables:
        tables[Role.RECEIPT_PRINTER].setdefault("slip_marker", str(settings.data_dir / "slip-open"))
    return tables


def note_settings(site: Site, settings: Settings) -> None:
    sound, loudspeaker = settings.sound, settings.devices.get(Role.LOUDSPEAKER.value, {})
    volume = loudspeaker.get("volume", site.volume)
    site.volume = volume if isinstance(volume, int) else site.volume
    site.reads_each_page, site.card_signs = sound.each_page, sound.card_signs
    site.headset = sound.headset == "always"


def listen(
    window: QQuickWindow,
    settings: Settings,
    site: Site,
    conductor: Conductor,
    send: Callable[[Role, DeviceCommand], object],
    entry: Entry,
    reading: Keeper[Package],
) -> None:
    """From now on pages are read and keys are obeyed. reading: the thread on which the pack is fetched."""
    voice, sound = LateVoice(), settings.sound

    def show_focus(name: str) -> None:
        # a page that has just come has its things only after the next turn
        QTimer.singleShot(0, window, lambda: _put_ring(window, name))

    note_settings(site, settings)
    conductor.listening = Listening(
        Reader(voice, send, show_focus, entry),
        site,
        conductor.happen,
        conductor.touched,
        sound.marked_key,
        greets=sound.greeting,
        socket=sound.headset == "socket",
    )
    reading.ask(lambda _: opened_voice(settings), voice.take, lambda _: None)


def _put_ring(window: QQuickWindow, name: str) -> None:
    item = window.findChild(QObject, name) if name else None
    if isinstance(item, QQuickItem) and item.isVisible():
        item.forceActiveFocus()


