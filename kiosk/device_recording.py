"""`devices record card_reader`: one read of one card, as a transcript with a fictitious holder."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from contract.device_lines import Arm, CardLifted, CardSeen, DeviceAnswer
from contract.failures import Failed, FailureCode, Retry
from contract.roles import Role
from devices.card_reader.recorded_dialogue import RecordingLink
from devices.card_reader.sdt_serial import SdtSerial
from devices.driver import no_note
from devices.registry import driver_class

WAIT_S = 60.0


def record_card_reader(
    table: dict[str, Any],
    model: str,
    firmware: str,
    by: str,
    out: Path,
    say: Callable[[str], None],
    wait_s: float = WAIT_S,
) -> int:
    """Write the transcript of a card laid down and lifted; returns its lines. Raises Failed when none was read."""
    name = str(table.get("driver", ""))
    said: list[DeviceAnswer] = []
    driver = driver_class(Role.CARD_READER, name)(table, said.append, no_note)
    if not isinstance(driver, SdtSerial):
        raise Failed(FailureCode.CONFIG_INVALID, f"{name} cannot be recorded", "record an SDT reader", Retry.NEVER)
    head = {"model": model, "firmware": firmware, "recorded_by": by, "role": "card_reader", "driver": name}
    links: list[RecordingLink] = []
    opened = driver._opened

    def recorded(baud: int) -> RecordingLink:
        links.append(RecordingLink(opened(baud), {**head, "notes": "masked: the holder is fictitious"}))
        return links[-1]

    driver._opened = recorded  # pyright: ignore[reportAttributeAccessIssue]
    try:
        driver.open()
        driver.handle(Arm(visit=1, deadline_s=wait_s))
        say("lay an ID card on the reader, and lift it when it is read")
        ends = time.monotonic() + wait_s
        while not any(isinstance(answer, CardLifted) for answer in said) and time.monotonic() < ends:
            time.sleep(driver.poll())
    finally:
        driver.close()
    if not any(isinstance(answer, CardSeen) for answer in said):
        raise Failed(FailureCode.CARD_FRAME, "no card was read", "try again; nothing was written", Retry.NOW)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(links[-1].transcript(), "utf-8")
    return len(links[-1].lines)
