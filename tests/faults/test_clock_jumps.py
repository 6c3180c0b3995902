"""A clock that lies by years in either direction: no number twice, nothing stuck, nothing lost."""

from datetime import datetime
from pathlib import Path

from bench.sample_station import enrol_without_centre, sample_application
from offline_queue.clock import CHINA
from offline_queue.queue import Queue
from tests.faults.delivery import Delivery
from tests.hand_clock import HandClock

GIVEN = {"item_code": "R06-014", "form_id": "F01", "form_version": 1}
JUMPS = ({"days": -3}, {"days": 4000}, {"days": -12000}, {"seconds": -1}, {"days": 8003}, {"days": 1}, {"days": -1})


def test_numbers_never_repeat_wherever_the_clock_goes_and_whatever_is_lost(tmp_path: Path) -> None:
    enrol_without_centre(tmp_path)
    clock = HandClock()
    numbers: list[str] = []
    for turn, jump in enumerate(JUMPS * 3):
        queue = Queue.open(tmp_path, clock=clock, reserve_bytes=0)
        numbers += [queue.hand_in(sample_application(signature_bytes=50), **GIVEN).number for _ in range(2)]
        queue.close()
        clock.turn(**jump)
        if turn % 3 == 2:  # the database and all sealed files of the past are gone as well
            for path in [*tmp_path.glob("queue.db*"), *(tmp_path / "spool").iterdir()]:
                path.unlink()
    assert len(set(numbers)) == len(numbers)


def test_delivery_goes_on_whatever_year_it_is(delivery: Delivery) -> None:
    done = []
    for jump in JUMPS:
        done += delivery.hand_in(1)
        delivery.clock.turn(**jump)
        delivery.rounds()
    delivery.assert_everything_arrived_once(done)


def test_the_first_and_last_years_a_calendar_has_are_survived(delivery: Delivery) -> None:
    done = []
    for year in (1, 9999):
        delivery.clock.at = datetime(year, 6, 1, tzinfo=CHINA)
        done += delivery.hand_in(1)
        delivery.rounds()
    delivery.assert_everything_arrived_once(done)
