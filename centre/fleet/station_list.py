"""Every station with what it last said of itself and what was seen of copies of it."""

from collections import defaultdict

from centre.fleet.models import StationHealth
from centre.intake.models import CopySeen, Station


def stations_told() -> list[dict]:
    """By id. `alarms`: codes that stand now; `copies`: why and how often another holder of its identity was seen."""
    health = {each.station_id: each for each in StationHealth.objects.all()}
    copies: defaultdict[str, list[dict]] = defaultdict(list)
    for seen in CopySeen.objects.order_by("id"):
        copies[seen.station_id].append(
            {"epoch": seen.epoch, "reason": seen.reason, "times": seen.times, "last_at": seen.last_at.isoformat()}
        )
    told = []
    for station in Station.objects.order_by("station_id"):
        last = health.get(station.station_id)
        told.append(
            {
                "station_id": station.station_id,
                "epoch": station.epoch,
                "place_name": station.place_name,
                "revoked": station.revoked_at is not None,
                "heard_at": last.heard_at.isoformat() if last else None,
                "software": last.software if last else None,
                "pending": last.pending if last else None,
                "alarms": [alarm["code"] for alarm in last.alarms] if last else [],
                "copies": copies[station.station_id],
            }
        )
    return told
