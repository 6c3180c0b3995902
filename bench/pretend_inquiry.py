"""A station that asks a register, written from docs/sync-protocol.md §13 beside the station's own code."""

import uuid
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bench.pretend_station import PretendStation
from contract import wire
from contract.hpke_suites import hpke_suite, load_public
from contract.inquiry import (
    ASK_PATH,
    Inquiry,
    Reply,
    SealedInquiry,
    SealedReply,
    Subject,
    inquiry_info,
    reply_info,
)
from contract.submission import Suite


class PretendQuestion:
    """One question; `changes` replace what its cover says, after it was sealed."""

    def __init__(
        self, station: PretendStation, item_code: str, subject: Subject | None, suite: Suite = Suite.X25519
    ) -> None:
        self.station, self._private = station, X25519PrivateKey.generate()
        self.inquiry = Inquiry(
            inquiry_id=uuid.uuid4().hex,
            station_id=station.place.station_id,
            item_code=item_code,
            subject=subject,
            asked_at=datetime.now(UTC),
            reply_key=self._private.public_key().public_bytes_raw(),
        )
        self._suite = suite

    def sealed(self, **changes: object) -> SealedInquiry:
        key = next(each for each in self.station.place.keys if each.use == "seal" and each.suite == self._suite)
        info = inquiry_info(self.station.place.station_id, self.inquiry.inquiry_id)
        public, plain = load_public(self._suite, key.public), wire.encode(self.inquiry)
        cover = {
            "inquiry_id": self.inquiry.inquiry_id,
            "key_id": key.key_id,
            "suite": self._suite.value,
            "sealed": hpke_suite(self._suite).encrypt(plain, public, info=info),
        }
        return SealedInquiry(**(cover | changes))  # type: ignore[arg-type]

    def opened(self, answer: SealedReply) -> Reply | None:
        if not answer.sealed:
            return None
        info = reply_info(self.station.place.station_id, self.inquiry.inquiry_id)
        return wire.decode(hpke_suite(Suite.X25519).decrypt(answer.sealed, self._private, info=info), Reply)

    def ask(self, **changes: object) -> SealedReply:
        """Raises Unexpected for a refusal."""
        return self.station.ask("POST", ASK_PATH, self.sealed(**changes), SealedReply, self.station.token)

    def answer(self) -> Reply:
        """Ask and open; somebody must answer."""
        reply = self.opened(self.ask())
        assert reply is not None, "nobody answered"
        return reply
