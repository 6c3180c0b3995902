"""A case, its evidence trail and its ratings. Personal columns are encrypted; what is searched is a keyed hash."""

from django.db import models

from contract.case import CaseState


class Checked(models.TextChoices):
    """What the centre's own check of the answers said. Never a refusal."""

    GOOD = "good"
    LOOK = "look"
    """Something differs: 请看图确认."""
    UNKNOWN = "unknown"
    """Not checked, because the form or its version is not here."""


class JointMatter(models.Model):
    """一件事: the parent of several cases that were handed in as one. Decided is each child; the parent is its sum."""

    station_id = models.CharField(max_length=40)
    epoch = models.IntegerField()
    submission_id = models.CharField(max_length=64)
    provisional_number = models.CharField(max_length=40, db_index=True)
    theme = models.CharField(max_length=100)

    cases: "models.Manager[Case]"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["station_id", "epoch", "submission_id"], name="joint_opened_once"),
        ]


class Case(models.Model):
    """One 办件. Opened once for each submission, or each child of one, whatever happened to it on its way."""

    case_number = models.CharField(max_length=50, unique=True)
    station_id = models.CharField(max_length=40)
    epoch = models.IntegerField()
    submission_id = models.CharField(max_length=64, db_index=True)
    provisional_number = models.CharField(max_length=40, db_index=True)
    town = models.CharField(max_length=3)
    item_code = models.CharField(max_length=50)
    item_name = models.CharField(max_length=200)
    form_id = models.CharField(max_length=20)
    form_version = models.IntegerField()
    priority = models.SmallIntegerField()
    state = models.CharField(max_length=20, choices=[(state.value, state.name) for state in CaseState])
    problem = models.CharField(max_length=40)
    """Why a person is needed (`staff-problem-…`); empty: opened and read."""
    handed_in_at = models.DateTimeField()
    """When the resident handed in: the day clock starts here, not when the bytes arrived."""
    arrived_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    """Since when the clock stands still."""
    checked = models.CharField(max_length=10, choices=Checked.choices)
    faults = models.JSONField(default=list)
    """[field, code] of each thing the check found; no values."""
    confirmed = models.JSONField(default=list)
    """Fields that an officer looked at and found right."""
    surname_sealed = models.BinaryField(null=True)
    application_sealed = models.BinaryField(null=True)
    """The whole application, canonical CBOR of the contract type, encrypted."""
    number_hash = models.BinaryField(max_length=32, null=True, db_index=True)
    name_hash = models.BinaryField(max_length=32, null=True, db_index=True)

    joint = models.ForeignKey(JointMatter, on_delete=models.PROTECT, related_name="cases", null=True)
    """The parent, for a child of a joint matter."""

    events: "models.Manager[Event]"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["station_id", "epoch", "submission_id"], name="case_opened_once"),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="case_queue")]


class Event(models.Model):
    """One line of the evidence trail: what happened to a case, when, by whom."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    kind = models.CharField(max_length=30)
    """Words of each: `staff-event-…`."""
    account = models.CharField(max_length=60)
    """Empty: the centre or the station itself."""
    facts = models.JSONField(default=dict)
    """Nothing personal."""
    note_sealed = models.BinaryField(null=True)
    """What was written to the resident, encrypted."""


class RatingGiven(models.Model):
    """好差评 of one submission. May arrive before its case, so it points at the submission, not at the case."""

    submission_id = models.CharField(max_length=64, unique=True)
    of_submission = models.CharField(max_length=64, db_index=True)
    satisfaction_code = models.CharField(max_length=1)
    """National code, 1 is best."""
    reasons = models.JSONField(default=list)
    rated_at = models.DateTimeField()


class DayCounter(models.Model):
    """Serial of the last case number of an item and day."""

    prefix = models.CharField(max_length=46, primary_key=True)
    last = models.IntegerField()
