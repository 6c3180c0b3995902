"""What the privacy page says: which things are read, who uses them, how long they stay, and the one free choice."""

import msgspec

from contract.codes import Profile
from contract.device_lines import DeviceState
from contract.form import FormDef, Source
from kiosk.journey.code_reading import can_scan
from kiosk.journey.events import On
from kiosk.screens.item_lines import departments_said
from kiosk.screens.parts import Choice, Press
from kiosk.screens.shown import Scene

ON_CARD = {
    "name": "privacy-name",
    "sex": "privacy-sex",
    "ethnicity": "privacy-nation",
    "birth_date": "privacy-birth",
    "id_no": "privacy-number",
    "hukou_address": "privacy-address",
    "id_valid_to": "privacy-valid",
}
"""Field of the shared block → its words; in the order of the card."""


ASKED_WITH = ("privacy-name", "privacy-number")
"""What a register is asked with."""


class Fact(msgspec.Struct, frozen=True):
    icon: str
    label: str
    value: str


class PrivacyShown(msgspec.Struct, frozen=True):
    title: str
    lead: str
    things_title: str
    things: tuple[str, ...]
    things_line: str
    """The same in one sentence, for the elder profile; empty otherwise."""
    not_read: str
    facts: tuple[Fact, ...]
    full_text: Choice
    draft: Choice
    """Go on with what was taken along; an empty act: there is no scanner, or nothing to fill in."""
    choice_title: str
    """Empty: the form uses no photo, nothing to choose."""
    choice: str
    choice_second: str
    choice_no: Choice
    choice_yes: Choice
    left: Press
    primary: Press


def things_read(form: FormDef | None) -> tuple[str, ...]:
    """Words of what this form takes from the card: what it does not declare is not read into it."""
    if form is None:
        return tuple(ON_CARD.values())
    declared = {field.id for field in form.fields if field.source is Source.ID_CARD}
    return tuple(word for field, word in ON_CARD.items() if field in declared)


def privacy_shown(scene: Scene) -> PrivacyShown:
    session, words, site = scene.session, scene.words, scene.site
    reader = site.reader not in (DeviceState.ABSENT, DeviceState.FAULT)
    things = things_read(session.form) if session.inquiry is None else ASKED_WITH
    said = tuple(words.text(word) for word in things)
    elder = session.profile is Profile.ELDER
    photo = session.form is not None and any(material.from_card_photo for material in session.form.materials)
    asks = session.inquiry is not None  # only a card proves who asks: there is no typing
    reader = reader or asks
    who = departments_said(session.departments(), words, scene.package, brief=elder)
    by_hand = Press(words.text("privacy-type"), On.BY_HAND.value)
    lead = "privacy-lead-brief" if elder else "privacy-lead" if reader else "privacy-lead-typed"
    return PrivacyShown(
        title=words.text("privacy-title" if reader else "privacy-title-typed"),
        lead=words.text("privacy-lead-inquiry" if asks else lead),
        things_title=words.text("privacy-things" if reader else "privacy-things-typed", count=str(len(things))),
        things=said,
        things_line=words.text("privacy-comma").join((*said, words.text("privacy-no-fingerprint"))) if elder else "",
        not_read=words.text("privacy-no-fingerprint"),
        facts=(
            Fact("landmark", words.text("privacy-who"), who),
            Fact(
                "clock",
                words.text("privacy-how-long"),
                words.text(
                    "privacy-how-long-inquiry"
                    if asks
                    else "privacy-how-long-brief"
                    if elder
                    else "privacy-how-long-value"
                ),
            ),
            Fact("phone", words.text("privacy-rights"), words.text("privacy-rights-value", phone=site.hotline)),
        ),
        full_text=Choice(words.text("privacy-full-text"), icon="file-text", act=On.FULL_TEXT.value, argument="privacy"),
        draft=Choice(words.text("draft-bring"), icon="qr-code", act=On.BRING_DRAFT.value)
        if can_scan(site) and not asks
        else Choice(""),
        choice_title=words.text("privacy-choice") if photo and reader else "",
        choice=words.text("privacy-photo"),
        choice_second=words.text("privacy-photo-second-brief" if elder else "privacy-photo-second"),
        choice_no=Choice(
            words.text("privacy-photo-no"), on=not session.photo_allowed, act=On.PHOTO_CHOICE.value, argument=False
        ),
        choice_yes=Choice(
            words.text("privacy-photo-yes"), on=session.photo_allowed, act=On.PHOTO_CHOICE.value, argument=True
        ),
        left=by_hand if reader and not asks else Press(words.text("privacy-guide"), On.BACK.value),
        primary=Press(words.text("privacy-go"), On.AGREED.value, icon="arrow-right")
        if reader
        else Press(words.text("privacy-go-typed"), On.BY_HAND.value, icon="arrow-right"),
    )
