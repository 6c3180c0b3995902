"""What a batch holds, proved envelope by envelope against its own hashes. Nothing is opened, nothing is stored yet."""

import hashlib
from dataclasses import dataclass, field
from typing import NamedTuple

from contract.envelope import NotAnEnvelope, decode_envelope, decode_head
from contract.submission import EnvelopeHeader
from contract.sync import CustodyEntry, Outcome

LARGEST_EPOCH = 2**31 - 1


class Identity(NamedTuple):
    """`(station_id, epoch, submission_id)`: what the centre dedupes on for ever."""

    station_id: str
    epoch: int
    submission_id: str


@dataclass(frozen=True)
class Sent:
    """One envelope of a batch, whole by its own hashes."""

    identity: Identity
    header: EnvelopeHeader
    envelope: bytes
    digest: bytes


@dataclass
class Proved:
    """`good` is sorted by identity, so that overlapping batches lock rows in one order. Numbers: places in the batch.

    strange: with the reason, an envelope that claims an identity its sender may not have.
    damaged: what the receipt says of bytes that fit no envelope.
    """

    good: list[tuple[int, Sent]] = field(default_factory=list)
    strange: list[tuple[int, Sent, str]] = field(default_factory=list)
    damaged: list[tuple[int, CustodyEntry]] = field(default_factory=list)


def prove(station_id: str, epoch: int, envelopes: tuple[bytes, ...]) -> Proved:
    """`station_id`, `epoch`: of the one who sends."""
    proved = Proved()
    for place, envelope in enumerate(envelopes):
        try:
            sent = _sent(envelope)
        except NotAnEnvelope:
            proved.damaged.append((place, _damaged(envelope)))
            continue
        if sent.identity.station_id != station_id:
            proved.strange.append((place, sent, "other_station"))
        elif sent.identity.epoch > epoch:
            proved.strange.append((place, sent, "future_epoch"))
        else:
            proved.good.append((place, sent))
    proved.good.sort(key=lambda pair: pair[1].identity)
    return proved


def _sent(envelope: bytes) -> Sent:
    """Raises NotAnEnvelope also for a header whose parts no column can hold: no honest station writes one."""
    header, _ = decode_envelope(envelope)
    small = 0 <= header.epoch <= LARGEST_EPOCH and 0 < len(header.submission_id) <= 64 and len(header.station_id) <= 40
    if not small or len(header.provisional_number) > 40 or "\0" in header.submission_id + header.station_id:
        raise NotAnEnvelope("the header's identity is out of bounds")
    if "\0" in header.provisional_number:
        raise NotAnEnvelope("the header's number is out of bounds")
    identity = Identity(header.station_id, header.epoch, header.submission_id)
    return Sent(identity, header, envelope, hashlib.sha256(envelope).digest())


def _damaged(envelope: bytes) -> CustodyEntry:
    """Names the submission when the header at least is whole; else the order and the bytes' hash tell."""
    try:
        header, _ = decode_head(envelope)
        submission_id, sha256 = header.submission_id, header.sealed_sha256
    except NotAnEnvelope:
        submission_id, sha256 = "", hashlib.sha256(envelope).hexdigest()
    return CustodyEntry(submission_id=submission_id, sealed_sha256=sha256, outcome=Outcome.DAMAGED, complete=False)
