"""Several wishes in one sentence stand first in the order said; one wish with a comma in it stays one."""

import pytest

from catalogue.package.open import Package
from catalogue.search.wishes import parts_of, several


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("我要办老年证，还想给孙子打疫苗", ("R06-014", "R10-001")),
        ("帮我妈办个敬老卡，顺便把社保卡补一张", ("R06-017", "R04-020")),
        ("娃儿刚生要上户口，然后还要给他买医保", ("R01-001", "R05-004")),
        ("先交水费，再查公积金余额", ("R13-001", "R11-005")),
        ("驾照跟钱包一起没了，再给我发一本", ()),
        ("早年间扯的红本本，搬家打落了，再给我们一本", ()),
        ("夜市位子租到了，卖烤苕皮，还要办个食品摊贩的手续", ()),
        ("我要办老年证，还想晓得今天天气", ()),
    ],
)
def test_several_wishes_stand_first(package: Package, said: str, codes: tuple[str, ...]) -> None:
    heard = package.understand((said,), 5)
    assert heard.wishes == codes
    if codes:
        assert tuple(one.code for one in heard.items[: len(codes)]) == codes
        assert {one.score for one in heard.items[: len(codes)]} == {1 / len(codes)}
        assert not heard.sure and heard.ask is None


def test_what_was_said_best_counts_though_it_has_two_wishes(package: Package) -> None:
    said = "我要办老年证，还想给孙子打疫苗"
    assert package.understand((said, "我要办老年证")).text == said


def test_a_sentence_parts_where_people_part_it() -> None:
    assert parts_of("办老年证，还想打疫苗，再交水费") == ("办老年证", "打疫苗", "交水费")
    assert parts_of("还要办老年证") == parts_of("嗯，还要办老年证") == parts_of("") == ()
    assert len(parts_of("办老年证，还要打疫苗" * 12)) <= 3


def test_every_part_must_be_clear_and_known_to_the_whole() -> None:
    ranked = ["A", "B", "C", "D", "E", "F"]
    assert several([("A", 0.9), ("B", 0.6)], ranked) == ("A", "B")
    assert several([("A", 0.9), ("B", 0.4)], ranked) == ()
    assert several([("A", 0.9), ("F", 0.9)], ranked) == ()
    assert several([("A", 0.9), None], ranked) == ()
    assert several([("A", 0.9), ("A", 0.9)], ranked) == ()
