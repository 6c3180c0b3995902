"""One marked person: every value arrives at the centre unchanged, and nothing of it lies on the way in clear."""

import base64
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QTextLayout

from bench.emulators.card_reader import PHOTO
from bench.paper_picture import PaperPicture
from bench.resident.answers import TYPED
from kiosk.controls.fonts import FAMILY
from kiosk.text_entry.signature import signature_png
from tests.window_desk import window_at, world_in

MARKED = {
    "kind": "resident",
    "name": "𠮷暗号\ue863",
    "sex": "1",
    "nation": "01",
    "birth": "1949-03-07",
    "address": "四川省成都市新都区䶮记街道暗号路\ue86377号",
    "number": "510114194903077714",
    "issuer": "成都市公安局暗号分局",
    "valid_from": "2020-01-01",
    "valid_to": "长期",
}


SHORTEST = 6
"""Bytes; shorter ones stand by chance in any picture or program."""


def spellings(text: str) -> Iterator[bytes]:
    """The bytes a text would have where somebody wrote it down."""
    return (spelling for spelling in _all_spellings(text) if len(spelling) >= SHORTEST)


def _all_spellings(text: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        raw = text.encode(encoding)
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for before in range(3):
            # in base64 the first and last characters depend on the neighbours; those between do not
            coded = base64.b64encode(b"\0" * before + raw)
            yield coded[4 if before else 0 : -4]
            yield base64.urlsafe_b64encode(b"\0" * before + raw)[4 if before else 0 : -4]
    yield json.dumps(text)[1:-1].encode()


def found_in(content: bytes, marks: Iterable[str]) -> list[str]:
    return [mark for mark in marks if any(spelling in content for spelling in spellings(mark))]


def files_under(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def said_of_processes() -> Iterator[bytes]:
    """Command lines and surroundings of every process that may be looked at: others on the machine see the first."""
    for process in Path("/proc").iterdir():
        if process.name.isdecimal() and int(process.name) != os.getpid():
            for name in ("cmdline", "environ"):
                try:
                    yield (process / name).read_bytes()
                except OSError:
                    continue


def glyphs_of(text: str) -> list[int]:
    layout = QTextLayout(text, QFont(FAMILY))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]


@pytest.mark.parametrize("mark", ["510114194903077714", "𠮷暗号\ue863"])
def test_the_search_finds_a_value_in_every_spelling(mark: str) -> None:
    for spelling in spellings(mark):
        assert found_in(b"before" + spelling + b"after", [mark]) == [mark]
    assert found_in(b"nothing of anybody", [mark]) == []


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever any process writes to a folder of the user's or of the system's lands under tmp_path."""
    for name, folder in {"TMPDIR": "tmp", "XDG_CACHE_HOME": "cache", "HOME": "home"}.items():
        (tmp_path / folder).mkdir()
        monkeypatch.setenv(name, str(tmp_path / folder))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.setitem(TYPED, "emergency_name", "lijianguo")


@pytest.mark.usefixtures("own_folders")
def test_marked_values_reach_the_centre_unchanged_and_lie_nowhere_in_clear(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with world_in(tmp_path, MARKED) as world, window_at(world) as desk:
        desk.to_review()
        assert MARKED["name"] in desk.texts(), "the review does not name the applicant"
        assert 0 not in glyphs_of(MARKED["name"] + MARKED["address"]), "a character would be a box on the screen"
        answers, strokes = dict(desk.session.answers), desk.session.strokes["signature"]
        desk.resident.hand_in()
        desk.wait_for_screen("receipt")
        handed_in = desk.session.handed_in
        assert handed_in is not None
        assert world.printer.wait_for_slips(1, 60)
        case = desk.case(handed_in.submission_id)
        processes = list(said_of_processes())
        desk.finish()

    holder = case["holder"]
    assert [holder[key] for key in ("name", "number", "address", "birth")] == [
        MARKED[key] for key in ("name", "number", "address", "birth")
    ]
    for field in ("mobile", "emergency_name", "emergency_mobile", "home_detail", "name", "id_no", "hukou_address"):
        assert case["answers"][field] == answers[field], field
    assert case["times_at_centre"] == 1

    hidden = {MARKED["name"], MARKED["number"], MARKED["address"], MARKED["number"][6:14]}
    hidden |= {str(answers[field]) for field in ("mobile", "emergency_mobile", "emergency_name", "home_detail")}
    picture = signature_png(strokes)
    raw = [picture[41:73], PHOTO[:256], json.dumps(strokes[0][0]).encode()]
    looked_at = 0
    for path in files_under(tmp_path):
        content = path.read_bytes()
        looked_at += 1
        assert not found_in(content, hidden), path
        assert not [some for some in raw if some in content], path
    assert looked_at > 10
    names = {part for path in files_under(tmp_path) for part in path.relative_to(tmp_path).parts}
    assert not found_in("\n".join(names).encode(), hidden)
    said = capfd.readouterr()
    assert not found_in((said.out + said.err).encode(), hidden)
    log = (world.station_dir / "station.log").read_text("utf-8")
    assert all(f'"process": "{name}"' in log for name in ("window", "sync")), "the processes' log was not heard"
    assert not [part[:80] for part in processes if found_in(part, hidden)]

    slip = world.printer.slips[0]
    assert not found_in(slip, hidden)
    paper = PaperPicture(576).slips(slip)[0]
    assert paper.trouble == []
    assert MARKED["number"] not in "".join(paper.text).replace(" ", "")
    assert not found_in(handed_in.proof.encode(), {*hidden, MARKED["name"][0]})
    # the surname is no character of the printer's own: its line is drawn, and the rest of the name is not there at all
    assert not [line for line in paper.text if "暗号" in line or line.startswith("申请人")]
