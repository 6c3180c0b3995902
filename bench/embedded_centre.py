"""A district centre on this machine for the demo and the tests: its own process, its own data folder, loopback only."""

import json
import subprocess
import sys
from pathlib import Path

from catalogue.package.sample import Sample
from contract.failures import Failed, FailureCode

READY_WITHIN_S = 60


class EmbeddedCentre:
    """Starts `python -m centre serve` and waits for its ready line. Raises Failed when it does not come up."""

    def __init__(self, data: Path, sample: Sample, port: int = 0) -> None:
        """sample: the content package that names items and forms on the staff's pages."""
        self.data = data
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        keys = [word for key in sample.trusted_keys for word in ("--package-key", key.hex())]
        self._log = (data / "serve.log").open("ab")
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "centre", "serve", "--data", str(data), "--port", str(port)),
                *("--package", str(sample.path), *keys),
                *("--registers", "simulated"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline(65536)
        try:
            self.port = int(json.loads(line)["port"])
        except (ValueError, KeyError, TypeError) as wrong:
            self.close()
            raise Failed(
                FailureCode.CENTRE_UNREACHABLE,
                f"the embedded centre did not start: {line[:200]!r}",
                f"read {data}/serve.log",
            ) from wrong

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self, *words: str) -> str:
        """Run `python -m centre …` on the same data; what it prints. Raises Failed."""
        done = subprocess.run(
            [sys.executable, "-m", "centre", *words, "--data", str(self.data)],
            capture_output=True,
            text=True,
            timeout=60,
        )
        if done.returncode != 0:
            said = f"centre {words[0]}: {done.stderr.strip()[-300:]}"
            raise Failed(FailureCode.CENTRE_ANSWER, said, "read the message")
        return done.stdout

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._log.close()
