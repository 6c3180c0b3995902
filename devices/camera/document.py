"""A sheet or card under the camera → a straight picture of it, with what could be better. Pure.

A hint never refuses: the resident sees the picture and decides.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from contract.pictures import PictureHint

Frame = np.ndarray
"""Height × width × 3, blue green red."""

LOOK_SIDE = 800
SMALLEST_SHARE = 0.08
"""Of the frame; anything smaller is no document but something on it."""
LONGEST_SIDE = 2600
SHARP_AT_LEAST = 60.0
"""Variance of the Laplacian at LOOK_SIDE; measured on the bench's pages: sharp from 400, unreadable below 40."""
GLARE_SHARE = 0.012
DARK_BELOW = 70


@dataclass(frozen=True)
class StraightPicture:
    picture: Frame
    hints: tuple[PictureHint, ...]
    corners: tuple[tuple[float, float], ...] | None
    """Of the sheet in the frame, from the top left clockwise; None: no sheet was found and the frame is whole."""


def straightened(frame: Frame) -> StraightPicture:
    """Cut the sheet out of the frame and make it straight; the whole frame when there is none."""
    corners = sheet_corners(frame)
    if corners is None:
        return StraightPicture(frame, (PictureHint.NO_EDGES, *quality_hints(frame)), None)
    sides = [float(np.linalg.norm(corners[at] - corners[(at + 1) % 4])) for at in range(4)]
    width, height = max(sides[0], sides[2]), max(sides[1], sides[3])
    scale = min(1.0, LONGEST_SIDE / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    aim = np.array([[0, 0], [size[0], 0], size, [0, size[1]]], np.float32)
    through = cv2.getPerspectiveTransform(corners, aim)
    picture = cv2.warpPerspective(frame, through, size, flags=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    hints = quality_hints(picture)
    if touches_the_edge(corners, frame):
        hints = (PictureHint.CUT_OFF, *hints)
    return StraightPicture(picture, hints, tuple((float(x), float(y)) for x, y in corners))


def sheet_corners(frame: Frame) -> np.ndarray | None:
    """Four corners, float32, from the top left clockwise; None when nothing with four corners is large enough."""
    scale = min(1.0, LOOK_SIDE / max(frame.shape[:2]))
    small = cv2.resize(frame, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else frame
    best, best_area = None, SMALLEST_SHARE * small.shape[0] * small.shape[1]
    for mask, grown in _edge_masks(small):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:8]:
            hull = cv2.convexHull(contour)
            four = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, True), True)
            area = cv2.contourArea(four)
            whole = area > 0.98 * small.shape[0] * small.shape[1]  # the picture's own frame
            if len(four) == 4 and area > best_area and not whole and cv2.contourArea(hull) < 1.15 * area:
                best, best_area = _shrunk(four.reshape(4, 2).astype(np.float32), grown) / scale, area
    return None if best is None else _in_order(best)


def _shrunk(corners: np.ndarray, by: float) -> np.ndarray:
    """Each corner moved towards the middle, `by` pixels along both sides."""
    inwards = corners.mean(axis=0) - corners
    return corners + np.sign(inwards) * by


def _edge_masks(small: Frame) -> list[tuple[np.ndarray, float]]:
    """Where a sheet may end: by its edges, and by being brighter than what it lies on; and how far each grew it."""
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (5, 5), 0)
    middle = float(np.median(grey))
    edges = cv2.Canny(grey, max(10, 0.5 * middle), max(30, 1.2 * middle))
    around = np.ones((5, 5), np.uint8)
    _, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return [
        (cv2.dilate(edges, around), 3.0),
        (cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8)), 0.0),
    ]


def _in_order(corners: np.ndarray) -> np.ndarray:
    """From the top left clockwise."""
    middle = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0]))]
    first = int(np.argmin(around.sum(axis=1)))
    return np.ascontiguousarray(np.roll(around, -first, axis=0))


def touches_the_edge(corners: np.ndarray, frame: Frame) -> bool:
    height, width = frame.shape[:2]
    near = max(5.0, 0.006 * max(height, width))  # a found sheet was shrunk by three pixels
    limits = np.array([width - 1, height - 1])
    return bool((corners < near).any() or (corners > limits - near).any())


def quality_hints(picture: Frame) -> tuple[PictureHint, ...]:
    """What makes a picture hard to read."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    scale = LOOK_SIDE / max(grey.shape)
    grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    hints = []
    if float(cv2.Laplacian(grey, cv2.CV_64F).var()) < SHARP_AT_LEAST:
        hints.append(PictureHint.BLURRED)
    if _has_glare(grey):
        hints.append(PictureHint.GLARE)
    if float(np.percentile(grey, 90)) < DARK_BELOW:
        hints.append(PictureHint.DARK)
    return tuple(hints)


def _has_glare(grey: np.ndarray) -> bool:
    """A patch that is burnt out, brighter than the paper around it."""
    paper = float(np.percentile(grey, 75))
    if paper > 244:
        return False  # everything is white: nothing to tell a lamp by
    burnt = (grey >= 252).astype(np.uint8)
    _, _, patches, _ = cv2.connectedComponentsWithStats(burnt, connectivity=8)
    largest = max((int(patch[cv2.CC_STAT_AREA]) for patch in patches[1:]), default=0)
    return largest > GLARE_SHARE * grey.size
