"""The pinyin keyboard: words, sentences, initials, begun syllables, names, every character; nothing is remembered."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.search.spelling import spell
from catalogue.search.syllables import SYLLABLES
from kiosk.text_entry.pinyin import TABLES, Candidate, PinyinEngine, candidates
from kiosk.text_entry.word_table import WordTable

HAN = re.compile(r"[一-鿿]+")
ITEMS = Path(__file__).resolve().parents[4] / "assets" / "content" / "items.csv"


def texts(letters: str, limit: int = 600) -> list[str]:
    return [candidate.text for candidate in candidates(letters, limit)]


@pytest.mark.parametrize(
    ("letters", "first"),
    [
        ("laonianzheng", "老年证"),
        ("lnz", "老年证"),
        ("laonz", "老年证"),
        ("laonianzh", "老年证"),
        ("zhongguo", "中国"),
        ("xi'an", "西安"),
        ("xindu", "新都"),
        ("guihujiedao", "桂湖街道"),
        ("wodeshenfenzhengdiule", "我的身份证丢了"),
        ("zhangsan", "张三"),
        ("wangxiuying", "王秀英"),
        ("nver", "女儿"),
        ("NVER", "女儿"),
        ("ouyang", "欧阳"),
        ("shouji", "手机"),
        ("woxiangbanlilaonianzheng", "我想办理老年证"),
        ("wxbllaonianzheng", "我想补领老年证"),
        ("banlilaonianz", "办理老年证"),
        ("jintiantianqizenmeyang", "今天天气怎么样"),
        ("laoniangzheng", "老年证"),
        ("sehuibaozhangka", "社会保障卡"),
    ],
)
def test_the_first_candidate_is_the_likely_one(letters: str, first: str) -> None:
    assert candidates(letters)[0] == Candidate(first, len(letters))


def test_sounds_that_sichuan_mixes_can_be_told_apart_by_the_setting() -> None:
    strict = PinyinEngine(fuzzy=False)
    assert "社会保障卡" not in [found.text for found in strict.candidates("sehuibaozhangka")]
    assert strict.candidates("shehuibaozhangka")[0].text == "社会保障卡"


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ("xian", "西安"),
        ("xian", "先"),
        ("lv", "吕"),
        ("lv", "绿"),
        ("nv", "女"),
        ("shan", "单"),
        ("qiu", "仇"),
        ("zha", "查"),
        ("xie", "解"),
        ("ou", "区"),
        ("piao", "朴"),
        ("yuchi", "尉迟"),
        ("moqi", "万俟"),
        ("chen", "谌"),
        ("majia", "马家"),
        ("longqiao", "龙桥"),
        ("zhangxiaoming", "张晓明"),
        ("liumin", "刘敏"),
        ("qi", "亓"),
        ("yong", "镛"),
        ("xin", "馨"),
    ],
)
def test_surnames_places_and_second_readings_are_there(letters: str, text: str) -> None:
    assert text in texts(letters)


def test_what_is_left_over_is_counted_in_letters() -> None:
    by_text = {candidate.text: candidate.consumed for candidate in candidates("xi'anshiminlaile")}
    assert (by_text["西"], by_text["西安"]) == (3, 5)
    assert candidates("x")[0].consumed == 1


def test_a_first_choice_can_be_followed_by_the_rest() -> None:
    letters, written = "zhangsanfeng", ""
    for wanted in ("张", "三", "丰"):
        chosen = next(candidate for candidate in candidates(letters) if candidate.text == wanted)
        letters, written = letters[chosen.consumed :], written + chosen.text
    assert (letters, written) == ("", "张三丰")


@pytest.mark.parametrize("letters", ["", "'", "123", "!?", "中文", "i", "u", "vvvv"])
def test_letters_that_are_no_pinyin_give_nothing_or_little(letters: str) -> None:
    assert all(candidate.consumed <= len(letters) for candidate in candidates(letters))


def test_nine_of_ten_item_names_are_the_first_candidate() -> None:
    with ITEMS.open(encoding="utf-8") as file:
        names = ["".join(HAN.findall(row["name"])) for row in csv.DictReader(file)]
    spelt = [(name, "".join(spell(name))) for name in names]
    right = sum(texts(letters, 1) == [name] for name, letters in spelt if len(letters) <= 60)
    assert right >= 0.9 * len(names)


def test_every_hanzi_of_gbk_can_be_typed() -> None:
    reached = {candidate.text for syllable in SYLLABLES for candidate in candidates(syllable, 5000)}
    pairs = (bytes([high, low]) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF) if low != 0x7F)
    hanzi = {text for pair in pairs if (text := pair.decode("gbk", "ignore")) and "一" <= text <= "龥"}
    assert len(hanzi) == 20902 and hanzi - reached == set()


def test_nothing_is_learnt_from_what_is_typed_or_chosen() -> None:
    before = candidates("zhang")
    for _ in range(50):
        candidates("zhangsanfeng")
    assert candidates("zhang") == before
    engine = PinyinEngine()
    size = {name: len(repr(value)) for name, value in vars(engine).items()}
    engine.candidates("laonianzheng")
    assert {name: len(repr(value)) for name, value in vars(engine).items()} == size


def test_the_limit_and_single_entries_hold() -> None:
    found = texts("shi", 37)
    assert len(found) == 37 == len(set(found))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz'ü", max_size=70))
def test_any_letters_give_sound_candidates(letters: str) -> None:
    found = candidates(letters, 50)
    assert len({candidate.text for candidate in found}) == len(found) <= 50
    for candidate in found:
        assert candidate.text and 1 <= candidate.consumed <= len(letters)


def test_sixty_ambiguous_letters_come_to_an_end() -> None:
    """Every cut of these has a word: work must grow with the letters, not with the number of ways to cut them."""
    assert candidates("ganan" * 12)[0].consumed == candidates("xianxianxian" * 5)[0].consumed == 60


def test_the_tables_are_sorted_as_the_reader_needs() -> None:
    for name in ("words.txt", "initials.txt", "given.txt"):
        keys = [line.partition(b"\t")[0] for line in (TABLES / name).read_bytes().splitlines()]
        assert keys == sorted(set(keys)), name


def test_a_table_finds_its_first_last_and_middle_keys(tmp_path: Path) -> None:
    keys = [f"k{number:05d}" for number in range(3000)]
    (tmp_path / "t.txt").write_text("".join(f"{key}\t{key}词 7 二 3\n" for key in keys), encoding="utf-8")
    table = WordTable(tmp_path / "t.txt")
    for key in keys:
        assert table.words(key) == [(f"{key}词", 7), ("二", 3)]
    assert [key for key, _ in table.starting("k0001", 99)] == [f"k0001{digit}" for digit in range(10)]
    assert table.words("k") == table.words("k99999") == table.words("") == table.words("a") == []
    assert list(table.starting("z", 5)) == []
