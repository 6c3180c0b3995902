"""A bare word gives what stands under it: several items of its field, none of them as if it were certain."""

from pathlib import Path

import pytest

from catalogue.package import sources
from catalogue.package.open import Package
from catalogue.package.sample import CONTENT
from catalogue.search.meanings import QueryKind
from catalogue.search.topic_words import is_topic, spread

MOST = 0.5
"""Share that no item of a field exceeds when only the field was named."""

FIELDS = """
老年 R06-014|老人 R06-027|身份证 R01-018|社保 R04-017|结婚 R02-001|户口 R01-001|医保 R05-001|公积金 R11-006
残疾 R07-001|低保 R06-001|退休 R04-009|养老 R04-001|生育 R02-008|孩子 R10-001|娃儿 R10-001|上学 R09-003
房子 R11-019|租房 R11-002|营业执照 B01-001|开店 B01-001|公司 B01-002|死亡 R10-015|失业 R04-028|失业 R03-001
工作 R03-009|就业 R03-003|补贴 R07-007|居住证 R01-024|驾照 R12-001|护照 R12-017|疫苗 R10-001|医院 R10-006
看病 R10-006|报销 R05-008|农村 R11-015|土地 R13-033|退役 R08-001|军人 R08-001|法律 R13-012|证明 R01-015
"""

ONE_ITEM = "离婚 R02-002|养狗 R13-026|党员 R13-021|志愿者 R13-022|改名 R01-013"
"""Words that name one item, and are as good as its name."""


def _rows(table: str) -> list[list[str]]:
    return [row.split() for row in table.replace("\n", "|").split("|") if row]


@pytest.mark.parametrize(("word", "code"), _rows(FIELDS))
def test_a_bare_word_gives_its_field(package: Package, word: str, code: str) -> None:
    heard = package.understand((word,), 6)
    assert heard.kind is QueryKind.ITEM and not heard.sure
    assert len(heard.items) >= 4 and code in [one.code for one in heard.items], heard.items
    assert 0 < heard.items[0].score <= MOST
    named = [one for one in heard.items if one.score > 0]
    assert len(named) >= 4 and sum(one.score for one in named) <= 1.001


@pytest.mark.parametrize(("word", "code"), _rows(ONE_ITEM))
def test_a_word_that_names_one_item_gives_it(package: Package, word: str, code: str) -> None:
    assert package.understand((word,), 3).items[0].code == code


@pytest.mark.parametrize("word", ["那个", "可以", "没有"])
def test_what_people_say_for_nothing_is_no_field(package: Package, word: str) -> None:
    assert package.understand((word,)).kind is QueryKind.OUT_OF_SCOPE


def test_having_comes_before_changing() -> None:
    ranked = spread([("A", "证件补领", 5.0), ("B", "证件申领", 5.0), ("C", "旁的", 1.0)])
    assert [code for code, _ in ranked] == ["B", "A", "C"]
    assert sum(share for _, share in ranked) == pytest.approx(1)
    assert not spread([]) and not spread([("A", "证件", 0.0)])


@pytest.mark.parametrize(
    ("word", "named", "topic"),
    [("老年", 3, True), ("老年", 2, False), ("老", 9, False), ("我要办老年证", 9, False), ("lao", 9, False)],
)
def test_what_is_a_topic(word: str, named: int, topic: bool) -> None:
    assert is_topic(word, named) is topic


def test_the_digest_of_the_sources_is_of_all_that_was_trained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = bytearray(40_000)
    kept = tmp_path / "trained.bin"
    monkeypatch.setattr(sources, "UNDERSTANDING", tmp_path)
    kept.write_bytes(body)
    before = sources.digest_of_sources(CONTENT)
    body[-1] = 1  # of the same length, and far from the beginning
    kept.write_bytes(body)
    assert sources.digest_of_sources(CONTENT) != before
