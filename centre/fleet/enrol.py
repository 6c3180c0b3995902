"""Admit a terminal that holds a one-time code and proves its key: an id, an epoch, a number block, the keys."""

from datetime import datetime

import msgspec
from django.db.models import Max

from centre.fleet.enrol_code import code_hash
from centre.fleet.models import EnrolCode
from centre.intake.models import Station
from centre.intake.refuse import Refused
from centre.site.database import writing
from centre.site.keys import OuterKeys, is_signed_by
from contract import wire
from contract.sync import EnrolAnswer, EnrolRequest, NumberBlock, enrol_message

BLOCK = 500
"""Serials a day and epoch. 9999 serials hold 19 blocks; the epoch after those gets a new terminal number instead."""
BLOCKS = 9999 // BLOCK
LARGEST_TERMINAL = 999


def enrol(request: EnrolRequest, keys: OuterKeys, now: datetime) -> EnrolAnswer:
    """Enrol one terminal. Asking again with the same code and key gives the same answer, with the time of now.

    Raises Refused 403 `enrol.code` (unknown, used by another key, too old) or `enrol.signature`; 409 `enrol.full`.
    """
    if len(request.public) != 32 or not is_signed_by(
        request.public, request.signature, enrol_message(request.code, request.public)
    ):
        raise Refused(403, "enrol.signature", "the signature is not of this key", "start the enrolment again")
    no_code = Refused(403, "enrol.code", "the code is unknown, used or too old", "ask the district centre for another")
    with writing():
        code = EnrolCode.objects.select_for_update().filter(code_hash=code_hash(request.code)).first()
        if code is None or now > code.expires_at:
            raise no_code
        if code.used_at is not None:
            if bytes(code.used_by or b"") != request.public:
                raise no_code
            answer = wire.decode(bytes(code.answer or b""), EnrolAnswer)
        else:
            station = _admit(code, request, now)
            answer = _answer(station, keys, now)
            code.used_at, code.used_by, code.answer = now, request.public, wire.encode(answer)
            code.save(update_fields=["used_at", "used_by", "answer"])
    return msgspec.structs.replace(answer, time=now)


def _admit(code: EnrolCode, request: EnrolRequest, now: datetime) -> Station:
    town = code.division[6:9]
    station = (
        Station.objects.select_for_update().filter(station_id=code.station_id).first() if code.station_id else None
    )
    if station is None:
        terminal = _next_terminal(code.district, town)
        station = Station(
            station_id=f"XD-{code.district}-{town}-{terminal}",
            epoch=0,
            district=code.district,
            town=town,
            terminal=terminal,
            last_number=0,
        )
    station.epoch += 1
    if station.last_number + BLOCK > BLOCKS * BLOCK:
        station.terminal, station.last_number = _next_terminal(station.district, station.town), 0
    station.first_number, station.last_number = station.last_number + 1, station.last_number + BLOCK
    station.public, station.name = request.public, request.name[:100].replace("\0", "")
    station.division, station.place_name, station.town_name = code.division, code.place_name, code.town_name
    station.enrolled_at, station.revoked_at = now, None
    station.save()
    return station


def _next_terminal(district: str, town: str) -> str:
    highest = Station.objects.filter(district=district, town=town).aggregate(most=Max("terminal"))["most"]
    number = int(highest or 0) + 1
    if number > LARGEST_TERMINAL:
        raise Refused(409, "enrol.full", "the town has no terminal numbers left", "tell the district centre")
    return f"{number:03d}"


def _answer(station: Station, keys: OuterKeys, now: datetime) -> EnrolAnswer:
    return EnrolAnswer(
        station_id=station.station_id,
        epoch=station.epoch,
        district=station.district,
        town=station.town,
        terminal=station.terminal,
        division=station.division,
        place_name=station.place_name,
        town_name=station.town_name,
        numbers=NumberBlock(first=station.first_number, last=station.last_number),
        keys=keys.public_keys(),
        time=now,
    )
