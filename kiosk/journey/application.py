"""From the session to what is sealed: only what the form declares goes along (STYLE §2, narrowing). Pure."""

import copy
import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec

from contract.card import CardRecord
from contract.catalogue import Item
from contract.form import FieldType, Material, Source
from contract.numbers import child_numbers
from contract.submission import (
    AgreedDeclaration,
    Application,
    Attachment,
    GivenMaterial,
    JointApplication,
    MaterialGiven,
    child_ids,
)
from kiosk.journey.pictures import KIND_OF_FIELD, Picture, content_of
from kiosk.journey.session import Session, Site

if TYPE_CHECKING:
    from catalogue.themes.joint_matter import Part

T = TypeVar("T")
SIGNATURE = "signature"
"""Name of the one under the declarations among the session's strokes."""
CARD_FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "sex": ("sex",),
    "ethnicity": ("nation",),
    "birth_date": ("birth",),
    "id_no": ("number",),
    "hukou_address": ("address",),
    "id_valid_to": ("valid_from", "valid_to"),
}
"""Field of the shared `id` block → fields of the card it stands for."""


def default_given(material: Material, session: Session, site: Site) -> MaterialGiven:
    """How a material is given when the resident chooses nothing: the way that costs them least."""
    has_photo = session.card is not None and session.card.photo is not None and session.photo_allowed
    if material.from_card_photo and has_photo:
        return MaterialGiven.CARD_PHOTO
    if material.data_sharing:
        return MaterialGiven.DATA_SHARING
    if material.promise_instead:
        return MaterialGiven.PROMISE
    return MaterialGiven.LATER


def given_how(material: Material, session: Session, site: Site) -> MaterialGiven:
    """As the resident chose, else the easiest; a material without a picture was not photographed."""
    chosen = session.materials.get(material.id)
    if chosen is None or (chosen is MaterialGiven.SCANNED and not session.pictures.get(material.id)):
        return default_given(material, session, site)
    return chosen


def handed_pictures(
    session: Session, site: Site, answers: Mapping[str, object], needed: tuple[str, ...]
) -> dict[str, tuple[Picture, ...]]:
    """By id of material or field: only what is asked for and was given as a picture."""
    form = session.form
    if form is None:
        return {}
    given = {
        material.id
        for material in form.materials
        if material.id in needed and given_how(material, session, site) is MaterialGiven.SCANNED
    }
    asked = {field.id for field in form.fields if field.type in KIND_OF_FIELD and field.id in answers}
    return {of: pages for of, pages in session.pictures.items() if of in given | asked}


def declared_card(session: Session) -> CardRecord | None:
    """The card with only the fields the form declares; the photo only when the resident let it be used."""
    card, form = session.card, session.form
    if card is None or form is None:
        return None
    asked = {field.id for field in form.fields if field.source in (Source.ID_CARD, Source.ID_CARD2)}
    keep = {name for field in asked for name in CARD_FIELDS.get(field, ())}
    photo = any(m.from_card_photo for m in form.materials) and session.photo_allowed
    return msgspec.structs.replace(
        card,
        nation=card.nation if "nation" in keep else None,
        address=card.address if "address" in keep else None,
        issuer=None,
        valid_from=card.valid_from if "valid_from" in keep else None,
        valid_to=card.valid_to if "valid_to" in keep else None,
        photo=card.photo if photo else None,
    )


def application_of(
    session: Session,
    site: Site,
    answers: Mapping[str, object],
    needed: tuple[str, ...],
    signatures: Mapping[str, bytes],
    submission_id: str,
    number: str,
    at: datetime,
) -> Application:
    """Everything the resident gave, frozen.

    answers: the visible and computed ones, as the form engine leaves them. needed: ids of the materials.
    signatures: PNG bytes by field id ("signature" is the one under the declarations).
    """
    form, item = session.form, session.item
    if form is None or item is None:
        raise ValueError("no form to hand in")
    attachments = [
        Attachment(name=f"{name}.png", media_type="image/png", sha256=hashlib.sha256(png).hexdigest(), content=png)
        for name, png in sorted(signatures.items())
    ]
    sealed_answers = dict(answers)
    for field in form.fields:
        if field.type is FieldType.SIGNATURE and field.id in sealed_answers and field.id in signatures:
            sealed_answers[field.id] = {"sha256": hashlib.sha256(signatures[field.id]).hexdigest()}
        if field.type in KIND_OF_FIELD and field.id in sealed_answers and field.id in session.pictures:
            pages = [{"sha256": hashlib.sha256(content_of(page)).hexdigest()} for page in session.pictures[field.id]]
            sealed_answers[field.id] = pages if field.type is FieldType.SCAN else pages[0]
    return Application(
        submission_id=submission_id,
        provisional_number=number,
        item_code=item.code,
        item_name=item.name,
        form_id=form.id,
        form_version=form.version,
        package_version=site.package_version,
        card=declared_card(session),
        answers=sealed_answers,
        materials=tuple(
            GivenMaterial(id=m.id, name=m.name, how=given_how(m, session, site))
            for m in form.materials
            if m.id in needed
        ),
        declarations=tuple(
            AgreedDeclaration(id=d.id, text=d.text) for d in form.declarations if d.id in session.declared
        ),
        attachments=tuple(attachments),
        handed_in_at=at,
        language=session.language.value,
    )


def request_of(session: Session, site: Site, submission_id: str, number: str, at: datetime) -> Application:
    """A question that no register answered, handed in for a person to answer: who asks, and for what.

    Of the card only name and number go along; there is no form.
    """
    item, card = session.item, session.card
    if item is None or card is None:
        raise ValueError("no question of a holder to hand in")
    return Application(
        submission_id=submission_id,
        provisional_number=number,
        item_code=item.code,
        item_name=item.name,
        form_id="",
        form_version=0,
        package_version=site.package_version,
        card=msgspec.structs.replace(
            card, nation=None, address=None, issuer=None, valid_from=None, valid_to=None, photo=None
        ),
        answers={},
        materials=(),
        declarations=(),
        attachments=(),
        handed_in_at=at,
        language=session.language.value,
    )


class Child(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a joint matter, ready to be handed in: the visit under the names of its own form."""

    session: Session
    answers: dict[str, object]
    needed: tuple[str, ...]
    signatures: dict[str, str]
    """Field of its form → name among the drawn signatures."""


def session_of_child(session: Session, part: "Part", item: Item) -> Session:
    """The visit as if only this item had been asked. What the other forms asked for is not in it (narrowing)."""
    child = copy.copy(session)
    child.item, child.form, child.joint, child.worked_out = item, part.form, None, None
    child.answers = _own(session.answers, part.fields)
    child.materials = _own(session.materials, part.materials)
    child.declared = frozenset(own for own, name in part.declarations.items() if name in session.declared)
    child.strokes = _own(session.strokes, strokes_of(part))
    child.pictures = _own(session.pictures, part.fields | part.materials)
    return child


def _own(joined: Mapping[str, T], names: Mapping[str, str]) -> dict[str, T]:
    return {own: joined[name] for own, name in names.items() if name in joined}


def strokes_of(part: "Part") -> dict[str, str]:
    """Signatures of one form by their own names, and the joined names they were drawn under."""
    drawn = (field.id for field in part.form.fields if field.type is FieldType.SIGNATURE)
    return {SIGNATURE: SIGNATURE} | {own: part.fields[own] for own in drawn}


def joint_application_of(
    code: str,
    theme: str,
    children: Sequence[Child],
    build: Callable[[Child, str, str], Application],
    submission_id: str,
    number: str,
    at: datetime,
) -> JointApplication:
    """All children under one number. build: (child, its id, its number) → its application."""
    named = zip(children, child_ids(submission_id, len(children)), child_numbers(number, len(children)), strict=True)
    return JointApplication(
        submission_id=submission_id,
        provisional_number=number,
        item_code=code,
        theme=theme,
        applications=tuple(build(child, own_id, own_number) for child, own_id, own_number in named),
        handed_in_at=at,
    )
