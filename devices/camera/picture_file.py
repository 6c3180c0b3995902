"""Opens a picture that a stranger gave: bounded in bytes, pixels and kinds before anything is unpacked. Pure.

Raises Failed(PICTURE_INVALID) for whatever is no picture or would cost too much.
"""

import io
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from contract.failures import Failed, FailureCode, Retry

MOST_BYTES = 32 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 12_000
KINDS = ("JPEG", "PNG", "BMP", "GIF", "WEBP", "TIFF", "PPM")

Grey = np.ndarray
"""Height × width, one byte a pixel, contiguous."""


def read_picture(path: Path) -> bytes:
    """The bytes of a picture's file, at most MOST_BYTES. Only plain files: a pipe or a device may never end."""
    try:
        if not path.is_file():
            raise _refused("it is no file", "name a picture's file")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as failed:
        raise _refused(f"it cannot be read: {failed.strerror}", "check its name and its rights") from None
    if len(content) > MOST_BYTES:
        raise _refused(f"it has more than {MOST_BYTES // 1_048_576} MiB", "give a smaller picture")
    return content


def grey_of(content: bytes) -> Grey:
    """The first picture of a file's bytes in shades of grey; what is transparent is white."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # limits of our own stand below, and are refusals
            with Image.open(io.BytesIO(content), formats=KINDS) as picture:
                width, height = picture.size
                if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS or not width * height:
                    raise _refused(f"it has {width} × {height} pixels", "give a smaller picture")
                return np.ascontiguousarray(np.asarray(_on_white(picture).convert("L"), dtype=np.uint8))
    except Failed:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError):
        raise _refused("it is none of the known kinds of picture", "give a JPEG or PNG file") from None
    # what a decoder of Pillow raises for broken content is not one family
    except (OSError, ValueError, TypeError, SyntaxError, EOFError, OverflowError, MemoryError, KeyError, IndexError):
        raise _refused("its content is broken", "take or save the picture again") from None


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height by the picture's head, nothing unpacked; None for what is no picture or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=KINDS) as picture:
                width, height = picture.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, TypeError, SyntaxError):
        return None
    if max(width, height) > LONGEST_SIDE or not 0 < width * height <= MOST_PIXELS:
        return None
    return width, height


def _on_white(picture: Image.Image) -> Image.Image:
    if "A" not in picture.mode and "transparency" not in picture.info:
        return picture
    coloured = picture.convert("RGBA")
    ground = Image.new("RGBA", coloured.size, "white")
    ground.alpha_composite(coloured)
    return ground


def _refused(happened: str, remedy: str) -> Failed:
    return Failed(FailureCode.PICTURE_INVALID, f"the picture: {happened}", remedy, Retry.NEVER)
