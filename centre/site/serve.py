"""Start the server: gunicorn with threads, one process on SQLite (one writer), two on PostgreSQL."""

import ctypes
import gc
import json
import os
import signal
import sys
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from centre.site.checkpoints import Checkpointer
from centre.site.database import writers
from centre.site.logs import log, set_up_logs
from contract.log_events import LogEvent

MORE_THREADS = 4
"""Beside those that work or wait for a place: they tell the others when to come back."""
PROCESSES_ON_POSTGRESQL = 2
SWITCH_S = 0.001
"""A thread back from the disk with an answer waits so long for one that computes; Python's own 5 ms add up."""
COLLECT_AFTER = (10_000, 20, 20)
"""Objects, and rounds of the younger ones."""
KEPT_BLOCK, KEPT_AT_MOST = 32 * 1024 * 1024, 64 * 1024 * 1024
_PR_SET_PDEATHSIG = 1
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def serve(host: str, port: int, data: Path) -> None:
    """Serve until stopped by a signal. Prints one JSON line `{"ready": true, "host", "port", "pid"}` when it answers.

    Settings must be chosen and the data directory ready.
    """
    from django.conf import settings
    from django.db import connections

    from centre.intake.door import pressure
    from centre.intake.inquiries import WAITING_AT_ONCE

    if settings.ZONE in ("outer", "embedded"):
        pressure()  # before the fork: the processes share its memory
    # A connection that is carried over a fork damages SQLite's locks.
    connections.close_all()
    sqlite = settings.DATABASES["default"]["ENGINE"] == "centre.site.sqlite"
    _Server(
        {
            "bind": f"{'[' + host + ']' if ':' in host else host}:{port}",
            "worker_class": "gthread",
            "workers": 1 if sqlite else PROCESSES_ON_POSTGRESQL,
            "threads": settings.PLACES + settings.WAITING_PLACES + WAITING_AT_ONCE + MORE_THREADS,
            # The application is loaded before the fork; threads and connections are made after it.
            "preload_app": True,
            "keepalive": 35,  # a station asks every 30 s when nothing happens
            "worker_connections": 2000,
            "timeout": 60,
            "graceful_timeout": 20,
            "backlog": 2048,
            "limit_request_line": 1024,
            "limit_request_fields": 40,
            "loglevel": "warning",
            "accesslog": None,
            "worker_tmp_dir": str(data),
            "control_socket_disable": True,
            "post_fork": _die_with_master,
            "post_worker_init": _started,
            "worker_exit": _stopped,
            "server_software": "centre",
        }
    ).run()


class _Server(BaseApplication):
    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        from centre.site.wsgi import application

        return application


def _die_with_master(_server: Any, worker: Any) -> None:
    """When the master is killed the kernel ends its workers too, so that nobody holds the port."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != worker.ppid:
        os._exit(0)


def _started(worker: Any) -> None:
    from django.conf import settings

    set_up_logs("centre")
    sys.setswitchinterval(SWITCH_S)
    _keep_memory()
    _spare_the_collector()
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "centre.site.sqlite":
        worker.checkpointer = Checkpointer(database["NAME"], writers, _not_carried)
        worker.checkpointer.start()
    if settings.ZONE in ("inner", "embedded"):
        from centre.cases.answering import Answerer
        from centre.cases.opener import Opener

        worker.opener, worker.answerer = Opener(), Answerer()
        worker.opener.start()
        worker.answerer.start()
    if worker.age == 1:
        host, port = worker.sockets[0].getsockname()[:2]
        print(json.dumps({"ready": True, "host": host, "port": port, "pid": os.getppid()}), flush=True)


def _keep_memory() -> None:
    """Have the C library keep what a request used for the next: given back and taken again, each page of a megabyte is
    a fault and a wipe of its own. What is kept is bounded by the bodies in work at once."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(_M_MMAP_THRESHOLD, KEPT_BLOCK)
        libc.mallopt(_M_TRIM_THRESHOLD, KEPT_AT_MOST)


def _spare_the_collector() -> None:
    """Python's collector walks all objects now and then, and every answer waits: not those that stay for good."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def _not_carried(happened: str) -> None:
    log().error(LogEvent.FAILURE, where="checkpoints", code="database", happened=happened)


def _stopped(_server: Any, worker: Any) -> None:
    for name in ("opener", "answerer", "checkpointer"):
        if (thread := getattr(worker, name, None)) is not None:
            thread.stop()
    sys.stdout.flush()
