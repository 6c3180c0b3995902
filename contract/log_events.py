"""Log events are a vocabulary; a person cannot get into it (STYLE rule 13).

Each event names the facts it may carry; anything else is dropped by `only_declared_facts`, and tests fail on it.
"""

from collections.abc import MutableMapping
from enum import StrEnum
from typing import Any

FRAME = frozenset({"event", "level", "timestamp", "process", "code", "happened", "remedy"})


class LogEvent(StrEnum):
    STATION_STARTED = "station_started"
    STATION_STOPPED = "station_stopped"
    VISIT_STARTED = "visit_started"
    VISIT_ENDED = "visit_ended"
    LATE_ANSWER_DROPPED = "late_answer_dropped"
    WORKER_STARTED = "worker_started"
    WORKER_ENDED = "worker_ended"
    WORKER_KILLED = "worker_killed"
    DEVICE_STATE = "device_state"
    CARD_READ_DONE = "card_read_done"
    CARD_READ_FAILED = "card_read_failed"
    CODE_SCANNED = "code_scanned"
    DOOR_MOVED = "door_moved"
    SPEECH_ENDED = "speech_ended"
    RECEIPT_PRINTED = "receipt_printed"
    RECEIPT_NOT_PRINTED = "receipt_not_printed"
    SUBMISSION_QUEUED = "submission_queued"
    SUBMISSION_REFUSED = "submission_refused"
    SUBMISSION_STATE = "submission_state"
    SPOOL_ADOPTED = "spool_adopted"
    QUEUE_ALARM = "queue_alarm"
    BATCH_SENT = "batch_sent"
    NETWORK_STATE = "network_state"
    PACKAGE_OPENED = "package_opened"
    PACKAGE_REFUSED = "package_refused"
    CUSTODY_TAKEN = "custody_taken"
    CASE_OPENED = "case_opened"
    UNSEAL_FAILED = "unseal_failed"
    INQUIRY_ANSWERED = "inquiry_answered"
    FAILURE = "failure"


FACTS: dict[LogEvent, frozenset[str]] = {
    LogEvent.STATION_STARTED: frozenset({"version", "station_id", "took_ms"}),
    LogEvent.STATION_STOPPED: frozenset({"reason"}),
    LogEvent.VISIT_STARTED: frozenset({"visit"}),
    LogEvent.VISIT_ENDED: frozenset({"visit", "reason", "took_s"}),
    LogEvent.LATE_ANSWER_DROPPED: frozenset({"visit", "kind"}),
    LogEvent.WORKER_STARTED: frozenset({"role", "driver", "pid"}),
    LogEvent.WORKER_ENDED: frozenset({"role", "driver", "pid", "exit_code"}),
    LogEvent.WORKER_KILLED: frozenset({"role", "driver", "pid", "reason"}),
    LogEvent.DEVICE_STATE: frozenset({"role", "state", "paper", "identity"}),
    LogEvent.CARD_READ_DONE: frozenset({"took_ms", "sam_id", "kind"}),
    LogEvent.CARD_READ_FAILED: frozenset({"took_ms", "sw3"}),
    LogEvent.CODE_SCANNED: frozenset({"kind", "length"}),
    LogEvent.DOOR_MOVED: frozenset({"is_open"}),
    LogEvent.SPEECH_ENDED: frozenset({"role", "reason", "heard_ms", "length", "took_ms"}),
    LogEvent.RECEIPT_PRINTED: frozenset({"provisional_number", "took_ms", "paper", "confirmed"}),
    LogEvent.RECEIPT_NOT_PRINTED: frozenset({"provisional_number", "paper"}),
    LogEvent.SUBMISSION_QUEUED: frozenset({"submission_id", "provisional_number", "item", "bytes", "took_ms"}),
    LogEvent.SUBMISSION_REFUSED: frozenset({"item"}),
    LogEvent.SUBMISSION_STATE: frozenset({"submission_id", "state"}),
    LogEvent.SPOOL_ADOPTED: frozenset({"submission_id", "count"}),
    LogEvent.QUEUE_ALARM: frozenset({"submission_id", "kind"}),
    LogEvent.BATCH_SENT: frozenset({"count", "bytes", "took_ms", "stored", "already"}),
    LogEvent.NETWORK_STATE: frozenset({"state", "pending"}),
    LogEvent.PACKAGE_OPENED: frozenset({"version", "items"}),
    LogEvent.PACKAGE_REFUSED: frozenset({"version"}),
    LogEvent.CUSTODY_TAKEN: frozenset({"station_id", "count", "stored"}),
    LogEvent.CASE_OPENED: frozenset({"case_number", "item"}),
    LogEvent.UNSEAL_FAILED: frozenset({"submission_id"}),
    LogEvent.INQUIRY_ANSWERED: frozenset({"item", "state", "took_ms"}),
    LogEvent.FAILURE: frozenset({"role", "item", "where"}),
}


def only_declared_facts(_logger: object, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """structlog processor: keep the facts the event declares, drop everything else."""
    allowed = FACTS.get(LogEvent(entry["event"]), frozenset()) | FRAME
    for fact in [key for key in entry if key not in allowed]:
        del entry[fact]
    return entry
