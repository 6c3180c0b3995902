"""Pinyin on nine keys: words and sentences from digits, the first syllable told from a list."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.search.syllables import SYLLABLES
from kiosk.text_entry.nine_keys import fixed, nine_keys
from kiosk.text_entry.readings import code_of


def texts(keys: str) -> list[str]:
    return [text for text, _ in nine_keys().read(keys, 900).pairs]


@pytest.mark.parametrize(
    ("spelling", "text"), [("nihao", "你好"), ("laonianzheng", "老年证"), ("shenfenzheng", "身份证"), ("xindu", "新都")]
)
def test_the_digits_of_a_word_give_it_first(spelling: str, text: str) -> None:
    assert texts(code_of(spelling))[0] == text
    assert nine_keys().read(code_of(spelling), 1).shown == spelling


def test_codes_are_those_of_telephones() -> None:
    assert (code_of("zhong"), code_of("qv")) == ("94664", "78")
    assert all(set(code_of(syllable)) <= set("23456789") for syllable in SYLLABLES)


def test_a_syllable_told_from_the_list_leaves_only_what_is_read_so() -> None:
    keys = code_of("nihao")
    found = nine_keys().read(keys, 900)
    assert {"ni", "mi"} <= set(found.syllables)
    told = fixed(keys, "mi")
    assert told == "mi'426"
    assert "你好" not in texts(told) and "米" in texts(told) and "密告" in texts(told)
    assert nine_keys().read(told, 1).syllables[0] in ("gao", "hao", "gan", "han")
    whole = fixed(told, "gao")
    assert (whole, nine_keys().read(whole, 1).syllables) == ("mi'gao", ())


def test_every_character_of_the_first_syllables_can_be_paged_to() -> None:
    assert {"你", "尼", "泥", "米", "密"} <= set(texts("64"))


@given(st.text(alphabet="23456789'", max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_keys_give_sound_candidates(keys: str) -> None:
    found = nine_keys().read(keys, 50)
    assert all(text and 1 <= used <= len(keys) for text, used in found.pairs)
    assert len({text for text, _ in found.pairs}) == len(found.pairs) <= 50
