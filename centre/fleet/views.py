"""The addresses where a terminal enrols, asks for a token and says how it is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from centre.fleet.enrol import enrol as admit
from centre.fleet.health import keep_health
from centre.fleet.standing import give_token
from centre.intake import clock
from centre.intake.door import SMALL_REQUEST, bearer_of, body_of, door, outer_keys, pressure, struct_of
from centre.intake.tokens import admitted
from contract.sync import EnrolRequest, HealthAnswer, HealthReport, TokenRequest

HEALTH_REQUEST = 256 * 1024
HEALTH_BURST, HEALTH_PER_S = 20, 0.05


@door("POST")
def enrol(request: HttpRequest) -> Any:
    tries = settings.ENROL_TRIES_PER_MINUTE
    pressure().spend(f"enrol {request.META.get('REMOTE_ADDR')}", tries, tries / 60)
    asked = struct_of(body_of(request, SMALL_REQUEST), EnrolRequest, SMALL_REQUEST)
    return admit(asked, outer_keys(), clock.now())


@door("POST")
def token(request: HttpRequest) -> Any:
    asked = struct_of(body_of(request, SMALL_REQUEST), TokenRequest, SMALL_REQUEST)
    # Behind a proxy or a carrier many stations share an address, and a stranger may know a station's name: so both.
    subject = f"token {request.META.get('REMOTE_ADDR')} {asked.station_id[:40]}"
    pressure().spend(subject, settings.TOKEN_BURST, settings.TOKENS_PER_S)
    with pressure().place():
        return give_token(
            asked, outer_keys(), clock.now(), settings.TOKEN_LIFE_S, settings.CLOCK_SKEW_S, settings.LIMITS
        )


@door("POST")
def health(request: HttpRequest) -> Any:
    bearer = bearer_of(request)
    pressure().spend(f"health {bearer.station_id}", HEALTH_BURST, HEALTH_PER_S)
    with pressure().place():
        admitted(bearer)
        report = struct_of(body_of(request, HEALTH_REQUEST), HealthReport, HEALTH_REQUEST)
        now = clock.now()
        keep_health(bearer, report, now)
    return HealthAnswer(time=now)
