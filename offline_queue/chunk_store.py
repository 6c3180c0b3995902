"""Sealed chunks of scans in `<data_dir>/chunks/`, each named after its own SHA-256. Nothing here opens one."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from contract.chunks import CHUNK_LIMIT
from offline_queue.disk import DurableFolder, read_file

FOLDER = "chunks"
ENDING = ".chunk"


class ChunkStore:
    """Every method raises Failed for what the disk refuses."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = DurableFolder(data_dir / FOLDER)
        self.path = self._folder.path

    def close(self) -> None:
        self._folder.close()

    def write(self, chunks: Iterable[tuple[bytes, bytes]]) -> None:
        """(digest, sealed bytes) each; all durable on return. On Failed those of this call are taken back."""
        written: list[bytes] = []
        try:
            for digest, sealed in chunks:
                written.append(digest)
                self._folder.write_new(digest.hex() + ENDING, (sealed,), settle=False)
            self._folder.settle()
        except BaseException:
            self.remove(written)
            raise

    def read(self, digest: bytes) -> bytes | None:
        """A chunk that proves itself by its name; None when it is gone or damaged."""
        sealed = read_file(self.path / (digest.hex() + ENDING), CHUNK_LIMIT + 1)
        return sealed if sealed is not None and hashlib.sha256(sealed).digest() == digest else None

    def remove(self, digests: Iterable[bytes]) -> None:
        """For good; those that are not there are fine."""
        self._folder.remove_all([digest.hex() + ENDING for digest in digests])

    def digests(self) -> Iterator[bytes]:
        """Names of all chunks; other files are passed over, unfinished ones of a crash are removed."""
        for name in self._folder.names(ENDING):
            try:
                yield bytes.fromhex(name)
            except ValueError:
                continue
