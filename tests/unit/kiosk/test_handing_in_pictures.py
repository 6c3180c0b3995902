"""Pictures of a joint matter: sealed once, named in each item that asks for the paper, under that item's own name."""

from datetime import UTC, date, datetime

import msgspec

from catalogue.themes.joint_matter import join
from contract.catalogue import Item
from contract.form import FormDef, Material
from contract.submission import JointApplication, MaterialGiven, Scan
from kiosk.journey.application import Child, application_of, joint_application_of, session_of_child
from kiosk.journey.handing_in import _shared_pages
from kiosk.journey.pictures import Picture
from kiosk.journey.session import Session, Site
from tests.unit.kiosk.screens.applying_scene import ITEM

AT = datetime(2026, 11, 27, 4, tzinfo=UTC)
SITE = Site(today=date(2026, 11, 27))
NUMBER = "XD510114006001202611270000007"


def form(name: str, *materials: tuple[str, str]) -> FormDef:
    return FormDef(
        id=name,
        version=1,
        title=name,
        items=(),
        fields=(),
        materials=tuple(Material(id=own, name=said) for own, said in materials),
    )


def scan(name: str) -> Scan:
    return Scan(name=name, media_type="image/jpeg", size=1, sha256="0" * 64, key=bytes(32), chunks=(bytes(32),))


def test_a_paper_of_two_items_is_sealed_once_and_stands_in_both_under_their_names() -> None:
    items: list[Item] = [msgspec.structs.replace(ITEM, code=code) for code in ("R06-014", "R11-016", "R05-018")]
    forms = [
        form("F01", ("deed", "房产证"), ("lease", "租赁合同")),
        form("F02", ("title", "房产证")),
        form("F03", ("lease", "别的合同")),
    ]
    joint = join("T05", "住房", "Home", zip(items, forms, strict=True))
    session = Session(visit=1, form=joint.form, joint=joint)
    session.pictures = {
        "deed": (Picture("1", b"d1"), Picture("2", b"d2")),
        "f03_lease": (Picture("3", b"l"),),
        "lease": (Picture("4", b"not chosen"),),
    }
    session.materials = dict.fromkeys(("deed", "f03_lease"), MaterialGiven.SCANNED)
    children = [
        Child(session=own, answers={}, needed=tuple(m.id for m in part.form.materials), signatures={})
        for part, item in zip(joint.parts, items, strict=True)
        for own in [session_of_child(session, part, item)]
    ]
    pages, place = _shared_pages(session, SITE, children)
    assert list(pages) == ["deed", "f03_lease"]
    built = joint_application_of(
        joint.code,
        joint.theme,
        children,
        lambda child, own_id, number: application_of(
            child.session, SITE, child.answers, child.needed, {}, own_id, number, AT
        ),
        "0190-joint",
        NUMBER,
        AT,
    )
    placed = place(built, tuple(scan(f"{number}") for number in range(3)))
    assert isinstance(placed, JointApplication)
    assert [[each.name for each in one.scans] for one in placed.applications] == [
        ["deed-1.jpg", "deed-2.jpg"],
        ["title-1.jpg", "title-2.jpg"],
        ["lease-1.jpg"],
    ]
    given = [{m.id: m.how for m in one.materials} for one in placed.applications]
    assert given[0] == {"deed": MaterialGiven.SCANNED, "lease": MaterialGiven.LATER}
    assert given[1] == {"title": MaterialGiven.SCANNED} and given[2] == {"lease": MaterialGiven.SCANNED}
