"""Log lines as JSON through structlog; only what an event declares gets into them (STYLE rule 13)."""

import os
import sys
from pathlib import Path
from typing import Any, TextIO

import structlog

from contract.log_events import only_declared_facts


def set_up_logs(process: str, path: str = "") -> None:
    """path: append to this file (0600); empty: standard error."""
    stream: TextIO = sys.stderr
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
