"""The spool: one sealed file a submission. The file is the record; the row in queue.db is its index.

Files are named after their submission and never changed. Nothing here opens a seal.
"""

from collections.abc import Iterator
from pathlib import Path

from contract.envelope import FILE_LIMIT, HEADER_LIMIT, NotAnEnvelope, decode_envelope, decode_head
from contract.submission import EnvelopeHeader
from offline_queue.disk import DurableFolder, disk_failed, read_file
from offline_queue.next_file import NextFile, without_zeros

FOLDER = "spool"
ENDING = ".env"
_HEAD = HEADER_LIMIT + 64


class Spool:
    """Sealed files in `<data_dir>/spool`. Every method raises Failed for what the disk refuses."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = DurableFolder(data_dir / FOLDER)
        self.path = self._folder.path
        self._next = NextFile(self._folder)

    def close(self) -> None:
        self._next.close()
        self._folder.close()

    def write(self, submission_id: str, parts: tuple[bytes, ...]) -> None:
        """Durable on return; on Failed nothing is there."""
        name = submission_id + ENDING
        if not self._next.use(name, parts):
            self._folder.write_new(name, parts)

    def lay_next(self) -> None:
        """Lay down the file of the next `write`, so that it takes less time. Only who holds the queue's lock may."""
        self._next.lay()

    def find_next(self) -> None:
        """Name what a power cut left between its bytes and its name. Only who holds the queue's lock may."""
        self._next.find(ENDING)

    def remove(self, submission_id: str) -> None:
        self._folder.remove(submission_id + ENDING)

    def can_write(self) -> None:
        self._folder.can_write()

    def free_bytes(self) -> int:
        return self._folder.free_bytes()

    def names(self) -> Iterator[str]:
        """Submission ids by file name; other files are passed over, unfinished ones of a crash are removed."""
        return self._folder.names(ENDING)

    def read(self, submission_id: str) -> bytes | None:
        """A whole file; None when there is none. Longer than any envelope: cut, so that its hash cannot fit."""
        content = read_file(self.path / (submission_id + ENDING), FILE_LIMIT + 1)
        return None if content is None else without_zeros(content)

    def read_header(self, submission_id: str) -> EnvelopeHeader:
        """The header only, proved by its checksum. Raises NotAnEnvelope."""
        try:
            with open(self.path / (submission_id + ENDING), "rb") as file:
                return decode_head(file.read(_HEAD))[0]
        except FileNotFoundError:
            raise NotAnEnvelope("the file is gone") from None
        except OSError as error:
            raise disk_failed(error, self.path) from error

    def read_whole_header(self, submission_id: str) -> tuple[EnvelopeHeader, int]:
        """Header and size of a file whose every byte was proved by its hashes. Raises NotAnEnvelope."""
        envelope = self.read(submission_id)
        if envelope is None:
            raise NotAnEnvelope("the file is gone")
        header, _sealed = decode_envelope(envelope)
        if header.submission_id != submission_id:
            raise NotAnEnvelope("the file has another submission's name")
        return header, len(envelope)
