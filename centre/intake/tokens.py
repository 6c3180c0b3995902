"""Short-lived tokens that need no table: whom one speaks for, and what it is good for."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from centre.intake.models import Station
from centre.intake.refuse import Refused
from centre.intake.statements import statement
from centre.site.keys import OuterKeys
from contract.sync import Standing

_MAC_BYTES = 32
_CONTEXT = b"XDZ centre token v2\x00"


@dataclass(frozen=True)
class Bearer:
    """Whom a token speaks for. COPIED: good for handing over what waits, and for nothing else."""

    station_id: str
    epoch: int
    standing: Standing = Standing.GOOD
    carried: bool = False
    """By a courier, who may come after the station was shut out: residents handed in there."""


def seal_token(bearer: Bearer, expires_at: datetime, keys: OuterKeys) -> str:
    parts = (bearer.station_id, str(bearer.epoch), bearer.standing.value, str(int(expires_at.timestamp())))
    body = "\x00".join(parts).encode()
    return urlsafe_b64encode(body + _mac(body, keys)).decode("ascii")


def read_token(token: str, keys: OuterKeys, now: datetime) -> Bearer:
    """Whom the token was given to. Raises Refused 401 `token.invalid` or `token.expired`."""
    ask_again = "ask for a new token"
    try:
        raw = urlsafe_b64decode(token.encode("ascii"))
        body, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
        if not hmac.compare_digest(mac, _mac(body, keys)):
            raise ValueError
        station_id, epoch, standing, expires = body.decode().split("\x00")
        bearer = Bearer(station_id, int(epoch), Standing(standing))
    except ValueError:
        raise Refused(401, "token.invalid", "the token is not one of this centre", ask_again) from None
    if now.timestamp() > int(expires):
        raise Refused(401, "token.expired", "the token is too old", ask_again)
    return bearer


def admitted(bearer: Bearer) -> Station:
    """The station as it is now: a revocation counts at once, not when the token ends.

    A station that was enrolled anew since still hands over what it held under the older epoch. Raises Refused 401.
    """
    station = Station.objects.filter(station_id=bearer.station_id).first()
    if station is None or station.revoked_at is not None or station.epoch < bearer.epoch:
        raise shut_out()
    return station


def let_in(bearer: Bearer) -> None:
    """As `admitted`, for a door that needs to know no more: it is asked with each megabyte. Raises Refused 401."""
    with connection.cursor() as cursor:
        cursor.execute(statement("admitted"), [bearer.station_id, bearer.epoch, bearer.carried])
        if cursor.fetchone() is None:
            raise shut_out()


def shut_out() -> Refused:
    return Refused(401, "station.revoked", "the station was shut out or enrolled anew", "ask for a new token")


def in_good_standing(bearer: Bearer) -> Station:
    """For what a copy may not have: feeds, news, files. Raises Refused 403 `station.copied`."""
    station = admitted(bearer)
    if bearer.standing is not Standing.GOOD:
        raise Refused(403, "station.copied", "another machine has this station's identity", "enrol this one again")
    return station


def _mac(body: bytes, keys: OuterKeys) -> bytes:
    return hmac.new(keys.token, _CONTEXT + body, hashlib.sha256).digest()
