"""Sample visits before the camera: name → (state, what fills the fresh session). The papers are drawn here."""

import functools
from collections.abc import Callable

import cv2

from bench.camera_scenes import drawn_face, page, page_on_table
from bench.sample_applying import filled
from catalogue.package.open import Package
from contract.device_lines import DeviceState
from contract.failures import FailureCode
from contract.pictures import CaptureKind, PictureHint
from contract.roles import Role
from kiosk.journey.pictures import Picture, Taking
from kiosk.journey.session import Session, Site
from kiosk.journey.states import State

Fill = Callable[[Session, Site, Package], None]
BOTH = frozenset({CaptureKind.DOCUMENT, CaptureKind.PORTRAIT})


@functools.cache
def sheet_jpeg(number: int) -> bytes:
    return cv2.imencode(".jpg", page(number), [cv2.IMWRITE_JPEG_QUALITY, 80])[1].tobytes()


@functools.cache
def table_jpeg() -> bytes:
    """As the live picture of a camera over a table."""
    return cv2.imencode(".jpg", cv2.resize(page_on_table(), (443, 480)))[1].tobytes()


@functools.cache
def face_jpeg() -> bytes:
    return cv2.imencode(".jpg", drawn_face()[0:960, 250:1030])[1].tobytes()


def with_camera(site: Site) -> None:
    site.camera, site.camera_takes = DeviceState.READY, BOTH


def materials_with_camera(session: Session, site: Site, package: Package) -> None:
    filled(session, site, package)
    with_camera(site)
    session.answers["card_kind"] = "损坏换证"
    session.answers["is_agent"] = True
    session.pictures["old_card"] = (Picture("1", sheet_jpeg(1)),)


def capture(
    of: str, kind: CaptureKind, hints: tuple[PictureHint, ...] | None, device: Role = Role.CAMERA, **facts: object
) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        filled(session, site, package)
        with_camera(site)
        site.document_scanner, site.has_document_scanner = DeviceState.READY, True
        if facts.get("gone"):
            site.camera = DeviceState.ABSENT
        session.taking = Taking(of, kind, False, device, hints)
        session.taking.asked = str(facts.get("asked", ""))
        session.taking.went_wrong = FailureCode.CAMERA_SILENT if facts.get("went_wrong") else None

    return fill


def captured(kind: CaptureKind, *hints: PictureHint) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        capture("photo" if kind is CaptureKind.PORTRAIT else "old_card", kind, ())(session, site, package)
        assert session.taking is not None
        jpeg = face_jpeg() if kind is CaptureKind.PORTRAIT else sheet_jpeg(1)
        session.taking.taken = Picture("2", jpeg, hints)

    return fill


def pages(of: str, count: int, picked: int) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        capture(of, CaptureKind.DOCUMENT, ())(session, site, package)
        assert session.taking is not None
        session.taking.picked = picked
        session.pictures[of] = tuple(Picture(str(at), sheet_jpeg(at % 6 + 1)) for at in range(count))

    return fill


PICTURES: dict[str, tuple[State, Fill]] = {
    "materials-camera": (State.MATERIALS, materials_with_camera),
    "capture-corner": (State.CAPTURE, capture("residence_permit", CaptureKind.DOCUMENT, (PictureHint.CUT_OFF,))),
    "capture-gone": (State.CAPTURE, capture("residence_permit", CaptureKind.DOCUMENT, None, gone=True)),
    "captured-doubtful": (State.CAPTURED, captured(CaptureKind.DOCUMENT, PictureHint.CUT_OFF, PictureHint.GLARE)),
    "pages-many": (State.PAGES, pages("residence_permit", 12, 0)),
}
"""The fullest of each page."""
MORE_PICTURES: dict[str, tuple[State, Fill]] = {
    "capture": (State.CAPTURE, capture("old_card", CaptureKind.DOCUMENT, ())),
    "capture-opening": (State.CAPTURE, capture("old_card", CaptureKind.DOCUMENT, None)),
    "capture-busy": (State.CAPTURE, capture("old_card", CaptureKind.DOCUMENT, (), asked="1-1")),
    "capture-again": (State.CAPTURE, capture("old_card", CaptureKind.DOCUMENT, (), went_wrong=True)),
    "capture-slot": (State.CAPTURE, capture("old_card", CaptureKind.DOCUMENT, None, Role.DOCUMENT_SCANNER)),
    "capture-face": (State.CAPTURE, capture("photo", CaptureKind.PORTRAIT, ())),
    "captured": (State.CAPTURED, captured(CaptureKind.DOCUMENT)),
    "captured-face": (State.CAPTURED, captured(CaptureKind.PORTRAIT, PictureHint.NOT_WHITE)),
    "pages": (State.PAGES, pages("old_card", 3, 1)),
}
"""The same pages with less on them: to look at (bench/looking.py), not measured at every run."""
