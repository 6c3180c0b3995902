"""Hop 16, first half: open the seal, and decode by the same contract type that the station encoded with."""

import hashlib

from cryptography.exceptions import InvalidTag

from centre.site.keys import InnerKeys
from contract.envelope import NotAnEnvelope, decode_envelope, hpke_info_of, payload_type, unpack_payload
from contract.hpke_suites import hpke_suite
from contract.numbers import MOST_CHILDREN, child_numbers
from contract.submission import Application, EnvelopeHeader, JointApplication, Payload, child_ids


class Unopened(Exception):
    """The centre has it and cannot read it by itself: a person looks. `problem` names the words."""

    def __init__(self, problem: str, header: EnvelopeHeader | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.header = header


def unseal(envelope: bytes, keys: InnerKeys) -> tuple[EnvelopeHeader, Payload]:
    """Header and payload of an envelope in custody.

    Raises Unopened: "damaged" (changed on our disk), "key" (sealed to a key that is not here), "seal" (does not open),
    "content" (opens, and is not what the contract knows), "differs" (header and content speak of different things).
    """
    try:
        header, sealed = decode_envelope(envelope)
    except NotAnEnvelope:
        raise Unopened("damaged") from None
    found = keys.seal_key(header.key_id)
    if found is None or found[0] is not header.suite:
        raise Unopened("key", header)
    suite, private = found
    try:
        packed = hpke_suite(suite).decrypt(sealed, private, info=hpke_info_of(envelope))
    except (InvalidTag, ValueError):
        raise Unopened("seal", header) from None
    try:
        payload = unpack_payload(packed, header.plain_size)
    except NotAnEnvelope:
        raise Unopened("content", header) from None
    if payload_type(payload) is not header.payload_type or payload.submission_id != header.submission_id:
        raise Unopened("differs", header)
    if isinstance(payload, Application | JointApplication):
        same = payload.provisional_number == header.provisional_number and payload.item_code == header.item_code
        inside = (payload,) if isinstance(payload, Application) else payload.applications
        kin = isinstance(payload, Application) or _are_children(payload)
        if not (same and kin and all(_is_whole(each) for each in inside)):
            raise Unopened("differs", header)
    return header, payload


def _is_whole(application: Application) -> bool:
    return all(hashlib.sha256(each.content).hexdigest() == each.sha256 for each in application.attachments)


def _are_children(joint: JointApplication) -> bool:
    """At least one and at most 99, each with the id and the number that its place gives it."""
    count = len(joint.applications)
    if not 1 <= count <= MOST_CHILDREN:
        return False
    named = [(each.submission_id, each.provisional_number) for each in joint.applications]
    ids, numbers = child_ids(joint.submission_id, count), child_numbers(joint.provisional_number, count)
    return named == list(zip(ids, numbers, strict=True))
