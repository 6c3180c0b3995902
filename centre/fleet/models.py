"""One-time codes that let a terminal enrol (only their hashes), the numbers that were given, and how stations are."""

from django.db import models


class EnrolCode(models.Model):
    """A place for one terminal, until somebody types the code there."""

    code_hash = models.BinaryField(max_length=32, unique=True)
    district = models.CharField(max_length=6)
    division = models.CharField(max_length=12)
    place_name = models.CharField(max_length=100)
    town_name = models.CharField(max_length=100)
    station_id = models.CharField(max_length=40)
    """Empty: a new station. Otherwise the one that is set up anew and gets its next epoch."""
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.BinaryField(max_length=32, null=True)
    """Public key that used it: the same terminal may ask again when the answer was lost."""
    answer = models.BinaryField(null=True)
    """What that terminal was told, so that asking again gets the same answer."""


class GivenBlock(models.Model):
    """A block of provisional numbers of a terminal, given to one epoch for good."""

    station_id = models.CharField(max_length=40)
    epoch = models.IntegerField()
    town = models.CharField(max_length=3)
    terminal = models.CharField(max_length=3)
    first = models.IntegerField()
    last = models.IntegerField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["town", "terminal", "first", "station_id"], name="block_once")]


class StationHealth(models.Model):
    """The last word of a station about itself."""

    station_id = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
    """By the station's own clock."""
    heard_at = models.DateTimeField()
    software = models.CharField(max_length=40)
    pending = models.IntegerField()
    oldest_pending_at = models.DateTimeField(null=True)
    free_bytes = models.BigIntegerField()
    numbers_left = models.IntegerField()
    alarms = models.JSONField(default=list)
    """`{"code", "happened", "since", "submission_id"}` of each that stands now."""
