"""The test vectors hold: for contract/, and for a reader written here from the documents alone."""

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import cbor2
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from zstandard import ZstdDecompressor

from contract import news, sync, wire
from contract.chunks import open_scan, seal_scan
from contract.envelope import NotAnEnvelope, decode_envelope, hpke_info_of, unpack_payload
from contract.hpke_suites import hpke_suite, load_private
from contract.numbers import is_provisional_number
from contract.proof import NotAProof, decode_proof
from contract.submission import Suite
from tests.vectors import FOLDER, receipt_vectors, rule_bytes, shown, signed_vectors, wire_vectors

BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def vectors(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def by_name(each: Any) -> str:
    return each["name"]


def test_what_can_be_made_again_is_made_the_same() -> None:
    """A change of the format shows here, and then it is another version, or an optional field and new vectors."""
    for name, made in (("wire", wire_vectors()), ("receipt", receipt_vectors()), ("signed", signed_vectors())):
        assert json.loads(json.dumps(made, ensure_ascii=False)) == vectors(name), name


@pytest.mark.parametrize("one", vectors("wire")["good"], ids=lambda one: one["struct"])
def test_a_value_has_one_encoding(one: dict[str, Any]) -> None:
    encoded = bytes.fromhex(one["cbor"])
    struct = getattr(sync, one["struct"], None) or getattr(news, one["struct"])
    assert wire.encode(wire.decode(encoded, struct)) == encoded
    plain = cbor2.loads(encoded)
    assert cbor2.dumps(plain, canonical=True) == encoded
    assert shown(plain) == one["value"]


@pytest.mark.parametrize("one", vectors("wire")["refused"], ids=lambda one: one["why"])
def test_another_encoding_is_refused(one: dict[str, Any]) -> None:
    with pytest.raises(wire.Undecodable):
        wire.decode(bytes.fromhex(one["cbor"]), dict)


@pytest.mark.parametrize("one", vectors("envelope"), ids=by_name)
def test_an_envelope_opens_by_the_contract(one: dict[str, Any]) -> None:
    whole = bytes.fromhex(one["envelope"])
    header, sealed = decode_envelope(whole)
    assert hpke_info_of(whole).hex() == one["info"]
    suite = Suite(one["suite"])
    packed = hpke_suite(suite).decrypt(
        sealed, load_private(suite, bytes.fromhex(one["private"])), info=hpke_info_of(whole)
    )
    payload = unpack_payload(packed, header.plain_size)
    assert wire.encode(payload).hex() == one["plain"] and shown(payload) == one["payload"]
    assert is_provisional_number(header.provisional_number)


@pytest.mark.parametrize("one", vectors("envelope"), ids=by_name)
def test_an_envelope_opens_by_the_written_specification(one: dict[str, Any]) -> None:
    whole, private = bytes.fromhex(one["envelope"]), bytes.fromhex(one["private"])
    assert whole[:8] == bytes.fromhex("8958445A0D0A010A")
    size = int.from_bytes(whole[8:10], "big")
    assert hashlib.sha256(whole[: 10 + size]).digest() == whole[10 + size : 42 + size]
    header = cbor2.loads(whole[10 : 10 + size])
    assert shown(header) == one["header"]
    sealed = whole[42 + size :]
    assert (len(sealed), hashlib.sha256(sealed).hexdigest()) == (header["sealed_size"], header["sealed_sha256"])
    bound = cbor2.dumps({**header, "sealed_size": 0, "sealed_sha256": ""}, canonical=True)
    info = b"XDZ envelope v1\x00" + hashlib.sha256(bound).digest()
    assert info.hex() == one["info"]
    curve = x25519.X25519PrivateKey.from_private_bytes(private[-32:])
    if one["suite"] == 1:
        kem, key = hpke.KEM.X25519, curve
    else:
        kem = hpke.KEM.MLKEM768_X25519
        key = hpke.MLKEM768X25519PrivateKey(mlkem.MLKEM768PrivateKey.from_seed_bytes(private[:64]), curve)
    packed = hpke.Suite(kem, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM).decrypt(sealed, key, info=info)
    plain = ZstdDecompressor().decompress(packed)
    assert plain.hex() == one["plain"] and len(plain) == header["plain_size"]
    assert shown(cbor2.loads(plain)) == {**one["payload"]}


@pytest.mark.parametrize("one", vectors("envelope"), ids=by_name)
def test_a_flipped_bit_in_every_region_of_an_envelope_shows_without_a_key(one: dict[str, Any]) -> None:
    whole = bytes.fromhex(one["envelope"])
    for at in range(0, len(whole), 1 if one["suite"] == 1 else 7):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << at % 8
        with pytest.raises(NotAnEnvelope):
            decode_envelope(bytes(flipped))


@pytest.mark.parametrize("one", vectors("chunks"), ids=lambda one: one["content"].partition(",")[0])
def test_chunks_are_made_and_opened_as_written(one: dict[str, Any]) -> None:
    content = rule_bytes(int(one["content"].split()[0]))
    key = bytes.fromhex(one["scan"]["key"])
    made = [
        AESGCM(key).encrypt(place.to_bytes(12, "big"), content[at : at + 262_128], b"XDZ chunk v1\x00")
        for place, at in enumerate(range(0, len(content), 262_128))
    ]
    assert [hashlib.sha256(chunk).hexdigest() for chunk in made] == one["scan"]["chunks"]
    assert [len(chunk) for chunk in made] == one["sizes"]
    assert hashlib.sha256(content).hexdigest() == one["scan"]["sha256"]
    scan, sealed = seal_scan(one["scan"]["name"], one["scan"]["media_type"], content, key)
    assert shown(scan) == one["scan"] and sealed == made
    assert open_scan(scan, made) == content


def test_receipts_say_what_they_say_and_others_are_refused() -> None:
    listed = vectors("receipt")
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(listed["public"]))
    for one in listed["good"]:
        said, signed, signature = decode_proof(one["text"])
        public.verify(signature, signed)
        assert said.number == one["says"]["number"]
        raw = base45(one["text"][5:])
        array = cbor2.loads(raw[:-64])
        public.verify(raw[-64:], b"XDZ receipt v1\x00" + raw[:-64])
        says = one["says"]
        assert array == [
            says["station_id"],
            says["epoch"],
            bytes.fromhex(says["submission_id"].replace("-", "")),
            says["number"],
            says["item_code"],
            int(datetime.fromisoformat(says["handed_in_at"]).timestamp()),
            ["station", "centre"].index(says["level"]),
            bytes.fromhex(says["body_sha256_8"]),
            bytes.fromhex(says["previous_8"]),
        ]
        assert hashlib.sha256(one["text"].encode()).digest()[:8].hex() == one["link"]
    for text in listed["refused"]:
        with pytest.raises(NotAProof):
            decode_proof(text)
    with pytest.raises((NotAProof, InvalidSignature)):
        _, signed, signature = decode_proof(listed["changed"])
        public.verify(signature, signed)


def base45(text: str) -> bytes:
    """RFC 9285, by hand."""
    out = b""
    for at in range(0, len(text), 3):
        piece = text[at : at + 3]
        value = sum(BASE45.index(ch) * 45**place for place, ch in enumerate(piece))
        out += value.to_bytes(len(piece) - 1, "big")
    return out


@pytest.mark.parametrize("one", vectors("signed"), ids=lambda one: one["what"])
def test_signed_messages_verify(one: dict[str, Any]) -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(one["private"]))
    message, signature = bytes.fromhex(one["message"]), bytes.fromhex(one["signature"])
    key.public_key().verify(signature, message)
    context = {
        "enrolment": b"XDZ enrol v1\x00",
        "token": b"XDZ token v1\x00",
        "token with link and machine": b"XDZ token v1\x00",
        "custody receipt": b"XDZ custody receipt v1\x00",
        "news page": b"XDZ news v1\x00",
        "courier manifest": b"XDZ courier v1\x00",
    }[one["what"]]
    assert message.startswith(context)
    if one["what"] == "token":
        wanted = b"510114-006-012\x002\x002026-11-27T01:02:03+00:00\x00" + bytes(range(16))
        assert message == context + wanted
    if one["what"] == "token with link and machine":
        assert message.endswith(hashlib.sha256(b"l" * 16).digest() + hashlib.sha256(b"m" * 32).digest())


def test_the_page_beside_the_vectors_names_them_all() -> None:
    page = (FOLDER / "README.md").read_text("utf-8")
    assert all(f"`{path.name}`" in page for path in Path(FOLDER).glob("*.json"))
