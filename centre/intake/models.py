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
    machine = models.BinaryField(max_length=32, default=b"")
    """What tells its computer from others; empty until it was told."""
    link_now = models.BinaryField(max_length=16, default=b"")
    """The link given with the last token: only the one holder of this identity can come with it."""
    link_before = models.BinaryField(max_length=16, default=b"")
    """The link that came in exchange for it: the answer may have been lost."""
    renewed_at = models.DateTimeField(null=True)
    renewed_from = models.BinaryField(max_length=64, default=b"")
    """The link that came with the wish which got a new epoch: the same wish gets the same answer again."""

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


class OldKey(models.Model):
    """The key of an earlier epoch: whoever still holds it may hand over what waits there, and nothing else."""

    station_id = models.CharField(max_length=40)
    epoch = models.IntegerField()
    public = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["station_id", "epoch"], name="old_key_once")]


class CopySeen(models.Model):
    """A second holder of a station's identity: an alarm for the fleet, counted."""

    station_id = models.CharField(max_length=40)
    epoch = models.IntegerField()
    machine = models.BinaryField(max_length=32)
    reason = models.CharField(max_length=20)
    """`machine`: another computer; `link`: an older state; `epoch`: an identity that was given up."""
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.BigIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["station_id", "epoch", "machine", "reason"], name="copy_once")]


class Chunk(models.Model):
    """A sealed piece of a scan that is durable in the chunk store."""

    name = models.CharField(max_length=64, primary_key=True)
    """SHA-256 of its bytes, lower-case hex."""
    size = models.IntegerField()
    station_id = models.CharField(max_length=40)
    """Who sent it first."""
    stored_at = models.DateTimeField()
    pack = models.CharField(max_length=64, default="")
    """The file of the store it lies in, with what came in the same upload; empty: in a file of its own."""
    at = models.BigIntegerField(default=0)
    """Where in that file it starts."""
    is_named = models.BooleanField(default=False)
    """An envelope in custody names it, so far as somebody looked: it is kept."""

    class Meta:
        indexes = [
            models.Index(fields=["stored_at"], name="chunk_unnamed", condition=models.Q(is_named=False)),
            models.Index(fields=["pack"], name="chunk_pack"),
        ]


class Blob(models.Model):
    """A file that news offers to stations: a content package, the software."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    added_at = models.DateTimeField()


class NewsLine(models.Model):
    """The present line of news of an audience, a kind and a key; a newer one takes its place and a higher cursor."""

    audience = models.CharField(max_length=40)
    """A station's id; `town NNN`; empty: everybody."""
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    cursor = models.BigIntegerField(unique=True)
    content = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audience", "kind", "key"], name="news_line_once")]
        indexes = [models.Index(fields=["audience", "cursor"], name="news_reading")]


class NewsCounter(models.Model):
    """One row: the last cursor of news. Its lock makes lines appear in the order of their cursors."""

    id = models.SmallIntegerField(primary_key=True)
    last = models.BigIntegerField()


class InquiryWaiting(models.Model):
    """A sealed question to a register and, once the inner zone gave it, the sealed answer. Gone when it was fetched."""

    inquiry_id = models.CharField(max_length=64, primary_key=True)
    station_id = models.CharField(max_length=40)
    key_id = models.CharField(max_length=40)
    suite = models.IntegerField()
    sealed = models.BinaryField()
    asked_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    """When an answerer of the inner zone took it."""
    reply = models.BinaryField(null=True)
