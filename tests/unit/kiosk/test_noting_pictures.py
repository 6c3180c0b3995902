"""Taking pictures as the journey notes it, over the real form F10: which paper, in which order, given how."""

from datetime import date
from typing import Any

import pytest

from catalogue.forms.source import read_form
from contract.device_lines import DeviceState
from contract.failures import FailureCode
from contract.form import Field, FieldType, FormDef, Material, Option, Source
from contract.pictures import CaptureKind, PictureHint
from contract.roles import Role
from contract.submission import MaterialGiven
from kiosk.config import ASSETS
from kiosk.journey import pictures
from kiosk.journey.application import given_how, handed_pictures
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.noting import note
from kiosk.journey.pictures import Picture
from kiosk.journey.session import Session, Site
from kiosk.journey.states import State
from kiosk.journey.step import step

F10 = read_form(ASSETS / "content" / "forms" / "F10_lease_filing.toml")
F01 = read_form(ASSETS / "content" / "forms" / "F01_elder_card.toml")
BOTH = frozenset({CaptureKind.DOCUMENT, CaptureKind.PORTRAIT})
ASKING = FormAsking()


def site(camera: DeviceState = DeviceState.READY, scanner: DeviceState = DeviceState.ABSENT) -> Site:
    return Site(today=date(2026, 11, 27), camera=camera, camera_takes=BOTH, document_scanner=scanner)


def visit(form: FormDef = F10, state: State = State.MATERIALS) -> Session:
    return Session(visit=3, state=state, form=form)


def happen(session: Session, on: On, argument: Any = None, at: Site | None = None) -> On:
    named = note(session, at or site(), ASKING, on, argument)
    session.state, _ = step(session.state, named)
    return named


def take(session: Session, jpeg: bytes, *hints: PictureHint) -> None:
    happen(session, On.TAKE)
    assert session.taking is not None and session.taking.asked
    happen(session, On.PICTURE_TAKEN, (session.taking.asked, jpeg, hints))
    assert session.state is State.CAPTURED


def with_pages(*jpegs: bytes) -> Session:
    session = visit()
    happen(session, On.CAPTURE, {"id": "lease"})
    for number, jpeg in enumerate(jpegs):
        if number:
            happen(session, On.MORE_PAGES)
        take(session, jpeg)
        happen(session, On.KEEP)
    return session


def order_of(session: Session) -> list[bytes]:
    return [page.jpeg for page in session.pictures["lease"]]


def test_a_paper_is_taken_looked_at_taken_again_and_kept_page_by_page() -> None:
    session = visit()
    happen(session, On.CAPTURE, {"id": "lease"})
    assert session.state is State.CAPTURE and session.taking is not None
    assert (session.taking.kind, session.taking.device) == (CaptureKind.DOCUMENT, Role.CAMERA)
    take(session, b"blurred", PictureHint.BLURRED)
    happen(session, On.RETAKE)
    assert session.state is State.CAPTURE and session.taking.taken is None
    take(session, b"one")
    happen(session, On.KEEP)
    happen(session, On.MORE_PAGES)
    take(session, b"two")
    happen(session, On.KEEP)
    assert session.state is State.PAGES and order_of(session) == [b"one", b"two"]
    happen(session, On.PAGES_DONE)
    assert session.state is State.MATERIALS
    assert given_how(F10.materials[0], session, site()) is MaterialGiven.SCANNED


def test_pages_are_put_in_order_turned_and_taken_out() -> None:
    session = with_pages(b"one", b"two", b"three")
    happen(session, On.PICK_PAGE, 2.0)
    happen(session, On.PAGE_EARLIER)
    assert order_of(session) == [b"one", b"three", b"two"]
    happen(session, On.TURN)
    assert [page.turn for page in session.pictures["lease"]] == [0, 1, 0]
    happen(session, On.REMOVE_PAGE)
    assert order_of(session) == [b"one", b"two"]
    happen(session, On.PICK_PAGE, 0)
    assert happen(session, On.PAGE_EARLIER) is On.STATUS_CHANGED
    happen(session, On.PICK_PAGE, 7)
    happen(session, On.REMOVE_PAGE)
    happen(session, On.REMOVE_PAGE)
    assert session.state is State.CAPTURE and session.pictures == {}
    assert given_how(F10.materials[0], session, site()) is MaterialGiven.LATER


def test_a_face_is_one_picture_and_says_where_the_photograph_comes_from() -> None:
    session = visit(F01)
    happen(session, On.CAPTURE, {"id": "photo"})
    assert session.taking is not None and session.taking.kind is CaptureKind.PORTRAIT
    take(session, b"face")
    assert happen(session, On.KEEP) is On.KEPT_ONE and session.state is State.MATERIALS
    assert ASKING.complete(session, site())["photo_src"] == "现场拍照"
    happen(session, On.MATERIAL, {"id": "photo", "how": "data_sharing"})
    ASKING.begin(session, site())
    assert ASKING.complete(session, site())["photo_src"] == "用身份证照片"
    assert "photo_src" not in [field.id for field in ASKING.questions(session, site())]


def test_back_is_one_step() -> None:
    session = with_pages(b"one")
    happen(session, On.MORE_PAGES)
    happen(session, On.BACK)
    assert session.state is State.PAGES
    happen(session, On.MORE_PAGES)
    take(session, b"two")
    happen(session, On.BACK)
    assert session.state is State.CAPTURE and order_of(session) == [b"one"]
    happen(session, On.BACK)
    happen(session, On.BACK)
    assert session.state is State.MATERIALS
    happen(session, On.CAPTURE, {"id": "lease"})
    assert session.state is State.PAGES


def test_what_comes_late_or_twice_changes_nothing() -> None:
    session = visit()
    happen(session, On.CAPTURE, {"id": "lease"})
    happen(session, On.TAKE)
    assert session.taking is not None
    asked = session.taking.asked
    assert happen(session, On.TAKE) is On.STATUS_CHANGED and session.taking.asked == asked
    happen(session, On.PICTURE_TAKEN, ("of another", b"x", ()))
    assert session.state is State.CAPTURE
    happen(session, On.BACK)
    happen(session, On.PICTURE_TAKEN, (asked, b"late", ()))
    assert session.state is State.MATERIALS and session.pictures == {}


def test_a_picture_that_did_not_come_is_said_and_tried_again() -> None:
    session = visit()
    happen(session, On.CAPTURE, {"id": "lease"})
    happen(session, On.TAKE)
    assert session.taking is not None
    happen(session, On.PICTURE_NOT_TAKEN, (session.taking.asked, FailureCode.CAMERA_SILENT))
    assert session.taking.went_wrong is FailureCode.CAMERA_SILENT and not session.taking.asked
    take(session, b"one")


def test_without_a_camera_the_scanner_takes_it_and_without_both_it_is_given_otherwise() -> None:
    session, scanner = visit(), site(DeviceState.ABSENT, DeviceState.READY)
    happen(session, On.CAPTURE, {"id": "lease"}, scanner)
    assert session.taking is not None and session.taking.device is Role.DOCUMENT_SCANNER
    assert happen(session, On.SWITCH_DEVICE, "camera", scanner) is On.STATUS_CHANGED
    happen(session, On.GIVE_OTHERWISE, {"id": "lease", "how": "later"}, site(DeviceState.ABSENT))
    assert session.state is State.MATERIALS and session.materials == {"lease": MaterialGiven.LATER}
    happen(session, On.CAPTURE, {"id": "lease"})
    assert happen(session, On.GIVE_OTHERWISE, {"id": "lease", "how": "scanned"}) is On.STATUS_CHANGED


def test_the_number_of_pages_and_bytes_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PAGES_OF_ONE", 2)
    session = with_pages(b"one", b"two")
    assert happen(session, On.MORE_PAGES) is On.STATUS_CHANGED and session.state is State.PAGES
    monkeypatch.setattr(pictures, "PAGES_OF_ONE", 9)
    monkeypatch.setattr(pictures, "BYTES_AT_MOST", 6)
    assert happen(session, On.MORE_PAGES) is On.STATUS_CHANGED


def test_only_what_is_asked_for_and_given_as_a_picture_is_handed_in() -> None:
    session = with_pages(b"one")
    session.pictures["title"] = (Picture("9", b"title"),)
    assert set(handed_pictures(session, site(), {}, ("lease", "title"))) == {"lease"}
    assert handed_pictures(session, site(), {}, ("title",)) == {}
    happen(session, On.PAGES_DONE)
    happen(session, On.MATERIAL, {"id": "lease", "how": "later"})
    assert handed_pictures(session, site(), {}, ("lease",)) == {}


@pytest.mark.parametrize("argument", [None, "lease", {"id": "unknown"}, {"id": 5}, {"field": "lease"}, []])
def test_a_strange_argument_opens_nothing(argument: object) -> None:
    session = visit()
    assert happen(session, On.CAPTURE, argument) is On.STATUS_CHANGED
    assert session.state is State.MATERIALS and session.taking is None


def test_a_field_of_the_form_is_photographed_where_it_is_asked() -> None:
    scan = Field(id="deed", label="房产证", type=FieldType.SCAN)
    form = FormDef(id="F99", version=1, title="", items=(), fields=(scan,))
    session = visit(form, State.FORM)
    session.question = "deed"
    assert [error.code for error in ASKING.errors(session, site(), "deed")]
    happen(session, On.CAPTURE, {"field": "deed"})
    take(session, b"one")
    happen(session, On.KEEP)
    happen(session, On.PAGES_DONE)
    assert session.state is State.FORM and ASKING.errors(session, site(), "deed") == ()
    complete = ASKING.complete(session, site())
    assert list(handed_pictures(session, site(), complete, ())) == ["deed"]


def test_a_field_that_says_where_the_photograph_comes_from_is_known_by_its_options() -> None:
    options = tuple(Option(label=key, key=key) for key in ("card", "camera"))
    asked = Field(id="where", label="", type=FieldType.ENUM, source=Source.KIOSK, options=options)
    form = FormDef(id="F99", version=1, title="", items=(), fields=(asked,), materials=(Material(id="m", name=""),))
    assert pictures.photo_sources(form) == {"where": options}
