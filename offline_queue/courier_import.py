"""Back on a stick: the centre's signed word on bundles, believed as one from the network is (docs/courier.md §4)."""

from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from contract import wire
from contract.courier import (
    ANSWER,
    ANSWER_LIMIT,
    CONTEXT,
    MANIFEST,
    MANIFEST_LIMIT,
    CourierAnswer,
    Manifest,
    SignedManifest,
)
from contract.failures import Failed, FailureCode, Retry
from contract.news import SignedNews
from contract.submission import SubmissionState
from contract.sync import (
    CustodyReceipt,
    SignedReceipt,
)
from offline_queue.chunk_outbox import InCustody
from offline_queue.clock import Clock, SystemClock
from offline_queue.database import rows
from offline_queue.identity import StationIdentity, load_identity
from offline_queue.outbox import Batch, Outbox, Outgoing
from offline_queue.stick import Stick
from offline_queue.sync.custody import read_receipt
from offline_queue.sync.news import read_page


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """Answer of `queue import`."""

    ok: bool
    checked: int
    """Bundles of this station on the stick."""
    adopted: int
    """Submissions of which the centre's word was taken."""
    corrupt: int
    """Bundles or answers that were changed; they stay on the stick."""
    missing: int
    """Bundles without an answer: not yet imported at the centre."""


def import_answers(data_dir: Path, mounted: Path, clock: Clock | None = None) -> Imported:
    """Take the centre's word from a stick that came back; bundles whose answer was taken whole leave it.

    The station may run meanwhile. Raises Failed: COURIER_STICK, STATION_NOT_ENROLLED, and the disk's.
    """
    stick = Stick(mounted)
    identity = load_identity(data_dir)
    outbox = Outbox(data_dir, clock or SystemClock())
    checked = adopted = corrupt = missing = 0
    try:
        for bundle in stick.bundles():
            manifest = _own_manifest(stick.read(bundle / MANIFEST, MANIFEST_LIMIT), identity)
            if manifest is None:
                corrupt += (bundle / MANIFEST).exists() and not _is_of_another(stick, bundle, identity)
                continue
            checked += 1
            content = stick.read(bundle / ANSWER, ANSWER_LIMIT)
            if content is None:
                missing += 1
                continue
            try:
                adopted += _apply(content, manifest, outbox, identity)
            except Failed as failed:
                if failed.code not in (FailureCode.COURIER_INVALID, FailureCode.CENTRE_ANSWER):
                    raise
                corrupt += 1
                continue
            stick.remove(bundle)
    finally:
        outbox.close()
    return Imported(ok=not corrupt, checked=checked, adopted=adopted, corrupt=corrupt, missing=missing)


def _own_manifest(content: bytes | None, identity: StationIdentity) -> Manifest | None:
    """A manifest that this station signed."""
    try:
        signed = wire.decode(content or b"", SignedManifest, limit=MANIFEST_LIMIT)
        Ed25519PublicKey.from_public_bytes(identity.public).verify(signed.signature, CONTEXT + signed.manifest)
        manifest = wire.decode(signed.manifest, Manifest, limit=MANIFEST_LIMIT)
    except (ValueError, InvalidSignature):
        return None
    return manifest if manifest.station_id == identity.station_id else None


def _is_of_another(stick: Stick, bundle: Path, identity: StationIdentity) -> bool:
    """A bundle that names another station is none of our business."""
    try:
        signed = wire.decode(stick.read(bundle / MANIFEST, MANIFEST_LIMIT) or b"", SignedManifest, limit=MANIFEST_LIMIT)
        return wire.decode(signed.manifest, Manifest, limit=MANIFEST_LIMIT).station_id != identity.station_id
    except ValueError:
        return False


def _apply(content: bytes, manifest: Manifest, outbox: Outbox, identity: StationIdentity) -> int:
    """How many submissions moved. Raises Failed(COURIER_INVALID, CENTRE_ANSWER): what was true before it is applied."""
    files = {file.name: file.sha256 for file in manifest.files}
    try:
        answer = wire.decode(content, CourierAnswer, limit=ANSWER_LIMIT)
    except wire.Undecodable as error:
        raise _changed(str(error)) from None
    if answer.bundle_id != manifest.bundle_id:
        raise _changed("it answers another bundle")
    moved = 0
    for one in answer.answers:
        if one.name not in files:
            raise _changed("it speaks of a file that was not on the stick")
        receipt = read_receipt(one.receipt, files[one.name], identity, manifest.epoch)
        moved += _take(outbox, receipt, one.receipt, is_question=one.name.startswith("custody"))
    if answer.news:
        try:
            signed = wire.decode(answer.news, SignedNews)
        except wire.Undecodable as error:
            raise _changed(str(error)) from None
        _kinds, recalled = outbox.news.apply(read_page(signed, 0, identity), signed, identity)
        moved += len(recalled)
    return moved


def _take(outbox: Outbox, receipt: CustodyReceipt, signed: SignedReceipt, *, is_question: bool) -> int:
    known = [
        row
        for entry in receipt.entries
        for row in rows(outbox.connection, "sent_before", submission_id=entry.submission_id)
    ]
    if is_question:
        asked = tuple(InCustody(*row[:4]) for row in known if row[4] == SubmissionState.CUSTODY)
        return len(outbox.take_confirmation(asked, receipt, signed)) if asked else 0
    sent = tuple(Outgoing(row[0], row[2], row[3], b"") for row in known if row[4] == SubmissionState.QUEUED)
    return len(outbox.take_receipt(Batch(sent, ()), receipt, signed)) if sent else 0


def _changed(why: str) -> Failed:
    return Failed(
        FailureCode.COURIER_INVALID,
        f"an answer on the stick is not believed: {why}",
        "let the centre import the bundle again; it stays on the stick",
        Retry.LATER,
    )
