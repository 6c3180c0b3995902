"""Log lines reach their file in order and alone, and a disk that does not take them breaks nothing."""

import json
import os
import threading
from pathlib import Path

import pytest

from contract.log_events import LogEvent
from kiosk.logs import LogFile, end_logs, log, set_up_logs


@pytest.fixture(autouse=True)
def logs_back():
    yield
    end_logs()
    set_up_logs("station")


def test_lines_lie_in_the_file_in_order_once_the_logs_ended(tmp_path: Path) -> None:
    path = tmp_path / "log" / "station.log"
    set_up_logs("window", str(path))
    for visit in range(200):
        log(LogEvent.VISIT_STARTED, visit=visit, name="张测试")
    end_logs()
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [line["visit"] for line in lines] == list(range(200))
    assert {line["process"] for line in lines} == {"window"}
    assert "张测试" not in path.read_text("utf-8")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_disk_that_takes_no_line_costs_the_line_only(tmp_path: Path) -> None:
    file = LogFile(Path("/dev/full"))
    for _ in range(10):
        assert file.write("a line\n") == 7
    file.close()
    blocked = LogFile(tmp_path / "a-file" / "log")
    (tmp_path / "a-file").write_bytes(b"")
    assert blocked.write("a line\n") == 7
    blocked.close()


def test_what_logs_never_waits_for_a_file_that_takes_nothing(tmp_path: Path) -> None:
    pipe = tmp_path / "log"
    os.mkfifo(pipe)
    file = LogFile(pipe)  # opening a pipe nobody reads waits for ever, as a disk that hangs does
    for _ in range(20_000):
        file.write("a line\n")
    said: list[bytes] = []
    reader = threading.Thread(target=lambda: said.append(pipe.read_bytes()))
    reader.start()
    file.close()
    reader.join(60)
    lines = said[0].count(b"a line\n")
    assert 10_000 <= lines <= 10_001 and len(said[0]) == lines * 7  # one was in its hand
