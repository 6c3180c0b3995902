"""Enrolment: the key is made once, a lost answer is asked for again, and a refusal says what to do."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.sample_station import sample_application
from contract.failures import Failed, FailureCode
from contract.sync import CentreKey
from offline_queue.enrol import clock_differs, enrol
from offline_queue.identity import load_identity
from offline_queue.queue import Queue
from tests.faults.small_centre import SmallCentre
from tests.faults.small_wire import NOW, Fault
from tests.hand_clock import HandClock

KEY = {"valid_from": "2020-01-01T00:00:00Z", "valid_to": None}


@pytest.fixture
def centre() -> Iterator[SmallCentre]:
    centre = SmallCentre(codes={"CODE": None})
    centre.enrol_answer = {
        "station_id": "510114-006-012",
        "epoch": 4,
        "district": "510114",
        "town": "006",
        "terminal": "012",
        "division": "510114006012",
        "place_name": "测试社区",
        "town_name": "测试镇",
        "numbers": {"first": 1, "last": 400},
        "keys": [
            KEY | {"key_id": "seal-1", "use": "seal", "suite": 1, "public": bytes([9]) + bytes(31)},
            KEY | {"key_id": "receipt-1", "use": "receipt", "suite": 0, "public": centre.receipt_public},
        ],
        "time": NOW,
    }
    yield centre
    centre.stop()


def test_an_enrolled_station_can_hand_in_at_once(centre: SmallCentre, tmp_path: Path) -> None:
    identity = enrol(tmp_path, centre.start(), "CODE", name="一号机")
    assert (identity.station_id, identity.epoch) == ("510114-006-012", 4)
    assert centre.codes["CODE"] == identity.public == load_identity(tmp_path).public
    queue = Queue.open(tmp_path, reserve_bytes=0)
    queue.hand_in(sample_application(signature_bytes=50), item_code="R06-014", form_id="F01", form_version=1)
    queue.close()
    for path in (tmp_path / "identity").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_after_a_lost_answer_the_same_code_gives_the_same_identity(centre: SmallCentre, tmp_path: Path) -> None:
    address = centre.start()
    centre.plan.append(Fault("enrol", "cut"))
    with pytest.raises(Failed) as failed:
        enrol(tmp_path, address, "CODE")
    assert failed.value.code is FailureCode.CENTRE_UNREACHABLE
    assert enrol(tmp_path, address, "CODE").public == centre.codes["CODE"]


def test_a_code_that_was_used_by_another_station_is_refused(centre: SmallCentre, tmp_path: Path) -> None:
    address = centre.start()
    enrol(tmp_path / "one", address, "CODE")
    with pytest.raises(Failed) as failed:
        enrol(tmp_path / "two", address, "CODE")
    assert failed.value.code is FailureCode.ENROL_REFUSED and failed.value.remedy
    with pytest.raises(Failed) as failed:
        load_identity(tmp_path / "two")
    assert failed.value.code is FailureCode.STATION_NOT_ENROLLED


@pytest.mark.parametrize(
    "change",
    [
        {"district": "51"},
        {"town": "ab1"},
        {"numbers": {"first": 0, "last": 5}},
        {"numbers": {"first": 6, "last": 5}},
        {"keys": []},
        {"station_id": ""},
    ],
)
def test_an_answer_that_cannot_be_used_is_refused_now_not_later(
    centre: SmallCentre, tmp_path: Path, change: dict
) -> None:
    centre.enrol_answer |= change
    with pytest.raises(Failed) as failed:
        enrol(tmp_path, centre.start(), "CODE")
    assert failed.value.code is FailureCode.CENTRE_ANSWER


def test_a_login_page_instead_of_the_centre_is_named(centre: SmallCentre, tmp_path: Path) -> None:
    centre.plan.append(Fault("enrol", "portal"))
    with pytest.raises(Failed) as failed:
        enrol(tmp_path, centre.start(), "CODE")
    assert failed.value.code is FailureCode.CENTRE_ANSWER


@pytest.mark.parametrize("address", ["", "centre", "ftp://127.0.0.1", "http://", "http://127.0.0.1:1", "https://127.0.0.1:1"])
def test_an_address_where_nobody_is_says_so(tmp_path: Path, address: str) -> None:
    with pytest.raises(Failed) as failed:
        enrol(tmp_path, address, "CODE")
    assert failed.value.code in (FailureCode.CONFIG_INVALID, FailureCode.CENTRE_UNREACHABLE)


def test_damaged_identity_files_are_told_apart_from_missing_ones(centre: SmallCentre, tmp_path: Path) -> None:
    enrol(tmp_path, centre.start(), "CODE")
    (tmp_path / "identity" / "station.key").write_bytes(b"short")
    for act in (lambda: load_identity(tmp_path), lambda: enrol(tmp_path, "http://127.0.0.1:1", "CODE")):
        with pytest.raises(Failed) as failed:
            act()
        assert failed.value.code is FailureCode.CONFIG_INVALID


def test_a_clock_far_from_the_centre_s_is_noticed(centre: SmallCentre, tmp_path: Path) -> None:
    clock = HandClock()
    assert not clock_differs(enrol(tmp_path, centre.start(), "CODE", clock=clock))
    clock.turn(days=-400)
    assert clock_differs(enrol(tmp_path, f"http://127.0.0.1:{centre.server.server_address[1]}", "CODE", clock=clock))


def test_the_newest_valid_key_of_the_best_suite_seals(centre: SmallCentre, tmp_path: Path) -> None:
    later = {"valid_from": "2026-01-01T00:00:00Z", "valid_to": "2026-06-01T00:00:00Z"}
    centre.enrol_answer["keys"] += [
        later | {"key_id": "seal-2", "use": "seal", "suite": 1, "public": bytes([9]) + bytes(31)},
        later | {"key_id": "strange", "use": "seal", "suite": 3, "public": bytes(64)},
        later | {"key_id": "short", "use": "seal", "suite": 2, "public": bytes(3)},
    ]
    identity = enrol(tmp_path, centre.start(), "CODE")
    clock = HandClock()
    assert identity.sealing_key(clock.now()).key_id == "seal-2"
    clock.turn(days=200)
    assert identity.sealing_key(clock.now()).key_id == "seal-1"
    clock.turn(days=-20000)
    key: CentreKey = identity.sealing_key(clock.now())
    assert key.key_id == "seal-2", "a clock from before all keys must not stop the station"
