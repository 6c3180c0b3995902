"""The sync process of the frozen station; the window starts it (offline_queue/sync/command.py)."""

from offline_queue.sync.__main__ import add_arguments, run

NAME = "sync"
HELP = ""
__all__ = ["HELP", "NAME", "add_arguments", "run"]
