"""Lists are cut into pages by estimated heights: nothing is lost, order is kept, no page is too tall."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.screens.rows_that_fit import lines_of, pages_of, text_em


@given(st.lists(st.integers(1, 500)), st.integers(1, 900))
def test_pages_keep_every_row_in_order_and_no_page_is_too_tall(heights: list[int], room: int) -> None:
    pages = pages_of(heights, float, room)
    assert [row for page in pages for row in page] == heights
    assert all(sum(page) <= room or len(page) == 1 for page in pages)


def test_chinese_breaks_anywhere_and_english_between_words() -> None:
    assert lines_of("六十五岁以上老年人免费体检预约", 34, 34 * 8) == 2
    assert lines_of("Apply for a card", 34, 34 * 4) == 3
    assert lines_of("", 34, 100) == 0


def test_a_joiner_has_no_width() -> None:
    assert text_em("认\u2060证") == text_em("认证") == 2.0
