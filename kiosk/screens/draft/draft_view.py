"""The draft on its way out: one code a page, then the number that opens it, and what all that holds."""

import msgspec

from contract.draft import DraftTrouble
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.screens.as_said import day_said, paging
from kiosk.screens.parts import Paging, Press
from kiosk.screens.shown import Scene

GROUP = 4


class DraftShown(msgspec.Struct, frozen=True):
    title: str
    second: str
    code: str
    """Text of the code on this page; empty on the last one, and while they are worked out."""
    key_title: str
    key: tuple[str, ...]
    """The number in groups; on the last page only. Never read aloud: it would open the draft."""
    lines: tuple[str, ...]
    paging: Paging
    left: Press
    primary: Press


def draft_shown(scene: Scene) -> DraftShown:
    session, words = scene.session, scene.words
    drafting = session.drafting
    go_on = Press(words.text("draft-go-on"), On.BACK.value, icon="undo-2")
    if drafting.trouble is not None:
        too_large = drafting.trouble is DraftTrouble.TOO_LARGE
        said = words.text("draft-too-large" if too_large else "draft-not-made")
        return DraftShown(words.text("draft-title"), said, "", "", (), (), Paging(), Press(), go_on)
    count = len(drafting.frames)
    if not count:
        return DraftShown(
            words.text("draft-title"), words.text("draft-making"), "", "", (), (), Paging(), Press(), go_on
        )
    place = paging(words, session.page, count + 1, 1)
    if place.page < count:
        number = words.text("draft-picture", number=place.page + 1, count=count)
        return DraftShown(
            title=words.text("draft-title"),
            second=number,
            code=drafting.frames[place.page],
            key_title="",
            key=(),
            lines=(words.text("draft-photograph"), words.text("draft-nothing-here")),
            paging=place,
            left=go_on,
            primary=Press(words.text("draft-photographed"), On.PAGE.value, place.page + 1, "arrow-right"),
        )
    answered = sum(1 for field in FormAsking().questions(session, scene.site) if field.id in session.answers)
    until = day_said(words, drafting.until) if drafting.until is not None else ""
    return DraftShown(
        title=words.text("draft-key-title"),
        second=words.text("draft-key-second"),
        code="",
        key_title=words.text("draft-key"),
        key=tuple(drafting.code[at : at + GROUP] for at in range(0, len(drafting.code), GROUP)),
        lines=(
            words.text("draft-holds", item=session.item_title(words.language), count=answered),
            words.text("draft-holds-not"),
            words.text("draft-until", day=until),
            words.text("draft-how-back"),
        ),
        paging=place,
        left=Press(words.text("draft-pictures-again"), On.PAGE.value, 0, "qr-code"),
        primary=Press(words.text("draft-leave"), On.LEAVE_CONFIRMED.value, icon="log-out"),
    )
