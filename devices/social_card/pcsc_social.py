"""Driver "pcsc_social": social security cards in a PC/SC reader (CCID and pcscd). Public data; never a PIN.

Settings: port: a part of the reader's name, "" the first one that pcscd knows.
"""

import time
from collections.abc import Callable
from typing import Any

from contract.device_lines import (
    Arm,
    AskStatus,
    CardLifted,
    CardNotRead,
    CardReading,
    DeviceCommand,
    DeviceState,
    DeviceStatus,
    Disarm,
    SelfTest,
    SocialCardSeen,
)
from contract.failures import Failed, FailureCode, Retry
from contract.log_events import LogEvent
from contract.roles import Role
from contract.social_card import SocialCardRecord
from devices.driver import Emit, Note, not_for
from devices.social_card.card_files import Transmit, read_social_card
from devices.social_card.pcsc import CardGone, PcscReader

LOOK_S = 0.25
IDLE_S = 0.5
SETTLING_S = (0.3, 0.6, 1.2)
"""Pauses after tries that lost the card."""


class PcscSocial:
    """One slot. A card is read once while armed and watched until it is taken out."""

    busy_limit_s = 15.0

    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note) -> None:
        self._name = str(settings.get("port", ""))
        self._emit = emit
        self._note = note
        self.tap: Callable[[Transmit], Transmit] = untapped
        self._reader: PcscReader | None = None
        self._armed: int | None = None
        self._armed_until = 0.0
        self._lying: int | None = settings.get("card_of_visit")
        self._tried = self._lying is not None
        """Whether the card that is in the slot was tried: it is told once, and has to come out before it is read again;
        a forgotten one is never read into the next visit."""

    def open(self) -> None:
        try:
            self._reader = PcscReader(self._name)
        except CardGone:
            raise _stuck() from None
        self._say_ready()

    def _say_ready(self) -> None:
        identity = self._reader.name if self._reader else None
        self._emit(DeviceStatus(role=Role.SOCIAL_CARD, state=DeviceState.READY, identity=identity))

    def close(self) -> None:
        if self._reader is not None:
            self._reader.close()
        self._reader = None

    def handle(self, command: DeviceCommand) -> None:
        match command:
            case Arm():
                self._armed, self._armed_until = command.visit, time.monotonic() + command.deadline_s
            case Disarm():
                self._armed = None
            case AskStatus() | SelfTest():
                self._has_card()  # raises when the reader has gone
                self._say_ready()
            case _:
                raise not_for(Role.SOCIAL_CARD, command)

    def poll(self) -> float:
        if self._armed is not None and time.monotonic() > self._armed_until:
            self._armed = None
        there = self._has_card()
        if there is False:
            self._tried = False
            if self._lying is not None:
                visit, self._lying = self._lying, None
                self._emit(CardLifted(visit=visit))
        elif self._armed is not None and not self._tried:
            self._tried = True
            self._read(self._armed, is_mute=there is None)
        return LOOK_S if self._armed is not None or self._lying is not None else IDLE_S

    def _has_card(self) -> bool | None:
        if self._reader is None:
            raise _stuck()
        try:
            return self._reader.has_card()
        except CardGone:
            raise _stuck() from None

    def _read(self, visit: int, is_mute: bool) -> None:
        reader = self._reader
        assert reader is not None
        started = time.monotonic()
        self._emit(CardReading(visit=visit))
        try:
            card = self._read_patiently(reader, is_mute)
        except CardGone:
            self._not_read(visit, _mute())
            return
        except Failed as failed:
            self._not_read(visit, failed)
            if failed.code is FailureCode.DEVICE_UNPLUGGED:
                raise
            return
        self._lying = visit
        self._emit(SocialCardSeen(visit=visit, card=card))
        self._note(LogEvent.CARD_READ_DONE, took_ms=round((time.monotonic() - started) * 1000), kind="social_card")

    def _read_patiently(self, reader: PcscReader, is_mute: bool) -> SocialCardRecord:
        """A card that is just being pushed in loses its contact, and another program may reset it: once more, then."""
        for pause_s in SETTLING_S:
            try:
                if is_mute:
                    raise CardGone
                reader.connect()
                return read_social_card(self.tap(reader.transmit))
            except CardGone:
                reader.disconnect()
                time.sleep(pause_s)
                there = reader.has_card()
                if there is False:
                    raise
                is_mute = there is None
            finally:
                reader.disconnect()
        raise CardGone

    def _not_read(self, visit: int, failed: Failed) -> None:
        self._emit(CardNotRead(visit=visit, failure=failed.as_failure()))
        self._note(LogEvent.CARD_READ_FAILED)


def untapped(transmit: Transmit) -> Transmit:
    return transmit


def _stuck() -> Failed:
    return Failed(FailureCode.SOCIAL_CARD_NO_READER, "PC/SC does not answer as it should", "systemctl restart pcscd")


def _mute() -> Failed:
    return Failed(
        FailureCode.SOCIAL_CARD_UNREADABLE,
        "the card does not answer, or was taken out",
        "insert it again, chip first and up, and leave it in",
        Retry.NOW,
    )
