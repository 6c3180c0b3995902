"""Pictures on their way from a camera or scanner to the window: in parts, because a line has a limit."""

from enum import StrEnum

import msgspec

from contract.failures import Failure

PART_BYTES = 96 * 1024
"""Octets of a part; base64 makes 128 KiB of them, half of what a line may have."""
MOST_PICTURE_BYTES = 8 * 1024 * 1024


class CaptureKind(StrEnum):
    DOCUMENT = "document"
    """A sheet or a card under the camera: found by its edges, made straight."""
    PORTRAIT = "portrait"
    """A face on a white ground, 358 × 441 pixels."""
    WHOLE = "whole"
    """The frame as it is."""


class PictureHint(StrEnum):
    """What a person should look at; never a reason to refuse."""

    NO_EDGES = "no_edges"
    """No sheet was found: the whole frame was kept."""
    CUT_OFF = "cut_off"
    """The sheet reaches beyond the picture."""
    BLURRED = "blurred"
    GLARE = "glare"
    DARK = "dark"
    NO_FACE = "no_face"
    """Also a face that looks elsewhere: only one that looks at the camera is found."""
    FACE_LARGE = "face_large"
    """Too near: the photograph would want more than the camera sees."""
    FACE_SMALL = "face_small"
    FACE_ASIDE = "face_aside"
    """Not in the middle: the photograph would reach beyond the picture."""
    NOT_WHITE = "not_white"
    """The ground behind the face is not white."""


class Capture(msgspec.Struct, frozen=True, kw_only=True, tag="capture"):
    """Take one picture. Answered by PictureTaken and its PictureParts, or by PictureNotTaken."""

    visit: int
    capture_id: str
    kind: CaptureKind
    page: int = 1
    """Which page of the document this is, counted by whoever asks; carried back."""
    deadline_s: float = 15.0


class CameraPreview(msgspec.Struct, frozen=True, kw_only=True, tag="camera_preview"):
    """A small live picture (JPEG, ≤ 64 KiB) while armed, with what could be better.

    A sheet that was found is outlined in it; a face is shown as in a mirror, which is how people know theirs.
    """

    visit: int
    picture: bytes
    hints: tuple[PictureHint, ...] = ()

    def __repr__(self) -> str:
        return f"CameraPreview(visit {self.visit}, {len(self.picture)} bytes)"


class PictureTaken(msgspec.Struct, frozen=True, kw_only=True, tag="picture_taken"):
    """A picture (JPEG) was taken; `parts` PicturePart lines follow."""

    visit: int
    capture_id: str
    kind: CaptureKind
    page: int
    width: int
    height: int
    size: int
    sha256: str
    parts: int
    hints: tuple[PictureHint, ...] = ()


class PicturePart(msgspec.Struct, frozen=True, kw_only=True, tag="picture_part"):
    visit: int
    capture_id: str
    index: int
    octets: bytes

    def __repr__(self) -> str:
        return f"PicturePart(visit {self.visit}, {self.index}, {len(self.octets)} bytes)"


class PictureNotTaken(msgspec.Struct, frozen=True, kw_only=True, tag="picture_not_taken"):
    visit: int
    capture_id: str
    failure: Failure
