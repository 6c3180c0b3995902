"""Which languages the window speaks is told by assets/words/languages.toml alone."""

from pathlib import Path

import pytest

from contract.codes import Language
from contract.failures import Failed, FailureCode
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.noting import note
from kiosk.journey.session import Session, Site
from kiosk.screens.frame import language_after
from kiosk.words import language_named, languages_of

TIBETAN = Language("bo")
OFFERED = {Language.ZH: "中文", Language.EN: "EN", TIBETAN: "བོད།"}


def test_a_tag_is_one_object_and_anything_else_is_refused() -> None:
    assert Language("zh-CN") is Language.ZH
    assert (Language.ZH.value, Language.ZH) == ("zh-CN", "zh-CN")
    for wrong in ("", "EN", "zh_CN", "../en", "en\n", "x" * 40):
        with pytest.raises(ValueError, match="no language tag"):
            Language(wrong)


def test_the_language_button_goes_round_all_that_are_offered() -> None:
    now, seen = Language.ZH, []
    for _ in OFFERED:
        now, short = language_after(now, OFFERED)
        seen.append(short)
    assert seen == ["EN", "བོད།", "中文"]
    assert now is Language.ZH


def test_a_visit_switches_only_to_a_language_that_is_offered() -> None:
    session, site = Session(), Site(languages=OFFERED)
    note(session, site, FormAsking(), On.LANGUAGE, "bo")
    assert session.language is TIBETAN
    note(session, site, FormAsking(), On.LANGUAGE, "fr")
    assert session.language is TIBETAN


def test_a_broken_list_of_languages_is_said_with_its_reason(tmp_path: Path) -> None:
    good = "name = 'English'\nshort = 'EN'"
    for text in ("[en]\nname = 3\nshort = 'EN'", "[en", f"[EN]\n{good}", f"[en]\n{good}\nvoice = 'x'"):
        (tmp_path / "languages.toml").write_text(text, "utf-8")
        with pytest.raises(Failed) as failed:
            languages_of(tmp_path)
        assert failed.value.code is FailureCode.CONFIG_INVALID
    (tmp_path / "languages.toml").write_text("[en]\nname = 'English'\nshort = 'EN'", "utf-8")
    with pytest.raises(Failed) as failed:
        language_named(tmp_path, "zh-CN")
    assert "en" in failed.value.remedy
