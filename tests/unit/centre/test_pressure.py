"""Nobody is refused for good, no two come back together, and the server's processes count together."""

import os
import threading

import pytest

from centre.intake.pressure import LONGEST_WAIT_S, Pressure
from centre.intake.refuse import Refused


def refused(call) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def take(pressure: Pressure) -> None:
    with pressure.place():
        pass


def test_a_full_house_gives_every_caller_a_slot_of_its_own() -> None:
    pressure = Pressure(1, 0, slots_per_s=10, tick=lambda: 100.0)
    with pressure.place():
        slots = [refused(lambda: take(pressure)).retry_after_s or 0 for _ in range(600)]
    assert slots == sorted(slots)
    assert max(slots.count(second) for second in set(slots)) <= 11
    take(pressure)


def test_a_wait_is_never_longer_than_a_quarter_of_an_hour() -> None:
    pressure = Pressure(1, 0, slots_per_s=1, tick=lambda: 0.0)
    assert {pressure.slot_s() for _ in range(2000)} == set(range(2, int(LONGEST_WAIT_S) + 1))


def test_a_few_wait_for_a_place_and_get_it() -> None:
    pressure = Pressure(1, 1, wait_s=60)
    entered, leave, served = threading.Event(), threading.Event(), []

    def first() -> None:
        with pressure.place():
            entered.set()
            leave.wait(60)

    def second() -> None:
        with pressure.place():
            served.append(True)

    one, two = threading.Thread(target=first), threading.Thread(target=second)
    one.start()
    entered.wait(60)
    two.start()
    while pressure._queue._value:  # until the second stands in line
        threading.Event().wait(0.005)
    assert refused(lambda: take(pressure)).status == 503
    leave.set()
    one.join(60)
    two.join(60)
    assert served == [True]


def test_a_bucket_fills_again_and_is_one_subjects_own() -> None:
    now = [50.0]
    pressure = Pressure(1, 0, tick=lambda: now[0])
    for _ in range(3):
        pressure.spend("a", 3, 0.5)
    refusal = refused(lambda: pressure.spend("a", 3, 0.5))
    assert (refusal.status, refusal.retry_after_s) == (429, 2)
    pressure.spend("b", 3, 0.5)
    now[0] += 2
    pressure.spend("a", 3, 0.5)
    assert refused(lambda: pressure.spend("a", 3, 0.5)).status == 429


def test_processes_share_slots_and_buckets() -> None:
    pressure = Pressure(1, 0, slots_per_s=1, tick=lambda: 10.0)
    child = os.fork()
    if child == 0:
        try:
            pressure.spend("a", 2, 0.1)
            pressure.spend("a", 2, 0.1)
            pressure.slot_s()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert refused(lambda: pressure.spend("a", 2, 0.1)).status == 429
    assert pressure.slot_s() == 3


def test_who_waits_longest_gets_the_next_place_before_any_newcomer() -> None:
    from centre.intake.pressure import Places

    places, entered = Places(1), []
    assert places.take(0)
    threads = []
    for number in range(3):
        threads.append(threading.Thread(target=lambda number=number: entered.append((number, places.take(60)))))
        threads[-1].start()
        while len(places._waiting) < number + 1:
            threading.Event().wait(0.002)
    for number, thread in enumerate(threads):
        places.give_back()
        assert not places.take(0), "a newcomer went first"
        thread.join(60)
        assert entered[-1] == (number, True)
    places.give_back()
    assert places.take(0)
