"""The queue as the window uses it; runs on the keeper's thread only."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from contract.failures import Failed, FailureCode
from contract.submission import Payload, Placing, with_scans
from kiosk.journey.session import HandIn

REOPEN_WITHIN_S = 5.0


class HandInDesk:
    """Hands in and rates; opened where the queue's disk may be touched."""

    def __init__(self, data_dir: Path, reserve_mb: int, scan_bytes: int = 0) -> None:
        """scan_bytes: what the pictures of one visit may have, where the site can take any; there has to be room for
        them before a visit begins. Raises Failed as Queue.open: not enrolled, in use, disk full, read-only."""
        from offline_queue.queue import Queue  # with its cryptography, after the first frame

        self._queue = Queue.open(data_dir, reserve_bytes=reserve_mb * 1024 * 1024)
        self._scan_bytes = scan_bytes

    def hand_in(
        self,
        build: Callable[[str, str, datetime], Payload],
        item_code: str,
        form_id: str,
        form_version: int,
        pages: Sequence[tuple[str, bytes]] = (),
        place: Placing = with_scans,
    ) -> HandIn:
        """On return the application and its pages (file name, JPEG) are durable here, sealed.

        place: puts the pages' entries into what `build` gave.

        Raises Failed; then nothing was handed in.
        """
        from offline_queue.seal import ScanGiven

        scans = [ScanGiven(name, "image/jpeg", jpeg) for name, jpeg in pages]
        done = self._queue.hand_in(
            build, item_code=item_code, form_id=form_id, form_version=form_version, scans=scans, place=place
        )
        return HandIn(done.submission_id, done.number, done.created_at, done.proof_text, online=False)

    def rate(self, of_submission: str, satisfaction_code: str, reasons: tuple[str, ...]) -> None:
        self._queue.rate(of_submission, satisfaction_code, reasons)

    def closed_for(self) -> FailureCode | None:
        failed: Failed | None = self._queue.can_accept(self._scan_bytes)
        if failed is not None and failed.code is FailureCode.QUEUE_DAMAGED:
            # the sealed files are the record: the database is made again from them, as soon as sync has let go of it
            self._queue.reopen(REOPEN_WITHIN_S)
            failed = self._queue.can_accept(self._scan_bytes)
        return failed.code if failed is not None else None

    def close(self) -> None:
        self._queue.close()
