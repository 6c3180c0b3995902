"""A frame → the small live picture a resident sees while holding something before the camera, judged. Pure.

Sharpness is not judged: a small picture of a blurred sheet looks like one of a sharp sheet. The taken picture is.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from contract.pictures import CaptureKind, PictureHint
from devices.camera.document import Frame, quality_hints, sheet_corners, touches_the_edge
from devices.camera.portrait import SMALLEST_FACE, cut_around, largest_face, light_hints, place_hints

OUTLINE = (69, 179, 247)
"""Blue, green, red of the screen's gold."""
SEEN_WHILE_LIVE = (PictureHint.GLARE, PictureHint.DARK)


@dataclass(frozen=True)
class LivePicture:
    picture: Frame
    hints: tuple[PictureHint, ...]


def live_picture(frame: Frame, aim: CaptureKind, side: int) -> LivePicture:
    """`side`: pixels of the longer side of what comes out."""
    scale = min(1.0, side / max(frame.shape[:2]))
    small = cv2.resize(frame, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else frame.copy()
    match aim:
        case CaptureKind.DOCUMENT:
            return _with_sheet(small)
        case CaptureKind.PORTRAIT:
            return _with_face(small, scale)
        case CaptureKind.WHOLE:
            return LivePicture(small, ())


def _with_sheet(small: Frame) -> LivePicture:
    light = tuple(hint for hint in quality_hints(small) if hint in SEEN_WHILE_LIVE)
    corners = sheet_corners(small)
    if corners is None:
        return LivePicture(small, (PictureHint.NO_EDGES, *light))
    cut_off = (PictureHint.CUT_OFF,) if touches_the_edge(corners, small) else ()
    cv2.polylines(small, [np.round(corners).astype(np.int32)], True, OUTLINE, 3, cv2.LINE_AA)
    return LivePicture(small, (*cut_off, *light))


def _with_face(small: Frame, scale: float) -> LivePicture:
    face = largest_face(small)
    mirrored = cv2.flip(small, 1)
    if face is None:
        return LivePicture(mirrored, (PictureHint.NO_FACE,))
    return LivePicture(
        mirrored, (*place_hints(small, face, SMALLEST_FACE * scale), *light_hints(cut_around(small, face)))
    )
