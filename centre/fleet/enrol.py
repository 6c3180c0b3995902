"""Admit a terminal that holds a one-time code and proves its key: an id, an epoch, a number block, the keys."""

from datetime import datetime

import msgspec

from centre.fleet.blocks import give_block, next_terminal
from centre.fleet.enrol_code import code_hash
from centre.fleet.models import EnrolCode
from centre.intake.models import OldKey, Station
from centre.intake.refuse import Refused
from centre.site.database import writing
from centre.site.keys import OuterKeys, is_signed_by
from contract import wire
from contract.sync import EnrolAnswer, EnrolRequest, NumberBlock, enrol_message


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
            answer = answer_of(station, keys, now)
            code.used_at, code.used_by, code.answer = now, request.public, wire.encode(answer)
            code.save(update_fields=["used_at", "used_by", "answer"])
    return msgspec.structs.replace(answer, time=now)


def _admit(code: EnrolCode, request: EnrolRequest, now: datetime) -> Station:
    town = code.division[6:9]
    station = (
        Station.objects.select_for_update().filter(station_id=code.station_id).first() if code.station_id else None
    )
    if station is None:
        terminal = next_terminal(code.district, town)
        station = Station(
            station_id=f"XD-{code.district}-{town}-{terminal}",
            epoch=0,
            district=code.district,
            town=town,
            terminal=terminal,
            last_number=0,
        )
    next_epoch(station)
    give_block(station, now)
    station.public, station.name = request.public, request.name[:100].replace("\0", "")
    station.division, station.place_name, station.town_name = code.division, code.place_name, code.town_name
    station.enrolled_at, station.revoked_at = now, None
    station.machine = request.machine if len(request.machine) == 32 else b""
    station.link_now = station.link_before = station.renewed_from = b""
    station.renewed_at = None
    station.save()
    return station


def next_epoch(station: Station) -> None:
    """The key of the epoch that ends is kept, unless the station was shut out: who was may not come back by it."""
    if station.epoch and station.revoked_at is None:
        OldKey.objects.get_or_create(
            station_id=station.station_id, epoch=station.epoch, defaults={"public": station.public}
        )
    station.epoch += 1


def shut_out(station_id: str, now: datetime) -> bool:
    """Revoke a station and forget its older keys; counts at once, also for tokens that were given. False: unknown."""
    with writing():
        OldKey.objects.filter(station_id=station_id).delete()
        return bool(Station.objects.filter(station_id=station_id).update(revoked_at=now))


def answer_of(station: Station, keys: OuterKeys, now: datetime) -> EnrolAnswer:
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
