"""Runs SANE's own `scanimage`, bounded in time and bytes. A frontend of its own would crash with its backends.

Its exit code is the SANE_Status of what went wrong (sane.h); 1 also when the device cannot be opened.
"""

import os
import selectors
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from enum import IntEnum
from fnmatch import fnmatchcase

from contract.failures import Failed, FailureCode, Retry

MOST_BYTES = 96 * 1024 * 1024
"""A4 in colour at 400 dots per inch has 46 MB."""
LISTED_BYTES = 64 * 1024
PIECE = 256 * 1024


class SaneStatus(IntEnum):
    GOOD = 0
    UNSUPPORTED = 1
    CANCELLED = 2
    DEVICE_BUSY = 3
    INVAL = 4
    EOF = 5
    JAMMED = 6
    NO_DOCS = 7
    COVER_OPEN = 8
    IO_ERROR = 9
    NO_MEM = 10
    ACCESS_DENIED = 11


@dataclass(frozen=True)
class Ran:
    code: int
    """Exit code; negative: ended by a signal."""
    output: bytes
    late: bool = False
    """It had to be ended at its deadline, or because it gave more than it may."""


class Scanimage:
    """config_dir: folder in the place of /etc/sane.d; "": that."""

    def __init__(self, config_dir: str = "") -> None:
        self._environment = dict(os.environ, LC_ALL="C.UTF-8")
        if config_dir:
            self._environment["SANE_CONFIG_DIR"] = config_dir

    def devices(self, deadline_s: float) -> list[str]:
        """Names of all scanners that are there. Raises Failed(DEVICE_LIBRARY)."""
        ran = self.run(["--formatted-device-list=%d%n"], deadline_s, LISTED_BYTES)
        return [name for name in ran.output.decode("utf-8", "replace").split("\n") if name]

    def named(self, port: str, deadline_s: float) -> str:
        """The device that `port` means: its name, a pattern with * for what changes, or "" for the first.

        Raises Failed: DEVICE_UNPLUGGED, DEVICE_LIBRARY.
        """
        if port and "*" not in port:
            return port
        found = next((name for name in self.devices(deadline_s) if fnmatchcase(name, port or "*")), None)
        if found is None:
            raise gone(port)
        return found

    def run(self, arguments: list[str], deadline_s: float, most: int) -> Ran:
        """Its standard output, at most `most` bytes. Raises Failed(DEVICE_LIBRARY) when it is not installed."""
        program = shutil.which("scanimage")
        if program is None:
            raise Failed(
                FailureCode.DEVICE_LIBRARY,
                "scanimage is not installed",
                "apt-get install --no-install-recommends sane-utils",
                Retry.NEVER,
            )
        process = subprocess.Popen(
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._environment,
            start_new_session=True,
        )
        assert process.stdout is not None
        try:
            output = self._read(process, time.monotonic() + deadline_s, most)
            if output is None:
                return Ran(0, b"", late=True)
            return Ran(process.wait(5), output)
        except subprocess.TimeoutExpired:
            return Ran(0, b"", late=True)
        finally:
            _end(process)

    def _read(self, process: subprocess.Popen[bytes], ends: float, most: int) -> bytes | None:
        assert process.stdout is not None
        taken = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while time.monotonic() < ends:
                if not selector.select(min(0.5, max(0.0, ends - time.monotonic()))):
                    continue
                piece = os.read(process.stdout.fileno(), PIECE)
                if not piece:
                    return bytes(taken)
                taken += piece
                if len(taken) > most:
                    return None
        return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """First by SIGTERM, which makes scanimage stop the motor; it and the readers that backends start."""
    for number, wait_s in ((signal.SIGTERM, 2.0), (signal.SIGKILL, 5.0)):
        if process.poll() is not None:
            break
        os.killpg(process.pid, number)
        try:
            process.wait(wait_s)
        except subprocess.TimeoutExpired:
            continue
    assert process.stdout is not None
    process.stdout.close()


def gone(port: str) -> Failed:
    return Failed(
        FailureCode.DEVICE_UNPLUGGED,
        f"no document scanner {port!r}".replace(" ''", ""),
        "check its plug and power; `scanimage -L` lists what is there; it is found again by itself",
    )


def silent(happened: str) -> Failed:
    return Failed(
        FailureCode.DOCUMENT_SCANNER_SILENT,
        f"the document scanner: {happened}",
        "switch it off and on; see that no other program holds it",
    )


def failed_with(code: int, port: str) -> Failed:
    """What an exit code other than 0 means."""
    hand, no_sheet = FailureCode.DOCUMENT_SCANNER_NEEDS_HAND, FailureCode.DOCUMENT_SCANNER_NO_SHEET
    match code:
        case SaneStatus.NO_DOCS:
            return Failed(no_sheet, "the feeder is empty", "put the sheet in until it is gripped")
        case SaneStatus.JAMMED:
            return Failed(hand, "a sheet is stuck in the document scanner", "open it and take the sheet out")
        case SaneStatus.COVER_OPEN:
            return Failed(hand, "the document scanner's cover is open", "close it")
        case SaneStatus.UNSUPPORTED:
            return gone(port)
        case SaneStatus.INVAL:
            return Failed(
                FailureCode.CONFIG_INVALID,
                "the document scanner does not know an option of the settings",
                "`scanimage -A -d …` lists what it knows",
                Retry.NEVER,
            )
        case SaneStatus.ACCESS_DENIED:
            return silent("this account may not use it")
        case SaneStatus.DEVICE_BUSY:
            return silent("another program holds it")
        case _:
            return silent(f"it gave up ({code})")
