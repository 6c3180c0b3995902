"""What stations say about themselves: kept as it stands, and answered by more numbers where they grow few."""

from datetime import datetime

from centre.fleet.blocks import FEW_LEFT, give_another
from centre.fleet.models import StationHealth
from centre.intake.models import Station
from centre.intake.tokens import Bearer
from centre.site.database import writing
from contract.sync import HealthReport, Standing

ALARMS_KEPT = 100
_LARGEST = 2**31 - 1


def keep_health(bearer: Bearer, report: HealthReport, now: datetime) -> None:
    """The newest report replaces the one before; texts are cut to what a page can show."""
    alarms = [
        {
            "code": _text(alarm.code, 60),
            "happened": _text(alarm.happened, 300),
            "since": alarm.since.isoformat(),
            "submission_id": _text(alarm.submission_id, 64),
        }
        for alarm in report.alarms[:ALARMS_KEPT]
    ]
    values = {
        "at": _believable(report.at, now),
        "heard_at": now,
        "software": _text(report.software, 40),
        "pending": _count(report.pending),
        "oldest_pending_at": _believable(report.oldest_pending_at, now) if report.oldest_pending_at else None,
        "free_bytes": max(0, min(report.free_bytes, 2**62)),
        "numbers_left": _count(report.numbers_left),
        "alarms": alarms,
    }
    with writing():
        StationHealth.objects.update_or_create(station_id=bearer.station_id, defaults=values)
        station = Station.objects.select_for_update().get(station_id=bearer.station_id)
        Station.objects.filter(pk=station.pk).update(heard_at=now)
        if bearer.standing is Standing.GOOD and bearer.epoch == station.epoch and report.numbers_left < FEW_LEFT:
            give_another(station, now)


def _believable(told: datetime, now: datetime) -> datetime:
    """A clock may be years off; what no column holds becomes now."""
    try:
        utc = told.astimezone(now.tzinfo)
    except (OverflowError, ValueError):
        return now
    return utc if 1970 <= utc.year <= 9000 else now


def _count(number: int) -> int:
    return max(0, min(number, _LARGEST))


def _text(text: str, size: int) -> str:
    return text.replace("\0", "")[:size]
