"""The registers that answer proofs and queries: what each must do, and which one is asked for an item."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from contract.inquiry import LINE_CHARACTERS, LINES_LIMIT, ReplyLine, Subject

WITHIN_S = 4.0
"""What a register may take; less than the station waits (contract.inquiry.PATIENCE_S)."""


class RegisterDown(Exception):
    """Nobody answered in time, or not as a register does. Its text is for the log: nothing personal."""


@dataclass(frozen=True)
class Answer:
    """What a register says; no lines: it holds nothing about this person."""

    lines: tuple[ReplyLine, ...]
    source: str
    document_number: str = ""
    is_simulated: bool = False


class Register(Protocol):
    """One outside system. Adapters keep no answers and log no person."""

    def answer(self, item_code: str, subject: Subject | None, now: datetime, within_s: float) -> Answer:
        """Raises RegisterDown; returns within `within_s` seconds."""
        ...


def bounded(answer: Answer) -> Answer:
    """What came from outside, cut to what a station takes. Raises RegisterDown for what is no answer."""
    if not all(isinstance(line.label, str) and isinstance(line.value, str) for line in answer.lines):
        raise RegisterDown("lines that are no text")
    return Answer(
        tuple(
            ReplyLine(line.label[:LINE_CHARACTERS], line.value[:LINE_CHARACTERS]) for line in answer.lines[:LINES_LIMIT]
        ),
        answer.source[:LINE_CHARACTERS],
        answer.document_number[:60],
        answer.is_simulated,
    )


@cache
def registers() -> Mapping[str, Register]:
    """Register by item code, by `CENTRE_REGISTERS`: empty none, `simulated` made-up answers for a demonstration, else
    the file that names the district's gateways."""
    if settings.REGISTERS == "simulated":
        from centre.exchange.simulated import simulated_registers

        return simulated_registers()
    if settings.REGISTERS:
        from centre.exchange.gateway import gateway_registers

        return gateway_registers(Path(settings.REGISTERS))
    return {}
