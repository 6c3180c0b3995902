"""Serials that are never given twice for a day: not after a crash, a lost database, or a clock that went back.

Three memories are asked, and the highest wins: the database (into which spool files are adopted first), the side file
`<data_dir>/numbers`, and this process. The side file runs ahead by `LEAP`, so that it costs one flush in LEAP numbers.
"""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from contract.failures import Failed, FailureCode, Retry
from contract.sync import NumberBlock
from offline_queue.disk import disk_failed, sync_folder, write_all
from offline_queue.identity import replace_file

SIDE_FILE = "numbers"
LEAP = 8
_SIZE_LIMIT = 64 * 1024
"""Above it the file is written anew with one line a day when it is opened."""
_DAYS_KEPT = 4_000


class Serials:
    """`place` tells epochs and places apart, as their blocks may overlap: district, town, terminal, epoch."""

    def __init__(self, data_dir: Path, place: str, block: NumberBlock) -> None:
        self._data_dir = data_dir
        self._place = place
        self._block = block
        self._reserved: dict[tuple[str, str], int] = {}
        self._given: dict[str, int] = {}
        path = data_dir / SIDE_FILE
        try:
            self._read(path)
            if path.exists() and path.stat().st_size > _SIZE_LIMIT:
                self._write_anew()
            new = not path.exists()
            self._fd = os.open(path, os.O_CREAT | os.O_APPEND | os.O_RDWR | os.O_CLOEXEC, 0o600)
            if new:
                sync_folder(data_dir)
            else:
                # a line torn by a power cut: what it reserved was given to nobody, but its stump must not be completed
                os.ftruncate(self._fd, path.read_bytes().rfind(b"\n") + 1)
        except OSError as error:
            raise disk_failed(error, data_dir) from error

    def close(self) -> None:
        """Give back what was reserved ahead; a crash skips it instead."""
        try:
            for day, given in self._given.items():
                if given < self._reserved.get((self._place, day), 0):
                    write_all(self._fd, (f"{self._place} {day} ={given}\n".encode(),))
            os.fsync(self._fd)
        except OSError:
            pass  # numbers are skipped then, never repeated
        finally:
            os.close(self._fd)

    def next(self, day: date, highest_known: Callable[[], int]) -> int:
        """The next serial of a day; durable as given before it is returned. `highest_known` asks the database,
        once a day: after that this process knows, because it alone gives numbers.

        Raises Failed: QUEUE_NO_NUMBERS, DISK_FULL, DISK_READ_ONLY.
        """
        key = f"{day:%y%m%d}"
        reserved = self._reserved.get((self._place, key), 0)
        if key in self._given:
            serial = self._given[key] + 1
        else:
            serial = max(reserved, highest_known(), self._block.first - 1) + 1
        if serial > self._block.last:
            raise no_numbers(self._block)
        if serial > reserved:
            ahead = min(serial + LEAP - 1, self._block.last)
            try:
                write_all(self._fd, (f"{self._place} {key} {ahead}\n".encode(),))
                os.fsync(self._fd)
            except OSError as error:
                raise disk_failed(error, self._data_dir) from error
            self._reserved[(self._place, key)] = ahead
        self._given[key] = serial
        return serial

    def left(self, day: date, highest_known: Callable[[], int]) -> int:
        key = f"{day:%y%m%d}"
        if key in self._given:
            return self._block.last - self._given[key]
        used = max(self._reserved.get((self._place, key), 0), highest_known(), self._block.first - 1)
        return self._block.last - used

    def _read(self, path: Path) -> None:
        if not path.exists():
            return
        for line in path.read_text("ascii", errors="replace").splitlines(keepends=True):
            match line.split():
                case [place, day, serial] if line.endswith("\n"):
                    exact, digits = serial.startswith("="), serial.removeprefix("=")
                    if digits.isdecimal() and len(digits) <= 4:
                        known = 0 if exact else self._reserved.get((place, day), 0)
                        self._reserved[(place, day)] = max(known, int(digits))
                case _:
                    continue

    def _write_anew(self) -> None:
        kept = sorted(self._reserved.items(), key=lambda entry: entry[0][1])[-_DAYS_KEPT:]
        lines = "".join(f"{place} {day} {serial}\n" for (place, day), serial in kept)
        replace_file(self._data_dir, SIDE_FILE, lines.encode())


def no_numbers(block: NumberBlock) -> Failed:
    return Failed(
        FailureCode.QUEUE_NO_NUMBERS,
        f"the numbers {block.first}…{block.last} of today are used up",
        "connect the station to the centre for a larger block; until then residents go to the counter",
        Retry.LATER,
    )
