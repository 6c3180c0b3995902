"""The live picture: small, judged for what is held before the camera, a found sheet outlined."""

import numpy as np
import pytest

from bench.camera_scenes import drawn_face, page_on_table
from contract.pictures import CaptureKind, PictureHint
from devices.camera.live_picture import OUTLINE, live_picture

SIDE = 480


def test_a_sheet_is_outlined_and_good() -> None:
    live = live_picture(page_on_table(), CaptureKind.DOCUMENT, SIDE)
    assert live.hints == () and max(live.picture.shape[:2]) == SIDE
    assert np.abs(live.picture.astype(int) - OUTLINE).sum(axis=2).min() < 30


@pytest.mark.parametrize(
    "corners",
    [
        ((-60.0, 120.0), (900.0, 140.0), (940.0, 1180.0), (-90.0, 1130.0)),
        ((3.0, 120.0), (900.0, 140.0), (940.0, 1180.0), (4.0, 1130.0)),
    ],
)
def test_a_sheet_that_does_not_lie_whole_before_the_camera_is_said(corners: tuple[tuple[float, float], ...]) -> None:
    assert live_picture(page_on_table(corners=corners), CaptureKind.DOCUMENT, SIDE).hints == (PictureHint.CUT_OFF,)


def test_a_dark_table_and_an_empty_one_are_said() -> None:
    dark = (page_on_table().astype(np.float32) * 0.2).astype(np.uint8)
    assert PictureHint.DARK in live_picture(dark, CaptureKind.DOCUMENT, SIDE).hints
    empty = np.full((600, 800, 3), 90, np.uint8)
    assert PictureHint.NO_EDGES in live_picture(empty, CaptureKind.DOCUMENT, SIDE).hints


def test_a_face_is_found_mirrored_and_its_size_judged() -> None:
    scene = drawn_face()
    scene[:, :40] = (0, 0, 255)
    live = live_picture(scene, CaptureKind.PORTRAIT, SIDE)
    assert live.hints == ()
    assert live.picture[10, -5].tolist() == pytest.approx([0, 0, 255], abs=12)
    assert live_picture(page_on_table(), CaptureKind.PORTRAIT, SIDE).hints == (PictureHint.NO_FACE,)
    assert live_picture(scene, CaptureKind.WHOLE, SIDE).hints == ()


@pytest.mark.parametrize(
    ("scene", "hint"),
    [
        (drawn_face(size=450), PictureHint.FACE_LARGE),
        (drawn_face(size=90), PictureHint.FACE_SMALL),
        (np.roll(drawn_face(), -420, axis=1), PictureHint.FACE_ASIDE),
        (np.roll(drawn_face(), 420, axis=1), PictureHint.FACE_ASIDE),
        (np.roll(drawn_face(), -220, axis=0), PictureHint.FACE_ASIDE),
        (drawn_face((90, 160, 90)), PictureHint.NOT_WHITE),
        ((drawn_face() * 0.2).astype(np.uint8), PictureHint.DARK),
    ],
)
def test_what_a_person_should_mend_is_said_before_the_picture_is_taken(scene: np.ndarray, hint: PictureHint) -> None:
    assert live_picture(scene, CaptureKind.PORTRAIT, SIDE).hints[0] is hint
