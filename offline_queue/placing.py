"""One sealed submission onto the disk and into the index: all of it, or nothing."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from contract.failures import Failed, FailureCode, Retry
from contract.submission import EnvelopeHeader
from offline_queue.adoption import enter
from offline_queue.chunk_store import ChunkStore
from offline_queue.database import Connection, execute, transaction
from offline_queue.receipts import make_proof
from offline_queue.records import row_of
from offline_queue.seal import SealedEnvelope, SealedScans
from offline_queue.spool import Spool


def prove(header: EnvelopeHeader, sign: Callable[[bytes], bytes]) -> str:
    """The receipt's text. Raises Failed(SEAL_FAILED)."""
    try:
        return make_proof(header, sign)
    except ValueError as error:
        happened, remedy = f"no receipt could be made: {error}", "shorten the station's or the item's code"
        raise Failed(FailureCode.SEAL_FAILED, happened, remedy, Retry.NEVER) from None


def put_durably(
    connection: Connection,
    data_dir: Path,
    spool: Spool,
    store: ChunkStore,
    envelope: SealedEnvelope,
    scans: SealedScans | None,
    proof_text: str,
    at: datetime,
) -> None:
    """Chunks, then the file that names them, then the rows. Raises Failed; then nothing of it is there.

    On return the chunks and the file are durable. The rows are there for every process, and come back from the file if
    a power cut takes them (docs/decisions/0040).

    `proof_text`: the receipt's text, "" when there is none.
    """
    header = envelope.header
    if scans:
        store.write(scans.chunks)  # a sealed file is never without its scans
    try:
        spool.write(header.submission_id, envelope.parts)
        try:
            if scans:
                with transaction(connection, data_dir):
                    enter(connection, header, envelope.size, proof_text, at)
            else:
                # one statement is one transaction
                execute(connection, data_dir, "put", row_of(header, envelope.size, proof_text, at))
        except Failed:
            # The resident will be told "not received": the file must not be adopted and sent after all.
            spool.remove(header.submission_id)
            raise
    except Failed:
        if scans:
            store.remove(scans.digests)
        raise
