"""The stations' door: custody once for ever, and an honest word for everything that is sent."""

import hashlib
import threading

import pytest

from bench.pretend_station import PretendStation, Unexpected
from contract import wire
from contract.sync import BATCH_PATH, BatchRequest, Outcome, Refusal, SignedReceipt


def outcomes(receipt) -> list[Outcome]:
    return [entry.outcome for entry in receipt.entries]


def test_what_is_sent_is_stored_and_named_in_a_signed_receipt(world) -> None:
    from centre.intake.models import Custody

    station = world.station()
    sealed = [station.seal(station.application()) for _ in range(3)]
    receipt = station.send_batch(*sealed)
    assert outcomes(receipt) == [Outcome.STORED] * 3
    assert all(entry.complete for entry in receipt.entries)
    assert {bytes(row.envelope) for row in Custody.objects.all()} == set(sealed)


def test_the_same_batch_again_is_already_held_and_stored_once(world) -> None:
    from centre.intake.models import Custody

    station = world.station()
    sealed = [station.seal(station.application()) for _ in range(2)]
    first, second = station.send_batch(*sealed), station.send_batch(*reversed(sealed))
    assert outcomes(first) == [Outcome.STORED] * 2
    assert outcomes(second) == [Outcome.ALREADY] * 2
    assert all(entry.complete for entry in second.entries)
    assert [entry.submission_id for entry in second.entries] == [e.submission_id for e in reversed(first.entries)]
    assert Custody.objects.count() == 2


def test_the_same_id_with_other_content_is_kept_apart_and_the_first_one_stays(world) -> None:
    from centre.intake.models import Custody, Quarantine

    station = world.station()
    application = station.application()
    first, other = station.seal(application), station.seal(application)
    station.send_batch(first)
    assert outcomes(station.send_batch(other)) == [Outcome.QUARANTINED]
    assert outcomes(station.send_batch(other)) == [Outcome.QUARANTINED]
    assert bytes(Custody.objects.get().envelope) == first
    assert [(bytes(row.envelope), row.reason) for row in Quarantine.objects.all()] == [(other, "other_content")]


def test_the_same_id_twice_in_one_batch_is_judged_like_two_batches(world) -> None:
    station = world.station()
    application = station.application()
    first, other = station.seal(application), station.seal(application)
    receipt = station.send_batch(first, other, first)
    assert outcomes(receipt) == [Outcome.STORED, Outcome.QUARANTINED, Outcome.ALREADY]


def test_another_stations_identity_cannot_be_taken(world) -> None:
    from centre.intake.models import Custody, Quarantine

    honest, thief = world.station(), world.station()
    application = honest.application()
    forged = thief.seal(application, station_id=honest.place.station_id)
    assert outcomes(thief.send_batch(forged)) == [Outcome.QUARANTINED]
    assert Custody.objects.count() == 0
    assert Quarantine.objects.get().sent_by == thief.place.station_id
    assert outcomes(honest.send_batch(honest.seal(application))) == [Outcome.STORED]


def test_an_epoch_the_station_does_not_have_yet_is_kept_apart(world) -> None:
    station = world.station()
    sealed = station.seal(station.application(), epoch=station.place.epoch + 1)
    assert outcomes(station.send_batch(sealed)) == [Outcome.QUARANTINED]


def test_damaged_bytes_are_said_to_be_damaged_and_their_good_neighbours_are_stored(world) -> None:
    from centre.intake.models import Custody, DamagedCount

    station = world.station()
    good, torn = station.seal(station.application()), station.seal(station.application())
    flipped = bytearray(torn)
    flipped[-1] ^= 1
    receipt = station.send_batch(b"", bytes(flipped), good, torn[:-5], b"\x89XDZ")
    assert outcomes(receipt) == [
        Outcome.DAMAGED, Outcome.DAMAGED, Outcome.STORED, Outcome.DAMAGED, Outcome.DAMAGED,
    ]  # fmt: skip
    assert receipt.entries[1].submission_id != ""
    assert receipt.entries[4].sealed_sha256 == hashlib.sha256(b"\x89XDZ").hexdigest()
    assert not any(entry.complete for entry in receipt.entries if entry.outcome is Outcome.DAMAGED)
    assert Custody.objects.count() == 1
    assert DamagedCount.objects.get().times == 4
    assert outcomes(station.send_batch(torn)) == [Outcome.STORED]


def test_what_cannot_be_opened_is_still_taken_into_custody(world) -> None:
    station = world.station()
    strange = station.seal(station.application(item_code="ZZ-999"), packed=b"not zstd")
    unknown_key = station.seal(station.application(), key_id="0000000000000000")
    assert outcomes(station.send_batch(strange, unknown_key)) == [Outcome.STORED] * 2


def test_identical_batches_at_the_same_moment_are_stored_once(world) -> None:
    from django.db import connections

    from centre.intake.models import Custody

    station = world.station()
    sealed = [station.seal(station.application()) for _ in range(8)]
    start = threading.Barrier(6)
    seen: list[list[Outcome]] = []
    lock = threading.Lock()

    def send(order: int) -> None:
        start.wait()
        receipt = station.send_batch(*(sealed[order:] + sealed[:order]))
        with lock:
            seen.append(outcomes(receipt))
        connections.close_all()

    threads = [threading.Thread(target=send, args=(order,)) for order in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(seen) == 6
    assert sum(each.count(Outcome.STORED) for each in seen) == 8
    assert sum(each.count(Outcome.ALREADY) for each in seen) == 40
    assert Custody.objects.count() == 8


def refused(call) -> tuple[int, Refusal, dict[str, str]]:
    with pytest.raises(Unexpected) as caught:
        call()
    return caught.value.status, wire.decode(caught.value.body, Refusal), caught.value.headers


def test_every_refusal_says_what_happened_and_what_to_do(world) -> None:
    station = world.station()
    sealed = station.seal(station.application())
    token, station.token = station.token, ""
    assert refused(lambda: station.send_batch(sealed))[:1] == (401,)
    station.token = token[:-4] + "AAAA"
    status, refusal, _ = refused(lambda: station.send_batch(sealed))
    assert (status, refusal.code) == (401, "token.invalid")
    station.token = token
    at = station.application().handed_in_at
    for body, wanted in (
        (b"\x00", "request.unreadable"),
        (b"\xff" * 100, "request.unreadable"),
        (wire.encode(BatchRequest(envelopes=(), sent_at=at, monotonic_ns=0)), "batch.count"),
        (wire.encode(BatchRequest(envelopes=(b"",) * 21, sent_at=at, monotonic_ns=0)), "batch.count"),
    ):
        status, answer, _ = world.send("POST", BATCH_PATH, body, token)
        refusal = wire.decode(answer, Refusal)
        assert (status, refusal.code) == (400, wanted)
        assert refusal.happened and refusal.remedy and refusal.time is not None
    assert world.send("GET", BATCH_PATH, None, token)[0] == 405
    assert world.send("POST", "/intake/v1/nothing", b"", token)[0] == 404


def test_a_request_that_is_too_large_is_refused_before_it_is_read(world) -> None:
    station = world.station()
    status, answer, _ = world.send("POST", BATCH_PATH, bytes(4 * 1024 * 1024 + 1), station.token)
    assert (status, wire.decode(answer, Refusal).code) == (413, "request.too_large")


def test_a_station_that_was_shut_out_gets_no_further_with_its_old_token(world) -> None:
    from datetime import UTC, datetime

    from centre.intake.models import Station

    station = world.station()
    Station.objects.update(revoked_at=datetime.now(UTC))
    assert refused(lambda: station.send_batch(station.seal(station.application())))[0] == 401
    assert refused(station.ask_token)[1].code == "station.revoked"


def test_a_station_that_hurries_too_much_is_told_when_to_come_back(world, blank_centre) -> None:
    from django.test import override_settings

    station = world.station()
    sealed = station.seal(station.application())
    with override_settings(STATION_BURST=2, STATION_BATCHES_PER_S=0.01):
        station.send_batch(sealed)
        station.send_batch(sealed)
        status, refusal, headers = refused(lambda: station.send_batch(sealed))
    assert (status, refusal.code) == (429, "centre.too_often")
    assert int(headers["Retry-After"]) >= 1


def test_a_database_in_trouble_is_a_busy_centre_and_not_a_lost_batch(world, monkeypatch) -> None:
    from django.db import OperationalError

    from centre.intake import views

    station = world.station()
    sealed = station.seal(station.application())

    def fail(*_: object, **__: object) -> SignedReceipt:
        raise OperationalError("disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(views, "receive_batch", fail)
        status, refusal, headers = refused(lambda: station.send_batch(sealed))
    assert (status, refusal.code) == (503, "centre.trouble")
    assert int(headers["Retry-After"]) >= 1
    assert outcomes(station.send_batch(sealed)) == [Outcome.STORED]


def test_headers_with_impossible_parts_are_damaged_and_never_an_error(world) -> None:
    station = world.station()
    application = station.application()
    for change in (
        {"epoch": -1}, {"epoch": 2**40}, {"submission_id": ""}, {"submission_id": "x" * 65},
        {"submission_id": "a\0b"}, {"provisional_number": "9" * 41}, {"provisional_number": "\0"},
    ):  # fmt: skip
        sealed = station.seal(application, **change)
        assert outcomes(station.send_batch(sealed)) == [Outcome.DAMAGED], change


def test_a_tokens_request_is_bound_to_station_key_and_time(world) -> None:
    from datetime import datetime, timedelta

    from bench.pretend_station import CHINA

    station = world.station()
    status, refusal, _ = refused(lambda: station.ask_token(datetime.now(CHINA) - timedelta(minutes=6)))
    assert (status, refusal.code) == (401, "token.clock")
    assert refusal.time is not None
    assert station.ask_token(refusal.time).token
    assert station.ask_token(datetime.now(CHINA) + timedelta(minutes=4)).token
    stranger = PretendStation(world.send)
    stranger.enrolled = station.enrolled
    assert refused(stranger.ask_token)[1].code == "station.unknown"
