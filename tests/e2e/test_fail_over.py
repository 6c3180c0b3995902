"""The PostgreSQL primary is lost in the middle of the load, its synchronous standby promoted: every receipt holds."""

import pytest

from bench.live_centre import LiveCentre
from bench.postgresql import Primary, Standby, programs
from tests.faults.sender import DEADLINE_S, SUBMISSIONS, Sender, wait_until

STATIONS = 3


def test_every_receipt_is_honoured_by_the_promoted_standby(tmp_path) -> None:
    if programs() is None:
        pytest.skip("POSTGRESQL IS NOT INSTALLED: fail-over was not tested (Debian package postgresql)")
    primary = Primary()
    standby = None
    centre = None
    try:
        standby = Standby(primary)
        primary.wait_for_standby()
        both = f"postgresql://centre@/centre?host={primary.folder},{standby.folder}"
        centre = LiveCentre(tmp_path / "data", both)
        centre.start()
        senders = [Sender(centre.station(), seed) for seed in range(STATIONS)]
        for sender in senders:
            sender.start()
        everything = STATIONS * SUBMISSIONS
        wait_until(lambda: sum(len(each.held) for each in senders) >= everything // 3, "the load did not start")
        primary.kill()
        held_then = {submission for sender in senders for submission in list(sender.held)}
        standby.promote()
        on_standby = {row[0] for row in centre.rows("SELECT submission_id FROM intake_custody")}
        assert held_then <= on_standby  # before anybody could send it again
        for sender in senders:
            sender.join(DEADLINE_S)
        assert [sender.wrong for sender in senders] == [[]] * STATIONS
        promised = {submission for sender in senders for submission in sender.held}
        assert len(promised) == everything
        stored = [row[0] for row in centre.rows("SELECT submission_id FROM intake_custody")]
        assert len(stored) == everything and set(stored) == promised
        wait_until(lambda: centre.rows("SELECT count(*) FROM cases_case") == [(everything,)], "cases are missing")
        assert centre.rows("SELECT count(*) FROM cases_case WHERE problem <> ''") == [(0,)]
    finally:
        if centre is not None:
            centre.close()
        if standby is not None:
            standby.close()
        primary.close()
