"""Sentences of residents as sources: what the check refuses, and how a missed one is taught in one step."""

import shutil
from pathlib import Path

import msgspec
import pytest

from catalogue.package.phrasings import TEXT_LIMIT, Phrasing, Said, Talk, read_said, said_breaches
from catalogue.package.sample import CONTENT
from catalogue.package.teaching import taught
from catalogue.search.meanings import QueryKind
from contract.failures import Failed, FailureCode
from kiosk.commands import package as command
from tests.unit.catalogue.test_content_commands import ran

KNOWN = frozenset(("R01-017", "R01-020", "R06-014"))


@pytest.fixture(scope="module")
def said() -> Said:
    return read_said(CONTENT)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The few sources that sentences are checked against."""
    shutil.copytree(CONTENT / "phrasings", tmp_path / "phrasings")
    for name in ("items.csv", "ask_back.json"):
        shutil.copy(CONTENT / name, tmp_path / name)
    return tmp_path


def test_every_item_has_sentences_in_every_style(said: Said) -> None:
    styles = {line.style for line in said.phrasings}
    counted = {(line.code, line.style): 0 for line in said.phrasings}
    for line in said.phrasings:
        counted[line.code, line.style] += 1
    assert styles >= {"situation", "dialect", "keywords", "questions", "rambling", "behalf", "wishes", "problems"}
    assert len(counted) == 422 * len(styles - {"taught"}) and min(counted.values()) >= 3


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (Phrasing("X99-001", "办个啥子", "wishes"), "does not exist"),
        (Phrasing("R06-014", "", "wishes"), "empty"),
        (Phrasing("R06-014", "啊" * (TEXT_LIMIT + 1), "wishes"), "longer than"),
        (Phrasing("R06-014", "身份证掉了咋整", "wishes"), "which no group"),
        (Phrasing("R01-017", "身份证掉了咋整", "dialect"), "stands twice"),
        (Phrasing("R06-014", "返回", "wishes"), "stands in talk.csv too"),
    ],
)
def test_a_wrong_sentence_is_named(said: Said, line: Phrasing, wrong: str) -> None:
    first = Phrasing("R01-017", "身份证掉了咋整", "dialect")
    small = msgspec.structs.replace(said, phrasings=(first, line))
    assert [message for _, message in said_breaches(small, KNOWN) if wrong in message]


def test_look_alikes_may_share_a_sentence(said: Said) -> None:
    both = (Phrasing("R01-017", "身份证掉了咋整", "dialect"), Phrasing("R01-020", "身份证掉了咋整", "dialect"))
    assert list(said_breaches(msgspec.structs.replace(said, phrasings=both), KNOWN)) == []


def test_talk_says_what_it_means(said: Said) -> None:
    wrong = (Talk(QueryKind.COMMAND, "dance", "跳个舞"), Talk(QueryKind.QUESTION, "", "几点开门嘛"))
    found = [message for _, message in said_breaches(Said(talk=wrong), KNOWN)]
    assert ["command has no meaning" in found[0], "question has no meaning" in found[1], len(found)] == [True, True, 2]


def test_a_missed_sentence_is_taught_in_one_step(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("teach", "r06-014", "我要那个六十岁的小红本", "--content", str(content))
    assert ran(command, *arguments) == 0 and "R06-014" in capsys.readouterr().out.upper()
    assert Phrasing("R06-014", "我要那个六十岁的小红本", "taught") in read_said(content).phrasings
    assert ran(command, *arguments) == 1
    assert "stands twice" in capsys.readouterr().out


def test_nothing_is_taught_when_it_is_wrong(content: Path) -> None:
    assert taught(content, "R99-999", "啥子都不晓得") == ["“啥子都不晓得” names 'R99-999', which does not exist"]
    assert not (content / "phrasings" / "taught.csv").exists()


def test_a_talk_file_of_an_unknown_kind_is_refused(content: Path) -> None:
    (content / "phrasings" / "talk.csv").write_text("kind,meaning,text\nsong,,来一首\n", encoding="utf-8")
    with pytest.raises(Failed) as refused:
        read_said(content)
    assert refused.value.code is FailureCode.PACKAGE_DAMAGED and "talk.csv" in refused.value.happened
