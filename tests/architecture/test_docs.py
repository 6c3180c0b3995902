"""What exists is documented, and what is documented exists."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bench.person import load_person
from contract.roles import Role
from devices.registry import drivers_of
from kiosk.commands.__main__ import BESIDE
from tests.architecture.reference_pages import PAGES, all_settings
from tests.architecture.tree import ROOT, shown, sources

DOCS = ROOT / "docs"
COMMANDS = ROOT / "kiosk" / "commands"
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
# `./station word …` or `kiosk word …`, in a code block or between backticks
USED = re.compile(r"(?:(?:^|[`$ ])\./station|(?:`|\$ )kiosk) ((?:[a-z]+ ?)*(?:--[a-z-]+|[a-z]+)[^`\n]*)", re.M)


def documents() -> list[str]:
    return [path.read_text("utf-8") for path in sources(".md")]


def commands() -> set[str]:
    """One file a command, those of packages beside the station, and the launcher's own `test`."""
    own = {path.stem.replace("_", "-") for path in COMMANDS.glob("*.py") if not path.stem.startswith("_")}
    return own | BESIDE.keys() | {"test"}


def used_lines() -> Iterator[tuple[str, str]]:
    for path in sources(".md"):
        for line in USED.findall(path.read_text("utf-8")):
            yield shown(path), line


@cache
def help_of(command: str) -> str:
    words = dict.fromkeys((command, "--help"))  # `--help` itself once only
    said = subprocess.run(
        [sys.executable, "-m", "kiosk.commands", *words], cwd=ROOT, capture_output=True, text=True
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
        verbs = [word for word in line.split()[1:2] if re.fullmatch(r"[a-z][a-z-]*", word)]
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
    # those that the window starts, not a person, say so by having no help
    for_people = {name for name in commands() if re.search(rf"^  {name} ", help_of("--help"), re.M)} | {"test"}
    assert {"run", "demo", "queue", "bench"} <= for_people
    assert [name for name in sorted(for_people) if f"./station {name}" not in text] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_says_what_the_program_holds(name: str, golden: bool) -> None:
    """Every failure code, log event and setting has its line; `./station test --golden` writes them."""
    made = PAGES[name]()
    if golden:
        (DOCS / name).write_text(made, "utf-8")
    assert (DOCS / name).read_text("utf-8") == made


def test_every_setting_has_a_type_a_default_and_a_meaning() -> None:
    found = all_settings()
    assert found
    assert [name for name, one in found.items() if not {"type", "default", "meaning"} <= one.keys()] == []
    assert [name for name, one in found.items() if not one["meaning"].strip()] == []


def test_the_shipped_settings_file_names_only_known_settings() -> None:
    written = tomllib.loads((ROOT / "config" / "station.toml").read_text("utf-8"))
    known = all_settings()
    names = {f"{table}.{key}" for table, keys in written.items() if table != "devices" for key in keys}
    assert sorted(names - known.keys()) == []


def test_what_the_site_keeper_s_page_quotes_stands_on_the_screen() -> None:
    quoted = re.findall("“([^”]+)”", (DOCS / "site-keeper.md").read_text("utf-8"))
    words = "".join(path.read_text("utf-8") for path in (ROOT / "assets" / "words" / "zh-CN").glob("*.ftl"))
    assert len(quoted) > 10
    assert [text for text in quoted if text not in words] == []


def test_the_person_in_the_demo_s_page_can_be_used(tmp_path: Path) -> None:
    (example,) = re.findall(r"```json\n(.*?)```", (DOCS / "demo.md").read_text("utf-8"), re.S)
    (tmp_path / "person.json").write_text(example, "utf-8")
    assert load_person(tmp_path / "person.json")["name"] in example


@pytest.mark.parametrize("role", Role)
def test_every_driver_has_its_page(role: Role) -> None:
    silent = [
        name
        for name in drivers_of(role)
        if not (page := DOCS / "devices" / f"{name}.md").exists()
        or not re.search(rf'driver +?= "{name}"', page.read_text("utf-8"))
    ]
    assert silent == []


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
