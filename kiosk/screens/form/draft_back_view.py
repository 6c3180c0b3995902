"""The draft on its way back: the codes before the scanner, one after the other, then its number. The form's page."""

from contract.draft import CODE_DIGITS, DraftTrouble
from kiosk.journey.code_reading import can_scan
from kiosk.journey.events import On
from kiosk.screens.form.division_view import Places
from kiosk.screens.form.form_view import EntryShown, FormShown, PadShown
from kiosk.screens.form.prefilled import Prefilled
from kiosk.screens.parts import Paging, Press, Remark
from kiosk.screens.shown import Scene
from kiosk.text_entry.keyboard_words import keyboard_words

FIELD = "draft-code"
MAY_BE_SAID = "draft-trouble-"


def draft_back_shown(scene: Scene) -> FormShown:
    session, words = scene.session, scene.words
    drafting, trouble = session.drafting, session.drafting.trouble
    whole = drafting.is_whole
    said = words.text(MAY_BE_SAID + trouble.value.replace("_", "-")) if trouble is not None else ""
    if not can_scan(scene.site):
        said = words.text("draft-no-scanner")
    wrong = trouble is DraftTrouble.WRONG_CODE
    if whole:
        heading, hint = words.text("draft-back-key"), words.text("draft-back-key-hint")
    else:
        came = words.text("draft-back-came", came=len(drafting.came), count=drafting.count)
        heading = words.text("draft-back-show")
        hint = came if drafting.count else words.text("draft-back-show-hint")
    return FormShown(
        kind="entry" if whole else "away",
        heading=heading,
        hint=hint,
        prefilled=Prefilled(),
        options=(),
        multi=False,
        columns=1,
        paging=Paging(),
        entry=EntryShown(
            field=FIELD,
            kind="bankcard",
            text=drafting.typed,
            limit=CODE_DIGITS,
            placeholder=words.text("draft-back-placeholder"),
        )
        if whole
        else EntryShown(),
        places=Places(),
        pad=PadShown(),
        error=said if wrong else "",
        warning="" if wrong else said,
        note=Remark(text=words.text("draft-back-note"), tone="info", icon="smartphone")
        if not whole and not said
        else Remark(),
        keyboard=keyboard_words(words),
        waiting="",
        left=Press(words.text("draft-back-without"), On.BACK.value, icon="undo-2"),
        primary=Press(
            words.text("draft-back-open"),
            On.OPEN_DRAFT.value,
            icon="arrow-right",
            enabled=len(drafting.typed) == CODE_DIGITS and not drafting.opening,
            reason=words.text("draft-back-opening" if drafting.opening else "draft-back-key-first"),
        )
        if whole
        else Press(),
    )
