"""The four recipes of docs/developer.md, executed: a sample of each is put into a copy of the tree and tested there.

When a recipe needs a file that its list does not name, the architecture is wrong, not the recipe.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.architecture import recipe_samples
from tests.architecture.tree import ROOT, files, left_out

Outcome = Future[tuple[list[str], list[str]]]
FONTS = ROOT / "assets" / "fonts"
# Heading in docs/developer.md, the sample, and what is run in the copy, one command after the other.
PYTEST = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--no-header"]
HOUSE = [*PYTEST, "tests/architecture/test_house.py", "tests/architecture/test_words.py"]
HOUSE += ["-k", "purpose or knows_no_other or words or word_ or failure or languages or drawn or F99"]
RECIPES: dict[str, tuple[recipe_samples.Sample, list[list[str]]]] = {
    "Add a card reader": (
        recipe_samples.device(),
        [
            [*PYTEST, "-n", "4", "tests/conformance/test_card_reader.py", "-k", "toy_serial"],
            [*PYTEST, "tests/transcripts", "tests/architecture/test_docs.py", "-k", "toy or driver"],
            HOUSE,
        ],
    ),
    "Add a form": (
        recipe_samples.form(),
        [
            ["-m", "kiosk.commands", "package", "build", "--json"],
            [*PYTEST, "tests/unit/catalogue/test_filled_forms.py"],
            HOUSE,
        ],
    ),
    "Add a language": (
        recipe_samples.language(),
        [
            HOUSE,
            [*PYTEST, "tests/unit/kiosk/test_languages.py", "tests/unit/kiosk/receipts"],
            [*PYTEST, "tests/qml/test_screens.py", "-k", "qaa and (home or help or review)"],
        ],
    ),
    "Add a screen": (
        recipe_samples.screen(),
        [
            [*PYTEST, "tests/architecture/test_docs.py", "-k", "reference", "--golden"],
            [*PYTEST, "tests/unit/kiosk/test_notices_view.py", "tests/unit/kiosk/test_journey_table.py"],
            [*PYTEST, "tests/qml/test_screens.py", "-k", "notices"],
            HOUSE,
        ],
    ),
}


def listed(heading: str) -> list[re.Pattern[str]]:
    """The files that a recipe of docs/developer.md names, as patterns: `<driver>` stands for any name."""
    text = (ROOT / "docs" / "developer.md").read_text("utf-8")
    section = text.split(f"### {heading}\n")[1].split("\n#")[0]
    items = re.findall(r"^\d\. (.*(?:\n   .*)*)", section, re.M)
    named = [path for item in items for path in re.findall(r"`([a-z_]+/[^`]+\.[a-z]+)`", item)]
    if "`__init__.py`" in section:
        named += [f"{Path(path).parent}/__init__.py" for path in named if path.endswith("_view.py")][:1]
    return [re.compile("[^ ]+".join(re.escape(part) for part in re.split(r"<[^>]+>", path))) for path in named]


def copy_of_the_tree(place: Path) -> Path:
    """Whole, but for the fonts, which no recipe touches and which are most of its bytes."""
    for path in files():
        if FONTS in path.parents:
            continue
        target = place / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    (place / "assets" / "fonts").symlink_to(FONTS)
    (place / ".venv").symlink_to(ROOT / ".venv")
    return place


def digests(tree: Path) -> dict[str, bytes]:
    """Every file by its path, what running leaves behind not counted."""
    found = {}
    for folder, folders, names in os.walk(tree):
        folders[:] = [name for name in folders if name not in left_out()]
        for path in (Path(folder) / name for name in names):
            if not path.is_symlink():
                found[str(path.relative_to(tree))] = hashlib.sha256(path.read_bytes()).digest()
    return found


def executed(heading: str, place: Path) -> tuple[list[str], list[str]]:
    """What failed in a copy with the sample, output and all, and which of its files are new or differ."""
    sample, commands = RECIPES[heading]
    tree = copy_of_the_tree(place)
    before = digests(tree)
    sample.apply(tree)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
    failed = []
    for command in commands:
        ran = subprocess.run(
            [sys.executable, *command],
            cwd=tree,
            env={**kept, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=500,
        )
        if ran.returncode:
            failed.append(f"{' '.join(command)}\n{ran.stdout[-4000:]}{ran.stderr[-2000:]}")
    after = digests(tree)
    return failed, sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """All four at once: most of the time they wait for emulated devices."""
    with ThreadPoolExecutor(len(RECIPES)) as pool:
        return {heading: pool.submit(executed, heading, tmp_path_factory.mktemp("recipe")) for heading in RECIPES}


@pytest.mark.parametrize("heading", RECIPES)
def test_a_recipe_holds(outcomes: dict[str, Outcome], heading: str) -> None:
    failed, changed = outcomes[heading].result()
    assert not failed, "\n\n".join(failed)
    allowed = listed(heading)
    assert [path for path in changed if not any(one.fullmatch(path) for one in allowed)] == []
    assert [one.pattern for one in allowed if not any(one.fullmatch(path) for path in changed)] == []
