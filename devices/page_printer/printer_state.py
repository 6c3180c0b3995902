"""What a printer's state reasons mean (PROTOCOLS §5). Pure: the stem counts, whatever its suffix says."""

from contract.device_lines import PaperState
from contract.failures import Failed, FailureCode

_SUFFIXES = ("-report", "-warning", "-error")
_EMPTY = ("media-empty", "media-needed", "input-tray-missing")
_HANDS: dict[str, tuple[str, str]] = {
    "media-jam": ("paper is jammed", "take the paper out as the printer's display shows"),
    "door-open": ("a door is open", "close it"),
    "cover-open": ("a cover is open", "close it"),
    "interlock-open": ("a cover is open", "close it"),
    "toner-empty": ("the toner is used up", "put in a new cartridge"),
    "marker-supply-empty": ("ink or toner is used up", "put in a new cartridge"),
    "output-area-full": ("the tray of printed sheets is full", "empty it"),
    "developer-empty": ("the developer is used up", "put in a new one"),
    "opc-life-over": ("the drum is worn out", "put in a new one"),
}
_AWAY = ("offline", "connecting-to-device", "timed-out", "shutdown")
_PAUSED = ("paused", "stopped-partly", "moving-to-paused")


def stems(reasons: list[str]) -> list[str]:
    found = []
    for reason in reasons:
        for suffix in _SUFFIXES:
            reason = reason.removesuffix(suffix)
        found.append(reason)
    return found


def paper_of(reasons: list[str]) -> PaperState:
    """UNKNOWN only for a printer that gives no reasons at all: `none` means that nothing is wrong."""
    if not reasons:
        return PaperState.UNKNOWN
    told = stems(reasons)
    if any(each in _EMPTY for each in told):
        return PaperState.OUT
    return PaperState.LOW if "media-low" in told else PaperState.PRESENT


def failure_of(reasons: list[str]) -> Failed | None:
    """What keeps the printer from printing; None when nothing is known to."""
    for stem in stems(reasons):
        if stem in _EMPTY:
            return Failed(FailureCode.PAGES_PAPER_OUT, f"the A4 printer says {stem}", "put A4 paper into the tray")
        if stem in _HANDS:
            happened, remedy = _HANDS[stem]
            return Failed(FailureCode.PAGES_NEEDS_HAND, f"the A4 printer: {happened} ({stem})", remedy)
        if stem in _AWAY:
            return Failed(
                FailureCode.PAGES_SILENT, f"the A4 printer is away ({stem})", "look at its power, cable and network"
            )
        if stem in _PAUSED:
            return Failed(
                FailureCode.PAGES_NEEDS_HAND, f"the A4 printer's queue is stopped ({stem})", "cupsenable its queue"
            )
    return None
