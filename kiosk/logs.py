"""Log lines as JSON through structlog; only what an event declares gets into them (STYLE rule 13).

structlog is imported with the first line that is written, so that the first frame does not wait for it. A log file is
written on a thread of its own: a slow or full disk never holds up or breaks what logs.
"""

import contextlib
import os
import queue
import sys
import threading
from pathlib import Path
from typing import Any

from contract.log_events import LogEvent, only_declared_facts

LINES_WAITING = 10_000
"""What waits for a disk that does not take it; lines beyond are lost."""
END_WITHIN_S = 5

_target: dict[str, str] = {"process": "station", "path": ""}
_ready = False
_file: "LogFile | None" = None


class LogFile:
    """Takes whole lines as a text stream does; its thread opens the file (0600) and appends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: queue.Queue[str | None] = queue.Queue(LINES_WAITING)
        self._thread = threading.Thread(target=self._append, name="log-file", daemon=True)
        self._thread.start()

    def write(self, text: str) -> int:
        with contextlib.suppress(queue.Full):
            self._lines.put_nowait(text)
        return len(text)

    def flush(self) -> None:
        """Lines are written as they come; `close` waits for them."""

    def close(self) -> None:
        with contextlib.suppress(queue.Full):
            self._lines.put(None, timeout=END_WITHIN_S)
        self._thread.join(END_WITHIN_S)

    def _append(self) -> None:
        handle = -1
        while (text := self._lines.get()) is not None:
            # a disk that is full or not there costs the line, not the process
            with contextlib.suppress(OSError):
                if handle < 0:
                    self._path.parent.mkdir(parents=True, exist_ok=True)
                    handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
                os.write(handle, text.encode("utf-8", "backslashreplace"))
        if handle >= 0:
            os.close(handle)


def set_up_logs(process: str, path: str = "") -> None:
    """path: append to this file (0600); empty: standard error."""
    global _ready
    _target.update(process=process, path=path)
    _ready = False


def end_logs() -> None:
    """Wait until what was logged lies in the file; the next line opens it again."""
    global _ready, _file
    if _file is not None:
        _file.close()
    _ready, _file = False, None


def log(event: LogEvent, /, **facts: object) -> None:
    """One line. Facts as `contract.log_events.FACTS` declares them; never anything personal."""
    import structlog

    if not _ready:
        _configure()
    with contextlib.suppress(OSError):  # a full disk must not turn what is durable into an error
        structlog.get_logger().info(event, **facts)


def log_failure(where: str, code: str, happened: str, remedy: str) -> None:
    import structlog

    if not _ready:
        _configure()
    with contextlib.suppress(OSError):
        structlog.get_logger().error(LogEvent.FAILURE, where=where, code=code, happened=happened, remedy=remedy)


def _configure() -> None:
    global _ready, _file
    import structlog

    stream: Any = sys.stderr
    path, process = _target["path"], _target["process"]
    if path:
        if _file is not None:
            _file.close()
        stream = _file = LogFile(Path(path))

    def name_process(_logger: Any, _method: str, entry: Any) -> Any:
        entry["process"] = process
        return entry

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            name_process,
            only_declared_facts,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=stream),
        cache_logger_on_first_use=False,
    )
    _ready = True
