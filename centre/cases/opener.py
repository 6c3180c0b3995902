"""The thread that opens what arrives: woken by the intake in the same process, else looking by itself."""

import threading

from django.db import DatabaseError, InterfaceError, InternalError, OperationalError, connection

from centre.cases.open_case import give_up_next, open_next
from centre.intake import clock
from centre.intake.custody import arrived
from centre.site.logs import log
from contract.log_events import LogEvent

LOOK_EVERY_S = 2.0
AFTER_TROUBLE_S = 5.0


class Opener:
    """Opens one submission after the other until it is stopped; a crash of one never holds up the rest."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="opener", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, wait_s: float = 10.0) -> None:
        self._stopping.set()
        arrived.set()
        if self._thread.is_alive():
            self._thread.join(wait_s)

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                arrived.clear()
                if not open_all(self._stopping):
                    self._stopping.wait(AFTER_TROUBLE_S)
                elif not self._stopping.is_set():
                    arrived.wait(LOOK_EVERY_S)
        finally:
            connection.close()


def open_all(stopping: threading.Event | None = None) -> bool:
    """Open everything in custody; False: the database is in trouble, try again later.

    The broad `except` is deliberate: whatever one submission does to us, a person gets it and the next one is opened.
    """
    while stopping is None or not stopping.is_set():
        try:
            if not open_next(clock.now()):
                return True
        except (OperationalError, InterfaceError, InternalError) as trouble:
            # The database, not the submission: nobody needs to look, it is opened when the database is back.
            log().error(LogEvent.FAILURE, where="opener", code="database", happened=type(trouble).__name__)
            connection.close_if_unusable_or_obsolete()
            return False
        except Exception as error:  # noqa: BLE001
            log().error(LogEvent.FAILURE, where="opener", code="unseal.crashed", happened=type(error).__name__)
            try:
                give_up_next(clock.now())
            except DatabaseError as trouble:
                log().error(LogEvent.FAILURE, where="opener", code="database", happened=type(trouble).__name__)
                return False
    return True
