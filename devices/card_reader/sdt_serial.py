"""Driver "sdt_serial": ID card readers with the SDT protocol on a serial line or a serial bridge (PROTOCOLS §1.1).

Settings: port; baud (115200, or "auto"); new_address (default false): ask for appended addresses; rf_block (0x50 or
0x58, default none) for modules that want it; photo_decoder (default none): the program of the reader's maker.
"""

import time
from datetime import datetime
from typing import Any

import msgspec

from contract.card import CardRecord
from contract.device_lines import (
    Arm,
    AskStatus,
    CardLifted,
    CardNotRead,
    CardPicture,
    CardReading,
    CardSeen,
    DeviceCommand,
    DeviceState,
    DeviceStatus,
    Disarm,
    SelfTest,
)
from contract.failures import Failed, FailureCode, Retry
from contract.log_events import LogEvent
from contract.roles import Role
from devices.card_reader.card_text import current_address, decode_card_text
from devices.card_reader.photo_decoding import decoded_photo, decoder_of
from devices.card_reader.read_answer import CardParts
from devices.card_reader.sam_dialogue import CardTrouble, Request, SamDialogue
from devices.driver import Emit, Note, not_for
from devices.link.serial_port import Link, Tap, open_link, untapped

POLL_S = 0.25
IDLE_S = 0.5
CHECK_EVERY_S = 10.0
AUTO_BAUDS = (115200, 57600, 38400, 19200, 9600)


class SdtSerial:
    """One reader. While armed it looks for a card; after a read it watches that card until it is lifted."""

    busy_limit_s = 25.0  # the whole ladder at 9600 baud

    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note) -> None:
        self._settings = settings
        self.tap: Tap = untapped
        self._emit = emit
        self._note = note
        self._bauds = AUTO_BAUDS if settings.get("baud") == "auto" else (int(settings.get("baud", 115200)),)
        self._with_new_address = bool(settings.get("new_address", False))
        self._rf_block = settings.get("rf_block")
        self._decoder = decoder_of(settings)
        self._link: Link | None = None
        self._sam: SamDialogue | None = None
        self._identity: str | None = None
        self._armed: int | None = None
        self._armed_until = 0.0
        # after a crash the supervisor says whose card the earlier process had read: it may still lie there
        self._lying: int | None = settings.get("card_of_visit")  # the visit whose card was read and still lies there
        self._misses = 0
        self._can_watch = True
        self._told: FailureCode | None = None  # the failure already said about the card that lies there
        self._checked_at = 0.0
        self._asked = False

    # --- life ---------------------------------------------------------------------------------------------------

    def open(self) -> None:
        silent: Failed | None = None
        for baud in self._bauds:
            self._link = self.tap(self._opened(baud))
            self._sam = SamDialogue(self._link, baud)
            try:
                self._sam.check()
            except Failed as failed:
                if failed.code in (FailureCode.DEVICE_UNPLUGGED, FailureCode.READER_OUT_OF_ORDER):
                    raise
                silent = failed
                self.close()
                continue
            self._greet(self._sam)
            return
        raise silent or AssertionError("no baud rate to try")

    def _opened(self, baud: int) -> Link:
        return open_link({**self._settings, "baud": baud})

    def _greet(self, sam: SamDialogue) -> None:
        if isinstance(self._rf_block, int):
            sam.once(Request(0x61, 0xFF, data=bytes((self._rf_block,))))
        self._identity = sam.sam_id()
        self._checked_at, self._asked = time.monotonic(), False
        self._say_ready()

    def close(self) -> None:
        if self._link is not None:
            self._link.close()
        self._link = self._sam = None

    def _say_ready(self) -> None:
        self._emit(DeviceStatus(role=Role.CARD_READER, state=DeviceState.READY, identity=self._identity))

    # --- commands -----------------------------------------------------------------------------------------------

    def handle(self, command: DeviceCommand) -> None:
        match command:
            case Arm():
                self._armed, self._armed_until = command.visit, time.monotonic() + command.deadline_s
                self._told = None
                if self._lying is not None and self._can_watch and self._sam is not None:
                    self._ask_to_lift(command.visit)
            case Disarm():
                self._armed = None
            case AskStatus() | SelfTest():
                self._asked = True  # the next look answers, and may find the reader silent
            case _:
                raise not_for(Role.CARD_READER, command)

    def _ask_to_lift(self, visit: int) -> None:
        # find will not show it again before it was lifted: say so rather than wait in silence
        self._emit(
            CardNotRead(
                visit=visit,
                failure=Failed(
                    FailureCode.CARD_NOT_LIFTED,
                    "the card that was read before still lies on the reader",
                    "lift the card and put it down again",
                    Retry.NOW,
                ).as_failure(),
            )
        )

    # --- looking ------------------------------------------------------------------------------------------------

    def poll(self) -> float:
        sam, link = self._sam, self._link
        assert sam is not None and link is not None
        if self._asked:
            self._check(sam)
            self._asked = False
            self._say_ready()
        if self._armed is not None and time.monotonic() > self._armed_until:
            self._armed = None
        if self._lying is not None and self._can_watch:
            return self._watch(sam, self._lying)
        if self._armed is not None:
            return self._seek(sam, self._armed)
        link.read_available(0.0)  # notices a pulled plug; anything else said unasked means nothing
        if time.monotonic() - self._checked_at > CHECK_EVERY_S:
            self._check(sam)
        return IDLE_S

    def _check(self, sam: SamDialogue) -> None:
        sam.check()
        self._checked_at = time.monotonic()

    def _watch(self, sam: SamDialogue, visit: int) -> float:
        there = sam.same_card_is_there()
        if there is None:
            self._can_watch = False  # then only the next card tells that this one was lifted
        elif there:
            self._misses = 0
        else:
            self._misses += 1
            if self._misses < 2:  # one miss may be a weak moment of the field
                return 0.1
            self._lifted(visit)
            return 0.0
        return POLL_S

    def _lifted(self, visit: int) -> None:
        self._lying, self._misses = None, 0
        self._emit(CardLifted(visit=visit))

    def _seek(self, sam: SamDialogue, visit: int) -> float:
        if not sam.card_is_there():
            self._told = None
            return POLL_S
        if self._lying is not None:
            self._lifted(self._lying)
        if self._told is None:
            self._emit(CardReading(visit=visit))
        started = time.monotonic()
        try:
            card = self._card_of(sam.read_card(self._with_new_address))
        except CardTrouble as trouble:
            self._not_read(visit, trouble, started, trouble.sw3 or None)
            return POLL_S
        except Failed as failed:
            self._not_read(visit, failed, started, None)
            if failed.code is FailureCode.CARD_TEXT_INVALID:
                return 1.0  # the card's fault, and it stays the same: do not hurry
            raise
        self._told = None
        self._lying, self._misses = visit, 0
        self._emit(CardSeen(visit=visit, card=card))
        picture = decoded_photo(self._decoder, card.photo) if self._decoder and card.photo else None
        if picture is not None:
            self._emit(CardPicture(visit=visit, picture=picture))
        self._note(LogEvent.CARD_READ_DONE, took_ms=_ms_since(started), sam_id=self._identity, kind=card.kind.value)
        return POLL_S

    def _card_of(self, parts: CardParts) -> CardRecord:
        card = decode_card_text(parts.text, datetime.now().astimezone().date())
        address = current_address(parts.new_addresses) or card.address
        return msgspec.structs.replace(card, photo=parts.photo, address=address)

    def _not_read(self, visit: int, failed: Failed, started: float, sw3: int | None) -> None:
        if self._told is not failed.code:  # a card that stays there is tried again, but told once
            self._told = failed.code
            self._emit(CardNotRead(visit=visit, failure=failed.as_failure()))
        self._note(LogEvent.CARD_READ_FAILED, took_ms=_ms_since(started), sw3=f"{sw3:02X}" if sw3 is not None else None)


def _ms_since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
