"""Log lines of the centre: one JSON object a line on standard error, declared facts only."""

import logging
import sys
from typing import Any

import structlog

from contract.log_events import only_declared_facts


def log() -> Any:
    return structlog.get_logger()


def set_up_logs(process: str) -> None:
    """`process` names who speaks: "centre". Django's own lines are dropped: they quote requests and errors."""
    logging.getLogger("django").addHandler(logging.NullHandler())
    logging.getLogger("django").propagate = False

    def name_process(_logger: object, _method: str, entry: Any) -> Any:
        entry["process"] = process
        return entry

    structlog.configure(
        processors=[
            only_declared_facts,
            name_process,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
