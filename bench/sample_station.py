"""A station enrolled without a centre, and what a fictitious resident hands in at it: for figures and tests."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from contract.card import CardKind, CardRecord
from contract.codes import Sex
from contract.hpke_suites import PRIVATE_BYTES, public_of
from contract.submission import (
    AgreedDeclaration,
    Application,
    Attachment,
    GivenMaterial,
    MaterialGiven,
    Suite,
)
from contract.sync import CentreKey, EnrolAnswer, NumberBlock
from offline_queue.identity import StationIdentity, StoredIdentity, load_identity, load_or_make_key, store_identity

SINCE = datetime(2020, 1, 1, tzinfo=UTC)
STATION = "510114-006-012"
SEAL_KEY = "seal-1"
RECEIPT_KEY = "receipt-1"


def enrol_without_centre(
    data_dir: Path,
    *,
    seal_private: bytes | None = None,
    receipt_public: bytes = bytes(32),
    suite: Suite = Suite.MLKEM768_X25519,
    centre: str = "http://127.0.0.1:9",
    numbers: NumberBlock | None = None,
    epoch: int = 1,
) -> StationIdentity:
    """Write an identity as enrolment would; `seal_private` opens what the station seals."""
    seal_private = seal_private or os.urandom(PRIVATE_BYTES[suite])
    load_or_make_key(data_dir)
    answer = EnrolAnswer(
        station_id=STATION,
        epoch=epoch,
        district="510114",
        town="006",
        terminal="012",
        division="510114006012",
        place_name="测试社区",
        town_name="测试镇",
        numbers=numbers or NumberBlock(first=1, last=9999),
        keys=(
            CentreKey(
                key_id=SEAL_KEY,
                use="seal",
                suite=suite.value,
                public=public_of(suite, seal_private),
                valid_from=SINCE,
            ),
            CentreKey(key_id=RECEIPT_KEY, use="receipt", suite=0, public=receipt_public, valid_from=SINCE),
        ),
        time=datetime.now(UTC),
    )
    store_identity(data_dir, StoredIdentity(centre=centre, enrolled_at=datetime.now(UTC), answer=answer))
    return load_identity(data_dir)


def sample_application(
    name: str = "张测试", signature_bytes: int = 6000
) -> Callable[[str, str, datetime], Application]:
    """A builder for Queue.hand_in: an application of ordinary size with a card, a photo and a signature."""
    signature = os.urandom(signature_bytes)
    signature_sha256 = sha256(signature).hexdigest()
    photo = os.urandom(1024)

    def build(submission_id: str, number: str, at: datetime) -> Application:
        return Application(
            submission_id=submission_id,
            provisional_number=number,
            item_code="R06-014",
            item_name="老年人优待证",
            form_id="F01",
            form_version=1,
            package_version="2026.1",
            card=CardRecord(
                kind=CardKind.RESIDENT,
                name=name,
                number="11010519491231002X",
                sex=Sex.FEMALE,
                birth=date(1949, 12, 31),
                nation="01",
                address="四川省成都市新都区测试路1号",
                issuer="新都区公安局",
                valid_from=date(2010, 1, 1),
                photo=photo,
            ),
            answers={
                "card_kind": "首次申办",
                "phone": "13800000000",
                "household": {"kind": "本地", "since": "1950-01"},
                "needs": ["公交", "公园"],
                "remark": "测试" * 40,
            },
            materials=(GivenMaterial(id="M01", name="居民身份证", how=MaterialGiven.CARD_PHOTO),),
            declarations=(AgreedDeclaration(id="D01", text="本人承诺所填内容真实。" * 12),),
            attachments=(
                Attachment(name="signature", media_type="image/png", sha256=signature_sha256, content=signature),
            ),
            handed_in_at=at,
            language="zh-CN",
        )

    return build
