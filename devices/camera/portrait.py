"""A face before a white ground → the 358 × 441 photograph of certificates, with what could be better. Pure.

Proportions of the resident ID card's photograph (GA 461): head about 207 pixels wide, eyes at about two fifths.
"""

import functools
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from contract.pictures import PictureHint
from devices.camera.document import Frame

WIDTH, HEIGHT = 358, 441
FACE_WIDTH = 215
"""Of the found face's square, which is a little wider than the head's 207."""
FACE_TOP = 95
"""From the photograph's upper edge to the found square, which begins at the forehead."""
SMALLEST_FACE = 110
SHARP_AT_LEAST = 4.0
"""Variance of the Laplacian: a face has few edges; the drawn one of the bench has 10, out of focus 1.5."""
DARK_BELOW = 60
BEYOND = 0.04
"""Share of the photograph's height that may lie beyond the frame: a strip of shoulder or wall that nobody misses."""
WHITE_AT_LEAST = 190
NEUTRAL_WITHIN = 26

Face = tuple[int, int, int, int]
"""Left, top, width, height in the frame."""


def portrait(frame: Frame) -> tuple[Frame, tuple[PictureHint, ...]]:
    """The photograph, 441 × 358 × 3, ground made white; without a face, the middle of the frame."""
    face = largest_face(frame)
    hints: list[PictureHint] = []
    if face is None:
        hints.append(PictureHint.NO_FACE)
        picture = _middle(frame)
    else:
        hints += place_hints(frame, face, SMALLEST_FACE)
        picture = cut_around(frame, face)
    hints += light_hints(picture)
    if PictureHint.NOT_WHITE not in hints:
        picture = _whitened(picture)
    if float(cv2.Laplacian(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), cv2.CV_64F).var()) < SHARP_AT_LEAST:
        hints.append(PictureHint.BLURRED)
    return picture, tuple(hints)


def place_hints(frame: Frame, face: Face, smallest: float) -> list[PictureHint]:
    """Whether the person stands where the whole photograph fits into the frame. `smallest`: pixels across a face."""
    high, wide = frame.shape[:2]
    left, top, across, _ = face
    if across < smallest:
        return [PictureHint.FACE_SMALL]
    scale = across / FACE_WIDTH
    if HEIGHT * scale > high * (1 + BEYOND) or WIDTH * scale > wide * (1 + BEYOND):
        return [PictureHint.FACE_LARGE]
    middle = left + across / 2
    above = top - FACE_TOP * scale
    beyond = max(WIDTH * scale / 2 - middle, middle + WIDTH * scale / 2 - wide, -above, above + HEIGHT * scale - high)
    return [PictureHint.FACE_ASIDE] if beyond > BEYOND * HEIGHT * scale else []


def light_hints(picture: Frame) -> list[PictureHint]:
    """Of a photograph that was cut out: is there light on the face, is the ground white?"""
    cheeks = cv2.cvtColor(picture[HEIGHT // 4 : HEIGHT // 2, WIDTH // 3 : 2 * WIDTH // 3], cv2.COLOR_BGR2GRAY)
    dark = [PictureHint.DARK] if float(cheeks.mean()) < DARK_BELOW else []
    return dark + ([] if ground_is_white(picture) else [PictureHint.NOT_WHITE])


def largest_face(frame: Frame) -> Face | None:
    grey = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
    scale = min(1.0, 640 / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    found = _detector().detectMultiScale(small, scaleFactor=1.1, minNeighbors=5, minSize=(28, 28))
    if len(found) == 0:
        return None
    left, top, width, height = max(found, key=lambda face: face[2] * face[3])
    return round(left / scale), round(top / scale), round(width / scale), round(height / scale)


@functools.cache
def _detector() -> Any:
    """The cascade that comes with OpenCV."""
    return cv2.CascadeClassifier(str(Path(cv2.__file__).parent / "data" / "haarcascade_frontalface_alt2.xml"))


def cut_around(frame: Frame, face: Face) -> Frame:
    left, top, width, _ = face
    scale = FACE_WIDTH / width
    move = np.array(
        [[scale, 0, WIDTH / 2 - (left + width / 2) * scale], [0, scale, FACE_TOP - top * scale]], np.float32
    )
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    # beyond the frame its own border goes on: a white ground stays white
    return cv2.warpAffine(frame, move, (WIDTH, HEIGHT), flags=how, borderMode=cv2.BORDER_REPLICATE)


def _middle(frame: Frame) -> Frame:
    height, width = frame.shape[:2]
    scale = max(WIDTH / width, HEIGHT / height)
    move = np.array([[scale, 0, (WIDTH - width * scale) / 2], [0, scale, (HEIGHT - height * scale) / 2]], np.float32)
    return cv2.warpAffine(frame, move, (WIDTH, HEIGHT), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)


def _ground(picture: Frame) -> np.ndarray:
    """Pixels beside the head: both upper corners."""
    deep, wide = round(HEIGHT * 0.22), round(WIDTH * 0.13)
    return np.concatenate([picture[:deep, :wide].reshape(-1, 3), picture[:deep, -wide:].reshape(-1, 3)])


def ground_is_white(picture: Frame) -> bool:
    colours = np.percentile(_ground(picture), 20, axis=0)
    return bool(colours.min() >= WHITE_AT_LEAST and colours.max() - colours.min() <= NEUTRAL_WITHIN)


def _whitened(picture: Frame) -> Frame:
    """Even the light so that the ground is white; the face takes the same balance."""
    ground = np.median(_ground(picture), axis=0)
    return np.clip(picture.astype(np.float32) * (252.0 / np.maximum(ground, 1.0)), 0, 255).astype(np.uint8)
