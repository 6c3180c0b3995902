"""What the outer zone keeps: stations, sealed bytes in custody, what does not fit, and the lines of the status feed."""

from django.db import models


class Station(models.Model):
    """One terminal and its present key. A terminal that is set up anew keeps its id and gets the next epoch."""

    station_id = models.CharField(max_length=40, primary_key=True)
    epoch = models.IntegerField()
    public = models.BinaryField(max_length=32)
    name = models.CharField(max_length=100)
    district = models.CharField(max_length=6)
    town = models.CharField(max_length=3)
    terminal = models.CharField(max_length=3)
    division = models.CharField(max_length=12)
    place_name = models.CharField(max_length=100)
    town_name = models.CharField(max_length=100)
    first_number = models.IntegerField()
    last_number = models.IntegerField()
    enrolled_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    feed_cursor = models.BigIntegerField(default=0)
    """Last line of this station's feed; raised under its row lock, so lines appear in the order of their numbers."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "town", "terminal"], name="station_number_once"),
        ]


class Custody(models.Model):
    """One sealed submission, kept as it came. The unique identity is the promise that nothing arrives twice."""

    station_id = models.CharField(max_length=40)
    epoch = models.IntegerField()
    submission_id = models.CharField(max_length=64)
    digest = models.BinaryField(max_length=32)
    """SHA-256 of the whole envelope file."""
    provisional_number = models.CharField(max_length=40, db_index=True)
    priority = models.SmallIntegerField()
    envelope = models.BinaryField()
    batch_sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    """When the inner zone took it over."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["station_id", "epoch", "submission_id"], name="custody_identity"),
        ]
        indexes = [
            models.Index(
                fields=["-priority", "id"], name="custody_unopened", condition=models.Q(opened_at__isnull=True)
            ),
        ]


class Quarantine(models.Model):
    """An envelope that claims an identity it may not have: same id with other content, or another station's name."""

    sent_by = models.CharField(max_length=40)
    station_id = models.CharField(max_length=40)
    epoch = models.IntegerField()
    submission_id = models.CharField(max_length=64)
    digest = models.BinaryField(max_length=32)
    reason = models.CharField(max_length=20)
    envelope = models.BinaryField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sent_by", "station_id", "epoch", "submission_id", "digest"], name="quarantine_once"
            ),
        ]


class DamagedCount(models.Model):
    """How often a station sent bytes that fit no envelope. One row a station and no bytes: it cannot grow."""

    station_id = models.CharField(max_length=40, primary_key=True)
    times = models.BigIntegerField()
    last_at = models.DateTimeField()


class StatusLine(models.Model):
    """One line of a station's status feed; no personal text."""

    station_id = models.CharField(max_length=40)
    cursor = models.BigIntegerField()
    submission_id = models.CharField(max_length=64)
    provisional_number = models.CharField(max_length=40)
    case_number = models.CharField(max_length=50)
    state = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["station_id", "cursor"], name="status_line_order")]
