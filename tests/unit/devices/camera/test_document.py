"""Sheets are found, made straight, and judged; faces become photographs. The scenes are drawn by the bench."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.camera_scenes import CORNERS, drawn_face, page, page_on_table, with_lamp
from contract.pictures import Capture, CaptureKind, PictureHint, PicturePart, PictureTaken
from devices.camera.document import quality_hints, sheet_corners, straightened
from devices.camera.parts import PictureGathering, in_parts
from devices.camera.portrait import HEIGHT, WIDTH, largest_face, portrait

HINT = PictureHint


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """Correlation of two pictures after bringing them to one size."""
    small = [cv2.cvtColor(cv2.resize(each, (420, 594)), cv2.COLOR_BGR2GRAY).astype(float) for each in (one, other)]
    return float(np.corrcoef(small[0].ravel(), small[1].ravel())[0, 1])


def test_a_sheet_lying_aslant_becomes_the_page() -> None:
    straight = straightened(page_on_table())
    assert straight.hints == ()
    assert straight.corners is not None
    assert np.abs(np.array(straight.corners) - np.array(CORNERS)).max() < 8
    assert likeness(straight.picture, page()) > 0.6
    assert likeness(np.ascontiguousarray(straight.picture[::-1, ::-1]), page()) < 0.4, "the right way up"


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-90, 90)), min_size=4, max_size=4))
def test_a_sheet_is_found_wherever_its_corners_lie(moved: list[tuple[float, float]]) -> None:
    corners = tuple((x + dx, y + dy) for (x, y), (dx, dy) in zip(CORNERS, moved, strict=True))
    found = sheet_corners(page_on_table(corners=corners))
    assert found is not None
    assert np.abs(found - np.array(corners)).max() < 12


def test_without_a_sheet_the_frame_is_kept_whole() -> None:
    empty = np.full((900, 1200, 3), 90, np.uint8)
    straight = straightened(empty)
    assert straight.corners is None
    assert HINT.NO_EDGES in straight.hints
    assert straight.picture.shape == empty.shape


def test_a_sheet_beyond_the_picture_is_said() -> None:
    beyond = ((-60.0, 120.0), (980.0, 160.0), (1040.0, 1180.0), (-90.0, 1130.0))
    assert HINT.CUT_OFF in straightened(page_on_table(corners=beyond)).hints


@pytest.mark.parametrize(
    ("sheet", "hints"),
    [
        (page(), ()),
        (cv2.GaussianBlur(page(), (0, 0), 4), (HINT.BLURRED,)),
        (with_lamp(page(), (400, 600), 120), (HINT.GLARE,)),
        ((page() * 0.2).astype(np.uint8), (HINT.DARK,)),
    ],
)
def test_what_makes_a_page_hard_to_read_is_said(sheet: np.ndarray, hints: tuple[PictureHint, ...]) -> None:
    assert quality_hints(sheet) == hints


def test_a_face_before_white_becomes_a_photograph() -> None:
    picture, hints = portrait(drawn_face((225, 222, 215)))
    assert (picture.shape, hints) == ((HEIGHT, WIDTH, 3), ())
    assert picture[5:60, 5:40].min() > 245, "the ground is white"
    face = largest_face(picture)
    assert face is not None
    assert abs(face[0] + face[2] / 2 - WIDTH / 2) < 15, "in the middle"


@pytest.mark.parametrize(
    ("scene", "hint"),
    [
        (drawn_face((90, 160, 90)), HINT.NOT_WHITE),
        (np.full((960, 1280, 3), 240, np.uint8), HINT.NO_FACE),
        (drawn_face(size=100), HINT.FACE_SMALL),
        (np.roll(drawn_face(), 420, axis=1), HINT.FACE_ASIDE),
        (drawn_face(size=480), HINT.FACE_LARGE),
        (cv2.GaussianBlur(drawn_face(), (0, 0), 9), HINT.BLURRED),
    ],
)
def test_what_makes_a_photograph_useless_is_said(scene: np.ndarray, hint: PictureHint) -> None:
    picture, hints = portrait(scene)
    assert picture.shape == (HEIGHT, WIDTH, 3)
    assert hint in hints


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.binary(min_size=3, max_size=3))
def test_frames_of_any_size_are_survived(height: int, width: int, colour: bytes) -> None:
    frame = np.tile(np.frombuffer(colour, np.uint8), (height, width, 1))
    assert straightened(frame).picture.size
    assert portrait(frame)[0].shape == (HEIGHT, WIDTH, 3)


ASKED = Capture(visit=3, capture_id="c-1", kind=CaptureKind.DOCUMENT, page=2)


def test_a_picture_travels_in_parts_and_comes_out_whole() -> None:
    jpeg = bytes(range(256)) * 1500
    gathering = PictureGathering()
    lines = list(in_parts(ASKED, jpeg, (100, 200), (HINT.GLARE,)))
    came = [gathering.take(line) for line in lines]
    assert came[:-1] == [None] * (len(lines) - 1)
    assert len(lines) == 5
    taken, whole = came[-1] or (None, b"")
    assert whole == jpeg
    assert taken is not None
    assert (taken.page, taken.hints, taken.parts) == (2, (HINT.GLARE,), 4)


@given(st.lists(st.integers(0, 4), max_size=12))
def test_parts_in_any_other_order_are_no_picture(order: list[int]) -> None:
    lines = list(in_parts(ASKED, bytes(400_000), (1, 1), ()))
    gathering = PictureGathering()
    whole = [came for at in order if (came := gathering.take(lines[at % len(lines)])) is not None]
    if whole:
        text = "".join(map(str, (at % len(lines) for at in order)))
        assert "01234" in text


def test_a_part_of_another_picture_is_dropped() -> None:
    gathering = PictureGathering()
    first, part, *_ = in_parts(ASKED, bytes(10), (1, 1), ())
    assert isinstance(first, PictureTaken) and isinstance(part, PicturePart)
    gathering.take(first)
    assert gathering.take(PicturePart(visit=9, capture_id="c-1", index=0, octets=bytes(10))) is None
    assert gathering.take(part) is not None
