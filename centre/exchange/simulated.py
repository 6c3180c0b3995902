"""Registers for demonstrations and tests: the same person always gets the same made-up answer, marked as such.

A line of simulated_registers.toml is `label = "kind:…"`; the kinds are in `_value`. Never a substitute for a register:
every answer carries is_simulated, and the screens and slips that show it say 演示数据.
"""

import hashlib
import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from centre.exchange.registers import Answer, Register, RegisterDown
from contract.china_time import CHINA
from contract.inquiry import ReplyLine, Subject

TABLE = Path(__file__).with_name("simulated_registers.toml")


@dataclass(frozen=True)
class Mood:
    """How an outside system can be: slow, down, or answering nonsense."""

    slow_s: float = 0.0
    is_down: bool = False
    talks_nonsense: bool = False


@dataclass(frozen=True)
class SimulatedRegister:
    source: str
    lines: Mapping[str, str]
    numbered: bool = False
    """Gives a document number."""
    mood: Mood = field(default_factory=Mood)

    def answer(self, item_code: str, subject: Subject | None, now: datetime, within_s: float) -> Answer:
        if self.mood.slow_s:
            time.sleep(min(self.mood.slow_s, within_s))
        if self.mood.is_down or self.mood.slow_s >= within_s:
            raise RegisterDown("simulated: no answer")
        if self.mood.talks_nonsense:
            return Answer(tuple(ReplyLine("?" * 5000, "?" * 5000) for _ in range(5000)), "?" * 5000, is_simulated=True)
        who = subject.number if subject is not None else ""
        said = tuple(
            ReplyLine(label, _value(kind, f"{who}\0{item_code}\0{label}", now)) for label, kind in self.lines.items()
        )
        number = f"SIM{item_code.replace('-', '')}{_draw(f'{who}{item_code}', 10**8):08d}" if self.numbered else ""
        return Answer(said, self.source, number, is_simulated=True)


def _draw(seed: str, below: int) -> int:
    return int.from_bytes(hashlib.blake2s(seed.encode(), digest_size=8).digest()) % below


def _value(kind: str, seed: str, now: datetime) -> str:
    """text:…  choice:a|b  number:LOW:HIGH:UNIT  yuan:LOW:HIGH  day:FIRST:LAST (days from today)  month:FIRST:LAST"""
    name, _, rest = kind.partition(":")
    if name == "text":
        return rest
    if name == "choice":
        options = rest.split("|")
        return options[_draw(seed, len(options))]
    low, high, *unit = rest.split(":")
    drawn = int(low) + _draw(seed, int(high) - int(low) + 1)
    if name == "yuan":
        return f"{drawn}.{_draw(seed + 'fen', 100):02d} 元"
    if name == "number":
        return f"{drawn} {unit[0]}" if unit else str(drawn)
    day = now.astimezone(CHINA).date() + timedelta(days=drawn)
    if name == "day":
        return day.isoformat()
    if name == "month":
        return f"{day.year} 年 {day.month} 月"
    raise ValueError(f"unknown kind {name!r}")


def simulated_registers(table: Path = TABLE, mood: Mood | None = None) -> Mapping[str, Register]:
    """Register by item code. ValueError for a table that says nothing."""
    found: dict[str, Register] = {}
    for code, told in tomllib.loads(table.read_text("utf-8")).items():
        register = SimulatedRegister(told["source"], told["lines"], told.get("numbered", False), mood or Mood())
        for label, kind in register.lines.items():
            try:
                _value(kind, "", datetime.fromtimestamp(0, CHINA))
            except (ValueError, ZeroDivisionError) as error:
                raise ValueError(f"{code}, {label}: {error}") from None
        found[code] = register
    return found
