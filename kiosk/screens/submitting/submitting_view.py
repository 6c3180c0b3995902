"""Four honest lines while the sealed file is being written. Nothing to press."""

import msgspec

from contract.device_lines import DeviceState
from contract.numbers import in_groups
from kiosk.screens.as_said import moment_said
from kiosk.screens.parts import Remark
from kiosk.screens.shown import Scene


class Line(msgspec.Struct, frozen=True):
    state: str
    """done, current or todo."""
    icon: str
    title: str
    second: str


class SubmittingShown(msgspec.Struct, frozen=True):
    title: str
    second: str
    done: float
    """Part of the bar that is filled: lines finished, the current one half."""
    lines: tuple[Line, ...]
    note: Remark
    busy: str


def submitting_shown(scene: Scene) -> SubmittingShown:
    words, site = scene.words, scene.site
    printer = site.printer not in (DeviceState.ABSENT, DeviceState.FAULT)
    handed_in = scene.session.handed_in
    stored = handed_in is not None
    lines = (
        Line("done", "check", words.text("submitting-store"), words.text("submitting-stored"))
        if stored
        else Line("current", "lock", words.text("submitting-store"), words.text("submitting-store-second")),
        Line("done", "check", words.text("submitting-number"), in_groups(handed_in.number))
        if handed_in is not None
        else Line("todo", "receipt-text", words.text("submitting-number"), words.text("submitting-number-second")),
        Line("todo", "printer", words.text("submitting-print"), words.text("submitting-print-second"))
        if printer
        else Line("todo", "smartphone", words.text("submitting-phone"), words.text("submitting-phone-second")),
        Line(
            "current" if stored and site.network_up else "todo",
            "upload",
            words.text("submitting-send"),
            words.text("submitting-send-second" if site.network_up else "submitting-send-offline"),
        ),
    )
    return SubmittingShown(
        title=words.text("submitting-title"),
        second=words.text("submitting-second"),
        done=(2.5 if stored else 0.5) / len(lines),
        lines=lines,
        note=Remark(
            words.text("submitting-time"),
            moment_said(words, handed_in.at if handed_in is not None else site.now),
            "gold",
            "clock",
        ),
        busy=words.text("submitting-busy"),
    )
