"""The window's figures run over whole visits and have their shape; how good they are, is for the bench to say."""

from bench.figures.page_change import page_changes
from bench.figures.window_memory import memory_over


def test_page_changes_are_measured_over_the_whole_way() -> None:
    taken = page_changes(1)
    pages = {what.partition(" → ")[2] for what, _ in taken}
    assert {"home", "search", "guide", "privacy", "form", "materials", "sign", "review", "rating", "idle"} <= pages
    assert all(took > 0 for _, took in taken) and len(taken) > 20


def test_memory_is_measured_over_whole_visits() -> None:
    warm, end = memory_over(2, 1)
    assert warm > 20 and end > 20
