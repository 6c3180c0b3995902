"""Whether a signed receipt is the centre's word on exactly what was sent. Pure."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from contract import wire
from contract.failures import Failed, FailureCode
from contract.sync import RECEIPT_CONTEXT, CustodyReceipt, SignedReceipt
from offline_queue.identity import StationIdentity


class UnknownKey(Failed):
    """The centre signed with a key that this station has not heard of: it is in the news, maybe."""


def read_receipt(
    signed: SignedReceipt, batch_sha256: str, identity: StationIdentity, epoch: int | None = None
) -> CustodyReceipt:
    """The receipt, if the centre signed it for this station and this request's body. Raises Failed(CENTRE_ANSWER).

    `epoch`: under which it was sent, the present one when it is not given.
    """
    try:
        receipt = wire.decode(signed.receipt, CustodyReceipt)
        public = identity.receipt_key(receipt.key_id)
        if public is None:
            unknown = _disbelieved("it is signed with a key this station does not know")
            raise UnknownKey(unknown.code, unknown.happened, unknown.remedy)
        Ed25519PublicKey.from_public_bytes(public).verify(signed.signature, RECEIPT_CONTEXT + signed.receipt)
    except (InvalidSignature, ValueError) as error:
        raise _disbelieved(f"it cannot be verified: {type(error).__name__}") from None
    if receipt.batch_sha256 != batch_sha256:
        raise _disbelieved("it speaks of another batch")
    if (receipt.station_id, receipt.epoch) != (identity.station_id, identity.epoch if epoch is None else epoch):
        raise _disbelieved("it speaks of another station")
    return receipt


def _disbelieved(why: str) -> Failed:
    return Failed(
        FailureCode.CENTRE_ANSWER,
        f"a custody receipt is not believed: {why}",
        "tell the district's operators; the batch is sent again, nothing is lost",
    )
