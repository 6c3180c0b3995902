"""Hop 16, first half: open the seal, and decode by the same contract type that the station encoded with."""

import hashlib

from cryptography.exceptions import InvalidTag

from centre.site.keys import InnerKeys
from contract.envelope import NotAnEnvelope, decode_envelope, hpke_info_of, payload_type, unpack_payload
from contract.hpke_suites import hpke_suite
from contract.submission import Application, EnvelopeHeader, Payload


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
    if isinstance(payload, Application):
        same = payload.provisional_number == header.provisional_number and payload.item_code == header.item_code
        whole = all(hashlib.sha256(each.content).hexdigest() == each.sha256 for each in payload.attachments)
        if not (same and whole):
            raise Unopened("differs", header)
    return header, payload
