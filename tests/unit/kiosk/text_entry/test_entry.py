"""What the keys leave in a field: letters, candidates, digits, and that nothing stays after the visit."""

import pytest

from kiosk.text_entry.candidates import Found
from kiosk.text_entry.entry import TextEntry
from kiosk.text_entry.handwriting.process import HandwritingProcess
from kiosk.text_entry.methods import DIGITS, LATIN, Method, Mode
from kiosk.text_entry.nine_keys import fixed
from kiosk.text_entry.spoken_groups import in_spoken_groups, iso_day

BOOK = {
    "lisi": [("李四", 4), ("里斯", 4), ("李", 2), ("里", 2)],
    "si": [("四", 2), ("思", 2)],
    "guang": [(character, 5) for character in "光广逛胱桄犷咣洸侊垙炛俇僙灮烡茪"],
}
NINE = {"64426": [("你好", 5), ("你", 2)], "ni'426": [("拟稿", 6)]}


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def entry(told: list[str]) -> TextEntry:
    methods = {
        Mode.NINE: Method(DIGITS, lambda keys, limit: Found(NINE.get(keys, []), keys, ("ni", "mi")), fixed),
        Mode.PINYIN: Method(LATIN, lambda letters, limit: Found(BOOK.get(letters, [])[:limit], letters)),
    }
    return TextEntry(methods, HandwritingProcess(command=["false"]), told.append)


def press(entry: TextEntry, keys: str) -> None:
    for key in keys:
        entry.key(key)


def state(entry: TextEntry) -> tuple[str, str]:
    return entry.property("text"), entry.property("composing")


def test_letters_wait_until_a_word_is_chosen(entry: TextEntry, told: list[str]) -> None:
    entry.open("name", "text", "", 50, "zh-CN")
    press(entry, "lisi")
    assert state(entry) == ("", "lisi")
    assert told == []
    entry.choose(0)
    assert state(entry) == ("李四", "")
    assert told == ["李四"]


def test_a_shorter_word_leaves_the_letters_it_does_not_use(entry: TextEntry) -> None:
    entry.open("name", "text", "", 50, "zh-CN")
    press(entry, "lisi")
    entry.choose(2)
    assert state(entry) == ("李", "si")
    entry.space()
    assert state(entry) == ("李四", "")


def test_backspace_takes_letters_before_it_takes_text(entry: TextEntry) -> None:
    entry.open("name", "text", "李", 50, "zh-CN")
    press(entry, "si")
    entry.backspace()
    assert state(entry) == ("李", "s")
    entry.backspace()
    entry.backspace()
    assert state(entry) == ("", "")


def test_candidates_that_do_not_fit_are_on_the_next_page_and_choose_counts_on_the_page(entry: TextEntry) -> None:
    entry.open("name", "text", "", 50, "zh-CN")
    entry.set_room(10.0)
    press(entry, "guang")
    assert entry.property("candidates") == list("光广逛胱桄")
    assert entry.property("pages") == 4
    entry.more()
    assert entry.property("candidates") == list("犷咣洸侊垙")
    entry.choose(1)
    assert entry.property("text") == "咣"


def test_after_the_last_page_comes_the_first(entry: TextEntry) -> None:
    entry.open("name", "text", "", 50, "zh-CN")
    entry.set_room(10.0)
    press(entry, "guang")
    for _ in range(4):
        entry.more()
    assert entry.property("page") == 0


def test_commit_types_letters_that_are_no_pinyin_as_they_stand(entry: TextEntry) -> None:
    entry.open("name", "text", "", 50, "zh-CN")
    press(entry, "xq")
    entry.commit()
    assert state(entry) == ("xq", "")


def test_a_text_never_grows_beyond_its_limit(entry: TextEntry) -> None:
    entry.open("name", "text", "", 3, "en")
    press(entry, "abcdef")
    assert entry.property("text") == "abc"


def test_english_types_letters_at_once_and_capitals_when_asked(entry: TextEntry) -> None:
    entry.open("name", "text", "", 50, "en")
    entry.shift()
    press(entry, "l")
    entry.shift()
    press(entry, "i")
    assert entry.property("text") == "Li"


def test_a_mobile_takes_eleven_digits_and_shows_them_in_the_groups_people_say(entry: TextEntry) -> None:
    entry.open("mobile", "mobile", "", 0, "zh-CN")
    press(entry, "139x1234123456789")
    assert entry.property("text") == "13912341234"
    assert entry.property("display") == "139 1234 1234"


def test_x_is_taken_only_as_the_last_of_a_citizen_number(entry: TextEntry) -> None:
    entry.open("id_no", "id18", "", 0, "zh-CN")
    press(entry, "X1101051949123100")
    press(entry, "2x")
    assert entry.property("text") == "11010519491231002X"
    assert entry.property("display") == "110105 19491231 002X"


def test_a_day_is_iso_once_it_is_one(entry: TextEntry, told: list[str]) -> None:
    entry.open("birth_date", "date", "", 0, "zh-CN")
    press(entry, "19491231")
    assert told[-2:] == ["1949123", "1949-12-31"]
    entry.open("", "", "", 0, "")
    entry.open("birth_date", "date", "1949-12-31", 0, "zh-CN")
    assert entry.property("display") == "1949 12 31"


def test_a_month_a_bank_card_and_an_amount_take_only_what_they_can_be(entry: TextEntry, told: list[str]) -> None:
    entry.open("start_month", "month", "", 0, "zh-CN")
    press(entry, "2026119")
    assert told[-1] == "2026-11"
    entry.open("bank_account", "bankcard", "", 0, "zh-CN")
    press(entry, "6222021234567890123456")
    assert entry.property("display") == "6222 0212 3456 7890 123"
    entry.open("income", "decimal", "", 0, "zh-CN")
    press(entry, "1.2.5x")
    assert told[-1] == "1.25"


def test_the_same_field_opened_again_keeps_what_is_being_typed(entry: TextEntry) -> None:
    entry.open("name", "text", "", 50, "zh-CN")
    press(entry, "lisi")
    entry.open("name", "text", "", 50, "zh-CN")
    assert state(entry) == ("", "lisi")


def test_another_field_never_sees_the_letters_of_the_one_before(entry: TextEntry) -> None:
    entry.open("name", "text", "李", 50, "zh-CN")
    press(entry, "si")
    entry.open("home_detail", "text", "", 100, "zh-CN")
    assert state(entry) == ("", "")


def test_a_page_that_goes_late_does_not_close_the_field_of_the_next(entry: TextEntry) -> None:
    entry.open("query", "text", "老年", 40, "zh-CN")
    entry.leave("name")
    assert entry.property("field") == "query"
    entry.leave("query")
    assert state(entry) == ("", "")


def test_an_answer_picked_instead_of_typed_empties_the_field_without_answering_again(
    entry: TextEntry, told: list[str]
) -> None:
    entry.open("id_valid_to", "date", "", 0, "zh-CN")
    press(entry, "2030")
    told.clear()
    entry.open("id_valid_to", "date", "", 0, "zh-CN")
    assert entry.property("display") == ""
    assert told == []


def test_nothing_typed_is_left_in_the_entry_after_the_visit(entry: TextEntry) -> None:
    entry.open("name", "text", "", 50, "zh-CN")
    press(entry, "lisi")
    entry.choose(0)
    press(entry, "guang")
    entry.set_mode("letters")
    entry.wipe()
    left = repr(vars(entry))
    assert "李四" not in left and "guang" not in left and "光" not in left
    entry.key("a")
    assert state(entry) == ("", "")
    entry.open("name", "text", "", 50, "zh-CN")
    assert entry.property("mode") == "pinyin"


@pytest.mark.parametrize("typed", ["", "\n", "\x00", "abcde" * 10])
def test_what_is_no_key_is_ignored(entry: TextEntry, typed: str) -> None:
    entry.open("name", "text", "李", 50, "en")
    entry.key(typed)
    assert entry.property("text") == "李"


@pytest.mark.parametrize(("digits", "day"), [("20240229", "2024-02-29"), ("20230229", "20230229"), ("2024", "2024")])
def test_only_a_real_day_becomes_iso(digits: str, day: str) -> None:
    assert iso_day(digits) == day


def test_kinds_without_groups_stay_as_typed() -> None:
    assert in_spoken_groups("digits", "123456789") == "123456789"


def test_nine_keys_wait_like_letters_and_their_first_syllable_can_be_told(entry: TextEntry) -> None:
    entry.open("name", "text", "", 50, "zh-CN")
    entry.set_mode("nine")
    press(entry, "64426")
    assert entry.property("syllables") == ["ni", "mi"]
    entry.read_as("hao")
    assert entry.property("candidates") == ["你好", "你"], "only what is offered can be told"
    entry.read_as("ni")
    assert entry.property("candidates") == ["拟稿"]
    entry.choose(0)
    assert state(entry) == ("拟稿", "")
    entry.set_mode("digits")
    press(entry, "2")
    assert state(entry) == ("拟稿2", "")
