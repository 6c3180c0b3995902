"""Log lines as JSON through structlog; only what an event declares gets into them (STYLE rule 13).

structlog is imported with the first line that is written, so that the first frame does not wait for it.
"""

import os
import sys
from pathlib import Path
from typing import Any, TextIO

from contract.log_events import LogEvent, only_declared_facts

_target: dict[str, str] = {"process": "station", "path": ""}
_ready = False


def set_up_logs(process: str, path: str = "") -> None:
    """path: append to this file (0600); empty: standard error."""
    global _ready
    _target.update(process=process, path=path)
    _ready = False


def log(event: LogEvent, /, **facts: object) -> None:
    """One line. Facts as `contract.log_events.FACTS` declares them; never anything personal."""
    import structlog

    if not _ready:
        _configure()
    structlog.get_logger().info(event, **facts)


def log_failure(where: str, code: str, happened: str, remedy: str) -> None:
    import structlog

    if not _ready:
        _configure()
    structlog.get_logger().error(LogEvent.FAILURE, where=where, code=code, happened=happened, remedy=remedy)


def _configure() -> None:
    global _ready
    import structlog

    stream: TextIO = sys.stderr
    path, process = _target["path"], _target["process"]
    if path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        stream = os.fdopen(handle, "a", encoding="utf-8", buffering=1)

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
