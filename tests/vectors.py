"""Makes contract/vectors/*.json: `python -m tests.vectors`. Seals are random, so envelopes change with each making."""

import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import cbor2
import msgspec
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract import courier, news, proof, sync, wire
from contract.card import CardKind, CardRecord
from contract.chunks import CHUNK_PLAIN, seal_scan
from contract.codes import Sex
from contract.envelope import MAGIC, hpke_info_of
from contract.hpke_suites import PRIVATE_BYTES, hpke_suite, load_public, public_of
from contract.numbers import provisional_number
from contract.receipts import ReceiptLevel, ReceiptProof
from contract.submission import AgreedDeclaration, Application, Attachment, Priority, Rating, Suite
from offline_queue.seal import Clear, seal_payload

FOLDER = Path(__file__).resolve().parents[1] / "contract" / "vectors"
AT = datetime(2026, 11, 27, 1, 2, 3, tzinfo=UTC)
STATION = "510114-006-012"
NUMBER = provisional_number("510114", "006", "012", AT.date(), 1)
ID = "01a21b7f-dcd7-7447-8985-340b189e59c9"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def shown(value: Any) -> Any:
    """JSON of a struct, bytes as hex."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {name: shown(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [shown(each) for each in value]
    if isinstance(value, msgspec.Struct):
        return shown(msgspec.to_builtins(value, builtin_types=(bytes,)))
    return value


def rule_bytes(size: int) -> bytes:
    """Content that a reader makes by himself: byte n is n modulo 251."""
    return bytes(at % 251 for at in range(size))


def wire_vectors() -> dict[str, Any]:
    good = [
        sync.NumberBlock(first=1, last=9999),
        sync.TokenAnswer(token="t", expires_at=AT, time=AT),
        sync.CustodyAsked(epoch=23, submission_id=ID, sealed_sha256="0" * 64),
        sync.BatchRequest(envelopes=(b"\x00\xff", b""), sent_at=AT, monotonic_ns=2**63 - 1),
        news.Notice(notice_id="n", text={"zh-CN": "今日停办", "en": "closed"}, shown_from=AT),
    ]
    refused = {
        "a tag (bignum)": "c249010000000000000000",
        "an indefinite length": "9fff",
        "a longer head than needed": "1817a0",
        "keys out of order": "a2616202616101",
        "a key twice": "a2616101616102",
        "cut short": "8201",
        "bytes after the value": "0000",
        "a count that the rest cannot hold": "9b00ffffffffffffff",
        "nested too deep": "81" * 40 + "00",
        "an unassigned simple value": "f0",
        "a float longer than needed": "fb3ff0000000000000",
    }
    return {
        "good": [
            {"struct": type(each).__name__, "value": shown(each), "cbor": wire.encode(each).hex()} for each in good
        ],
        "refused": [{"why": why, "cbor": encoded} for why, encoded in refused.items()],
    }


def application(scans: tuple = ()) -> Application:
    signature = b"a drawn name"
    return Application(
        submission_id=ID,
        provisional_number=NUMBER,
        item_code="R06-014",
        item_name="老年人优待证",
        form_id="F01",
        form_version=1,
        package_version="2026.11.1",
        card=CardRecord(
            kind=CardKind.RESIDENT,
            name="张测试",
            number="11010519491231002X",
            sex=Sex.FEMALE,
            birth=date(1949, 12, 31),
            nation="01",
            address="四川省成都市新都区测试路1号",
            issuer="新都区公安局",
            valid_from=date(2010, 1, 1),
            valid_to=None,
        ),
        answers={"card_kind": "首次申办", "is_agent": False, "needs": ["公交"], "count": 3},
        materials=(),
        declarations=(AgreedDeclaration(id="d1", text="本人承诺所填内容真实。"),),
        attachments=(
            Attachment(
                name="signature",
                media_type="image/png",
                sha256=hashlib.sha256(signature).hexdigest(),
                content=signature,
            ),
        ),
        handed_in_at=AT,
        language="zh-CN",
        scans=scans,
    )


def envelope_vectors() -> list[dict[str, Any]]:
    scan, _chunks = seal_scan("page-1", "image/jpeg", b"a scanned page", bytes(range(32)))
    rating = Rating(
        submission_id=ID, of_submission=ID, of_number=NUMBER, satisfaction_code="1", reasons=(), rated_at=AT
    )
    made = []
    for suite in (Suite.X25519, Suite.MLKEM768_X25519):
        private = rule_bytes(PRIVATE_BYTES[suite])
        key = sync.CentreKey(
            key_id="seal-1", use="seal", suite=suite.value, public=public_of(suite, private), valid_from=AT
        )
        for payload in (application((scan,)), rating):
            clear = Clear(
                station_id=STATION,
                epoch=2,
                sequence=7,
                submission_id=ID,
                provisional_number=NUMBER,
                item_code="R06-014",
                form_id="F01" if isinstance(payload, Application) else "rating",
                form_version=1,
                priority=Priority.GREEN_CHANNEL,
                created_at=AT,
                monotonic_ns=123_456_789,
                previous_receipt_8=b"" if isinstance(payload, Rating) else bytes(range(8)),
                chunks=scan.chunks if isinstance(payload, Application) else (),
            )
            sealed = seal_payload(payload, clear, key)
            whole = b"".join(sealed.parts)
            made.append(
                {
                    "name": f"suite {suite.value}, {type(payload).__name__.lower()}",
                    "suite": suite.value,
                    "private": private.hex(),
                    "public": key.public.hex(),
                    "header": shown(sealed.header),
                    "info": hpke_info_of(whole).hex(),
                    "plain": wire.encode(payload).hex(),
                    "payload": shown(payload),
                    "envelope": whole.hex(),
                }
            )
    return [*made, of_tomorrow(made[0])]


def of_tomorrow(known: dict[str, Any]) -> dict[str, Any]:
    """The same body sealed under a header with a field that nobody knows yet, and without an optional one."""

    suite = Suite(known["suite"])
    size = int.from_bytes(bytes.fromhex(known["envelope"])[8:10], "big")
    written = cbor2.loads(bytes.fromhex(known["envelope"])[10 : 10 + size])
    written |= {"field_of_tomorrow": 1, "sealed_size": 0, "sealed_sha256": ""}
    del written["previous_receipt_8"]
    info = b"XDZ envelope v1\x00" + hashlib.sha256(cbor2.dumps(written, canonical=True)).digest()
    packed = zstandard.ZstdCompressor(level=3, write_content_size=True).compress(bytes.fromhex(known["plain"]))
    sealed = hpke_suite(suite).encrypt(packed, load_public(suite, bytes.fromhex(known["public"])), info=info)
    written |= {"sealed_size": len(sealed), "sealed_sha256": hashlib.sha256(sealed).hexdigest()}
    encoded = cbor2.dumps(written, canonical=True)
    head = MAGIC + len(encoded).to_bytes(2, "big") + encoded
    whole = head + hashlib.sha256(head).digest() + sealed
    return known | {
        "name": "suite 1, a header of tomorrow",
        "header": shown(written),
        "info": info.hex(),
        "envelope": whole.hex(),
    }


def chunk_vectors() -> list[dict[str, Any]]:
    made = []
    for size in (1, 20, CHUNK_PLAIN, CHUNK_PLAIN + 1, 2 * CHUNK_PLAIN + 1000):
        key = hashlib.sha256(str(size).encode()).digest()
        scan, chunks = seal_scan("page-1", "image/jpeg", rule_bytes(size), key)
        made.append(
            {
                "content": f"{size} bytes, byte n is n modulo 251",
                "scan": shown(scan),
                "sizes": [len(chunk) for chunk in chunks],
                "chunks": [chunk.hex() for chunk in chunks] if size < 1000 else "by their names",
            }
        )
    return made


def receipt_vectors() -> dict[str, Any]:
    good = []
    for level, previous in ((ReceiptLevel.STATION, b""), (ReceiptLevel.CENTRE, bytes(range(8)))):
        said = ReceiptProof(
            station_id=STATION,
            epoch=2,
            submission_id=ID,
            number=NUMBER,
            item_code="R06-014",
            handed_in_at=AT,
            level=level,
            body_sha256_8=bytes(range(8, 16)),
            previous_8=previous,
        )
        text = proof.encode_proof(said, KEY.sign)
        fields = {name: shown(getattr(said, name)) for name in said.__struct_fields__}
        fields["handed_in_at"] = AT.isoformat()
        good.append({"text": text, "says": fields, "link": hashlib.sha256(text.encode()).digest()[:8].hex()})
    text = good[0]["text"]
    refused = ["", "XDZ1.", "XDZ2." + text[5:], text[:-1], text + " ", text[:40] + "ü" + text[41:], "XDZ1." + "0" * 400]
    changed = text[:20] + ("0" if text[20] != "0" else "1") + text[21:]
    return {
        "station": STATION,
        "public": KEY.public_key().public_bytes_raw().hex(),
        "private": bytes(range(32)).hex(),
        "good": good,
        "refused": refused,
        "changed": changed,
    }


def signed_vectors() -> list[dict[str, Any]]:
    public = KEY.public_key().public_bytes_raw()
    entry = sync.CustodyEntry(
        submission_id=ID, sealed_sha256="1" * 64, outcome=sync.Outcome.STORED, complete=False, wait_s=0
    )
    custody = wire.encode(
        sync.CustodyReceipt(
            station_id=STATION, epoch=2, batch_sha256="2" * 64, entries=(entry,), received_at=AT, key_id="receipt-1"
        )
    )
    line = news.News(
        cursor=5,
        kind="numbers",
        key="",
        content=wire.encode(news.NumberBlocks(epoch=2, blocks=(sync.NumberBlock(first=1, last=300),))),
        at=AT,
    )
    page = wire.encode(news.NewsPage(station_id=STATION, after=4, cursor=5, lines=(line,), time=AT, key_id="receipt-1"))
    manifest = wire.encode(
        courier.Manifest(
            bundle_id=ID,
            station_id=STATION,
            epoch=2,
            made_at=AT,
            files=(courier.CourierFile(name="forms-00001.cbor", size=3, sha256="3" * 64),),
        )
    )
    said = {
        "enrolment": sync.enrol_message("ABCD-EFGH", public),
        "token": sync.token_message(STATION, 2, AT, bytes(range(16))),
        "token with link and machine": sync.token_message(STATION, 2, AT, bytes(range(16)), b"l" * 16, b"m" * 32),
        "custody receipt": sync.RECEIPT_CONTEXT + custody,
        "news page": news.NEWS_CONTEXT + page,
        "courier manifest": courier.CONTEXT + manifest,
    }
    return [
        {"what": what, "private": bytes(range(32)).hex(), "message": each.hex(), "signature": KEY.sign(each).hex()}
        for what, each in said.items()
    ]


def main() -> None:
    for name, made in (
        ("wire", wire_vectors()),
        ("envelope", envelope_vectors()),
        ("chunks", chunk_vectors()),
        ("receipt", receipt_vectors()),
        ("signed", signed_vectors()),
    ):
        (FOLDER / f"{name}.json").write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
