"""Receipts verify without a network, and a changed or strange one does not."""

import json
from pathlib import Path

import pytest

from bench.sample_station import STATION, sample_application
from contract.failures import Failed, FailureCode
from contract.proof import base45_decode, base45_encode
from offline_queue.identity import load_identity
from offline_queue.queue import Queue
from offline_queue.receipts import broken_links, keys_of, link_of, read_keys, verify_proof

GIVEN = {"item_code": "R06-014", "form_id": "F01", "form_version": 1}


@pytest.fixture
def text(queue: Queue) -> str:
    return queue.hand_in(sample_application(signature_bytes=50), **GIVEN).proof_text


def code_of(text: str, keys) -> FailureCode:
    with pytest.raises(Failed) as failed:
        verify_proof(text, keys)
    return failed.value.code


def test_a_changed_byte_anywhere_is_found(text: str, station: Path) -> None:
    keys = keys_of(load_identity(station))
    raw = base45_decode(text[5:])
    for at in range(len(raw)):
        changed = "XDZ1." + base45_encode(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        assert code_of(changed, keys) in {
            FailureCode.RECEIPT_INVALID,
            FailureCode.RECEIPT_SIGNATURE,
            FailureCode.RECEIPT_STATION_UNKNOWN,
        }


def test_another_station_s_key_does_not_verify_it(text: str) -> None:
    assert code_of(text, {STATION: (bytes([1]) * 32,)}) is FailureCode.RECEIPT_SIGNATURE
    assert code_of(text, {}) is FailureCode.RECEIPT_STATION_UNKNOWN


def test_a_key_file_of_the_district_is_enough(text: str, station: Path, tmp_path: Path) -> None:
    public = load_identity(station).public
    lines = [
        {"station_id": STATION, "public": bytes([2] * 32).hex()},
        {"station_id": STATION, "public": public.hex()},
    ]
    (tmp_path / "keys.json").write_text(json.dumps({"stations": lines}))
    assert verify_proof(text, read_keys(tmp_path / "keys.json")).station_id == STATION


@pytest.mark.parametrize(
    "content", ["", "[]", '{"stations": [{"station_id": "a", "public": "zz"}]}', '{"stations": 5}']
)
def test_a_key_file_that_is_none_says_so(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys.json").write_text(content)
    with pytest.raises(Failed) as failed:
        read_keys(tmp_path / "keys.json")
    assert failed.value.code is FailureCode.CONFIG_INVALID


def test_a_removed_receipt_breaks_one_link() -> None:
    chain = [("a", b"any"), ("b", link_of("a")), ("c", link_of("b")), ("d", link_of("c"))]
    assert broken_links(chain) == 0
    assert broken_links(chain[1:]) == 0
    assert broken_links([chain[0], *chain[2:]]) == 1
