"""Every filled example of tests/golden/forms gives exactly the errors it says, in words, by the command's own door."""

import json
from pathlib import Path

import pytest

from catalogue.package.open import Package
from kiosk.commands.form import checked, read_asked

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "forms"
EXAMPLES = sorted(GOLDEN.glob("F*/*.json"))


@pytest.fixture(scope="module")
def without_expectation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("asked")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_example_gives_the_errors_it_says(package: Package, example: Path, without_expectation: Path) -> None:
    given = json.loads(example.read_text(encoding="utf-8"))
    expect = given.pop("expect")
    asked = without_expectation / f"{example.parent.name}-{example.name}"
    asked.write_text(json.dumps(given), encoding="utf-8")
    shown = checked(package, read_asked(asked))
    assert {error["field"]: error["code"] for error in shown["errors"]} == expect["errors"]
    assert shown["ok"] == example.stem.startswith(("good", "warn"))
    assert all(len(error["message"]) >= 4 and "{" not in error["message"] for error in shown["errors"])
    assert shown["computed"].items() >= expect.get("computed", {}).items()
    assert set(shown["visible"]) >= set(expect.get("visible", ()))
    assert not set(shown["visible"]) & set(expect.get("hidden", ()))


def test_every_form_of_the_package_has_a_good_and_a_bad_example(package: Package) -> None:
    for form_id in package.form_ids():
        stems = [path.stem for path in EXAMPLES if path.parent.name == form_id]
        assert any(stem.startswith("good") for stem in stems) and any(stem.startswith("bad") for stem in stems), form_id
