"""Work of several threads shares a commit, and the failure of one is its own."""

import threading

import pytest


def together(works: list, world) -> tuple[dict[int, object], dict[int, Exception]]:
    """Run them at once, held back until all stand in line."""
    from django.db import DatabaseError, connections

    from centre.intake import group_commit

    results: dict[int, object] = {}
    errors: dict[int, Exception] = {}

    def run(number: int) -> None:
        try:
            results[number] = group_commit.grouped(works[number])
        except DatabaseError as error:
            errors[number] = error
        finally:
            connections.close_all()

    gate, at_gate = threading.Event(), threading.Event()

    def hold(_cursor) -> None:
        at_gate.set()
        gate.wait(60)

    works = [*works, hold]
    *threads, first = [threading.Thread(target=run, args=(number,)) for number in range(len(works))]
    first.start()
    at_gate.wait(60)
    for thread in threads:
        thread.start()
    for _ in range(6000):
        if len(group_commit._waiting) == len(threads):
            break
        threading.Event().wait(0.005)
    gate.set()
    threads.append(first)
    for thread in threads:
        thread.join(60)
    results.pop(len(works) - 1)
    assert group_commit._leader is None and not group_commit._waiting
    return results, errors


def count_one(station_id: str):
    def work(cursor) -> str:
        cursor.execute(
            "INSERT INTO intake_damagedcount (station_id, times, last_at) VALUES (%s, 1, '2026-01-01 00:00:00')",
            [station_id],
        )
        return station_id

    return work


def kept() -> set[str]:
    from centre.intake.models import DamagedCount

    return set(DamagedCount.objects.values_list("station_id", flat=True))


def test_everybodys_work_is_done_once_and_everybody_hears_his_own_result(world) -> None:
    results, errors = together([count_one(f"S{number}") for number in range(40)], world)
    assert errors == {}
    assert results == {number: f"S{number}" for number in range(40)}
    assert len(kept()) == 40


def test_the_one_that_fails_hears_of_it_and_the_others_are_kept(world) -> None:
    def wrong(cursor) -> None:
        cursor.execute("INSERT INTO intake_damagedcount (station_id, times, last_at) VALUES ('W', NULL, NULL)")

    results, errors = together([count_one("A"), wrong, count_one("B"), count_one("A")], world)
    assert kept() == {"A", "B"}
    assert sorted(results.values(), key=str) == ["A", "B"]
    assert len(errors) == 2


def test_a_station_shut_out_is_refused_inside_the_same_transaction(world) -> None:
    from datetime import UTC, datetime

    from centre.intake.door import outer_keys
    from centre.intake.models import Custody, Station
    from centre.intake.receive_batch import receive_batch
    from centre.intake.refuse import Refused
    from centre.intake.tokens import Bearer

    station = world.station()
    sealed = station.seal(station.application())
    Station.objects.update(revoked_at=datetime.now(UTC))
    with pytest.raises(Refused) as refused:
        receive_batch(Bearer(station.place.station_id, 1), (sealed,), "0" * 64, outer_keys())
    assert refused.value.status == 401
    assert not Custody.objects.exists()
