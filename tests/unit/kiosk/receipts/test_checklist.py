"""Before setting out: the same facts on screen, slip, A4 and in the code; nothing is promised in vain."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtGui import QGuiApplication

from bench.looking import sample_package
from bench.sample_scenes import WORDS, sample_site
from catalogue.package.open import Package
from contract.china_time import CHINA
from contract.codes import Language
from contract.print_job import TextBlock
from kiosk.config import ASSETS
from kiosk.controls.fonts import load_fonts
from kiosk.journey.session import Session, Site
from kiosk.receipts.checklist import (
    TAKE_ALONG_BYTES,
    Checklist,
    checklist_of,
    compose_checklist,
    lacking_said,
    take_along_text,
)
from kiosk.receipts.guide_paper import guide_lines, guide_pdf
from kiosk.words import Words, words_of

AT = datetime(2026, 11, 27, 9, 41, tzinfo=CHINA)
ZH, EN = words_of(WORDS, Language.ZH), words_of(WORDS, Language.EN)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    package = sample_package(tmp_path_factory.mktemp("sample-package"))
    yield package
    package.close()


def checklist(package: Package, code: str, *held: str, site: Site | None = None, words: Words = ZH) -> Checklist:
    session = Session(item=package.item(code), guide=package.guide(code), held=frozenset(held))
    return checklist_of(session, site or sample_site(True), words, package)


def test_what_is_lacking_is_what_must_be_there_and_is_not_ticked(package: Package) -> None:
    none = checklist(package, "R11-019")
    assert none.lacking and [need.name for need in none.things if need.must] == list(none.lacking)
    one = checklist(package, "R11-019", none.lacking[0])
    assert one.lacking == none.lacking[1:]
    complete = checklist(package, "R11-019", *none.lacking)
    assert complete.lacking == () and lacking_said(complete, ZH) == ZH.text("prepare-complete")


def test_where_to_go_is_said_with_its_mark_until_the_district_has_checked_it(package: Package) -> None:
    away = checklist(package, "R11-019")
    assert not away.can_here and away.places
    assert all("示例" in place.name or "待核" in place.name for place in away.places)
    here = checklist(package, "R06-014")
    assert here.can_here and here.state == ZH.text("prepare-finished-here")


def test_without_a_network_nothing_is_called_finished(package: Package) -> None:
    site = sample_site(True)
    site.network_up = False
    assert checklist(package, "R06-014", site=site).state == ZH.text("prepare-provisional")


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_the_code_of_any_item_is_bounded_and_holds_whole_lines(package: Package, words: Words) -> None:
    for item in package.items()[::7]:
        facts = checklist(package, item.code, words=words)
        text = take_along_text(facts, words)
        assert len(text.encode()) <= TAKE_ALONG_BYTES and text.startswith(facts.title)
        whole = take_along_text(facts, words, 100_000).split("\n")
        lines = text.split("\n")
        assert lines == whole or (
            lines[-1] == words.text("prepare-code-more") and lines[:-1] == whole[: len(lines) - 1]
        )


@pytest.mark.parametrize("limit", [60, 150, 300])
def test_what_has_no_room_in_the_code_is_left_out_whole_and_said(package: Package, limit: int) -> None:
    facts = checklist(package, "R11-019")
    text, whole = take_along_text(facts, ZH, limit), take_along_text(facts, ZH, 100_000)
    assert len(text.encode()) <= limit < len(whole.encode())
    *kept, last = text.split("\n")
    assert last == ZH.text("prepare-code-more") and kept == whole.split("\n")[: len(kept)]


def test_the_slip_marks_what_is_at_hand_and_what_is_lacking(package: Package) -> None:
    facts = checklist(package, "R11-019", "居民身份证")
    slip = compose_checklist(facts, ZH, "list-1-1", AT, "狮子湖小区")
    said = [block.text for block in slip.blocks if isinstance(block, TextBlock)]
    assert "［有］ 居民身份证" in said and f"［缺］ {facts.lacking[0]}" in said
    assert lacking_said(facts, ZH) in said and any(place.name in said for place in facts.places)
    assert slip.job_id == "list-1-1"


def test_a4_holds_the_whole_guide_and_is_a_pdf(package: Package) -> None:
    application = QGuiApplication.instance() or QGuiApplication(["test", "-platform", "offscreen"])
    assert application is not None
    load_fonts(ASSETS / "fonts")
    facts = checklist(package, "R11-019")
    said = " ".join(f"{line.label} {line.value}" for line in guide_lines(facts, ZH))
    for text in (*facts.who, *facts.steps_elsewhere, *(need.name for need in facts.things), facts.phones):
        assert text in said
    assert guide_pdf(facts, ZH, "狮子湖小区", AT).startswith(b"%PDF-")
