"""A picture in parts that fit the worker's line, and together again. Pure."""

import hashlib
from collections.abc import Iterator

from contract.pictures import (
    MOST_PICTURE_BYTES,
    PART_BYTES,
    Capture,
    PictureHint,
    PicturePart,
    PictureTaken,
)


def in_parts(
    asked: Capture, jpeg: bytes, size: tuple[int, int], hints: tuple[PictureHint, ...]
) -> Iterator[PictureTaken | PicturePart]:
    """`size`: width, height. The PictureTaken first."""
    pieces = [jpeg[at : at + PART_BYTES] for at in range(0, len(jpeg), PART_BYTES)]
    yield PictureTaken(
        visit=asked.visit,
        capture_id=asked.capture_id,
        kind=asked.kind,
        page=asked.page,
        width=size[0],
        height=size[1],
        size=len(jpeg),
        sha256=hashlib.sha256(jpeg).hexdigest(),
        parts=len(pieces),
        hints=hints,
    )
    for index, piece in enumerate(pieces):
        yield PicturePart(visit=asked.visit, capture_id=asked.capture_id, index=index, octets=piece)


class PictureGathering:
    """Puts the pictures of one visit together again; holds one at a time. `clear` forgets it."""

    def __init__(self) -> None:
        self._taken: PictureTaken | None = None
        self._octets = bytearray()
        self._next = 0

    def take(self, answer: PictureTaken | PicturePart) -> tuple[PictureTaken, bytes] | None:
        """The whole picture (JPEG) once its last part came; parts out of order or of another picture are dropped."""
        if isinstance(answer, PictureTaken):
            self.clear()
            self._taken = answer if answer.size <= MOST_PICTURE_BYTES else None
            return None
        taken = self._taken
        if taken is None or (answer.visit, answer.capture_id) != (taken.visit, taken.capture_id):
            return None
        if answer.index != self._next or len(self._octets) + len(answer.octets) > taken.size:
            self.clear()
            return None
        self._octets += answer.octets
        self._next += 1
        if self._next < taken.parts:
            return None
        whole = bytes(self._octets)
        self.clear()
        return (taken, whole) if hashlib.sha256(whole).hexdigest() == taken.sha256 else None

    def clear(self) -> None:
        self._octets[:] = bytes(len(self._octets))
        self._octets.clear()
        self._taken, self._next = None, 0
