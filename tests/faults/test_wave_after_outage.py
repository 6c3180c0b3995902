"""Many stations return in the same second: each gets a slot, all finish, nobody is refused for good.

The long run of 10,000 is `python -m bench.load.returning`.
"""

import pytest

from bench.load.returning import FORMS, run


def test_a_returning_wave_is_spread_and_everybody_finishes(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CENTRE_SLOTS_PER_S", "100")
    told = run(250, tmp_path)
    assert (told.finished, told.refused_for_good, told.twice) == (250, 0, 0)
    assert told.stored == 250 * FORMS
    assert told.told_to_wait > 0
    assert told.arrivals_most_later < told.arrivals_first_second
