"""Who asks for a token, and whether it is the only one with this identity (docs/sync-protocol.md §3 and §4)."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.db.models import F

from centre.fleet.blocks import BLOCK, BLOCKS, give_block
from centre.fleet.enrol import answer_of, next_epoch
from centre.intake.models import CopySeen, OldKey, Station
from centre.intake.refuse import Refused
from centre.intake.tokens import Bearer, seal_token
from centre.site.database import writing
from centre.site.keys import OuterKeys, is_signed_by
from contract.sync import EnrolAnswer, Limits, Standing, TokenAnswer, TokenRequest, token_message

LINK_BYTES = 16
RENEWED_AGAIN_AFTER = timedelta(hours=24)
LARGEST_EPOCH = 2**31 - 1
_DIGEST = 32
_LINK_CONTEXT = b"XDZ link v1\x00"


def give_token(
    request: TokenRequest, keys: OuterKeys, now: datetime, life_s: int, skew_s: int, limits: Limits
) -> TokenAnswer:
    """Token for a station that signed `token_message` with its key, with the centre's view of its standing.

    Raises Refused 403: unknown or revoked station, wrong signature; 401 `token.clock`: a clock off by more than
    `skew_s` (every refusal carries the centre's time, so the station can ask again with it).
    """
    station_id = request.station_id[:40].replace("\0", "")
    if not 8 <= len(request.nonce) <= 64 or len(request.link) > 64 or len(request.machine) not in (0, _DIGEST):
        raise Refused(400, "token.nonce", "nonce, link or machine has a wrong length", "see docs/sync-protocol.md")
    _refuse_stranger(request, station_id, now, skew_s)
    with writing():
        station = Station.objects.select_for_update().get(station_id=station_id)
        standing, renewed = _judge(station, request, keys, now)
        link = station.link_now if standing is Standing.GOOD and _tells(request) else b""
    bearer = Bearer(station_id, renewed.epoch if renewed is not None else request.epoch, standing)
    expires_at = now + timedelta(seconds=life_s)
    return TokenAnswer(
        token=seal_token(bearer, expires_at, keys),
        expires_at=expires_at,
        time=now,
        link=bytes(link),
        standing=standing,
        renewed=renewed,
        limits=limits,
    )


def _refuse_stranger(request: TokenRequest, station_id: str, now: datetime, skew_s: int) -> None:
    """Before anything is locked or written."""
    station = Station.objects.filter(station_id=station_id).first()
    unknown = Refused(403, "station.unknown", "no station with this id holds this key", "enrol the station again")
    if station is None:
        raise unknown
    message = token_message(
        request.station_id, request.epoch, request.time, request.nonce, request.link, request.machine
    )
    publics = [bytes(station.public)]
    if request.epoch < station.epoch:
        old = OldKey.objects.filter(station_id=station_id, epoch=request.epoch)
        publics += [bytes(public) for public in old.values_list("public", flat=True)]
    if not 0 < request.epoch <= LARGEST_EPOCH or not any(
        is_signed_by(public, request.signature, message) for public in publics
    ):
        raise unknown
    if station.revoked_at is not None:
        raise Refused(403, "station.revoked", "the station was shut out", "ask the district centre")
    if abs((now - request.time).total_seconds()) > skew_s:
        raise Refused(401, "token.clock", "the station's clock differs too much", "ask again with the time given here")


def _tells(request: TokenRequest) -> bool:
    """Whether the station's software knows of links at all."""
    return bool(request.link or request.machine)


def _judge(
    station: Station, request: TokenRequest, keys: OuterKeys, now: datetime
) -> tuple[Standing, EnrolAnswer | None]:
    """Under the station's row lock. Changes the row by what it finds; where no link is known, any is believed."""
    machine, link = bytes(station.machine), request.link
    if request.epoch > station.epoch:
        # Only this centre gives epochs, and the key is right: a restored backup of ours does not know of it yet.
        _adopt_epoch(station, request.epoch)
    if request.epoch < station.epoch:
        lost_answer = (
            station.renewed_at is not None
            and request.epoch == station.epoch - 1
            and request.machine == machine
            and bytes(station.renewed_from) == _wish(request)
            and bytes(station.link_before) == link
        )
        if lost_answer:
            return Standing.GOOD, answer_of(station, keys, now)
        return _copied(station, request, "epoch", now)
    if not _tells(request):
        return Standing.GOOD, None
    if not machine:
        station.machine = machine = request.machine
    if request.machine and request.machine != machine:
        return _copied(station, request, "machine", now)
    if not station.link_now or link == bytes(station.link_now):
        station.link_before, station.link_now = link, _next_link(request, keys)
    elif link == bytes(station.link_before):
        station.link_now = _next_link(request, keys)
    elif station.renewed_at is not None and now - station.renewed_at < RENEWED_AGAIN_AFTER:
        return _copied(station, request, "link", now)
    else:
        return _renew(station, request, keys, now)
    station.save(update_fields=["machine", "link_now", "link_before"])
    return Standing.GOOD, None


def _renew(
    station: Station, request: TokenRequest, keys: OuterKeys, now: datetime
) -> tuple[Standing, EnrolAnswer | None]:
    """An older state of the same machine: a new epoch, so that no number is given twice."""
    next_epoch(station)
    give_block(station, now)
    station.renewed_at, station.renewed_from = now, _wish(request)
    station.link_before, station.link_now = request.link, _next_link(request, keys)
    station.save()
    return Standing.GOOD, answer_of(station, keys, now)


def _next_link(request: TokenRequest, keys: OuterKeys) -> bytes:
    """Not to be guessed, and the same for the same request: one that a line repeated must not outdate its answer."""
    said = f"{request.station_id}\x00{request.epoch}\x00".encode() + request.link + b"\x00" + request.nonce
    return hmac.new(keys.token, b"XDZ centre link v1\x00" + said, hashlib.sha256).digest()[:LINK_BYTES]


def _wish(request: TokenRequest) -> bytes:
    """What a lost answer is recognised by when the station asks again: the epoch and link it came with."""
    return f"{request.epoch} ".encode() + request.link


def _new_link(request: TokenRequest, keys: OuterKeys) -> bytes:
    """From the request and a secret: what a line repeats gets the same link and is no second holder."""
    return hmac.new(keys.token, _LINK_CONTEXT + request.signature, hashlib.sha256).digest()[:LINK_BYTES]


def _copied(station: Station, request: TokenRequest, reason: str, now: datetime) -> tuple[Standing, EnrolAnswer | None]:
    seen, new = CopySeen.objects.get_or_create(
        station_id=station.station_id,
        epoch=request.epoch,
        machine=request.machine,
        reason=reason,
        defaults={"first_at": now, "last_at": now},
    )
    if not new:
        CopySeen.objects.filter(pk=seen.pk).update(times=F("times") + 1, last_at=now)
    return Standing.COPIED, None


def _adopt_epoch(station: Station, epoch: int) -> None:
    """A block for each epoch between is taken as given, since nobody here remembers."""
    missing = min(epoch - station.epoch, BLOCKS)
    station.last_number = min(station.last_number + missing * BLOCK, BLOCKS * BLOCK)
    station.epoch = epoch
    station.link_now = station.link_before = b""
    station.save(update_fields=["epoch", "last_number", "link_now", "link_before"])
