"""Asks a register for the window: seals the question to the centre, opens the answer. Nothing touches the disk."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from contract import wire
from contract.failures import Failed
from contract.hpke_suites import hpke_suite, load_public
from contract.inquiry import (
    ASK_PATH,
    SEALED_REPLY_LIMIT,
    Asked,
    Inquiry,
    Reply,
    ReplyState,
    SealedInquiry,
    SealedReply,
    inquiry_info,
    reply_info,
)
from contract.submission import Suite
from contract.sync import Standing
from offline_queue.clock import Clock
from offline_queue.sync.conversation import Conversation, Refusing
from offline_queue.sync.dialogue import NotTheCentre

NOT_KNOWN = 404


class Inquirer:
    """One question at a time, over the connection that everything else takes."""

    def __init__(self, talk: Conversation, clock: Clock) -> None:
        self._talk = talk
        self._clock = clock

    def ask(self, asked: Asked) -> Reply:
        """Never raises for what network, centre or register do: that is UNAVAILABLE or NOT_OFFERED."""
        away = Reply(inquiry_id=asked.inquiry_id, state=ReplyState.UNAVAILABLE)
        if self._clock.monotonic_ns() >= asked.until_ns:
            return away  # the window has given up
        try:
            self._talk.sign_in()
            if self._talk.standing is not Standing.GOOD:
                return away
            return self._ask(asked)
        except Refusing as refusing:
            known = refusing.refused.status != NOT_KNOWN
        except NotTheCentre as other:
            known = other.status != NOT_KNOWN
        except (Failed, InvalidTag, ValueError):
            known = True
        return away if known else Reply(inquiry_id=asked.inquiry_id, state=ReplyState.NOT_OFFERED)

    def _ask(self, asked: Asked) -> Reply:
        """Raises as Conversation.post, Failed(SEAL_FAILED), and InvalidTag or ValueError for what is no answer."""
        identity, private = self._talk.identity, X25519PrivateKey.generate()
        key = identity.sealing_key(self._clock.now())
        suite = Suite(key.suite)
        inquiry = Inquiry(
            inquiry_id=asked.inquiry_id,
            station_id=identity.station_id,
            item_code=asked.item_code,
            subject=asked.subject,
            asked_at=self._clock.now(),
            reply_key=private.public_key().public_bytes_raw(),
        )
        question = SealedInquiry(
            inquiry_id=asked.inquiry_id,
            key_id=key.key_id,
            suite=key.suite,
            sealed=hpke_suite(suite).encrypt(
                wire.encode(inquiry),
                load_public(suite, key.public),
                info=inquiry_info(identity.station_id, asked.inquiry_id),
            ),
        )
        answer = self._talk.post(ASK_PATH, wire.encode(question), SealedReply)
        if not answer.sealed or len(answer.sealed) > SEALED_REPLY_LIMIT:
            return Reply(inquiry_id=asked.inquiry_id, state=ReplyState.UNAVAILABLE)
        info = reply_info(identity.station_id, asked.inquiry_id)
        plain = hpke_suite(Suite.X25519).decrypt(answer.sealed, private, info=info)
        reply = wire.decode(plain, Reply, limit=SEALED_REPLY_LIMIT)
        if reply.inquiry_id != asked.inquiry_id:
            raise ValueError("an answer to another question")
        return reply
