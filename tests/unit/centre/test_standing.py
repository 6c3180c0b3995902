"""One identity, one machine: a copy hands over what it holds and gets nothing new, a set-back machine goes on anew."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from bench.pretend_scans import read_news, report_health
from bench.pretend_station import PretendStation, Unexpected
from contract import wire
from contract.sync import Outcome, Refusal, Standing, TokenAnswer

MACHINE, OTHER = b"m" * 32, b"o" * 32


@pytest.fixture
def station(world) -> PretendStation:
    station = world.station()
    station.machine = MACHINE
    return station


def copy_of(world, station: PretendStation, **changes: object) -> PretendStation:
    """The same identity files on another disk, as they are now."""
    copied = PretendStation(world.send)
    for name in ("private", "public", "enrolled", "machine", "link"):
        setattr(copied, name, changes.get(name, getattr(station, name)))
    return copied


def refusal_of(call) -> tuple[int, str]:
    with pytest.raises(Unexpected) as caught:
        call()
    return caught.value.status, wire.decode(caught.value.body, Refusal).code


def test_each_answer_brings_a_new_link_and_a_lost_answer_is_no_alarm(world, station) -> None:
    seen = set()
    for lost in (False, False, True, True, False):
        before = station.link
        answer = station.ask_token()
        assert answer.standing is Standing.GOOD and answer.renewed is None
        assert answer.link not in seen and len(answer.link) == 16
        seen.add(answer.link)
        if lost:
            station.link = before
    assert station.feed().changes == ()


def test_a_request_that_the_line_repeats_gets_the_same_link(world, station) -> None:
    sent: list[tuple] = []
    send = station._send

    def keep(*request):
        sent.append(request)
        return send(*request)

    station.ask_token()
    station._send = keep
    first = station.ask_token()
    status, body, _ = send(*sent[-1])
    assert status == 200 and wire.decode(body, TokenAnswer).link == first.link
    assert station.ask_token().standing is Standing.GOOD


def test_another_machine_with_the_identity_is_a_copy_and_loses_nothing(world, station) -> None:
    from centre.intake.models import CopySeen

    station.ask_token()
    copied = copy_of(world, station, machine=OTHER)
    assert copied.ask_token().standing is Standing.COPIED
    receipt = copied.send_batch(copied.seal(copied.application()))
    assert [entry.outcome for entry in receipt.entries] == [Outcome.STORED]
    report_health(copied)
    assert refusal_of(copied.feed) == (403, "station.copied")
    assert refusal_of(lambda: read_news(copied)) == (403, "station.copied")
    assert station.ask_token().standing is Standing.GOOD
    copied.ask_token()
    assert [(seen.reason, seen.times) for seen in CopySeen.objects.all()] == [("machine", 2)]


def test_an_older_state_of_the_machine_gets_a_new_epoch_and_other_numbers_once_a_day(world, station) -> None:
    from centre.intake.models import Station

    station.ask_token()
    backup = copy_of(world, station)
    for _ in range(3):
        station.ask_token()
    old = backup.place
    answer = backup.ask_token()
    assert answer.standing is Standing.GOOD and answer.renewed is not None
    assert answer.renewed.epoch == old.epoch + 1
    assert answer.renewed.numbers.first > old.numbers.last
    assert backup.send_batch(backup.seal(backup.application())).entries[0].outcome is Outcome.STORED
    assert backup.ask_token().renewed is None
    again = copy_of(world, backup, link=b"some older link!")
    assert again.ask_token().standing is Standing.COPIED
    Station.objects.update(renewed_at=datetime.now(UTC) - timedelta(hours=25))
    assert copy_of(world, backup, link=b"some older link!").ask_token().renewed is not None


def test_a_lost_renewal_is_given_again_and_only_to_the_one_that_asked(world, station) -> None:
    station.ask_token()
    backup = copy_of(world, station)
    other_backup = copy_of(world, station, link=b"another old link")
    station.ask_token()
    station.ask_token()
    first = copy_of(world, backup).ask_token().renewed
    second = copy_of(world, backup).ask_token().renewed
    assert first is not None and second is not None
    assert (first.epoch, first.numbers) == (second.epoch, second.numbers)
    assert other_backup.ask_token().standing is Standing.COPIED
    assert station.ask_token().standing is Standing.COPIED  # its epoch was given up


def test_a_terminal_set_up_anew_leaves_the_old_disk_a_way_to_hand_over(world, station) -> None:
    from centre.fleet.enrol_code import make_enrol_code

    station.ask_token()
    waiting = station.seal(station.application())
    code = make_enrol_code(
        division="510114006001", place_name="狮子湖小区", town_name="石板滩街道",
        now=datetime.now(UTC), station_id=station.place.station_id,
    )  # fmt: skip
    anew = PretendStation(world.send)
    anew.machine = MACHINE
    assert anew.enrol(code).epoch == 2
    assert anew.ask_token().standing is Standing.GOOD
    assert station.ask_token().standing is Standing.COPIED
    assert station.send_batch(waiting).entries[0].outcome is Outcome.STORED


def test_who_was_shut_out_does_not_come_back_by_an_older_key(world, station) -> None:
    from centre.fleet.enrol import shut_out
    from centre.fleet.enrol_code import make_enrol_code

    station.ask_token()
    assert shut_out(station.place.station_id, datetime.now(UTC))
    assert refusal_of(lambda: station.send_batch(station.seal(station.application())))[0] == 401
    code = make_enrol_code(
        division="510114006001", place_name="狮子湖小区", town_name="石板滩街道",
        now=datetime.now(UTC), station_id=station.place.station_id,
    )  # fmt: skip
    PretendStation(world.send).enrol(code)
    assert refusal_of(station.ask_token) == (403, "station.unknown")
    assert not shut_out("XD-000000-000-000", datetime.now(UTC))


def test_a_centre_from_an_older_backup_believes_the_key_and_skips_the_numbers_it_forgot(world, station) -> None:
    from centre.intake.models import Station

    station.ask_token()
    given = station.place.numbers
    station.enrolled = msgspec.structs.replace(station.place, epoch=station.place.epoch + 2)
    assert station.ask_token().standing is Standing.GOOD
    row = Station.objects.get()
    assert row.epoch == station.place.epoch
    assert row.last_number == given.last + 2 * 500
    assert station.send_batch(station.seal(station.application())).entries[0].outcome is Outcome.STORED


def test_a_copied_station_is_given_no_more_numbers(world, station) -> None:
    from centre.fleet.models import GivenBlock

    station.ask_token()
    copied = copy_of(world, station, machine=OTHER)
    copied.ask_token()
    report_health(copied, numbers_left=0)
    assert GivenBlock.objects.count() == 1
    report_health(station, numbers_left=0)
    assert GivenBlock.objects.count() == 2
