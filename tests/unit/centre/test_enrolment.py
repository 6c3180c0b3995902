"""A terminal enrols once with a code, and its numbers never meet another's."""

import msgspec
import pytest

from bench.pretend_station import PretendStation, Unexpected
from contract import wire
from contract.sync import EnrolAnswer, Refusal


@pytest.fixture
def code(world):
    from datetime import UTC, datetime

    from centre.fleet.enrol_code import make_enrol_code

    def make(**options) -> str:
        now = datetime.now(UTC)
        return make_enrol_code(
            division="510114006001", place_name="狮子湖小区", town_name="石板滩街道", now=now, **options
        )

    return make


def refusal_code(call) -> str:
    with pytest.raises(Unexpected) as caught:
        call()
    return wire.decode(caught.value.body, Refusal).code


def test_a_code_gives_an_identity_a_number_block_and_the_centres_keys(world, code) -> None:
    answer = PretendStation(world.send).enrol(code())
    assert (answer.district, answer.town, answer.terminal, answer.epoch) == ("510114", "006", "001", 1)
    assert answer.numbers.first == 1
    assert {key.use for key in answer.keys} == {"seal", "receipt"}
    assert {key.suite for key in answer.keys if key.use == "seal"} == {1, 2}


def test_a_code_is_typed_as_people_type(world, code) -> None:
    typed = code().lower().replace("-", " ")
    assert PretendStation(world.send).enrol(typed).epoch == 1


def test_a_code_works_once_but_the_same_terminal_may_ask_again(world, code) -> None:
    once = code()
    station = PretendStation(world.send)
    first = station.enrol(once)
    again = station.enrol(once)
    assert msgspec.structs.replace(again, time=first.time) == first
    assert refusal_code(lambda: PretendStation(world.send).enrol(once)) == "enrol.code"


def test_an_unknown_an_old_and_an_unsigned_request_are_refused(world, code) -> None:
    from datetime import UTC, datetime, timedelta

    from centre.fleet.models import EnrolCode

    station = PretendStation(world.send)
    assert refusal_code(lambda: station.enrol("AAAA-BBBB-CCCC")) == "enrol.code"
    late = code()
    EnrolCode.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert refusal_code(lambda: station.enrol(late)) == "enrol.code"
    forged = msgspec.structs.replace(station.enrol_request(code()), signature=bytes(64))
    status, body, _ = world.send("POST", "/intake/v1/enrol", wire.encode(forged), "")
    assert (status, wire.decode(body, Refusal).code) == (403, "enrol.signature")


def test_guessing_codes_is_slowed_down(world) -> None:
    station = PretendStation(world.send)
    codes = {refusal_code(lambda: station.enrol("AAAA-BBBB-CCCC")) for _ in range(15)}
    assert codes == {"enrol.code", "centre.too_often"}


def test_a_station_set_up_anew_gets_the_next_epoch_and_other_numbers(world, code) -> None:
    seen: list[EnrolAnswer] = []
    station_id = ""
    from centre.intake import door

    for _ in range(25):
        door.pressure.cache_clear()
        answer = PretendStation(world.send).enrol(code(station_id=station_id))
        station_id = answer.station_id
        seen.append(answer)
    assert [answer.epoch for answer in seen] == list(range(1, 26))
    assert {answer.station_id for answer in seen} == {station_id}
    blocks = [(answer.town, answer.terminal, number) for answer in seen
              for number in range(answer.numbers.first, answer.numbers.last + 1)]  # fmt: skip
    assert len(set(blocks)) == len(blocks)
    assert all(1 <= answer.numbers.first <= answer.numbers.last <= 9999 for answer in seen)


def test_two_terminals_of_a_town_differ(world, code) -> None:
    first, second = PretendStation(world.send).enrol(code()), PretendStation(world.send).enrol(code())
    assert (first.terminal, second.terminal) == ("001", "002")
    assert first.station_id != second.station_id
