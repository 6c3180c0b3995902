"""The reference pages of docs/, made from what the program itself holds: failures, journey, log events, settings."""

import ast
import tomllib
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from fluent.runtime import FluentBundle, FluentResource

from contract.failures import FailureCode
from contract.log_events import FACTS, LogEvent
from kiosk.journey.states import IDLE_RULES, PERSONAL, State
from kiosk.journey.table import FROM_ANYWHERE, LEAVES, TABLE
from tests.architecture.tree import ROOT

MADE = "<!-- made by ./station test --golden; tests/architecture fails when it is stale -->\n\n"


def row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"


def for_technicians() -> dict[str, str]:
    """Failure code → the text that stands under it in contract/failures.py."""
    tree = ast.parse((ROOT / "contract" / "failures.py").read_text("utf-8"))
    codes = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "FailureCode")
    texts = {}
    for member, under in pairwise(codes.body):
        if isinstance(member, ast.Assign) and isinstance(under, ast.Expr):
            texts[ast.literal_eval(member.value)] = " ".join(str(ast.literal_eval(under.value)).split())
    return texts


def failures() -> str:
    words = FluentBundle(["zh-CN"], use_isolating=False)
    for path in sorted((ROOT / "assets" / "words" / "zh-CN").glob("*.ftl")):
        words.add_resource(FluentResource(path.read_text("utf-8")))
    page = "# Failures\n\n" + MADE
    page += "Every failure has a stable code. It stands in logs, in `./station doctor` and in every `--json`, never\n"
    page += "on the resident's screen; the third column is what stands there.\n\n"
    page += row("code", "what it means, what to do", "what the resident reads") + "|---|---|---|\n"
    meanings = for_technicians()
    silent = [code.value for code in FailureCode if code.value not in meanings]
    assert silent == [], f"say under each in contract/failures.py what it means and what to do: {silent}"
    for code in sorted(FailureCode):
        parts = words.get_message(f"failure-{code.value.replace('.', '-')}").attributes
        said = "；".join(str(words.format_pattern(parts[name], {})[0]) for name in ("what", "do"))
        page += row(f"`{code.value}`", meanings[code.value], said)
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


JOURNEY = """# The journey

{made}A visit is always in one state; what happens is an event; `kiosk/journey/table.py` names the next state and what
has to be done. `note` (`kiosk/journey/noting.py`) records an event in the session and gives it its true name first
(`next` becomes `next_question`, `form_done` …), so the table has no conditions. Effects run off the window's thread and
come back as events that carry the visit they were asked in.

The diagram shows what leads from one state to another. What stays in a state (an answer, a page of a list) and what
holds everywhere are in the tables below it.

```mermaid
stateDiagram-v2
    direction TB
    [*] --> {first}
{arrows}```

## From everywhere

Except in {never}. The rail's 退出 asks once before personal answers are thrown away.

{anywhere}
## States

Personal: the session may hold something of the resident, so the rail says 退出清除. Idle: seconds without a touch for
the standard and the elder profile; `warns` means the warning sheet comes first and a further wait ends the visit.

{states}
## Every row

{rows}"""


def listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def journey() -> str:
    """The whole table of kiosk/journey/table.py, as a diagram of the ways and as rows."""
    ways: dict[tuple[State, State], list[str]] = {}
    for (here, on), (there, _effects) in TABLE.items():
        if here is not there:
            ways.setdefault((here, there), []).append(on.value)
    arrows = "".join(
        f"    {here.value} --> {there.value}: {', '.join(events)}\n" for (here, there), events in ways.items()
    )
    anywhere = row("event", "leads to", "and") + "|---|---|---|\n"
    for on, (there, effects) in FROM_ANYWHERE.items():
        anywhere += row(f"`{on.value}`", f"`{there.value}`", listed(effects))
    states = row("state", "personal", "idle", "warns") + "|---|---|---|---|\n"
    for state in State:
        rule = IDLE_RULES[state]
        idle = "" if rule.standard_s is None else f"{rule.standard_s} / {rule.elder_s}"
        states += row(f"`{state.value}`", "yes" if state in PERSONAL else "", idle, "yes" if rule.warns else "")
    rows = row("state", "event", "next", "and") + "|---|---|---|---|\n"
    for (here, on), (there, effects) in TABLE.items():
        rows += row(f"`{here.value}`", f"`{on.value}`", "" if there is here else f"`{there.value}`", listed(effects))
    never = listed(state.value for state in State if state not in LEAVES)
    first = next(iter(State)).value
    return JOURNEY.format(
        made=MADE, first=first, arrows=arrows, never=never, anywhere=anywhere, states=states, rows=rows
    )


PAGES: dict[str, Callable[[], str]] = {
    "failures.md": failures,
    "journey.md": journey,
    "log-events.md": log_events,
    "settings.md": settings_page,
}
