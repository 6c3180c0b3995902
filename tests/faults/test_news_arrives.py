"""News come down once, signed for this station, and change what they are meant to change."""

import hashlib
import random
from datetime import timedelta

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.sample_station import sample_application
from contract import wire
from contract.failures import FailureCode
from contract.news import NewsKind, Notice
from contract.submission import SubmissionState
from contract.sync import NetworkState, NumberBlock
from offline_queue.database import connect
from offline_queue.identity import load_identity, store_identity
from offline_queue.news_box import read_news
from offline_queue.queue import Queue
from tests.faults.delivery import Delivery
from tests.faults.small_wire import Fault, canonical

GIVEN = {"item_code": "R06-014", "form_id": "F01", "form_version": 1}


def notice(text: str) -> dict:
    return {"notice_id": "n1", "text": {"zh-CN": text, "en": text}, "shown_from": "2026-01-01T00:00:00Z"}


def test_the_newest_of_each_kind_and_key_is_kept_and_withdrawn(delivery: Delivery) -> None:
    delivery.centre.add_news("notice", "n1", notice("old"))
    delivery.centre.add_news("notice", "n1", notice("new"))
    delivery.centre.add_news("notice", "n2", notice("other"))
    delivery.centre.add_news("of-tomorrow", "", {"a": 1})
    delivery.rounds()
    assert [line.news for line in delivery.said if line.news] == [("notice", "of-tomorrow")]
    connection = connect(delivery.station)
    stand = read_news(connection, NewsKind.NOTICE)
    assert [key for key, _, _ in stand] == ["n1", "n2"]
    assert wire.decode(stand[0][1], Notice).text["en"] == "new"
    delivery.centre.add_news("notice", "n1", None)
    delivery.rounds(2)
    assert [key for key, _, _ in read_news(connection, NewsKind.NOTICE)] == ["n2"]
    assert len([line for line in delivery.said if line.news]) == 2, "the same news are told once"


def test_many_pages_are_read_in_one_round(delivery: Delivery) -> None:
    for number in range(250):
        delivery.centre.add_news("notice", f"n{number}", notice("x"))
    delivery.rounds()
    assert len(read_news(connect(delivery.station), NewsKind.NOTICE)) == 250


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "cut", "portal", "redirect", "garbage", "replay"])
def test_asking_for_news_may_go_wrong_in_any_way(delivery: Delivery, kind: str) -> None:
    done = delivery.hand_in(1)
    delivery.rounds()
    delivery.centre.add_news("notice", "n1", notice("x"))
    delivery.centre.plan.append(Fault("news", kind))
    delivery.rounds(2)
    assert not delivery.centre.plan
    assert len(read_news(connect(delivery.station), NewsKind.NOTICE)) == 1
    delivery.assert_everything_arrived_once(done)


def test_news_signed_by_a_stranger_or_for_another_station_change_nothing(delivery: Delivery) -> None:
    delivery.centre.add_news("notice", "n1", notice("x"))
    true_page = delivery.centre.news_page

    def of_another(station: str, cursor: int):
        return true_page("somebody-else", cursor)

    def with_a_flipped_bit(station: str, cursor: int):
        status, answer = true_page(station, cursor)
        return status, answer | {"signature": bytes(64)}

    for wrong in (of_another, with_a_flipped_bit):
        delivery.centre.news_page = wrong  # type: ignore[method-assign]
        delivery.rounds()
        failure = delivery.said[-1].failure
        assert failure is not None and failure.code is FailureCode.CENTRE_ANSWER
    assert read_news(connect(delivery.station), NewsKind.NOTICE) == []


def test_an_older_centre_without_news_is_no_trouble(delivery: Delivery) -> None:
    delivery.centre.has_news = False
    done = delivery.hand_in(1)
    delivery.rounds(2)
    delivery.assert_everything_arrived_once(done)
    assert delivery.said[-1].network is NetworkState.UP and delivery.said[-1].failure is None


def test_a_restored_centre_calls_back_what_the_station_still_has(delivery: Delivery) -> None:
    old = delivery.hand_in(2)
    delivery.rounds()
    delivery.clock.turn(hours=3)
    since = delivery.clock.now()
    lost = delivery.hand_in(3)
    delivery.rounds()
    for one in lost:
        del delivery.centre.stored[(delivery.identity.station_id, 1, one.submission_id)]
        delivery.centre.arrivals.remove(one.submission_id)
    delivery.centre.add_news("recall", "", {"since": since.isoformat()})
    delivery.rounds(2)
    delivery.assert_everything_arrived_once(old + lost)
    assert len(delivery.centre.batches) == 3, "what was signed before the backup is not sent again"


def test_a_person_lets_a_held_submission_go(delivery: Delivery) -> None:
    done = delivery.hand_in(1)
    delivery.centre.waits_s.append(0)
    delivery.rounds()
    assert delivery.states()[done[0].submission_id] is SubmissionState.HELD
    delivery.centre.add_news("release", done[0].submission_id, {"submission_id": done[0].submission_id})
    delivery.rounds(2)
    delivery.assert_everything_arrived_once(done)


def test_a_second_block_is_used_when_the_first_is_full(delivery: Delivery) -> None:
    stored = delivery.identity.stored
    answer = msgspec.structs.replace(stored.answer, numbers=NumberBlock(first=10, last=12))
    store_identity(delivery.station, msgspec.structs.replace(stored, answer=answer))
    queue = Queue.open(delivery.station, clock=delivery.clock, reserve_bytes=0)
    numbers = [queue.hand_in(sample_application(), **GIVEN).number for _ in range(3)]
    failed = queue.can_accept()
    assert failed is not None and failed.code is FailureCode.QUEUE_NO_NUMBERS
    blocks = [{"first": 10, "last": 12}, {"first": 40, "last": 41}]
    delivery.centre.add_news("numbers", "", {"epoch": 1, "blocks": blocks})
    delivery.rounds()
    assert queue.can_accept() is None
    numbers += [queue.hand_in(sample_application(), **GIVEN).number for _ in range(2)]
    queue.close()
    assert [number[-6:-2] for number in numbers] == ["0010", "0011", "0012", "0040", "0041"]
    assert load_identity(delivery.station).blocks[1] == NumberBlock(first=40, last=41)
    assert delivery.centre.reports[0]["numbers_left"] == 0
    delivery.clock.turn(hours=2)
    delivery.rounds()


def test_a_line_that_cannot_be_read_is_passed_over(delivery: Delivery) -> None:
    for kind in ("numbers", "keys", "recall", "release"):
        delivery.centre.add_news(kind, "", "not what it should be")
    delivery.centre.add_news("notice", "n1", notice("x"))
    before = load_identity(delivery.station).stored
    delivery.rounds()
    assert len(read_news(connect(delivery.station), NewsKind.NOTICE)) == 1
    assert load_identity(delivery.station).stored == before
    assert canonical({"a": 1})


def offer(delivery: Delivery, content: bytes, sha256: str = "") -> str:
    sha256 = sha256 or hashlib.sha256(content).hexdigest()
    delivery.centre.blobs[sha256] = content
    delivery.centre.add_news("package", "", {"version": "2026.12", "sha256": sha256, "size": len(content)})
    return sha256


def test_an_offered_package_comes_piece_by_piece_and_goes_on_after_a_cut(delivery: Delivery) -> None:
    content = random.Random(1).randbytes(1_300_000)
    sha256 = offer(delivery, content)
    delivery.centre.plan.append(Fault("blob", "drop_before"))
    delivery.rounds()
    delivery.centre.plan.append(Fault("blob", "cut"))
    delivery.rounds(3)
    assert not delivery.centre.plan
    assert (delivery.station / "offers" / f"package-{sha256}").read_bytes() == content
    assert [line.news for line in delivery.said if line.news] == [("package",), ("package",)], "offered, and here"
    delivery.rounds()
    assert len([line for line in delivery.said if line.news]) == 2


def test_a_package_that_is_another_than_was_offered_is_thrown_away(delivery: Delivery) -> None:
    offer(delivery, b"not what was offered", "0" * 64)
    done = delivery.hand_in(1)
    delivery.rounds(2)
    assert list((delivery.station / "offers").iterdir()) == []
    delivery.assert_everything_arrived_once(done)


def test_an_offer_with_a_path_in_its_digest_is_passed_over(delivery: Delivery) -> None:
    offer(delivery, b"x", "../../etc/passwd")
    delivery.rounds()
    assert not (delivery.station / "offers").exists()


def test_alarms_are_reported_when_they_come_and_when_they_are_over(delivery: Delivery) -> None:
    done = delivery.hand_in(2)
    path = delivery.station / "spool" / f"{done[0].submission_id}.env"
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    delivery.rounds()
    assert [report["alarms"] for report in delivery.centre.reports] == [[]]
    assert delivery.centre.reports[0]["pending"] == 2
    delivery.rounds()
    (alarm,) = delivery.centre.reports[-1]["alarms"]
    assert (alarm["code"], alarm["submission_id"]) == ("corrupt", done[0].submission_id)


def test_a_clock_that_lies_by_years_signs_in_with_the_centre_s_time_and_is_reported(delivery: Delivery) -> None:
    delivery.centre.most_clock_error = timedelta(minutes=5)
    delivery.clock.turn(days=-4000)
    done = delivery.hand_in(1)
    delivery.rounds()
    delivery.assert_everything_arrived_once(done)
    assert "clock.wrong" in [alarm["code"] for alarm in delivery.centre.reports[-1]["alarms"]]


def test_a_new_receipt_key_is_learned_from_the_news_before_the_batch_goes_again(delivery: Delivery) -> None:
    done = delivery.hand_in(3)
    centre = delivery.centre
    centre.newer_key = Ed25519PrivateKey.generate()
    delivery.rounds(2)
    assert set(delivery.states().values()) == {SubmissionState.QUEUED}, "nobody told who signs there"
    known = msgspec.to_builtins(delivery.identity.answer.keys, builtin_types=(bytes,))
    newer = {"key_id": "receipt-2", "use": "receipt", "suite": 0, "valid_from": "2026-01-01T00:00:00Z"}
    newer["public"] = centre.newer_key.public_key().public_bytes_raw()
    blocks = [{"first": 500, "last": 999}]
    centre.add_news("numbers", "", {"epoch": 1, "blocks": blocks})
    for number in range(100):  # so that numbers and keys come in two pages
        centre.add_news("notice", f"n{number}", notice("x"))
    centre.add_news("keys", "", {"keys": [*known, newer]})
    delivery.rounds(2)
    delivery.assert_everything_arrived_once(done)
    assert delivery.identity.receipt_key("receipt-1") is not None
    assert list(msgspec.to_builtins(delivery.identity.stored.blocks)) == blocks, "what came before was forgotten"


def test_settings_of_the_district_lie_where_the_window_reads_them(delivery: Delivery) -> None:
    delivery.centre.add_news("configuration", "", {"version": 1, "settings": {"queue.keep_hours": 12.5}})
    delivery.rounds()
    file = delivery.station / "district.json"
    assert msgspec.json.decode(file.read_bytes()) == {"queue.keep_hours": 12.5}
    delivery.centre.add_news("configuration", "", {"version": 2, "settings": [1]})
    delivery.rounds()
    assert msgspec.json.decode(file.read_bytes()) == {"queue.keep_hours": 12.5}, "what cannot be read is passed over"
    delivery.centre.add_news("configuration", "", None)
    delivery.rounds()
    assert msgspec.json.decode(file.read_bytes()) == {}
