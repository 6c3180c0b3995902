"""A question to a register within a visit: what is asked, and what came of it. Pure; held by the session only."""

from dataclasses import dataclass

from contract.catalogue import InstantAnswer, InstantKind
from contract.inquiry import Reply, ReplyState

PATIENCE_S = 9.0
"""Longest wait on the screen; more than the centre's own (contract/inquiry.py), less than a resident's."""
VERIFIED = frozenset({ReplyState.ANSWERED, ReplyState.NOTHING_FOUND})


@dataclass(frozen=True)
class Inquiring:
    """`inquiry_id` names the question that is waited for; "" before the first."""

    about: InstantAnswer
    inquiry_id: str = ""
    reply: Reply | None = None

    @property
    def is_verified(self) -> bool:
        return self.reply is not None and self.reply.state in VERIFIED

    @property
    def is_proof(self) -> bool:
        return self.about.kind is InstantKind.PROOF
