"""The centre is killed again and again while stations send: every receipt is honoured, nothing is there twice."""

from collections.abc import Iterator

import pytest

from bench.live_centre import LiveCentre
from bench.postgresql import Postgresql, programs
from tests.faults.sender import DEADLINE_S, SUBMISSIONS, Sender, wait_until

STATIONS, KILLS = 4, 5


@pytest.fixture(params=["sqlite", "postgresql"])
def centre(request, tmp_path) -> Iterator[LiveCentre]:
    if request.param == "postgresql" and programs() is None:
        pytest.skip("PostgreSQL IS NOT INSTALLED: the centre was not tested on it (Debian package postgresql)")
    server = Postgresql() if request.param == "postgresql" else None
    centre = LiveCentre(tmp_path / "data", server.url if server else "")
    try:
        yield centre
    finally:
        centre.close()
        if server:
            server.close()


def test_every_receipt_is_honoured_after_kills(centre) -> None:
    centre.start()
    senders = [Sender(centre.station(), seed) for seed in range(STATIONS)]
    everything = STATIONS * SUBMISSIONS
    for sender in senders:
        sender.start()
    for kill in range(1, KILLS + 1):
        enough = everything * kill // (KILLS + 2)
        wait_until(lambda wanted=enough: sum(len(each.held) for each in senders) >= wanted, "the load did not go on")
        centre.kill()
        centre.start()
    for sender in senders:
        sender.join(DEADLINE_S)
    assert [sender.wrong for sender in senders] == [[]] * STATIONS
    assert sum(len(sender.held) for sender in senders) == everything

    promised = {submission for sender in senders for submission in sender.held}
    stored = [row[0] for row in centre.rows("SELECT submission_id FROM intake_custody")]
    assert len(stored) == len(set(stored))
    assert set(stored) == promised
    assert centre.rows("SELECT count(*) FROM intake_quarantine") == [(0,)]
    wait_until(lambda: centre.rows("SELECT count(*) FROM cases_case") == [(everything,)], "cases are missing")
    assert centre.rows("SELECT count(*) FROM cases_case WHERE problem <> ''") == [(0,)]
    assert centre.rows("SELECT count(DISTINCT submission_id) FROM cases_case") == [(everything,)]
    assert centre.rows("SELECT count(*) FROM intake_statusline") == [(everything,)]
    assert centre.rows("SELECT count(*) FROM intake_custody WHERE opened_at IS NULL") == [(0,)]


def test_a_killed_database_costs_no_receipt(tmp_path) -> None:
    """PostgreSQL itself stops without a checkpoint in the middle of the load, and comes back."""
    if programs() is None:
        pytest.skip("PostgreSQL IS NOT INSTALLED: its loss under load was not tested (Debian package postgresql)")
    server = Postgresql()
    centre = LiveCentre(tmp_path / "data", server.url)
    try:
        centre.start()
        senders = [Sender(centre.station(), seed) for seed in range(2)]
        for sender in senders:
            sender.start()
        wait_until(lambda: sum(len(each.held) for each in senders) >= SUBMISSIONS // 2, "the load did not start")
        server.kill()
        server.start()
        for sender in senders:
            sender.join(DEADLINE_S)
        assert [sender.wrong for sender in senders] == [[], []]
        promised = {submission for sender in senders for submission in sender.held}
        assert len(promised) == 2 * SUBMISSIONS
        assert {row[0] for row in centre.rows("SELECT submission_id FROM intake_custody")} == promised
        wait_until(lambda: centre.rows("SELECT count(*) FROM cases_case") == [(len(promised),)], "cases are missing")
        assert centre.rows("SELECT count(*) FROM cases_case WHERE problem <> ''") == [(0,)]
    finally:
        centre.close()
        server.close()
