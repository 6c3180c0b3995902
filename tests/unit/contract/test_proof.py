"""The receipt's QR text: short enough, strict, and only scanner-safe characters."""

from datetime import UTC, datetime

import msgspec
import pytest

from contract.proof import CONTEXT, NotAProof, base45_decode, base45_encode, decode_proof, encode_proof
from contract.receipts import QR_LIMIT, ReceiptLevel, ReceiptProof

PROOF = ReceiptProof(
    station_id="510114-006-012",
    epoch=3,
    submission_id="01a21b7f-dcd7-7447-8985-340b189e59c9",
    number="XD510114006012261123000742",
    item_code="R06-014",
    handed_in_at=datetime(2026, 3, 2, 1, 0, tzinfo=UTC),
    level=ReceiptLevel.CENTRE,
    body_sha256_8=b"12345678",
    previous_8=b"87654321",
)


@pytest.mark.parametrize(("plain", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581")])
def test_base45_gives_the_examples_of_rfc_9285(plain: bytes, text: str) -> None:
    assert base45_encode(plain) == text
    assert base45_decode(text) == plain


@pytest.mark.parametrize("text", ["A", "ABCD", "aB8", "GGW", "::", "é00"])
def test_what_is_no_base45_is_refused(text: str) -> None:
    with pytest.raises(NotAProof):
        base45_decode(text)


def test_a_proof_is_read_back_with_what_was_signed() -> None:
    signed: list[bytes] = []

    def sign(message: bytes) -> bytes:
        signed.append(message)
        return b"s" * 64

    text = encode_proof(PROOF, sign)
    assert decode_proof(text) == (PROOF, signed[0], b"s" * 64)
    assert signed[0].startswith(CONTEXT)


def test_the_longest_names_still_fit_the_qr_and_use_only_alphanumeric_mode() -> None:
    long = msgspec.structs.replace(PROOF, station_id="S" * 32, item_code="R06-014-123456", epoch=65535)
    text = encode_proof(long, lambda _: b"\xff" * 64)
    assert len(text) <= QR_LIMIT
    assert set(text) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert text[-1] != " "


def test_a_receipt_that_would_not_fit_is_not_made() -> None:
    with pytest.raises(ValueError, match="a receipt of"):
        encode_proof(msgspec.structs.replace(PROOF, station_id="S" * 80), lambda _: bytes(64))


@pytest.mark.parametrize("text", ["", "XDZ1.", "XDZ2.BB8", "XDZ1." + "0" * 400, "XDZ1." + "BB8" * 60, "XDZ1.\ud800"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(NotAProof):
        decode_proof(text)
