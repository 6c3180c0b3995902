"""Blocks of provisional numbers: 500 serials a day each, given to one epoch of one terminal and never again."""

from datetime import datetime

from django.db.models import Max

from centre.fleet.models import GivenBlock
from centre.intake.models import Station
from centre.intake.news import publish
from centre.intake.refuse import Refused
from contract import wire
from contract.news import NewsKind, NumberBlocks
from contract.sync import NumberBlock

BLOCK = 500
"""Serials a day. 9999 serials hold 19 blocks; the epoch after those gets a new terminal number instead."""
BLOCKS = 9999 // BLOCK
LARGEST_TERMINAL = 999
FEW_LEFT = 100
"""Numbers of a day at which a station gets a block more."""


def give_block(station: Station, now: datetime) -> None:
    """The next block for the station's present epoch; a new terminal number when this one has none left.

    The caller holds the row's lock and saves it. Raises Refused 409 `enrol.full`.
    """
    if station.last_number + BLOCK > BLOCKS * BLOCK:
        station.terminal, station.last_number = next_terminal(station.district, station.town), 0
    station.first_number, station.last_number = station.last_number + 1, station.last_number + BLOCK
    _keep(station, now)


def give_another(station: Station, now: datetime) -> bool:
    """A further block of the same epoch, told by the news; False: the terminal has no numbers left.

    The caller holds the row's lock.
    """
    if station.last_number + BLOCK > BLOCKS * BLOCK:
        return False
    station.first_number, station.last_number = station.last_number + 1, station.last_number + BLOCK
    station.save(update_fields=["first_number", "last_number"])
    _keep(station, now)
    given = GivenBlock.objects.filter(station_id=station.station_id, epoch=station.epoch, terminal=station.terminal)
    blocks = tuple(NumberBlock(first=each.first, last=each.last) for each in given.order_by("first"))
    content = wire.encode(NumberBlocks(epoch=station.epoch, blocks=blocks))
    publish(station.station_id, NewsKind.NUMBERS, "", content, now)
    return True


def next_terminal(district: str, town: str) -> str:
    """Raises Refused 409 `enrol.full`."""
    highest = Station.objects.filter(district=district, town=town).aggregate(most=Max("terminal"))["most"]
    number = int(highest or 0) + 1
    if number > LARGEST_TERMINAL:
        raise Refused(409, "enrol.full", "the town has no terminal numbers left", "tell the district centre")
    return f"{number:03d}"


def _keep(station: Station, now: datetime) -> None:
    GivenBlock.objects.create(
        station_id=station.station_id,
        epoch=station.epoch,
        town=station.town,
        terminal=station.terminal,
        first=station.first_number,
        last=station.last_number,
        given_at=now,
    )
