"""`devices record ROLE`: what a real device says, as a transcript (tests/transcripts/replay.py) with nobody in it."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contract.device_lines import (
    Arm,
    AskStatus,
    CardLifted,
    CardNotRead,
    CardSeen,
    CodeScanned,
    DeviceAnswer,
    DeviceCommand,
    DeviceState,
    DeviceStatus,
    DoorMoved,
    KeyPressed,
    SelfTest,
    SocialCardSeen,
)
from contract.failures import Failed, FailureCode, Retry
from contract.keys import Lamp, SetLamp
from contract.roles import Role
from devices.driver import no_note
from devices.link.recorded_link import Lines
from devices.registry import driver_class
from kiosk.recording import taps

WAIT_S = 60.0
QUIET_S = 3.0
"""Keys are recorded until nobody has pressed one for so long."""


@dataclass(frozen=True)
class About:
    """Stands in the transcript's first line."""

    model: str
    firmware: str = "unknown"
    by: str = "a technician"


@dataclass(frozen=True)
class Recipe:
    tap: taps.Tap
    commands: tuple[DeviceCommand, ...]
    hand: str
    """What a person has to do; "": nothing."""
    until: tuple[type[DeviceAnswer], ...]
    proof: tuple[type[DeviceAnswer], ...]
    """Without one of these nothing is written."""
    notes: str
    quiet_s: float = 0.0
    """Wait so long after the last `until`."""


def _states(notes: str) -> Recipe:
    return Recipe(taps.states_only, (SelfTest(),), "", (DeviceStatus,), (DeviceStatus,), notes)


ARM = Arm(visit=1, deadline_s=WAIT_S)
RECIPES: dict[Role, Recipe] = {
    Role.CARD_READER: Recipe(
        taps.card_reader,
        (ARM,),
        "lay an ID card on the reader, and lift it when it is read",
        (CardLifted,),
        (CardSeen,),
        "masked: the holder is fictitious",
    ),
    Role.SOCIAL_CARD: Recipe(
        taps.social_card,
        (ARM,),
        "insert a social security card",
        (SocialCardSeen, CardNotRead),
        (SocialCardSeen,),
        "masked: the holder is fictitious",
    ),
    Role.SCANNER: Recipe(
        taps.scanner,
        (ARM,),
        "hold a code before the scanner",
        (CodeScanned,),
        (CodeScanned,),
        "masked: letters, digits",
    ),
    Role.RECEIPT_PRINTER: Recipe(
        taps.receipt_printer,
        (AskStatus(),),
        "the printer is asked how it is; open its cover or take its paper first to record that",
        (DeviceStatus,),
        (DeviceStatus,),
        "states only",
    ),
    Role.PAGE_PRINTER: Recipe(
        taps.page_printer, (AskStatus(),), "", (DeviceStatus,), (DeviceStatus,), "state attributes only"
    ),
    Role.KEYPAD: Recipe(
        taps.keypad,
        (),
        "press each key once, plug a headset in and out",
        (KeyPressed,),
        (KeyPressed,),
        "events; letters and digits are all A",
        QUIET_S,
    ),
    Role.LIGHTS: Recipe(
        taps.lights,
        tuple(SetLamp(lamp=lamp, on=True) for lamp in Lamp),
        "open the cabinet's door",
        (DoorMoved,),
        (DoorMoved,),
        "as it is",
    ),
    Role.CAMERA: _states("settings and states; no picture"),
    Role.DOCUMENT_SCANNER: _states("settings and states; no picture"),
    Role.MICROPHONE: _states("settings and states; no sound"),
    Role.LOUDSPEAKER: _states("settings and states; no sound"),
}


def record(
    role: Role,
    table: dict[str, Any],
    about: About,
    out: Path,
    say: Callable[[str], None],
    wait_s: float = WAIT_S,
) -> int:
    """Write the transcript; returns its lines. Raises Failed when the device said nothing that proves it was heard."""
    recipe, name = RECIPES[role], str(table.get("driver", ""))
    said: list[DeviceAnswer] = []
    lines: Lines = []
    driver = driver_class(role, name)(table, said.append, no_note)
    if not recipe.tap(driver, lines):
        raise Failed(
            FailureCode.CONFIG_INVALID, f"{name} cannot be recorded", "see docs/devices/README.md", Retry.NEVER
        )
    asks = recipe.until == (DeviceStatus,)  # at once: what a hand does comes before
    try:
        if recipe.hand and asks:
            say(recipe.hand)
        driver.open()
        said_opening = len(said)
        for command in recipe.commands:
            driver.handle(command)
        if recipe.hand and not asks:
            say(recipe.hand)
        _poll_until(driver.poll, said, said_opening, recipe, wait_s)
    finally:
        driver.close()
    proofs = [answer for answer in said if isinstance(answer, recipe.proof) and not _tells_nothing(answer)]
    if not proofs:
        raise Failed(
            FailureCode.DEVICE_HUNG, f"{role.value}: nothing was heard of it", "try again; nothing was written"
        )
    if recipe.tap is taps.states_only:
        lines.append({"settings": taps.settings_of(table)})
        lines += [line for answer in said if (line := taps.state_of(answer)) is not None]
    head = {"model": about.model, "firmware": about.firmware, "recorded_by": about.by, "role": role.value}
    whole: Lines = [{**head, "driver": name, "notes": recipe.notes}, *lines]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in whole), "utf-8")
    return len(whole)


def _poll_until(poll: Callable[[], float], said: list[DeviceAnswer], since: int, recipe: Recipe, wait_s: float) -> None:
    ends = time.monotonic() + wait_s
    heard, last = 0, time.monotonic()
    while time.monotonic() < ends:
        now_heard = sum(isinstance(answer, recipe.until) for answer in said[since:])
        if now_heard != heard:
            heard, last = now_heard, time.monotonic()
        if heard and time.monotonic() - last >= recipe.quiet_s:
            return
        time.sleep(poll())


def _tells_nothing(answer: DeviceAnswer) -> bool:
    return isinstance(answer, DeviceStatus) and answer.state is DeviceState.UNKNOWN
