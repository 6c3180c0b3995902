"""A centre in processes of its own, over HTTP: for tests that kill it, and on either database."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from bench.pretend_station import PretendStation


class LiveCentre:
    """`start` and `kill` as often as wanted, on one port and one data directory."""

    def __init__(self, data: Path, database: str = "", environment: dict[str, str] | None = None) -> None:
        """`environment`: of the server, instead of this process's own."""
        self._environment = environment
        self.data = data
        self.database = database
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def _words(self, act: str, *words: str) -> list[str]:
        where = ["--data", str(self.data), *(["--database", self.database] if self.database else [])]
        return [sys.executable, "-m", "centre", act, *words, *where]

    def command(self, act: str, *words: str) -> str:
        done = subprocess.run(self._words(act, *words), capture_output=True, text=True, timeout=120)
        if done.returncode:
            raise RuntimeError(f"centre {act}: {done.stderr[-2000:]}")
        return done.stdout

    def start(self, *words: str) -> dict[str, object]:
        """Gives the ready line. `words`: further arguments of `serve`."""
        with (self.data.parent / "centre.err").open("ab") as log:
            self._process = subprocess.Popen(
                self._words("serve", "--port", str(self.port), *words),
                stdout=subprocess.PIPE,
                stderr=log,
                env=self._environment,
                start_new_session=True,
            )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError((self.data.parent / "centre.err").read_text()[-2000:])
        return json.loads(line)

    def kill(self, how: signal.Signals = signal.SIGKILL) -> int:
        """End every process of it and wait."""
        assert self._process is not None
        if how is signal.SIGKILL:
            os.killpg(self._process.pid, how)
        else:
            self._process.send_signal(how)
        code = self._process.wait(60)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process = None
        return code

    def __enter__(self) -> "LiveCentre":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._process is not None:
            self.kill()

    def send(self, method: str, path: str, body: bytes | None, token: str) -> tuple[int, bytes, dict[str, str]]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            headers = {"Content-Type": "application/cbor"} | ({"Authorization": f"Bearer {token}"} if token else {})
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return answer.status, answer.read(), dict(answer.headers)
        finally:
            line.close()

    def station(self, name: str = "狮子湖小区", division: str = "510114006001") -> PretendStation:
        told = json.loads(self.command("station-code", "--name", name, "--division", division))
        station = PretendStation(self.send)
        station.enrol(told["code"])
        station.ask_token()
        return station

    def rows(self, sql: str) -> list[tuple]:
        """Read straight from the database file or server, without the centre's code."""
        if self.database:
            import psycopg

            host = urlsplit(self.database).query.removeprefix("host=")
            with psycopg.connect(
                host=host, user="centre", dbname="centre", target_session_attrs="read-write"
            ) as connection:
                return connection.execute(sql.encode()).fetchall()
        import pysqlite3.dbapi2 as sqlite

        connection = sqlite.connect(f"file:{self.data}/centre.db?mode=ro", uri=True, timeout=20)  # pyright: ignore[reportAttributeAccessIssue]
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()
