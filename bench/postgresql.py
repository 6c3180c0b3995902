"""A PostgreSQL of its own for a test: a fresh cluster in a temporary folder, a Unix socket, no port.

The programs are Debian's (package `postgresql`). PostgreSQL refuses to run as root; then it runs as `postgres`.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """Folder of the newest version's programs, None when PostgreSQL is not installed."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


class Postgresql:
    """Runs until `close`. `kill` is what a power cut does to the processes."""

    def __init__(self) -> None:
        folder = programs()
        if folder is None:
            raise FileNotFoundError("PostgreSQL is not installed (Debian package postgresql)")
        self._programs = folder
        self._root = Path(tempfile.mkdtemp(prefix="centre-pg-"))
        self._as = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
        if self._as:
            user = pwd.getpwnam("postgres")
            os.chown(self._root, user.pw_uid, user.pw_gid)
        self._cluster = self._root / "cluster"
        self._run("initdb", "-D", str(self._cluster), "-U", "centre", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()
        self._run("createdb", "-h", str(self._root), "-U", "centre", "centre")

    @property
    def url(self) -> str:
        return f"postgresql://centre@/centre?host={self._root}"

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories='{self._root}'"
        log = str(self._root / "log")
        self._run("pg_ctl", "-D", str(self._cluster), "-l", log, "-o", options, "-w", "start")

    def kill(self) -> None:
        """Without a checkpoint, without a word to the clients."""
        self._run("pg_ctl", "-D", str(self._cluster), "-m", "immediate", "stop")

    def close(self) -> None:
        subprocess.run(
            [*self._as, str(self._programs / "pg_ctl"), "-D", str(self._cluster), "-m", "immediate", "stop"],
            capture_output=True,
            cwd="/",
        )
        shutil.rmtree(self._root, ignore_errors=True)

    def _run(self, program: str, *words: str) -> None:
        # pg_ctl's server inherits the pipes, so they are files: a pipe would never end
        with tempfile.TemporaryFile() as said:
            command = [*self._as, str(self._programs / program), *words]
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, timeout=90, cwd="/")
            if done.returncode:
                said.seek(0)
                raise RuntimeError(f"{program}: {said.read()[-500:].decode(errors='replace')}")
