"""Canonical CBOR: one value, one encoding, and nothing that a stranger sent is believed."""

from datetime import UTC, datetime

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract import wire
from contract.chunks import ChunkUpload, decode_upload, encode_upload
from contract.submission import Rating
from contract.sync import BatchRequest, CustodyEntry, FeedAnswer

RATING = Rating(
    submission_id="a",
    of_submission="b",
    of_number="c",
    satisfaction_code="1",
    reasons=("快",),
    rated_at=datetime(2026, 3, 2, 1, 0, tzinfo=UTC),
)


def test_a_struct_is_a_map_by_field_name_with_times_as_text() -> None:
    assert cbor2.loads(wire.encode(RATING)) == {
        "type": "rating",
        "submission_id": "a",
        "of_submission": "b",
        "of_number": "c",
        "satisfaction_code": "1",
        "reasons": ["快"],
        "rated_at": "2026-03-02T01:00:00Z",
    }


def test_keys_are_sorted_shortest_first() -> None:
    assert list(cbor2.loads(wire.encode(RATING)))[:2] == ["type", "reasons"]


def test_what_was_encoded_is_read_back() -> None:
    assert wire.decode(wire.encode(RATING), Rating) == RATING


def test_bytes_stay_bytes() -> None:
    batch = BatchRequest(envelopes=(b"\x00\xff",), sent_at=datetime(2026, 1, 1, tzinfo=UTC), monotonic_ns=1)
    assert wire.decode(wire.encode(batch), BatchRequest).envelopes == (b"\x00\xff",)


def test_a_field_of_a_newer_station_is_ignored() -> None:
    plain = cbor2.loads(wire.encode(RATING)) | {"of_tomorrow": 1}
    assert wire.decode(cbor2.dumps(plain, canonical=True), Rating) == RATING


@pytest.mark.parametrize(
    ("what", "encoded"),
    [
        ("empty", b""),
        ("a tag", cbor2.dumps(cbor2.CBORTag(0, "2026-03-02T01:00:00Z"))),
        ("a bignum", cbor2.dumps(1 << 70)),
        ("a shared reference", b"\xd8\x1c\x81\xd8\x1d\x00"),
        ("an indefinite map", b"\xbf\xff"),
        ("a count beyond the bytes", b"\x9b" + b"\xff" * 8),
        ("a length beyond the bytes", b"\x5b" + b"\xff" * 8),
        ("a long form of a short number", b"\x18\x01"),
        ("a doubled key", b"\xa2\x61a\x01\x61a\x02"),
        ("unsorted keys", b"\xa2\x61b\x01\x61a\x02"),
        ("undefined", b"\xf7"),
        ("a reserved head", b"\x1c"),
        ("two values", wire.encode(RATING) + b"\x00"),
        ("deep nesting", b"\x81" * 60 + b"\x00"),
        ("text that is no UTF-8", b"\x62\xff\xfe"),
        ("a double that a float would hold", b"\xfb" + b"\x3f\xf0" + bytes(6)),
        ("a field missing", cbor2.dumps({"type": "rating"}, canonical=True)),
    ],
)
def test_anything_else_is_refused(what: str, encoded: bytes) -> None:
    with pytest.raises(wire.Undecodable):
        wire.decode(encoded, Rating)


def test_more_values_than_any_honest_message_has_are_refused() -> None:
    with pytest.raises(wire.Undecodable, match="values"):
        wire.decode(b"\x9a\x00\x04\x00\x00" + bytes(0x40000), FeedAnswer)


def test_longer_than_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(wire.Undecodable, match="at most 10"):
        wire.decode(wire.encode(RATING), Rating, limit=10)


def test_a_wrong_type_is_refused_and_the_error_does_not_repeat_the_value() -> None:
    plain = {"submission_id": 11010519491231, "sealed_sha256": "x", "outcome": "stored", "complete": True}
    with pytest.raises(wire.Undecodable) as refused:
        wire.decode(cbor2.dumps(plain, canonical=True), CustodyEntry)
    assert "11010519491231" not in str(refused.value) and "submission_id" in str(refused.value)


def test_a_value_outside_a_closed_set_is_refused() -> None:
    plain = {"submission_id": "a", "sealed_sha256": "x", "outcome": "perhaps", "complete": True}
    with pytest.raises(wire.Undecodable) as refused:
        wire.decode(cbor2.dumps(plain, canonical=True), CustodyEntry)
    assert "perhaps" not in str(refused.value)


def test_a_time_without_an_offset_is_refused_on_the_way_in() -> None:
    plain = cbor2.loads(wire.encode(RATING)) | {"rated_at": "2026-03-02T01:00:00"}
    with pytest.raises(wire.Undecodable, match="offset"):
        wire.decode(cbor2.dumps(plain, canonical=True), Rating)


def test_a_time_without_an_offset_is_refused_on_the_way_out() -> None:
    naive = datetime(2026, 3, 2)  # noqa: DTZ001 - the point
    with pytest.raises(ValueError, match="offset"):
        wire.encode(FeedAnswer(changes=(), cursor=1, time=naive))


@pytest.mark.parametrize("value", [1 << 64, -(1 << 64), "\ud800", object()])
def test_what_a_reader_would_refuse_is_not_written(value: object) -> None:
    with pytest.raises(ValueError):
        wire.encode({"answer": value})


def _values() -> st.SearchStrategy:
    keys = st.text(max_size=30) | st.integers(0, 300)
    leaves = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text() | st.binary() | st.floats()
    return st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=30)


@given(_values())
def test_the_encoding_is_the_librarys_canonical_one(value: object) -> None:
    assert wire._canonical(value) == cbor2.dumps(value, canonical=True)


def test_what_a_stranger_made_up_is_not_remembered() -> None:
    before = wire._remembered_order.cache_info().currsize
    wire._canonical({f"{n:0300d}": n for n in range(60)})
    assert wire._remembered_order.cache_info().currsize == before


SIZES = st.sampled_from([bytes(23), bytes(24), bytes(256), bytes(65_536)])


@given(st.lists(st.binary(max_size=300) | SIZES, max_size=26))
def test_an_upload_has_the_same_bytes_by_hand(chunks: list[bytes]) -> None:
    encoded = wire.encode(ChunkUpload(chunks=tuple(chunks)))
    assert encode_upload(chunks) == encoded
    assert [bytes(each) for each in decode_upload(encoded, len(encoded))] == chunks
    for cut in range(0, len(encoded), max(1, len(encoded) // 50)):
        with pytest.raises(wire.Undecodable):
            decode_upload(encoded[:cut], len(encoded))
    for content in (b"\x9f\xff", b"\x81\x58\x01a", b"\x81\x61a", b"\x80\0"):
        wrong = b"\xa1\x66chunks" + content
        with pytest.raises(wire.Undecodable):
            decode_upload(wrong, len(wrong))
    with pytest.raises(wire.Undecodable):
        decode_upload(encoded, len(encoded) - 1)


def test_an_upload_of_tomorrow_may_say_more() -> None:
    encoded = cbor2.dumps({"chunks": [b"a"], "more": 1}, canonical=True)
    assert decode_upload(encoded, 100) == (b"a",)
