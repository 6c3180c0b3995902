"""The one-way hand-over to the inner zone: what is not opened yet, in the order it should be."""

import threading
from datetime import datetime

from django.db import connection
from django.db.models import BinaryField
from django.db.models.functions import Substr

from centre.intake.models import Custody
from contract.envelope import HEADER_LIMIT

HEAD = Substr("envelope", 1, HEADER_LIMIT + 64, output_field=BinaryField())
"""As much of an envelope as always holds its header."""
arrived = threading.Event()
"""Set after a batch is stored, so that an opener in the same process need not wait for its next look."""


def next_unopened(most: int) -> list[Custody]:
    """Rows to open: green channel first, then as they came. On PostgreSQL rows another opener holds are passed over."""
    rows = Custody.objects.filter(opened_at__isnull=True).order_by("-priority", "id")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    return list(rows[:most])


def mark_opened(row: Custody, at: datetime) -> None:
    Custody.objects.filter(pk=row.pk).update(opened_at=at)


def custody_of(station_id: str, epoch: int, submission_id: str) -> Custody | None:
    """The sealed file as it came, for opening it again after a key was put back."""
    return Custody.objects.filter(station_id=station_id, epoch=epoch, submission_id=submission_id).first()


def times_received(submission_id: str) -> int:
    """How many envelopes the centre keeps under a submission id, whichever station or epoch named it."""
    return Custody.objects.filter(submission_id=submission_id).count()
