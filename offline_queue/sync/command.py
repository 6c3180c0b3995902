"""How the window starts the sync process, from the source tree and from the frozen station."""

import sys
from pathlib import Path


def sync_command(
    data_dir: Path,
    *,
    centre: str = "",
    ca_file: str = "",
    keep_hours: float | None = None,
    reserve_mb: int | None = None,
    kbit: int = 0,
    proxy: str = "",
    software: str = "",
) -> list[str]:
    """Arguments for the process; give it a pipe as standard input and keep that open."""
    start = [sys.executable, "sync"] if getattr(sys, "frozen", False) else [sys.executable, "-m", "offline_queue.sync"]
    command = [*start, "--data", str(data_dir)]
    command += ["--centre", centre] if centre else []
    command += ["--ca-file", ca_file] if ca_file else []
    command += ["--keep-hours", str(keep_hours)] if keep_hours is not None else []
    command += ["--reserve-mb", str(reserve_mb)] if reserve_mb is not None else []
    command += ["--kbit", str(kbit)] if kbit else []
    command += ["--proxy", proxy] if proxy else []
    command += ["--software", software] if software else []
    return command
