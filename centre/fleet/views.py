"""The address where a terminal enrols."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from centre.fleet.enrol import enrol as admit
from centre.intake import clock
from centre.intake.views import SMALL_REQUEST, body_of, door, outer_keys, pressure, struct_of
from contract.sync import EnrolRequest


@door("POST")
def enrol(request: HttpRequest) -> Any:
    tries = settings.ENROL_TRIES_PER_MINUTE
    pressure().spend(f"enrol {request.META.get('REMOTE_ADDR')}", tries, tries / 60)
    asked = struct_of(body_of(request, SMALL_REQUEST), EnrolRequest, SMALL_REQUEST)
    return admit(asked, outer_keys(), clock.now())
