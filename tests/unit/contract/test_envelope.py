"""The envelope file: every byte is covered by a hash, and opening is bounded."""

import hashlib
import os
import tracemalloc
from datetime import UTC, datetime

import cbor2
import msgspec
import pytest
import zstandard

from contract import envelope as envelope_file
from contract.envelope import NotAnEnvelope
from contract.hpke_suites import (
    OVERHEAD_BYTES,
    PRIVATE_BYTES,
    PUBLIC_BYTES,
    hpke_suite,
    load_private,
    load_public,
    public_of,
)
from contract.submission import EnvelopeHeader, PayloadType, Priority, Rating, Suite

RATING = Rating(
    submission_id="01a21b7f-dcd7-7447-8985-340b189e59c9",
    of_submission="b",
    of_number="c",
    satisfaction_code="1",
    rated_at=datetime(2026, 3, 2, 1, 0, tzinfo=UTC),
)


def header_for(sealed: bytes, **changed: object) -> EnvelopeHeader:
    header = EnvelopeHeader(
        version=1,
        suite=Suite.X25519,
        key_id="seal-1",
        station_id="510114-006-012",
        epoch=1,
        sequence=7,
        submission_id=RATING.submission_id,
        payload_type=PayloadType.RATING,
        provisional_number="XD510114006012261123000742",
        item_code="R06-014",
        form_id="rating",
        form_version=1,
        priority=Priority.NORMAL,
        created_at=datetime(2026, 3, 2, 1, 0, tzinfo=UTC),
        monotonic_ns=5,
        plain_size=10,
        sealed_size=len(sealed),
        sealed_sha256=hashlib.sha256(sealed).hexdigest(),
    )
    return msgspec.structs.replace(header, **changed)


SEALED = bytes(range(200))
WHOLE = envelope_file.encode_envelope(header_for(SEALED), SEALED)


def test_the_layout_is_the_documented_one() -> None:
    assert WHOLE[:8].hex() == "8958445a0d0a010a"
    size = int.from_bytes(WHOLE[8:10], "big")
    assert cbor2.loads(WHOLE[10 : 10 + size])["item_code"] == "R06-014"
    assert WHOLE[10 + size : 42 + size] == hashlib.sha256(WHOLE[: 10 + size]).digest()
    assert WHOLE[42 + size :] == SEALED


def test_a_whole_file_is_read_back() -> None:
    assert envelope_file.decode_envelope(WHOLE) == (header_for(SEALED), SEALED)


def test_one_flipped_bit_anywhere_shows() -> None:
    for at in range(len(WHOLE)):
        flipped = bytearray(WHOLE)
        flipped[at] ^= 1 << (at % 8)
        with pytest.raises(NotAnEnvelope):
            envelope_file.decode_envelope(bytes(flipped))


def test_one_s_own_file_is_known_by_its_hashes_and_its_identity_without_reading_the_rest() -> None:
    whole, header = WHOLE, header_for(SEALED)
    known = (header.submission_id, header.sealed_sha256)
    assert envelope_file.is_envelope_of(whole, *known)
    assert not envelope_file.is_envelope_of(whole, "other", header.sealed_sha256)
    assert not envelope_file.is_envelope_of(whole, header.submission_id, "0" * 64)
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1
        assert not envelope_file.is_envelope_of(bytes(flipped), *known), place
        assert not envelope_file.is_envelope_of(whole[:place], *known), place
    assert not envelope_file.is_envelope_of(whole + b"x", *known)


def test_a_file_cut_anywhere_shows() -> None:
    for end in range(len(WHOLE)):
        with pytest.raises(NotAnEnvelope):
            envelope_file.decode_envelope(WHOLE[:end])


def test_bytes_behind_the_body_show() -> None:
    with pytest.raises(NotAnEnvelope, match="sealed bytes"):
        envelope_file.decode_envelope(WHOLE + b"\x00")


def test_the_header_is_read_from_the_first_bytes_alone() -> None:
    header, start = envelope_file.decode_head(WHOLE[: envelope_file.HEADER_LIMIT + 64])
    assert header.sequence == 7 and WHOLE[start:] == SEALED


def test_a_version_of_tomorrow_is_named() -> None:
    head = envelope_file.encode_head(header_for(SEALED, version=2))
    with pytest.raises(NotAnEnvelope, match="version 2"):
        envelope_file.decode_head(head)


def test_a_header_is_not_written_for_another_body() -> None:
    with pytest.raises(ValueError, match="another body"):
        envelope_file.encode_envelope(header_for(SEALED), SEALED[:-1])


def test_a_header_longer_than_its_limit_is_not_written() -> None:
    with pytest.raises(ValueError, match="header of"):
        envelope_file.encode_head(header_for(SEALED, station_id="x" * 17_000))


def test_a_file_longer_than_any_envelope_is_refused_without_hashing_it() -> None:
    with pytest.raises(NotAnEnvelope, match="at most"):
        envelope_file.decode_envelope(WHOLE + bytes(envelope_file.FILE_LIMIT))


def test_the_binding_changes_with_every_field_but_the_sealed_ones() -> None:
    base = envelope_file.hpke_info(header_for(SEALED))
    changed = {
        "version": 2,
        "suite": Suite.MLKEM768_X25519,
        "priority": Priority.GREEN_CHANNEL,
        "payload_type": PayloadType.APPLICATION,
        "created_at": datetime(2026, 3, 3, tzinfo=UTC),
        "previous_receipt_8": b"12345678",
        "chunks": (bytes(32),),
    }
    for name in EnvelopeHeader.__struct_fields__:
        if name in ("sealed_size", "sealed_sha256"):
            continue
        old = getattr(header_for(SEALED), name)
        new = changed.get(name, old + 1 if isinstance(old, int) else f"{old}x")
        assert envelope_file.hpke_info(header_for(SEALED, **{name: new})) != base, name
    assert envelope_file.hpke_info(header_for(b"other")) == base
    assert base.startswith(b"XDZ envelope v1\x00") and len(base) == 16 + 32


def test_the_binding_is_read_from_what_was_written_whatever_its_age() -> None:
    assert envelope_file.hpke_info_of(WHOLE) == envelope_file.hpke_info(header_for(SEALED))
    size = int.from_bytes(WHOLE[8:10], "big")
    fields = cbor2.loads(WHOLE[10 : 10 + size])
    del fields["chunks"]  # written before there were chunks
    fields["of_tomorrow"] = 1
    bound = {**fields, "sealed_size": 0, "sealed_sha256": ""}
    encoded = cbor2.dumps(fields, canonical=True)
    head = WHOLE[:8] + len(encoded).to_bytes(2, "big") + encoded
    other_age = head + hashlib.sha256(head).digest() + SEALED
    header, _ = envelope_file.decode_envelope(other_age)
    assert header.chunks == ()
    wanted = b"XDZ envelope v1\x00" + hashlib.sha256(cbor2.dumps(bound, canonical=True)).digest()
    assert envelope_file.hpke_info_of(other_age) == wanted != envelope_file.hpke_info(header)


def test_a_payload_is_packed_and_unpacked() -> None:
    packed, size = envelope_file.pack_payload(RATING)
    assert envelope_file.unpack_payload(packed, size) == RATING


@pytest.mark.parametrize("claimed", [0, -1, 5, envelope_file.PLAIN_LIMIT + 1, 1 << 62])
def test_a_size_that_is_not_the_header_s_is_refused(claimed: int) -> None:
    packed, _size = envelope_file.pack_payload(RATING)
    with pytest.raises(NotAnEnvelope):
        envelope_file.unpack_payload(packed, claimed)


def test_a_bomb_is_refused_before_it_unfolds() -> None:
    bomb = zstandard.ZstdCompressor().compress(bytes(200 * 1024 * 1024))
    assert len(bomb) < 32 * 1024
    tracemalloc.start()
    try:
        for claimed in (200 * 1024 * 1024, 1000):
            with pytest.raises(NotAnEnvelope):
                envelope_file.unpack_payload(bomb, claimed)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < envelope_file.PLAIN_LIMIT


def test_a_frame_that_states_no_size_is_refused() -> None:
    frame = zstandard.ZstdCompressor(write_content_size=False).compress(bytes(1000))
    with pytest.raises(NotAnEnvelope):
        envelope_file.unpack_payload(frame, 1000)


def test_a_second_frame_behind_the_first_is_refused() -> None:
    packed, size = envelope_file.pack_payload(RATING)
    with pytest.raises(NotAnEnvelope):
        envelope_file.unpack_payload(packed + packed, size)


def test_a_payload_longer_than_its_limit_is_not_packed() -> None:
    long = msgspec.structs.replace(RATING, reasons=("x" * envelope_file.PLAIN_LIMIT,))
    with pytest.raises(ValueError, match="at most"):
        envelope_file.pack_payload(long)


@pytest.mark.parametrize("suite", [Suite.X25519, Suite.MLKEM768_X25519])
def test_raw_keys_have_the_documented_sizes_and_open_what_was_sealed(suite: Suite) -> None:
    private = os.urandom(PRIVATE_BYTES[suite])
    public = public_of(suite, private)
    assert len(public) == PUBLIC_BYTES[suite] == {1: 32, 2: 1216}[suite]
    sealed = hpke_suite(suite).encrypt(b"body", load_public(suite, public), info=b"i")
    assert len(sealed) == len(b"body") + OVERHEAD_BYTES[suite]
    assert hpke_suite(suite).decrypt(sealed, load_private(suite, private), info=b"i") == b"body"




@pytest.mark.parametrize("suite", list(Suite))
def test_a_key_of_the_wrong_size_or_a_reserved_suite_is_refused(suite: Suite) -> None:
    with pytest.raises(ValueError):
        load_public(suite, bytes(31))
    with pytest.raises(ValueError):
        load_private(suite, bytes(31))
