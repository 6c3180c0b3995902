"""A station that hands in while its database's writes are noted: `python -m tests.faults.recorded_station DIR COUNT`.

Prints one JSON line a submission when it was promised: its id, its number, and how long the notes (RECORD_LOG) are
then.
"""

import json
import os
import sys
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from bench.sample_station import sample_application
from offline_queue import log
from offline_queue.database import NAME
from offline_queue.queue import Queue
from offline_queue.seal import ScanGiven

CARRY_EVERY = 5


def main() -> None:
    data_dir, count = Path(sys.argv[1]), int(sys.argv[2])
    log.log_to(open(os.devnull, "w"), "test")  # noqa: SIM115
    queue = Queue.open(data_dir, reserve_bytes=0)
    carrier = sqlite.connect(data_dir / NAME, isolation_level=None)  # pyright: ignore[reportAttributeAccessIssue]
    for number in range(count):
        scans = [ScanGiven("page", "image/jpeg", bytes(1000))] if number % 3 == 0 else []
        given = {"item_code": "R06-014", "form_id": "F01", "form_version": 1}
        one = queue.hand_in(sample_application(signature_bytes=50), **given, scans=scans)
        end = os.stat(os.environ["RECORD_LOG"]).st_size
        print(json.dumps({"end": end, "id": one.submission_id, "number": one.number}), flush=True)
        if number % CARRY_EVERY == CARRY_EVERY - 1:  # as SQLite does by itself after a day's work
            carrier.execute("PRAGMA wal_checkpoint(PASSIVE)")
    os._exit(0)  # a power cut closes nothing


if __name__ == "__main__":
    main()
