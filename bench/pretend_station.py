"""A station that speaks the centre's protocol and nothing of our station's code but the contract: for tests and load.

It shares no code with offline_queue, so that a mistake of the station and one of the centre cannot cancel out.
"""

import hashlib
import os
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import msgspec
import uuid_utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from contract import wire
from contract.card import CardKind, CardRecord
from contract.codes import Sex
from contract.envelope import encode_envelope, hpke_info, pack_payload, payload_type
from contract.hpke_suites import hpke_suite, load_public
from contract.numbers import child_numbers, provisional_number
from contract.submission import (
    AgreedDeclaration,
    Application,
    Attachment,
    EnvelopeHeader,
    GivenMaterial,
    JointApplication,
    MaterialGiven,
    Payload,
    Priority,
    Rating,
    Suite,
    child_ids,
)
from contract.sync import (
    BATCH_PATH,
    ENROL_PATH,
    FEED_PATH,
    RECEIPT_CONTEXT,
    TOKEN_PATH,
    BatchRequest,
    CustodyReceipt,
    EnrolAnswer,
    EnrolRequest,
    FeedAnswer,
    SignedReceipt,
    TokenAnswer,
    TokenRequest,
    enrol_message,
    token_message,
)

CHINA = timezone(timedelta(hours=8))
Send = Callable[[str, str, bytes | None, str], tuple[int, bytes, dict[str, str]]]
"""(method, path, body, token) → (status, body, headers)."""
DOT = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)


class Unexpected(Exception):
    """The centre answered something else than the protocol's success."""

    def __init__(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        super().__init__(f"status {status}")
        self.status = status
        self.body = body
        self.headers = headers


def zhang_san() -> CardRecord:
    """The fictitious holder of the national standard's example number."""
    return CardRecord(
        kind=CardKind.RESIDENT,
        name="张测试",
        number="11010519491231002X",
        sex=Sex.FEMALE,
        birth=datetime(1949, 12, 31, tzinfo=CHINA).date(),
        nation="01",
        address="四川省成都市新都区石板滩街道示例路１号",
        issuer="成都市公安局新都分局",
        valid_from=None,
        valid_to=None,
    )


class PretendStation:
    """Enrols with a code, makes sealed submissions, sends batches."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.private = Ed25519PrivateKey.generate()
        self.public = self.private.public_key().public_bytes_raw()
        self.enrolled: EnrolAnswer | None = None
        self.token = ""
        self.sequence = 0
        self.machine = b""
        """32 bytes; empty: software that knows nothing of machines and links."""
        self.link = b""

    def ask(self, method: str, path: str, message: object | None, wanted: type, token: str = ""):
        status, body, headers = self._send(method, path, wire.encode(message) if message is not None else None, token)
        if status != 200:
            raise Unexpected(status, body, headers)
        return wire.decode(body, wanted)

    def enrol_request(self, code: str) -> EnrolRequest:
        signature = self.private.sign(enrol_message(code, self.public))
        return EnrolRequest(code=code, public=self.public, name="测试站", signature=signature, machine=self.machine)

    def enrol(self, code: str) -> EnrolAnswer:
        self.enrolled = self.ask("POST", ENROL_PATH, self.enrol_request(code), EnrolAnswer)
        return self.place

    @property
    def place(self) -> EnrolAnswer:
        assert self.enrolled is not None
        return self.enrolled

    def ask_token(self, at: datetime | None = None) -> TokenAnswer:
        at, nonce = at or datetime.now(CHINA), os.urandom(16)
        place = self.place
        message = token_message(place.station_id, place.epoch, at, nonce, self.link, self.machine)
        request = TokenRequest(
            station_id=place.station_id,
            epoch=place.epoch,
            time=at,
            nonce=nonce,
            signature=self.private.sign(message),
            link=self.link,
            machine=self.machine,
        )
        answer = self.ask("POST", TOKEN_PATH, request, TokenAnswer)
        self.token, self.link = answer.token, answer.link or self.link
        if answer.renewed is not None:
            self.enrolled = answer.renewed
        return answer

    def application(self, **changes: object) -> Application:
        """A whole application of R06-014, form F01."""
        self.sequence += 1
        place, at = self.place, datetime.now(CHINA)
        serial = place.numbers.first + (self.sequence - 1) % (place.numbers.last - place.numbers.first + 1)
        made = Application(
            submission_id=str(uuid_utils.uuid7()),
            provisional_number=provisional_number(place.district, place.town, place.terminal, at.date(), serial),
            item_code="R06-014",
            item_name="老年人优待证",
            form_id="F01",
            form_version=1,
            package_version="2026.11.1",
            card=zhang_san(),
            answers={
                "card_kind": "首次申办",
                "photo_src": "用身份证照片",
                "emergency_name": "李四光",
                "emergency_mobile": "13812345678",
                "apply_bus_card": False,
                "mobile": "13912341234",
                "home_division": place.division,
                "home_detail": "狮子湖小区 3 栋 201",
                "is_agent": False,
                "result_delivery": "本站自取",
            },
            materials=(GivenMaterial(id="m1", name="近期免冠照片", how=MaterialGiven.CARD_PHOTO),),
            declarations=(AgreedDeclaration(id="d1", text="本人未在其他区县重复领取"),),
            attachments=(
                Attachment(
                    name="signature.png",
                    media_type="image/png",
                    sha256=hashlib.sha256(DOT).hexdigest(),
                    content=DOT,
                ),
            ),
            handed_in_at=at,
            language="zh-CN",
        )
        return msgspec.structs.replace(made, **changes)

    def joint(self, *items: str) -> JointApplication:
        """A joint matter of these items; its children differ in nothing else."""
        first = self.application()
        count = len(items)
        ids, numbers = child_ids(first.submission_id, count), child_numbers(first.provisional_number, count)
        return JointApplication(
            submission_id=first.submission_id,
            provisional_number=first.provisional_number,
            item_code="T05",
            theme="退休养老",
            applications=tuple(
                msgspec.structs.replace(first, submission_id=own_id, provisional_number=number, item_code=item)
                for own_id, number, item in zip(ids, numbers, items, strict=True)
            ),
            handed_in_at=first.handed_in_at,
        )

    def rating(self, of: Application, code: str = "1") -> Rating:
        return Rating(
            submission_id=str(uuid_utils.uuid7()),
            of_submission=of.submission_id,
            of_number=of.provisional_number,
            satisfaction_code=code,
            rated_at=datetime.now(CHINA),
        )

    def seal(self, payload: Payload, *, suite: Suite = Suite.X25519, packed: bytes | None = None, **changes) -> bytes:
        """An envelope file. `packed` replaces what is sealed; `changes` replace header fields before sealing."""
        body, plain_size = pack_payload(payload)
        body = body if packed is None else packed
        key = next(each for each in self.place.keys if each.use == "seal" and each.suite == suite)
        application = payload if isinstance(payload, Application) else None
        code = payload.item_code if isinstance(payload, Application | JointApplication) else ""
        header = EnvelopeHeader(
            version=1,
            suite=suite,
            key_id=key.key_id,
            station_id=self.place.station_id,
            epoch=self.place.epoch,
            sequence=self.sequence,
            submission_id=payload.submission_id,
            payload_type=payload_type(payload),
            provisional_number=payload.of_number if isinstance(payload, Rating) else payload.provisional_number,
            item_code=code,
            form_id=application.form_id if application else "",
            form_version=application.form_version if application else 0,
            priority=Priority.NORMAL,
            created_at=datetime.now(CHINA),
            monotonic_ns=1,
            plain_size=plain_size,
            sealed_size=0,
            sealed_sha256="",
        )
        header = msgspec.structs.replace(header, **changes)
        sealed = hpke_suite(suite).encrypt(body, load_public(suite, key.public), info=hpke_info(header))
        digest = hashlib.sha256(sealed).hexdigest()
        return encode_envelope(msgspec.structs.replace(header, sealed_size=len(sealed), sealed_sha256=digest), sealed)

    def send_batch(self, *envelopes: bytes) -> CustodyReceipt:
        """Send and check the receipt like a station that believes nobody."""
        request = BatchRequest(envelopes=envelopes, sent_at=datetime.now(CHINA), monotonic_ns=1)
        signed = self.ask("POST", BATCH_PATH, request, SignedReceipt, self.token)
        return self.believe(signed, request)

    def believe(self, signed: SignedReceipt, request: object) -> CustodyReceipt:
        """The receipt, if the centre's key signed it for exactly this request."""
        receipt = wire.decode(signed.receipt, CustodyReceipt)
        key = next(each for each in self.place.keys if each.use == "receipt" and each.key_id == receipt.key_id)
        Ed25519PublicKey.from_public_bytes(key.public).verify(signed.signature, RECEIPT_CONTEXT + signed.receipt)
        assert receipt.batch_sha256 == hashlib.sha256(wire.encode(request)).hexdigest()
        return receipt

    def feed(self, cursor: int = 0) -> FeedAnswer:
        return self.ask("GET", f"{FEED_PATH}?cursor={cursor}", None, FeedAnswer, self.token)
