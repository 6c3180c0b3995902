"""What was sealed becomes a case, once; what cannot be read becomes a case that a person sees."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from contract.submission import Suite


def cases():
    from centre.cases.models import Case

    return list(Case.objects.order_by("id"))


def test_an_application_becomes_a_case_with_everything_it_held(world) -> None:
    from centre.cases.views import application_of

    station = world.station()
    application = station.application(card=msgspec.structs.replace(station.application().card, name="买买提·𠮷\ue863"))
    station.send_batch(station.seal(application))
    world.open_all()
    (case,) = cases()
    assert application_of(case) == application
    assert (case.state, case.problem) == ("received", "")
    assert case.handed_in_at == application.handed_in_at
    assert case.case_number.startswith("510114R06014")


@pytest.mark.parametrize("suite", [Suite.X25519, Suite.MLKEM768_X25519])
def test_both_suites_open(world, suite) -> None:
    station = world.station()
    station.send_batch(station.seal(station.application(), suite=suite))
    world.open_all()
    assert [case.problem for case in cases()] == [""]


def test_nothing_personal_stands_in_the_database_in_clear(world) -> None:
    from django.db import connections

    station = world.station()
    application = station.application()
    station.send_batch(station.seal(application))
    world.open_all()
    connections.close_all()
    stored = b"".join(path.read_bytes() for path in world.data.rglob("*") if path.is_file())
    assert application.provisional_number.encode() in stored
    for marked in ("11010519491231002X", "张测试", "13912341234", "狮子湖小区 3 栋", "李四光", "张**"):
        assert marked.encode() not in stored, marked


def test_a_submission_that_comes_again_opens_no_second_case(world) -> None:
    station = world.station()
    sealed = station.seal(station.application())
    for _ in range(3):
        station.send_batch(sealed)
        world.open_all()
    assert len(cases()) == 1


def test_a_crash_between_opening_and_handing_over_opens_one_case(world, monkeypatch) -> None:
    from centre.cases import open_case

    station = world.station()
    station.send_batch(station.seal(station.application()))

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(open_case, "mark_opened", crash)
        with pytest.raises(KeyboardInterrupt):
            open_case.open_next(datetime.now(UTC))
    assert cases() == []
    world.open_all()
    assert len(cases()) == 1


BROKEN = {
    "key": lambda station, application: station.seal(application, key_id="0" * 16),
    "content": lambda station, application: station.seal(application, packed=b"no zstd frame"),
    "differs": lambda station, application: station.seal(application, item_code="R06-015"),
    "seal": lambda station, application: _rebound(station, application),
}


def _rebound(station, application) -> bytes:
    """The sealed body under another header: what HPKE's info must notice."""
    from contract.envelope import decode_envelope, encode_envelope

    header, sealed = decode_envelope(station.seal(application))
    return encode_envelope(msgspec.structs.replace(header, sequence=header.sequence + 1), sealed)


@pytest.mark.parametrize("problem", sorted(BROKEN))
def test_what_cannot_be_read_is_a_case_for_a_person_and_holds_nobody_up(world, problem) -> None:
    station = world.station()
    broken = BROKEN[problem](station, station.application())
    good = station.seal(station.application())
    station.send_batch(broken, good)
    world.open_all()
    waiting, opened = cases()
    assert (waiting.state, waiting.problem) == ("needs_person", problem)
    assert (opened.state, opened.problem) == ("received", "")
    assert waiting.due_at is not None
    states = [change.state for change in station.feed().changes]
    assert states == ["received", "received"]


def test_a_payload_that_claims_to_be_huge_costs_no_memory(world) -> None:
    import zstandard

    station = world.station()
    bomb = zstandard.ZstdCompressor(level=19, write_content_size=True).compress(bytes(64 * 1024 * 1024))
    station.send_batch(station.seal(station.application(), packed=bomb, plain_size=1024))
    world.open_all()
    assert [case.problem for case in cases()] == ["content"]


def test_an_attachment_that_is_not_what_it_says_needs_a_person(world) -> None:
    station = world.station()
    application = station.application()
    swapped = msgspec.structs.replace(application.attachments[0], content=b"another picture")
    station.send_batch(station.seal(msgspec.structs.replace(application, attachments=(swapped,))))
    world.open_all()
    assert [case.problem for case in cases()] == ["differs"]


def test_a_case_opens_again_after_its_key_was_put_back(world) -> None:
    from centre.cases.open_case import open_unread_again
    from centre.cases.views import application_of
    from centre.site.sealed_field import inner_keys

    station = world.station()
    key_id = next(key.key_id for key in station.place.keys if key.use == "seal" and key.suite == Suite.X25519)
    path = world.data / "keys" / "inner" / f"seal-{key_id}.key"
    kept = path.read_bytes()
    application = station.application()
    station.send_batch(station.seal(application))
    try:
        path.unlink()
        inner_keys.cache_clear()
        world.open_all()
        (case,) = cases()
        assert case.problem == "key"
        number = case.case_number
    finally:
        path.write_bytes(kept)
        inner_keys.cache_clear()
    open_unread_again(case, datetime.now(UTC))
    (case,) = cases()
    assert (case.case_number, case.problem, case.state) == (number, "", "received")
    assert application_of(case) == application


def test_software_that_fails_on_one_submission_opens_the_others(world, monkeypatch) -> None:
    from centre.cases import open_case

    station = world.station()
    poison, good = station.application(), station.application()
    station.send_batch(station.seal(poison), station.seal(good))
    right = open_case.open_application

    def fail_on_poison(row, header, payload, now):
        if payload.submission_id == poison.submission_id:
            raise RuntimeError("boom")
        return right(row, header, payload, now)

    monkeypatch.setattr(open_case, "open_application", fail_on_poison)
    world.open_all()
    assert [(case.submission_id, case.problem) for case in cases()] == [
        (poison.submission_id, "crashed"),
        (good.submission_id, ""),
    ]


def test_the_day_clock_starts_at_the_hand_in_and_never_in_the_future(world) -> None:
    station = world.station()
    yesterday = datetime.now(UTC) - timedelta(days=1)
    told = [yesterday, datetime.now(UTC) + timedelta(days=400), datetime(1970, 1, 2, tzinfo=UTC)]
    applications = [station.application(handed_in_at=at) for at in told]
    station.send_batch(*(station.seal(application) for application in applications))
    world.open_all()
    first, future, reset = cases()
    assert first.handed_in_at == yesterday
    assert future.handed_in_at == future.arrived_at
    assert reset.handed_in_at == reset.arrived_at


def test_values_that_no_column_holds_are_cut_and_never_lose_a_case(world) -> None:
    station = world.station()
    long = "项" * 5000
    odd = {"item_name": long + "\0", "form_id": "F" * 300, "form_version": 2**40, "answers": {"a\0": "\0"}}
    application = station.application(**odd)
    station.send_batch(station.seal(application))
    world.open_all()
    (case,) = cases()
    assert case.problem == ""
    assert len(case.item_name) == 200


def test_a_rating_finds_its_case_whichever_comes_first(world) -> None:
    from centre.cases.models import RatingGiven

    station = world.station()
    application = station.application()
    rating = station.seal(station.rating(application, "2"))
    station.send_batch(rating)
    world.open_all()
    station.send_batch(station.seal(application), rating)
    world.open_all()
    (case,) = cases()
    assert RatingGiven.objects.get(of_submission=case.submission_id).satisfaction_code == "2"


def test_each_station_reads_its_own_feed_in_order_and_can_read_it_again(world) -> None:
    from centre.cases.decide import Decision, decide

    mine, other = world.station(), world.station()
    applications = [mine.application(), mine.application()]
    mine.send_batch(*(mine.seal(each) for each in applications))
    other.send_batch(other.seal(other.application()))
    world.open_all()
    decide(cases()[0].case_number, Decision.COMPLETE, "chen", datetime.now(UTC))
    feed = mine.feed()
    first, second, third = (change.cursor for change in feed.changes)
    assert [change.state for change in feed.changes] == ["received", "received", "closed"]
    assert 0 < first < second < third == feed.cursor
    assert feed.changes[2].submission_id == applications[0].submission_id
    assert feed.changes[0].case_number == cases()[0].case_number
    assert mine.feed(second).changes == feed.changes[2:]
    assert mine.feed(third).changes == () and mine.feed(third).cursor == third
    assert len(other.feed().changes) == 1


def test_case_numbers_count_up_within_an_item_and_day(world) -> None:
    station = world.station()
    station.send_batch(*(station.seal(station.application()) for _ in range(3)))
    world.open_all()
    assert [case.case_number[-4:] for case in cases()] == ["0001", "0002", "0003"]


def test_a_sealed_column_does_not_open_in_another_row(world) -> None:
    from centre.site.sealed_field import FieldUnreadable, open_field, seal_field

    sealed = seal_field("张测试".encode(), "case:1.surname")
    assert open_field(sealed, "case:1.surname").decode() == "张测试"
    for wrong in (lambda: open_field(sealed, "case:2.surname"), lambda: open_field(sealed[:-1], "case:1.surname")):
        with pytest.raises(FieldUnreadable):
            wrong()


def test_the_command_tells_what_the_database_holds(world) -> None:
    from centre.site.case_told import case_told

    station = world.station()
    application = station.application()
    station.send_batch(station.seal(application))
    world.open_all()
    told = case_told(application.provisional_number, datetime.now(UTC))
    assert told is not None
    holder, answers = told["holder"], told["answers"]
    assert isinstance(holder, dict) and isinstance(answers, dict)
    assert holder["number"] == "11010519491231002X"
    assert answers["card_kind"] == "首次申办"
    assert told["states"] == ["handed-in", "custody", "unsealed"]
    assert told["times_at_centre"] == 1
    assert told["submission_id"] == application.submission_id and case_told(str(told["case_number"]), datetime.now(UTC))
    assert case_told("XD0", datetime.now(UTC)) is None
