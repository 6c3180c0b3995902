"""Everything once more before it is handed in; the whole row is the target, numbers and phones are masked."""

import msgspec

from catalogue.forms.row_places import answer_at, place_of_row
from contract.codes import Language, Profile
from contract.form import Field, Step
from kiosk.journey.application import given_how
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.screens.as_said import number_masked, paging
from kiosk.screens.form_words import answer_said, label_of, material_name
from kiosk.screens.parts import Paging, Press
from kiosk.screens.shown import Scene
from kiosk.words import Words


class ReviewRow(msgspec.Struct, frozen=True):
    label: str
    value: str
    go: str
    act: str
    argument: str


class ReviewPart(msgspec.Struct, frozen=True):
    title: str
    rows: tuple[ReviewRow, ...]


class ReviewShown(msgspec.Struct, frozen=True):
    title: str
    name: str
    number: str
    source: str
    beside: int
    """Rows that stand side by side."""
    parts: tuple[ReviewPart, ...]
    paging: Paging
    left: Press
    primary: Press


def lines_on_a_page(profile: Profile, portrait: bool, language: Language) -> int:
    """Lines on a page, a part's title being one; in landscape a line holds two rows.
    English labels often take two lines."""
    elder, wordy = profile is Profile.ELDER, language is not Language.ZH
    if portrait:
        return (5 if wordy else 8) if elder else (10 if wordy else 12)
    return (4 if wordy else 3) if elder else 6


def label_in_row(words: Words, field: Field) -> str:
    """A cell of a repeat says of which row it is."""
    place = place_of_row(field.id)
    label = label_of(words, field)
    return words.text("form-row-label", label=label, row=place[1]) if place else label


def answer_rows(scene: Scene) -> list[ReviewRow]:
    session, words = scene.session, scene.words
    divisions = scene.package.divisions() if scene.package is not None else ()
    regions = scene.package.regions() if scene.package is not None else {}
    return [
        ReviewRow(
            label_in_row(words, field),
            answer_said(words, field, answer_at(session.answers, field.id), divisions, regions),
            words.text("review-change"),
            On.EDIT.value,
            field.id,
        )
        for field in FormAsking().questions(session, scene.site)
        if field.step is not Step.CARD or session.card is None
    ]


def other_rows(scene: Scene) -> list[ReviewRow]:
    session, words, form = scene.session, scene.words, scene.session.form
    if form is None:
        return []
    needed = FormAsking().materials(session, scene.site)
    rows = [
        ReviewRow(
            material_name(words, form, material, session.joint),
            words.text("materials-" + given_how(material, session, scene.site).value.replace("_", "-")),
            words.text("review-change"),
            On.EDIT.value,
            f"material:{material.id}",
        )
        for material in form.materials
        if material.id in needed
    ]
    signed = ReviewRow(
        words.text("review-signature"),
        words.text("form-signed"),
        words.text("review-sign-again"),
        On.EDIT.value,
        "signature",
    )
    return [*rows, signed]


def paged(parts: list[ReviewPart], most: int, beside: int = 1) -> list[list[ReviewPart]]:
    """Parts cut into pages of at most `most` lines of `beside` rows, a part's title counting as one.

    A part that fits a page is not cut.
    """
    pages: list[list[ReviewPart]] = [[]]
    used = 0
    for part in parts:
        rest = part.rows
        while rest:
            lines = 1 + -(-len(rest) // beside)
            whole_later = used + lines > most and lines <= most
            if pages[-1] and (used + 2 > most or whole_later):
                pages.append([])
                used = 0
            taken = rest[: max(1, most - used - 1) * beside]
            pages[-1].append(ReviewPart(part.title, taken))
            used += 1 + -(-len(taken) // beside)
            rest = rest[len(taken) :]
            if rest:
                pages.append([])
                used = 0
    return pages


def review_shown(scene: Scene) -> ReviewShown:
    session, words, card = scene.session, scene.words, scene.session.card
    parts = [
        ReviewPart(words.text("review-filled"), tuple(answer_rows(scene))),
        ReviewPart(words.text("review-materials"), tuple(other_rows(scene))),
    ]
    beside = 1 if scene.site.portrait or words.language is not Language.ZH else 2
    pages = paged(parts, lines_on_a_page(session.profile, scene.site.portrait, words.language), beside)
    place = paging(words, session.page, len(pages), 1)
    last = place.page >= len(pages) - 1
    return ReviewShown(
        title=words.text("review-title"),
        name=card.name if card is not None else str(session.answers.get("name") or ""),
        number=number_masked(card.number if card is not None else str(session.answers.get("id_no") or "")),
        source=words.text("review-from-card" if card is not None else "review-by-hand"),
        beside=beside,
        parts=tuple(pages[place.page]),
        paging=place,
        left=Press(words.text("said-page-back"), On.PAGE.value, place.page - 1, "arrow-left")
        if place.page
        else Press(words.text("form-help"), On.HELP.value, icon="heart-handshake"),
        primary=Press(words.text("review-submit"), On.SUBMIT.value, icon="send")
        if last
        else Press(words.text("review-more"), On.PAGE.value, place.page + 1, "arrow-right"),
    )
