"""Answers to pick from: options of a choice, yes and no, and how many rows a repeat has."""

from collections.abc import Sequence

from catalogue.forms.row_places import answer_at
from catalogue.forms.rows import rows_at_most
from contract.codes import Language, Profile
from contract.form import Field, FieldType
from kiosk.journey.events import On
from kiosk.journey.say_answer import can_be_said
from kiosk.screens.form_words import option_label, option_second, yes_or_no
from kiosk.screens.parts import Choice, Press
from kiosk.screens.shown import Scene


def option_grid(
    profile: Profile, portrait: bool, count: int, noted: bool = False, wide: bool = False
) -> tuple[int, int]:
    """(columns, most on a page) for `count` options: one column while all fit, else two, else as many as fit.

    noted: a note stands under them, which takes the room of one option and a half. wide: in landscape the card's block
    takes the left third, and large letters or long words need wide columns beside it.
    """
    elder = profile is Profile.ELDER
    rows = (4 if elder else 7) if portrait else 3
    if count <= (rows - 2 if noted and portrait else rows):
        return 1, rows
    if count <= 2 * rows:
        return 2, 2 * rows
    if wide and not portrait:
        return 2, 4
    if portrait:
        return (2, 10) if elder else (2, 14)
    return (4, 8) if elder else (4, 12)


def choices_of(scene: Scene, field: Field) -> tuple[Choice, ...]:
    words, value = scene.words, answer_at(scene.session.answers, field.id)
    if field.type is FieldType.REPEAT:
        return how_many(scene, field, len(value) if isinstance(value, list) else 0)
    if field.type is FieldType.BOOL:
        return tuple(
            Choice(
                *yes_or_no(words, field, answer),
                on=value is answer,
                act=On.ANSWER.value,
                argument={"field": field.id, "value": answer},
            )
            for answer in (True, False)
        )
    chosen = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
    multi = field.type is FieldType.MULTI
    found = []
    for option in field.options:
        on = option.label in chosen if multi else value == option.label
        wanted: object = option.label
        if multi:
            wanted = [label for label in chosen if label != option.label] if on else [*chosen, option.label]
        found.append(
            Choice(
                option_label(words, field, option),
                option_second(words, field, option) if len(field.options) <= 3 or not is_short_of_room(scene) else "",
                on=on,
                act=On.ANSWER.value,
                argument={"field": field.id, "value": wanted},
            )
        )
    return tuple(found)


def another_way(scene: Scene, field: Field, kind: str) -> Press:
    """Beside the way on: a person, or where there is a microphone the voice (the person is on the rail, too)."""
    words = scene.words
    if kind == "options" and scene.site.has_microphone and words.language is Language.ZH and can_be_said(field):
        return Press(words.text("form-say"), On.SPEAK.value, icon="mic")
    return Press(words.text("form-help"), On.HELP.value, icon="heart-handshake")


def how_many(scene: Scene, field: Field, rows: int) -> tuple[Choice, ...]:
    """A repeat asks how many first; its cells are questions of their own."""
    least = 1 if field.required else 0
    return tuple(
        Choice(
            scene.words.text("form-rows", count=count),
            on=count == rows,
            act=On.ANSWER.value,
            argument={"field": field.id, "value": count},
        )
        for count in range(least, rows_at_most(field) + 1)
    )


def is_short_of_room(scene: Scene) -> bool:
    """Large type on a low screen: the question and its answers only."""
    return scene.session.profile is Profile.ELDER and not scene.site.portrait
