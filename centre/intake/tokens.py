"""A station proves that it holds its key and gets a short-lived token that needs no table."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from centre.intake.models import Station
from centre.intake.refuse import Refused
from centre.site.keys import OuterKeys, is_signed_by
from contract.sync import TokenAnswer, TokenRequest, token_message

_MAC_BYTES = 32
_CONTEXT = b"XDZ centre token v1\x00"


@dataclass(frozen=True)
class Bearer:
    """Whom a token speaks for."""

    station_id: str
    epoch: int


def give_token(request: TokenRequest, keys: OuterKeys, now: datetime, life_s: int, skew_s: int) -> TokenAnswer:
    """Token for a station that signed `token_message` with its enrolled key.

    Raises Refused 403: unknown or revoked station, other epoch, wrong signature; 401 `token.clock`: a clock off by
    more than `skew_s` (every refusal carries the centre's time, so the station can ask again with it).
    """
    station = Station.objects.filter(station_id=request.station_id[:40].replace("\0", "")).first()
    message = token_message(request.station_id, request.epoch, request.time, request.nonce)
    if station is None or not is_signed_by(bytes(station.public), request.signature, message):
        raise Refused(403, "station.unknown", "no station with this id holds this key", "enrol the station again")
    if station.revoked_at is not None:
        raise Refused(403, "station.revoked", "the station was shut out", "ask the district centre")
    if station.epoch != request.epoch:
        raise Refused(403, "station.epoch", "the station was enrolled anew since", "stop this copy of the station")
    if abs((now - request.time).total_seconds()) > skew_s:
        raise Refused(401, "token.clock", "the station's clock differs too much", "ask again with the time given here")
    if not 8 <= len(request.nonce) <= 64:
        raise Refused(400, "token.nonce", "the nonce has not 8 to 64 bytes", "draw a nonce of 16 bytes")
    expires_at = now + timedelta(seconds=life_s)
    return TokenAnswer(
        token=_seal(station.station_id, station.epoch, expires_at, keys), expires_at=expires_at, time=now
    )


def read_token(token: str, keys: OuterKeys, now: datetime) -> Bearer:
    """Whom the token was given to. Raises Refused 401 `token.invalid` or `token.expired`."""
    ask_again = "ask for a new token"
    try:
        raw = urlsafe_b64decode(token.encode("ascii"))
        body, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
        if not hmac.compare_digest(mac, _mac(body, keys)):
            raise ValueError
        station_id, epoch, expires = body.decode().split("\x00")
    except ValueError:
        raise Refused(401, "token.invalid", "the token is not one of this centre", ask_again) from None
    if now.timestamp() > int(expires):
        raise Refused(401, "token.expired", "the token is too old", ask_again)
    return Bearer(station_id, int(epoch))


def admitted(bearer: Bearer) -> Station:
    """The station as it is now: a revocation counts at once, not when the token ends. Raises Refused 401."""
    station = Station.objects.filter(station_id=bearer.station_id).first()
    if station is None or station.revoked_at is not None or station.epoch != bearer.epoch:
        raise Refused(401, "station.revoked", "the station was shut out or enrolled anew", "ask for a new token")
    return station


def _mac(body: bytes, keys: OuterKeys) -> bytes:
    return hmac.new(keys.token, _CONTEXT + body, hashlib.sha256).digest()


def _seal(station_id: str, epoch: int, expires_at: datetime, keys: OuterKeys) -> str:
    body = f"{station_id}\x00{epoch}\x00{int(expires_at.timestamp())}".encode()
    return urlsafe_b64encode(body + _mac(body, keys)).decode("ascii")
