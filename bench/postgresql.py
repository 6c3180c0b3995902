"""A PostgreSQL of its own for a test: a fresh cluster in a temporary folder, a Unix socket, no port.

The programs are Debian's (package `postgresql`). PostgreSQL refuses to run as root; then it runs as `postgres`.
`python -m bench.postgresql` installs them where that is possible: the first part of `./station test`.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """Folder of the newest version's programs, None when PostgreSQL is not installed."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


class Postgresql:
    """Runs until `close`. `kill` is what a power cut does to the processes."""

    _more = ""
    """Further settings of the server, as words for it."""

    def __init__(self) -> None:
        self._make_place()
        self._make_cluster()
        self.start()
        self._after_start()

    def _make_place(self) -> None:
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

    def _make_cluster(self) -> None:
        self._run("initdb", "-D", str(self._cluster), "-U", "centre", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")

    def _after_start(self) -> None:
        self._run("createdb", "-h", str(self._root), "-U", "centre", "centre")

    @property
    def folder(self) -> Path:
        """Where its socket lies: the host's name for libpq."""
        return self._root

    @property
    def url(self) -> str:
        return f"postgresql://centre@/centre?host={self._root}"

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories='{self._root}' {self._more}"
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

    def ask(self, sql: str) -> str:
        command = ["psql", "-h", str(self._root), "-U", "centre", "-d", "centre", "-Atc", sql]
        return subprocess.run(
            [*self._as, str(self._programs / command[0]), *command[1:]],
            capture_output=True, text=True, timeout=90, cwd="/", check=True,
        ).stdout.strip()  # fmt: skip

    def _run(self, program: str, *words: str) -> None:
        # pg_ctl's server inherits the pipes, so they are files: a pipe would never end
        with tempfile.TemporaryFile() as said:
            command = [*self._as, str(self._programs / program), *words]
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, timeout=90, cwd="/")
            if done.returncode:
                said.seek(0)
                raise RuntimeError(f"{program}: {said.read()[-500:].decode(errors='replace')}")


class Primary(Postgresql):
    """One whose commits wait until a standby has them on disk, once there is one."""

    _more = "-c wal_level=replica -c max_wal_senders=4"

    def wait_for_standby(self) -> None:
        """From now on no commit is answered before the standby has written it. Raises TimeoutError."""
        self.ask("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
        self.ask("SELECT pg_reload_conf()")
        until = time.monotonic() + 60
        while self.ask("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") != "1":
            if time.monotonic() > until:
                raise TimeoutError("the standby did not become synchronous")
            time.sleep(0.1)


class Standby(Postgresql):
    """Follows a primary by streaming replication until it is promoted."""

    def __init__(self, primary: Primary) -> None:
        self._primary = primary
        super().__init__()

    def _make_cluster(self) -> None:
        follow = f"host={self._primary.folder} user=centre application_name=standby"
        self._run("pg_basebackup", "-D", str(self._cluster), "-d", follow, "-R", "-X", "stream", "-c", "fast")

    def _after_start(self) -> None:
        """Its databases are the primary's."""

    def promote(self) -> None:
        """It takes writes when this returns, and waits for no standby of its own."""
        self._run("pg_ctl", "-D", str(self._cluster), "-w", "promote")
        self.ask("ALTER SYSTEM RESET synchronous_standby_names")
        self.ask("SELECT pg_reload_conf()")


def install() -> bool:
    """Have Debian's package when root can; says loudly when the tests will have to do without. True: it is there."""
    if programs() is not None:
        return True
    without = "POSTGRESQL IS NOT INSTALLED, the tests that need it are skipped; by hand: apt-get install postgresql"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(without)
        return False
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for words in (["update"], ["-y", "install", "--no-install-recommends", "postgresql"]):
        done = subprocess.run(
            ["apt-get", "-q", *words], capture_output=True, text=True, stdin=subprocess.DEVNULL, env=environment
        )
        if done.returncode:
            print("\n".join([*done.stderr.strip().splitlines()[-3:], without]))
            return False
    return programs() is not None


if __name__ == "__main__":
    install()
