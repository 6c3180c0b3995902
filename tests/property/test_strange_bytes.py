"""Any bytes at any door of the queue: a clear failure or the truth, in bounded time and memory."""

import contextlib
import json
from datetime import UTC, datetime

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract import wire
from contract.envelope import NotAnEnvelope, decode_envelope, decode_head, pack_payload, unpack_payload
from contract.failures import Failed
from contract.proof import NotAProof, base45_decode, base45_encode, decode_proof
from contract.submission import Rating
from contract.sync import BatchRequest, CustodyReceipt, EnrolAnswer, FeedAnswer, SignedReceipt
from offline_queue.receipts import verify_proof

text = st.text(max_size=40)
times = st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9998, 1, 1)).map(  # noqa: DTZ001 - made aware
    lambda at: at.replace(tzinfo=UTC)
)
ratings = st.builds(
    Rating,
    submission_id=text,
    of_submission=text,
    of_number=text,
    satisfaction_code=text,
    reasons=st.lists(text, max_size=5).map(tuple),
    rated_at=times,
)
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**64), 2**64 - 1) | st.floats() | text | st.binary(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize("wanted", [Rating, BatchRequest, CustodyReceipt, EnrolAnswer, FeedAnswer, SignedReceipt])
@given(encoded=st.binary(max_size=200) | plain.map(lambda value: cbor2.dumps(value, canonical=True)))
def test_no_bytes_pass_for_a_message_they_are_not(wanted: type, encoded: bytes) -> None:
    try:
        value = wire.decode(encoded, wanted)
    except wire.Undecodable:
        return
    assert isinstance(value, wanted)


@given(rating=ratings)
def test_what_is_encoded_is_read_back_and_has_one_encoding(rating: Rating) -> None:
    encoded = wire.encode(rating)
    assert wire.decode(encoded, Rating) == rating
    assert cbor2.dumps(cbor2.loads(encoded), canonical=True) == encoded


@given(rating=ratings, at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_changed_byte_is_refused_or_gives_another_whole_message(rating: Rating, at: int, bit: int) -> None:
    encoded = bytearray(wire.encode(rating))
    encoded[at % len(encoded)] ^= 1 << bit
    with contextlib.suppress(wire.Undecodable):
        # an unknown field is allowed, so this may be a rating too; what was read is written in the one way again
        wire.decode(wire.encode(wire.decode(bytes(encoded), Rating)), Rating)


@given(answers=st.dictionaries(text, plain, max_size=4))
def test_free_answers_are_either_carried_or_refused_at_the_station(answers: dict) -> None:
    try:
        encoded = wire.encode(answers)
    except ValueError:
        return
    wire.decode(encoded, dict)


@given(noise=st.binary(max_size=6000), keep=st.integers(0, 60))
def test_no_bytes_pass_for_an_envelope(noise: bytes, keep: int) -> None:
    magic = bytes.fromhex("8958445A0D0A010A")
    for content in (noise, magic[:keep] + noise):
        for read in (decode_envelope, decode_head):
            with pytest.raises(NotAnEnvelope):
                read(content)


@given(packed=st.binary(max_size=300), size=st.integers(-10, 1 << 40))
def test_no_bytes_pass_for_a_packed_payload(packed: bytes, size: int) -> None:
    with pytest.raises(NotAnEnvelope):
        unpack_payload(packed, size)


@given(rating=ratings, at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_damaged_packed_payload_is_refused_or_still_a_payload(rating: Rating, at: int, bit: int) -> None:
    packed, size = pack_payload(rating)
    damaged = bytearray(packed)
    damaged[at % len(damaged)] ^= 1 << bit
    with contextlib.suppress(NotAnEnvelope):
        assert isinstance(unpack_payload(bytes(damaged), size), Rating)


@given(raw=st.binary(max_size=200))
def test_base45_carries_any_bytes(raw: bytes) -> None:
    assert base45_decode(base45_encode(raw)) == raw


@given(qr=st.text(max_size=400) | st.binary(max_size=200).map(lambda raw: "XDZ1." + base45_encode(raw)))
def test_no_text_passes_for_a_receipt(qr: str) -> None:
    with contextlib.suppress(NotAProof):
        decode_proof(qr)
    with pytest.raises(Failed) as failed:
        verify_proof(qr, {})
    assert json.dumps(failed.value.happened)


