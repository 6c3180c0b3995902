"""A slot for social security cards: the machine's own pcscd with its virtual reader, started where it does not run."""

import shutil
import subprocess
import time
from pathlib import Path

from bench.emulators.social_card import PORT, SocialCardEmulator

READER_FILE = Path("/etc/reader.conf.d/vpcd")
STARTS_WITHIN_S = 20.0


def virtual_reader_listens() -> bool:
    """By the kernel's list: connecting would be inserting a card."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]]
    return any(row[1].endswith(f":{PORT:04X}") and row[3] == "0A" for row in rows)


class SocialSlot:
    """`card`: what is put in and taken out. `start` gives None where pcscd or Debian's vsmartcard-vpcd is not there."""

    def __init__(self, running: subprocess.Popen[bytes] | None) -> None:
        self._running = running
        self.card = SocialCardEmulator()

    @classmethod
    def start(cls) -> "SocialSlot | None":
        if virtual_reader_listens():
            return cls(None)
        program = shutil.which("pcscd", path="/usr/sbin:/usr/bin")
        if program is None or not READER_FILE.exists():
            return None
        try:
            Path("/run/pcscd").mkdir(exist_ok=True)
        except OSError:
            return None  # only root may start it
        running = subprocess.Popen([program, "-f"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        ends = time.monotonic() + STARTS_WITHIN_S
        while not virtual_reader_listens() and running.poll() is None and time.monotonic() < ends:
            time.sleep(0.05)
        if virtual_reader_listens():
            return cls(running)
        end(running)
        return None

    def close(self) -> None:
        self.card.close()
        if self._running is not None:
            end(self._running)


def end(running: subprocess.Popen[bytes]) -> None:
    running.terminate()
    try:
        running.wait(10)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
