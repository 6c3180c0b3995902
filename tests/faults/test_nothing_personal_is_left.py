"""A marked person goes through queue and sync, with faults: no log line, file or answer holds anything of them."""

from contextlib import suppress
from pathlib import Path

import pytest
import structlog
from structlog.testing import capture_logs

from bench.sample_station import sample_application
from contract.failures import Failed
from contract.log_events import FACTS, FRAME, LogEvent
from offline_queue.queue import Queue
from tests.faults.delivery import Delivery
from tests.faults.small_wire import Fault

NAME = "张标记"
MARKS = (NAME, "11010519491231002X", "测试路1号", "13800000000", "19491231")


def test_no_file_log_line_or_message_holds_a_marked_person(delivery: Delivery, capfd: pytest.CaptureFixture) -> None:
    structlog.reset_defaults()
    build = sample_application(NAME)
    with capture_logs() as lines:
        queue = Queue.open(delivery.station, clock=delivery.clock, reserve_bytes=0)
        done = [queue.hand_in(build, item_code="R06-014", form_id="F01", form_version=1) for _ in range(3)]
        queue.rate(done[0].submission_id, "1")
        with suppress(Failed):
            queue.hand_in(lambda *_: _refused(), item_code="R06-014", form_id="F01", form_version=1)
        queue.close()
        for kind in ("cut", "garbage", "forged"):
            delivery.centre.plan.append(Fault("batch", kind))
            delivery.rounds()
        path = delivery.station / "spool" / f"{done[0].submission_id}.env"
        path.write_bytes(path.read_bytes()[:-1])
        delivery.rounds(2)
        delivery.clock.turn(days=2)
        delivery.rounds()
        (delivery.station / "queue.db").write_bytes(b"torn")
        Queue.open(delivery.station, clock=delivery.clock).close()
    said = capfd.readouterr()
    texts = [repr(lines), repr(delivery.said), said.out, said.err, *(one.proof_text for one in done)]
    for mark in MARKS:
        assert not any(mark in text for text in texts)
        for file in _files(delivery.station):
            assert mark.encode() not in file.read_bytes(), file
    assert len(lines) > 15
    for line in lines:
        undeclared = line.keys() - FACTS[LogEvent(line["event"])] - FRAME - {"log_level"}
        assert not undeclared, f"{line['event']} carries {undeclared}"


def _refused():
    raise Failed("seal.failed", "refused by the test", "none")  # type: ignore[arg-type]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
