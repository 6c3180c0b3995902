"""A draft on its way out or in, as the visit holds it; and its notes. Pure; goes with the session."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from contract.draft import CODE_DIGITS, Draft, DraftTrouble, Frame, frame_of, mark_of
from kiosk.journey.events import On
from kiosk.journey.states import State

if TYPE_CHECKING:
    from kiosk.journey.session import Session

TRIES = 5
"""Wrong codes until the frames are forgotten and this draft is not taken any more in this visit."""


class Told(StrEnum):
    """What a licence that was shown came to; said on the question."""

    LICENCE = "licence"
    NO_LICENCE = "no_licence"


@dataclass
class Drafting:
    # out
    frames: tuple[str, ...] = ()
    """Texts of the codes, once they are worked out."""
    code: str = field(default="", repr=False)
    until: date | None = None
    taken_from: State = State.FORM
    # in
    came: dict[int, bytes] = field(default_factory=dict)
    mark: str = ""
    count: int = 0
    typed: str = field(default="", repr=False)
    opening: bool = False
    tries: int = 0
    locked: frozenset[str] = frozenset()
    """Marks of drafts that were tried too often."""
    trouble: DraftTrouble | None = None
    laid: bool = False
    """The form was begun with a draft: its question is where the resident goes on."""

    @property
    def is_whole(self) -> bool:
        return self.count > 0 and len(self.came) == self.count

    @property
    def sealed(self) -> bytes:
        return b"".join(self.came[place] for place in sorted(self.came))

    def forget_frames(self) -> None:
        self.came, self.mark, self.count, self.typed, self.opening = {}, "", 0, "", False


OF_DRAFTS = frozenset(
    {
        On.TAKE_DRAFT,
        On.BRING_DRAFT,
        On.DRAFT_DRAWN,
        On.DRAFT_CODE,
        On.DRAFT_TYPED,
        On.OPEN_DRAFT,
        On.DRAFT_OPENED,
        On.DRAFT_REFUSED,
    }
)


def note_draft(session: "Session", on: On, argument: Any) -> On:
    drafting = session.drafting
    match on:
        case On.TAKE_DRAFT:
            if session.form is None:
                return On.STATUS_CHANGED
            session.page = 0
            drafting.frames, drafting.code, drafting.trouble = (), "", None
            drafting.taken_from = session.state
        case On.DRAFT_DRAWN:
            if isinstance(argument, DraftTrouble):
                drafting.trouble = argument
            else:
                drafting.frames, drafting.code, drafting.until = argument
        case On.BRING_DRAFT:
            drafting.forget_frames()
            drafting.trouble = None
        case On.DRAFT_CODE:
            if session.state is not State.DRAFT_BACK:
                drafting.forget_frames()
            take_frame(drafting, argument if isinstance(argument, str) else "")
        case On.DRAFT_TYPED:
            drafting.typed = argument[:CODE_DIGITS] if isinstance(argument, str) else ""
            drafting.trouble = None
        case On.OPEN_DRAFT:
            if not drafting.is_whole or drafting.opening or len(drafting.typed) != CODE_DIGITS:
                return On.STATUS_CHANGED
            drafting.opening, drafting.trouble = True, None
        case On.DRAFT_REFUSED:
            refuse(drafting, argument if isinstance(argument, DraftTrouble) else DraftTrouble.DAMAGED)
        case On.DRAFT_OPENED:
            if not isinstance(argument, Draft):
                return On.STATUS_CHANGED
            drafting.forget_frames()
            drafting.trouble = None
        case _:
            pass
    return on


def take_frame(drafting: Drafting, text: str) -> None:
    """One more picture before the scanner, in any order; those of one draft belong together."""
    frame = frame_of(text)
    if frame is None:
        drafting.trouble = DraftTrouble.NOT_OURS
    elif frame.mark in drafting.locked:
        drafting.trouble = DraftTrouble.LOCKED
    elif drafting.mark and (frame.mark, frame.count) != (drafting.mark, drafting.count):
        begin_with(drafting, frame)
        drafting.trouble = DraftTrouble.OTHER if frame.count > 1 else None
    else:
        if not drafting.mark:
            begin_with(drafting, frame)
        drafting.came[frame.place], drafting.trouble = frame.part, None
    if drafting.is_whole and mark_of(drafting.sealed) != drafting.mark:
        drafting.forget_frames()
        drafting.trouble = DraftTrouble.DAMAGED


def begin_with(drafting: Drafting, frame: Frame) -> None:
    drafting.forget_frames()
    drafting.mark, drafting.count, drafting.came = frame.mark, frame.count, {frame.place: frame.part}


def refuse(drafting: Drafting, trouble: DraftTrouble) -> None:
    drafting.opening, drafting.typed, drafting.trouble = False, "", trouble
    if trouble is DraftTrouble.WRONG_CODE:
        drafting.tries += 1
        if drafting.tries >= TRIES:
            drafting.locked |= {drafting.mark}
            drafting.tries, drafting.trouble = 0, DraftTrouble.LOCKED
            drafting.forget_frames()
    else:
        drafting.forget_frames()


def back_from_draft(session: "Session") -> On:
    """From the codes to the page they were asked for on; from a draft that is brought to the guide or the home page."""
    if session.state is State.DRAFT_BACK:
        session.drafting.forget_frames()
        session.drafting.trouble = None
        return On.GUIDE_ONLY if session.guide is not None else On.BACK
    return {
        State.MATERIALS: On.BACK_TO_MATERIALS,
        State.SIGN: On.EDIT_SIGNATURE,
        State.REVIEW: On.BACK_TO_REVIEW,
    }.get(session.drafting.taken_from, On.BACK_TO_FORM)
