"""The reference pages of docs/, made from what the program itself holds: failures, log events, settings."""

import tomllib
from collections.abc import Callable, Iterator

from fluent.runtime import FluentBundle, FluentResource

from contract.failures import FailureCode
from contract.log_events import FACTS, LogEvent
from tests.architecture.tree import ROOT

MADE = "<!-- made by ./station test --golden; tests/architecture fails when it is stale -->\n\n"


def row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"


def failures() -> str:
    words = FluentBundle(["en"], use_isolating=False)
    for path in sorted((ROOT / "assets" / "words" / "en").rglob("*.ftl")):
        words.add_resource(FluentResource(path.read_text("utf-8")))
    page = "# Failures\n\n" + MADE
    page += "Every failure has a stable code. It stands in logs and in `--json`, never on the resident's screen; the\n"
    page += "screen says what is in the second and third column, in the resident's language.\n\n"
    page += row("code", "what the resident reads", "what the resident is told to do") + "|---|---|---|\n"
    for code in sorted(FailureCode):
        parts = words.get_message(f"failure-{code.value.replace('.', '-')}").attributes
        texts = [str(words.format_pattern(parts[name], {})[0]) for name in ("what", "do")]
        page += row(f"`{code.value}`", *texts)
    return page


def log_events() -> str:
    page = "# Log events\n\n" + MADE
    page += (
        "A log line is one JSON object: `event`, `level`, `timestamp`, `process`, for failures `code`, `happened` and\n"
    )
    page += "`remedy`, and the facts of its event. Nothing else can be logged, so nothing personal can.\n\n"
    page += row("event", "facts") + "|---|---|\n"
    for event in LogEvent:
        page += row(f"`{event.value}`", ", ".join(f"`{fact}`" for fact in sorted(FACTS[event])))
    return page


def settings(table: dict, above: str = "") -> Iterator[tuple[str, dict]]:
    """Leaves of config/keys.toml, the tables that carry a type, by their dotted name."""
    for name, value in table.items():
        if isinstance(value, dict):
            if isinstance(value.get("type"), str):
                yield above + name, value
            else:
                yield from settings(value, f"{above}{name}.")


def all_settings() -> dict[str, dict]:
    return dict(settings(tomllib.loads((ROOT / "config" / "keys.toml").read_text("utf-8"))))


def settings_page() -> str:
    page = "# Settings\n\n" + MADE
    page += "In `config/station.toml`, or the file that `./station run --config FILE` names.\n\n"
    page += row("setting", "type", "default", "meaning") + "|---|---|---|---|\n"
    for name, one in all_settings().items():
        default = one.get("default", "")
        shown = f"`{str(default).lower() if isinstance(default, bool) else default}`" if default != "" else ""
        page += row(f"`{name}`", one["type"], shown, one["meaning"])
    return page


PAGES: dict[str, Callable[[], str]] = {
    "failures.md": failures,
    "log-events.md": log_events,
    "settings.md": settings_page,
}
