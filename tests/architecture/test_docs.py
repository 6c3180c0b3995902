"""What exists is documented, and what is documented exists."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache

import pytest

from contract.failures import FailureCode
from contract.log_events import FACTS, LogEvent
from tests.architecture.tree import ROOT, shown, sources

DOCS = ROOT / "docs"
COMMANDS = ROOT / "kiosk" / "commands"
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
# `./station word …` or `kiosk word …`, in a code block or between backticks
USED = re.compile(r"(?:^|[`$ ])(?:\./station|kiosk) ((?:[a-z]+ ?)*(?:--[a-z-]+|[a-z]+)[^`\n]*)", re.M)


def documents() -> list[str]:
    return [path.read_text("utf-8") for path in sources(".md")]


def all_docs() -> str:
    return "\n".join(path.read_text("utf-8") for path in sources(".md") if path.is_relative_to(DOCS))


def commands() -> set[str]:
    """One file a command; `test` is the launcher's own."""
    return {path.stem.replace("_", "-") for path in COMMANDS.glob("*.py") if not path.stem.startswith("_")} | {"test"}


def used_lines() -> Iterator[tuple[str, str]]:
    for path in sources(".md"):
        for line in USED.findall(path.read_text("utf-8")):
            yield shown(path), line


@cache
def help_of(command: str) -> str:
    said = subprocess.run(
        [sys.executable, "-m", "kiosk.commands", command, "--help"], cwd=ROOT, capture_output=True, text=True
    )
    assert said.returncode == 0, said.stderr
    return said.stdout


def test_every_command_in_the_documents_exists() -> None:
    unknown = sorted(
        {
            f"{where}: {line.split()[0]}"
            for where, line in used_lines()
            if not line.startswith("-") and line.split()[0] not in commands()
        }
    )
    assert unknown == []


def test_every_option_in_the_documents_is_known_to_its_command() -> None:
    unknown = set()
    for where, line in used_lines():
        command = line.split()[0]
        if command.startswith("-") or command == "test" or command not in commands():
            continue
        verbs = [word for word in line.split()[1:2] if re.fullmatch(r"[a-z]+", word)]
        known = help_of(command)
        if verbs and verbs[0] in known:
            said = subprocess.run(
                [sys.executable, "-m", "kiosk.commands", command, verbs[0], "--help"],
                cwd=ROOT,
                capture_output=True,
                text=True,
            )
            known += said.stdout
        unknown |= {
            f"{where}: {command} {option}" for option in re.findall(r"(?<!\S)(--[a-z-]+)", line) if option not in known
        }
    assert unknown == set()


def test_every_command_is_documented() -> None:
    text = "\n".join(documents())
    assert [name for name in sorted(commands()) if f"./station {name}" not in text] == []


@pytest.mark.parametrize("code", list(FailureCode))
def test_every_failure_code_has_a_line(code: FailureCode) -> None:
    assert f"`{code.value}`" in (DOCS / "failures.md").read_text("utf-8")


def test_no_line_is_left_of_a_failure_code_that_is_gone() -> None:
    named = re.findall(r"^\|\s*`([a-z0-9_]+\.[a-z0-9_]+)`", (DOCS / "failures.md").read_text("utf-8"), re.M)
    assert sorted(set(named) - {code.value for code in FailureCode}) == []


@pytest.mark.parametrize("event", list(LogEvent))
def test_every_log_event_has_a_line_with_its_facts(event: LogEvent) -> None:
    lines = [line for line in (DOCS / "log-events.md").read_text("utf-8").splitlines() if f"`{event.value}`" in line]
    assert len(lines) == 1
    assert sorted(fact for fact in FACTS[event] if f"`{fact}`" not in lines[0]) == []


def settings(table: dict, above: str = "") -> Iterator[tuple[str, dict]]:
    """Leaves of config/keys.toml: tables that carry a type."""
    for name, value in table.items():
        if isinstance(value, dict):
            if isinstance(value.get("type"), str):
                yield above + name, value
            else:
                yield from settings(value, f"{above}{name}.")


def test_every_setting_has_a_type_a_default_and_a_meaning_and_stands_in_the_documents() -> None:
    found = dict(settings(tomllib.loads((ROOT / "config" / "keys.toml").read_text("utf-8"))))
    assert found
    assert [
        name for name, one in found.items() if not str(one.get("meaning", "")).strip() or "default" not in one
    ] == []
    text = all_docs()
    assert [name for name in found if f"`{name}`" not in text] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = [
        f"{shown(path)}: {target}"
        for path in sources(".md")
        for target in LINK.findall(path.read_text("utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]
    assert broken == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(path.name[:4] for path in (DOCS / "decisions").glob("[0-9]*.md"))
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_the_readme_gives_the_two_commands_as_they_are_typed() -> None:
    blocks = re.findall(r"```\w*\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    typed = {line.split("#")[0].strip() for block in blocks for line in block.splitlines()}
    assert {"./station demo", "./station test"} <= typed
