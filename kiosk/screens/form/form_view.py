"""One question a screen: the heading is the question, what the card answered is shown once, locked (DESIGN §1.2)."""

import msgspec

from catalogue.forms.row_places import answer_at, place_of_row
from contract.codes import Language, Profile
from contract.form import Field, FieldType, Step
from contract.roles import Role
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.second_card import readers_wanted
from kiosk.journey.session import Session
from kiosk.screens.as_said import breadth, paging
from kiosk.screens.form.division_view import Places, places_shown, typed_shown
from kiosk.screens.form.option_view import another_way, choices_of, is_short_of_room, option_grid
from kiosk.screens.form.prefilled import Prefilled, prefilled_shown
from kiosk.screens.form.question_notes import NOT_HERE, can_take, note_of
from kiosk.screens.form_words import (
    error_said,
    label_of,
    option_label,
    part_of,
)
from kiosk.screens.parts import Choice, Paging, Press, Remark
from kiosk.screens.shown import Scene
from kiosk.text_entry.keyboard_words import KeyboardWords, keyboard_words
from kiosk.text_entry.strokes import is_signed

ENTRY_KIND = {
    FieldType.MOBILE: "mobile",
    FieldType.ID18: "id18",
    FieldType.DATE: "date",
    FieldType.INT: "digits",
    FieldType.DECIMAL: "decimal",
    FieldType.MONTH: "month",
    FieldType.BANKCARD: "bankcard",
    FieldType.USCC: "code",
    FieldType.ID18_OR_USCC: "code",
    FieldType.REGEX: "code",
}
"""Everything that is neither chosen nor drawn is typed; what is not here takes text."""

CODE_LIMIT = 18
"""Characters of a code whose field names no other length."""


class EntryShown(msgspec.Struct, frozen=True):
    """A field to type in. kind: text (keyboard) or one of the number pad."""

    field: str = ""
    kind: str = "text"
    text: str = ""
    limit: int = 0
    label: str = ""
    placeholder: str = ""
    extra: tuple[Choice, ...] = ()
    """Answers that are picked instead of typed, e.g. 长期."""


class PadShown(msgspec.Struct, frozen=True):
    """A signature asked as a question."""

    field: str = ""
    strokes: list[list[tuple[float, float]]] = []
    again: str = ""
    hint: str = ""


class FormShown(msgspec.Struct, frozen=True):
    kind: str
    """options, entry, places, pad; away: cannot be given here; look: only the card's block, in the elder profile."""
    heading: str
    hint: str
    prefilled: Prefilled
    options: tuple[Choice, ...]
    multi: bool
    columns: int
    paging: Paging
    entry: EntryShown
    places: Places
    pad: PadShown
    error: str
    warning: str
    note: Remark
    keyboard: KeyboardWords
    waiting: str
    """What 下一问 says while pinyin letters wait to be chosen."""
    left: Press
    primary: Press


def kind_of(field: Field) -> str:
    if field.type in (FieldType.ENUM, FieldType.MULTI, FieldType.BOOL, FieldType.REPEAT):
        return "options"
    if field.type is FieldType.DIVISION:
        return "places"
    if field.type in NOT_HERE:
        return "away"
    return "pad" if field.type is FieldType.SIGNATURE else "entry"


def looks_at_card(session: Session, field: Field) -> bool:
    """The elder profile opens the card's block on a page of its own: block and question do not fit together."""
    return (
        session.profile is Profile.ELDER
        and session.number_shown
        and session.card is not None
        and not session.editing
        and kind_of(field) in ("options", "places")
    )


def is_answered(field: Field, value: object) -> bool:
    """Something stands there that may be right; whether it is, the check says on 下一问."""
    if field.type is FieldType.DIVISION and isinstance(value, str) and value.isdecimal():
        return len(value) >= field.digits
    return not field.required or (value is not None and value != "" and value != [])


def entry_shown(scene: Scene, field: Field) -> EntryShown:
    words, value = scene.words, answer_at(scene.session.answers, field.id)
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    extra = tuple(
        Choice(
            option_label(words, field, option),
            on=value == option.label,
            act=On.ANSWER.value,
            argument={"field": field.id, "value": "" if value == option.label else option.label},
        )
        for option in field.options
    )
    return EntryShown(
        field=field.id,
        kind=ENTRY_KIND.get(field.type, "text"),
        text="" if any(choice.on for choice in extra) else text,
        limit=field.max_length or (CODE_LIMIT if ENTRY_KIND.get(field.type) == "code" else 0),
        label="" if is_short_of_room(scene) else label_of(words, field),
        placeholder=part_of(words, field, "placeholder"),
        extra=extra,
    )


def place_entry(scene: Scene, field: Field, found: tuple[Choice, ...]) -> EntryShown:
    """A place that is typed: what its letters name stands under the field."""
    session = scene.session
    return EntryShown(
        field=field.id,
        text=session.place_typed[1] if session.place_typed is not None else "",
        placeholder=scene.words.text("form-place-placeholder"),
        extra=found,
    )


def hint_of(scene: Scene, field: Field, asked: tuple[Field, ...]) -> str:
    """What kind of answer, and how many questions this step has."""
    words = scene.words
    if is_short_of_room(scene) and kind_of(field) in ("options", "places"):
        return ""
    contact = field.step is Step.CONTACT
    group = [each.id for each in asked if (each.step is Step.CONTACT) == contact]
    count = words.text("form-count", number=str(group.index(field.id) + 1), count=str(len(group)))
    own = "form-either-card" if Role.SOCIAL_CARD in readers_wanted(scene.session, scene.site) else ""
    hint = "" if is_short_of_room(scene) else words.text(own) if own else part_of(words, field, "hint")
    if place := place_of_row(field.id):
        row = words.text("form-row", row=place[1])
        hint = words.text("form-hint-count", hint=row, count=hint) if hint else row
    if scene.session.editing or not hint:
        return hint or ("" if scene.session.editing else count)
    together = words.text("form-hint-count", hint=hint, count=count)
    narrow = not scene.site.portrait and kind_of(field) == "entry"
    room = (16 if narrow else 21) if scene.session.profile is Profile.ELDER else (20 if narrow else 28)
    return together if breadth(together) <= room else f"{hint}\n{count}"


def form_shown(scene: Scene) -> FormShown:
    session, words, site = scene.session, scene.words, scene.site
    asked = FormAsking().questions(session, site)
    field = next((each for each in asked if each.id == session.question), asked[0])
    kind = "look" if looks_at_card(session, field) else kind_of(field)
    typed = typed_shown(scene, field) if kind == "places" else None
    if typed is not None:
        kind = "entry"
    taken = len(session.pictures.get(field.id, ()))
    if kind == "away" and (taken or can_take(scene, field)):
        kind, choices = "options", (picture_choice(scene, field, taken),)
    else:
        choices = choices_of(scene, field) if kind == "options" else ()
    wrong = [error for error in session.errors if error.field == field.id]
    note = Remark() if kind == "look" or wrong else note_of(scene, field, asked)
    brief = kind == "entry" and bool(note.strong) and is_short_of_room(scene)
    if brief:  # beside the keys there is room for the sentence alone; its reason stands in the guide
        note = Remark(note.strong, "", note.tone, note.icon)
    large = session.profile is Profile.ELDER or words.language is not Language.ZH
    wide = large and session.card is not None and not session.editing
    columns, most = option_grid(session.profile, site.portrait, len(choices), bool(note.text or note.strong), wide)
    pages = paging(words, session.page, len(choices), most)
    drawn = session.strokes.get(field.id, [])
    value = taken or None if field.type in NOT_HERE else answer_at(session.answers, field.id)
    answered = is_signed(drawn) if kind == "pad" else is_answered(field, value)
    return FormShown(
        kind=kind,
        heading="" if kind == "look" else part_of(words, field, "ask") or label_of(words, field),
        hint="" if kind == "look" or typed is not None or brief else hint_of(scene, field, asked),
        prefilled=prefilled_shown(scene, kind, len(choices), columns) if typed is None else Prefilled(),
        options=choices[pages.page * most : (pages.page + 1) * most],
        multi=field.type is FieldType.MULTI,
        columns=columns,
        paging=pages,
        entry=place_entry(scene, field, typed)
        if typed is not None
        else entry_shown(scene, field)
        if kind == "entry"
        else EntryShown(),
        places=places_shown(scene, field) if kind == "places" else Places(),
        pad=PadShown(field.id, drawn, words.text("form-sign-again"), words.text("form-sign-hint"))
        if kind == "pad"
        else PadShown(),
        error=next((error_said(words, error) for error in wrong if not error.warns), ""),
        warning=next((error_said(words, error) for error in wrong if error.warns), ""),
        note=note,
        keyboard=keyboard_words(words),
        waiting=words.text("form-choose-letters"),
        left=another_way(scene, field, kind)
        if typed is None
        else Press(words.text("form-place-touch"), On.TYPE_PLACE.value, False, "undo-2"),
        primary=Press(words.text("form-seen"), On.SHOW_NUMBER.value, icon="check")
        if kind == "look"
        else Press(
            words.text("form-changed" if session.editing else "form-next"),
            On.NEXT.value,
            icon="check" if session.editing else "arrow-right",
            enabled=answered,
            reason=words.text(NOT_YET["places" if typed is not None else kind]),
        ),
    )


NOT_YET = {
    "options": "form-pick-first",
    "entry": "form-write-first",
    "places": "form-pick-first",
    "pad": "form-sign-first",
    "away": "form-ask-first",
}


def picture_choice(scene: Scene, field: Field, taken: int) -> Choice:
    """The one thing to do for a photograph or scan; pressed again it shows what was kept."""
    words = scene.words
    face = field.type is FieldType.PHOTO
    second = words.text("materials-scanned-pages", count=taken) if taken else ""
    return Choice(
        words.text("materials-scanned-face" if face else "materials-scanned"),
        second,
        "camera",
        taken > 0,
        On.CAPTURE.value,
        {"field": field.id},
    )
