"""After the database came back from a backup: stations send again what was signed since, and no number comes twice."""

from datetime import datetime, timedelta

from centre.fleet.blocks import BLOCK, BLOCKS
from centre.intake.models import Station
from centre.intake.news import EVERYBODY, publish
from centre.site.database import writing
from contract import wire
from contract.news import NewsKind, Recall

EARLIER = timedelta(minutes=10)
"""A station's clock may be off by this much when it compares."""
BLOCKS_SKIPPED = 2
"""What may have been given to a station since the backup and is not known any more."""


def after_restore(since: datetime, now: datetime) -> int:
    """Publish the recall, forget links (the stations' are newer), skip numbers; gives how many stations there are."""
    with writing():
        publish(EVERYBODY, NewsKind.RECALL, "", wire.encode(Recall(since=since - EARLIER)), now)
        for station in Station.objects.select_for_update().order_by("pk"):
            station.link_now = station.link_before = b""
            station.last_number = min(station.last_number + BLOCKS_SKIPPED * BLOCK, BLOCKS * BLOCK)
            station.save(update_fields=["link_now", "link_before", "last_number"])
        return Station.objects.count()
