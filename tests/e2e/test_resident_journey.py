"""`./station demo --headless` as anybody runs it: from the card to the district centre, with and without a network."""

import json
import os
import re
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
WITHIN_S = 170
TROUBLE = re.compile(
    r"Traceback|[Ww]arning|file://|qml:|\.qml|QObject|QQml|QFont|QQuick|QPixmap|Binding loop|TypeError|ReferenceError"
)
"""What Qt, QML and Python say when something is wrong."""

RARE = {
    "name": "阿卜杜·𠮷\ue863",
    "address": "四川省成都市新都区𬌗镇䶮\ue863路8号",
    "number": "11010519491231002X",
    "sex": "2",
    "nation": "05",
}
"""U+20BB7 and U+2C317 lie outside the first plane, U+E863 in the private use area of the card's chip."""


@dataclass
class Run:
    out: Path
    report: dict[str, Any]
    said: str


def demo(out: Path, *words: str) -> Run:
    mark = uuid.uuid4().hex
    done = subprocess.run(
        [sys.executable, "-m", "bench.demo", "--headless", "--out", str(out), *words],
        cwd=ROOT,
        env=os.environ | {"STATION_TEST_MARK": mark, "TMPDIR": str(out.parent)},
        capture_output=True,
        text=True,
        timeout=WITHIN_S,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-3000:]
    assert not [line for line in said.splitlines() if TROUBLE.search(line)]
    assert not left_running(mark), "a process of the demo still runs"
    return Run(out, json.loads((out / "report.json").read_text("utf-8")), said)


def left_running(mark: str) -> list[str]:
    """Command lines of processes that inherited the mark."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdecimal() and mark.encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue  # ended meanwhile
    return found


def assert_shape(run: Run, profile: str) -> None:
    """report.json as CLI.md has it: every key, of its type."""
    report = run.report
    assert report["ok"] is True and report["item"] == "R06-014" and report["profile"] == profile
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", report["version"])
    for place, screen in enumerate(report["screens"], start=1):
        assert screen["file"] == f"{place:02d}-{screen['name']}.png"
        assert isinstance(screen["ms"], float) and 0 <= screen["ms"] < 120_000
        assert not QImage(str(run.out / screen["file"])).isNull()
    assert sorted(path.name for path in run.out.glob("*-*.png")) == [screen["file"] for screen in report["screens"]]
    names = [screen["name"] for screen in report["screens"]]
    ordered = ["idle", "home", "search", "guide", "privacy", "card", "materials", "sign", "review", "receipt", "rating"]
    assert [name for name in names if name in ordered] == ordered
    assert names[-2:] == ["cleared", "idle-again"]
    assert re.fullmatch(r"XD510114\d{18}", report["provisional_number"])
    assert uuid.UUID(report["submission_id"]).version == 7
    assert report["states"] == ["QUEUED", "CUSTODY", "COMPLETE"]
    receipt = report["receipt"]
    assert receipt["qr"].startswith("XDZ1.") and receipt["text"]
    assert report["provisional_number"] in "".join(receipt["text"]).replace(" ", "")
    assert (run.out / receipt["bytes"]).stat().st_size > 500
    with Image.open(run.out / receipt["png"]) as picture:
        assert picture.height > picture.width
    centre = report["centre"]
    assert centre["case_number"] and centre["answers"]["card_kind"] == "首次申办"
    assert {"name", "number", "address"} <= centre["holder"].keys()
    assert report["offline"]["times_at_centre"] == 1


def test_an_application_goes_from_the_card_to_the_centre_with_rare_characters_unchanged(tmp_path: Path) -> None:
    person = tmp_path / "person.json"
    person.write_text(json.dumps({"kind": "resident", **RARE}, ensure_ascii=False), "utf-8")
    run = demo(tmp_path / "out", "--person", str(person))
    assert_shape(run, "standard")
    holder, answers = run.report["centre"]["holder"], run.report["centre"]["answers"]
    assert {key: holder[key] for key in ("name", "address", "number", "sex", "nation")} == RARE
    assert (answers["name"], answers["hukou_address"], answers["id_no"]) == (
        RARE["name"], RARE["address"], RARE["number"],
    )  # fmt: skip
    assert run.report["offline"] == {
        "receipt_before_network": False, "arrived_after_network": False, "times_at_centre": 1,
    }  # fmt: skip
    assert run.report["receipt"]["trouble"] == []


def test_a_life_event_is_handed_in_as_one_and_opened_as_a_parent_with_children(tmp_path: Path) -> None:
    run = demo(tmp_path / "out", "--theme", "退休养老")
    report = run.report
    names = [screen["name"] for screen in report["screens"]]
    assert names.index("joint") < names.index("privacy") < names.index("review") < names.index("receipt")
    questions = [name for name in names if name.startswith("form-") and name != "form-places"]
    assert len(questions) == len(set(questions)), "nothing is asked twice"
    assert {"form-card_kind", "form-bank_account", "form-mobile"} <= set(questions)
    assert report["offline"]["times_at_centre"] == 1
    said = "".join(report["receipt"]["text"]).replace(" ", "")
    number, centre = report["provisional_number"], report["centre"]
    assert number in said and "-01老年人优待证办理" in said and "-02高龄津贴申领" in said
    assert centre["joint"] == {
        "number": number,
        "theme": "退休养老",
        "children": [
            {"number": f"{number}-01", "item": "R06-014", "state": "received"},
            {"number": f"{number}-02", "item": "R06-015", "state": "received"},
        ],
    }
    assert "bank_account" not in centre["answers"] and centre["answers"]["card_kind"] == "首次申办"


def test_without_a_network_the_receipt_comes_first_and_the_case_later_once(tmp_path: Path) -> None:
    run = demo(tmp_path / "out", "--offline", "--profile", "elder")
    assert_shape(run, "elder")
    assert run.report["offline"] == {
        "receipt_before_network": True, "arrived_after_network": True, "times_at_centre": 1,
    }  # fmt: skip
    assert any("待上传" in line for line in run.report["receipt"]["text"])


def test_high_contrast_landscape_english_and_narrow_paper_go_through_as_well(tmp_path: Path) -> None:
    run = demo(tmp_path / "out", "--profile", "contrast", "--landscape", "--language", "en", "--narrow-paper")
    assert_shape(run, "contrast")
    assert QImage(str(run.out / run.report["screens"][0]["file"])).width() == 1920


def test_an_item_without_a_form_shows_its_guide_and_ends_there(tmp_path: Path) -> None:
    run = demo(tmp_path / "out", "--item", "R01-001")
    assert run.report["ok"] is True and run.report["screens"][-1]["name"] == "guide"
    assert run.report["submission_id"] is None and run.report["receipt"] is None


def test_a_proof_is_asked_of_a_register_and_printed_while_the_resident_waits(tmp_path: Path) -> None:
    run = demo(tmp_path / "out", "--item", "R04-025")
    names = [screen["name"] for screen in run.report["screens"]]
    assert names[-6:] == ["privacy", "card", "answer", "answer-printed", "cleared", "idle-again"]
    answer = run.report["answer"]
    assert answer["verified"] and "参保状态" in {label.replace("\u2060", "") for label, _ in answer["lines"]}
    assert (tmp_path / "out" / "answer.pdf").read_bytes().startswith(b"%PDF-"), "on A4, as the demo has such a printer"
    assert run.report["submission_id"] is None, "an answer is no submission"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--item", "R99-999"), 1, "R99-999"),
        (("--person", "/nowhere/person.json"), 1, "/nowhere/person.json"),
        (("--profile", "huge"), 2, "--profile"),
    ],
)
def test_wrong_use_is_said_without_a_stack_trace(tmp_path: Path, words: tuple[str, ...], code: int, says: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.demo", "--headless", "--out", str(tmp_path / "out"), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=WITHIN_S,
    )
    assert done.returncode == code, done.stderr
    assert says in done.stderr and "Traceback" not in done.stderr
