"""Log lines of the queue and its sync process: structlog, only what an event declares (STYLE rule 13).

structlog is imported with the first line, so that whoever opens a queue does not wait for it.
"""

import contextlib
import sys
from typing import Any, TextIO

from contract.log_events import LogEvent, only_declared_facts


def info(event: LogEvent, **facts: Any) -> None:
    _say("info", event, facts)


def warning(event: LogEvent, **facts: Any) -> None:
    _say("warning", event, facts)


def error(event: LogEvent, **facts: Any) -> None:
    _say("error", event, facts)


def _say(level: str, event: LogEvent, facts: dict[str, Any]) -> None:
    import structlog

    # a log on a full disk must not turn a received application into an error
    with contextlib.suppress(OSError):
        getattr(structlog.get_logger(), level)(event, **facts)


def log_to_stderr(process: str) -> None:
    """JSON lines on standard error, for a process whose standard output is an answer."""
    log_to(sys.stderr, process)


def log_to(stream: TextIO, process: str) -> None:
    """JSON lines to an open text file."""
    import structlog

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
        logger_factory=structlog.PrintLoggerFactory(stream),
    )
