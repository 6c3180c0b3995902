"""Serials that are never given twice for a day: not after a crash, a lost database, or a clock that went back.

Three memories are asked, and the highest wins: the database (into which spool files are adopted first), the side file
`<data_dir>/numbers`, and this process. The side file runs ahead by `LEAP`, so that it costs one flush in LEAP numbers.
"""

import contextlib
import os
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

from contract.china_time import CHINA
from contract.failures import Failed, FailureCode, Retry
from contract.numbers import provisional_number
from contract.sync import EnrolAnswer, NumberBlock
from offline_queue.disk import disk_failed, sync_folder, write_all
from offline_queue.identity import replace_file

SIDE_FILE = "numbers"
LEAP = 8
_SIZE_LIMIT = 64 * 1024
"""Above it the file is written anew with one line a day when it is opened."""
_DAYS_KEPT = 4_000


class Serials:
    """`place` tells epochs and places apart, as their blocks may overlap: district, town, terminal, epoch."""

    def __init__(self, data_dir: Path, place: str, blocks: Iterable[NumberBlock]) -> None:
        self._data_dir = data_dir
        self._place = place
        self.blocks = tuple(sorted(blocks, key=lambda block: block.first))
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
                    self._append(f"{self._place} {day} ={given}\n")
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
        serial, last = self._after(self._last(key, highest_known))
        if serial > self._reserved.get((self._place, key), 0):
            ahead = min(serial + LEAP - 1, last)
            try:
                self._append(f"{self._place} {key} {ahead}\n")
                os.fsync(self._fd)
            except OSError as error:
                raise disk_failed(error, self._data_dir) from error
            self._reserved[(self._place, key)] = ahead
        self._given[key] = serial
        return serial

    def left(self, day: date, highest_known: Callable[[], int]) -> int:
        """How many serials are left for a day, in all blocks."""
        return serials_left(self.blocks, self._last(f"{day:%y%m%d}", highest_known))

    def _last(self, key: str, highest_known: Callable[[], int]) -> int:
        """The highest serial that may have been given on a day."""
        if key in self._given:
            return self._given[key]
        return max(self._reserved.get((self._place, key), 0), highest_known())

    def _after(self, used: int) -> tuple[int, int]:
        """The next serial in a block, and the end of that block. Raises Failed(QUEUE_NO_NUMBERS)."""
        for block in self.blocks:
            if max(used + 1, block.first) <= block.last:
                return max(used + 1, block.first), block.last
        raise no_numbers()

    def _append(self, line: str) -> None:
        """A line or nothing: a stump would be completed by the next line into one that nobody understands."""
        before = os.fstat(self._fd).st_size
        try:
            write_all(self._fd, (line.encode(),))
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._fd, before)
            raise

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


class Numbering:
    """Provisional numbers of one place and epoch. `highest(first, after)` asks the database for the highest number
    between two bounds, "" when there is none."""

    def __init__(
        self,
        data_dir: Path,
        answer: EnrolAnswer,
        blocks: Iterable[NumberBlock],
        highest: Callable[[str, str], str],
    ) -> None:
        self._answer = answer
        self._highest = highest
        self._serials = Serials(data_dir, f"{answer.district}{answer.town}{answer.terminal}.{answer.epoch}", blocks)

    def close(self) -> None:
        self._serials.close()

    def next(self, at: datetime) -> str:
        """Raises Failed as Serials.next."""
        answer, day = self._answer, at.astimezone(CHINA).date()
        serial = self._serials.next(day, lambda: self._highest_known(day))
        return provisional_number(answer.district, answer.town, answer.terminal, day, serial)

    def left(self, at: datetime) -> int:
        day = at.astimezone(CHINA).date()
        return self._serials.left(day, lambda: self._highest_known(day))

    def _highest_known(self, day: date) -> int:
        return highest_serial(self._answer, self._serials.blocks, day, self._highest)


def highest_serial(
    answer: EnrolAnswer, blocks: Iterable[NumberBlock], day: date, highest: Callable[[str, str], str]
) -> int:
    """The highest serial of a day that the database knows in any of the blocks; 0 when there is none."""
    start = f"XD{answer.district}{answer.town}{answer.terminal}{day:%y%m%d}"
    found = 0
    for block in blocks:
        number = highest(f"{start}{block.first:04d}", f"{start}{block.last:04d}:")  # ":" follows "9"
        found = max(found, int(number[len(start) : len(start) + 4]) if number else 0)
    return found


def serials_left(blocks: Iterable[NumberBlock], used: int) -> int:
    return sum(max(0, block.last - max(used, block.first - 1)) for block in blocks)


def no_numbers() -> Failed:
    return Failed(
        FailureCode.QUEUE_NO_NUMBERS,
        "the numbers of today are used up",
        "connect the station to the centre, which sends a larger block; until then residents go to the counter",
        Retry.LATER,
    )
