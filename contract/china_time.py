"""The one time zone of the district: China has no summer time, and a fixed offset needs no zone files."""

from datetime import timedelta, timezone

CHINA = timezone(timedelta(hours=8))
