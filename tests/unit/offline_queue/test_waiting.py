"""Back-off with full jitter, and slots of the centre that are kept."""

from offline_queue.sync.waiting import LONGEST_S, Backoff


def test_the_longest_possible_wait_doubles_up_to_ten_minutes() -> None:
    backoff = Backoff(lambda: 1.0)
    assert [backoff.next_s() for _ in range(11)] == [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]


def test_any_shorter_wait_may_be_drawn() -> None:
    draws = iter([0.0, 0.25, 0.999])
    backoff = Backoff(lambda: next(draws))
    assert [backoff.next_s() for _ in range(3)] == [0.0, 1.0, 0.999 * 8]


def test_a_success_starts_over_and_years_of_failure_do_not_overflow() -> None:
    backoff = Backoff(lambda: 1.0)
    for _ in range(5000):
        assert backoff.next_s() <= LONGEST_S
    backoff.succeeded()
    assert backoff.next_s() == 2


def test_a_slot_is_never_early_and_a_little_spread() -> None:
    assert Backoff(lambda: 0.0).slot_s(100) == 100
    assert 100 < Backoff(lambda: 0.99).slot_s(100) <= 110
