"""Takes an event's argument into the session and gives the event its true name: `note(…) -> On`. Pure.

Nothing from QML is trusted: an argument of the wrong type or size changes nothing (the event still takes its way).
"""

from typing import Any

from contract.catalogue import Audience
from contract.codes import Language, Profile, Satisfaction
from contract.device_lines import CardSeen
from contract.failures import Failure, FailureCode
from contract.licence_code import LONGEST_CODE
from contract.social_card import SocialCardRecord
from kiosk.journey.code_reading import take_licence
from kiosk.journey.drafting import OF_DRAFTS, note_draft
from kiosk.journey.events import On
from kiosk.journey.noting_answers import (
    TEXT_LIMIT,
    Asking,
    agreed,
    card_lifted,
    edit,
    go_on,
    start_questions,
    take_answer,
    take_declaration,
    take_material,
    take_signature,
    text_of,
)
from kiosk.journey.noting_back import back_of
from kiosk.journey.noting_inquiry import inquire, take_reply
from kiosk.journey.noting_papers import take_sheet
from kiosk.journey.noting_pictures import NOTED, note_picture
from kiosk.journey.noting_search import spoken_answer, take_asked_back, take_understood
from kiosk.journey.noting_speech import note_place, note_speech
from kiosk.journey.noting_theme import begin_theme, next_of_theme, take_theme_answer
from kiosk.journey.say_answer import sayable
from kiosk.journey.second_card import sign_by_card, take_second_card, take_social_card
from kiosk.journey.session import Came, HandIn, Session, Site, Slip, reads_pages
from kiosk.journey.states import PERSONAL, Overlay, State

EXTENSIONS_AT_MOST = 12
SOFTEST, LOUDEST = -3, 2
"""Steps of the volume from where a visit begins."""


TYPED_INTO = {State.SEARCH: On.QUERY_CHANGED, State.FORM: On.ANSWER, State.DRAFT_BACK: On.DRAFT_TYPED}
"""What a changed text in the field on screen means on each page that has one."""


def note(session: Session, site: Site, asking: Asking, on: On, argument: Any) -> On:
    """Record, then name. The session is changed; the state is not (that is step's)."""
    match on:
        case On.PROFILE:
            if text_of(argument) in set(Profile):
                session.profile = Profile(text_of(argument))
        case On.LANGUAGE:
            if text_of(argument) in site.languages:
                session.language = Language(text_of(argument))
        case On.SOUND:
            session.overlay = Overlay.SOUND
        case On.READ_EACH:
            session.reads = not reads_pages(session, site)
        case On.SLOWER:
            session.slow = not session.slow
        case On.LOUDER | On.SOFTER:
            steps = session.volume_steps + (1 if on is On.LOUDER else -1)
            session.volume_steps = max(SOFTEST, min(LOUDEST, steps))
        case On.SCREEN:
            session.blank = session.non_visual and not session.blank
        case On.HELP:
            session.overlay = Overlay.HELP
        case On.FULL_TEXT:
            session.full_text = text_of(argument)
            session.overlay = Overlay.FULL_TEXT
        case On.SAMPLE:
            session.full_text = text_of(argument)
            session.overlay = Overlay.SAMPLE
        case On.CLOSE_SHEET | On.STILL_HERE:
            session.overlay = Overlay.NONE
        case On.MORE_TIME:
            session.extensions = min(session.extensions + 1, EXTENSIONS_AT_MOST)
            session.overlay = Overlay.NONE
        case On.LEAVE:
            if session.state is State.SUBMITTING:
                return On.STATUS_CHANGED
            if (session.state in PERSONAL or session.speaks_place) and session.handed_in is None:
                session.overlay = Overlay.LEAVE
                return On.STATUS_CHANGED
            return On.LEAVE_CONFIRMED
        case On.BACK:
            session.page = 0
            return back_of(session, site, asking)
        case On.QUERY_CHANGED | On.SEARCH_NOW:
            if isinstance(argument, str) and session.state is State.SEARCH:
                session.query = argument[:TEXT_LIMIT]
        case On.OPEN_SEARCH | On.PLACE_FOUND if session.speaks_place:
            return note_place(session, on, argument)
        case On.SPEAK | On.SPEAK_PLACE | On.SPOKEN | On.HEARING | On.HEARD | On.HEARD_NOTHING:
            sought = on is On.HEARD and session.state is State.SPEAK
            if sought and (label := spoken_answer(session, argument)) is not None:
                return note(session, site, asking, On.ASKED_BACK, label)
            if on is On.SPEAK and session.state is State.FORM:
                session.sayable = sayable(session, site, asking)
            return note_speech(session, on, argument)
        case On.BROWSE:
            _browse(session, argument)
        case On.CATEGORY:
            session.category, session.group, session.page = text_of(argument), "", 0
        case On.GROUP:
            session.group, session.page = text_of(argument), 0
        case On.PAGE:
            session.page = max(0, argument) if isinstance(argument, int) else session.page
        case On.THEME:
            begin_theme(session, text_of(argument))
        case On.THEME_ANSWER:
            take_theme_answer(session, argument)
        case On.THEME_LIST:
            session.page = 0
        case On.PICK:
            session.left_out = session.left_out ^ {text_of(argument)}
        case On.ITEM:
            if session.state is not State.GUIDE:
                session.came = Came(session.state.value) if session.state.value in set(Came) else Came.HOME
            session.situation, session.page, session.held = "", 0, frozenset()
        case On.SITUATION:
            session.situation, session.page, session.held = text_of(argument), 0, frozenset()
        case On.PREPARE:
            session.page, session.take_along = 0, ""
            session.sheet, session.sheet_state = None, Slip.NOT_YET
        case On.HOLD:
            session.held = session.held ^ {text_of(argument)}
            session.take_along = ""  # the code said what was lacking before
        case On.CODE_DRAWN:
            session.take_along = argument if isinstance(argument, str) else ""
        case On.PRINT_LIST | On.PRINT_GUIDE | On.PRINT_FORM | On.PRINT_ANSWER if session.sheet_state is Slip.PRINTING:
            return On.STATUS_CHANGED  # one paper at a time
        case On.SHEET_PRINTED | On.SHEET_NOT_PRINTED:
            take_sheet(session, on, argument)
        case On.APPLY_JOINT:
            session.page = 0
            if site.closed_for is not None:
                session.save_failure, session.form = site.closed_for, None
                return On.NOT_TAKEN_IN
        case On.INQUIRE:
            return inquire(session)
        case On.ANSWERED | On.NOT_ANSWERED:
            return take_reply(session, argument)
        case On.PRINT_ANSWER:
            session.slip_failure = None
        case On.APPLY:
            session.inquiry = None
            session.page = 0
            if session.state is State.RESULTS:  # the guide was passed over; 返回 leads to it
                session.came, session.situation = Came.RESULTS, ""
            if site.closed_for is not None:
                session.save_failure, session.form = site.closed_for, None
                return On.NOT_TAKEN_IN
        case On.CONTENT_DAMAGED:
            session.save_failure, session.form, session.joint = FailureCode.PACKAGE_DAMAGED, None, None
            session.item = session.guide = None
        case On.PHOTO_CHOICE:
            session.photo_allowed = bool(argument)
        case On.AGREED:
            return agreed(session, site, asking)
        case On.BY_HAND:
            if session.inquiry is not None:  # a typed number is nobody's proof of who asks
                return On.STATUS_CHANGED
            session.by_hand, session.card_being_read = True, False
            start_questions(session, site, asking)
        case On.GUIDE_ONLY | On.CARD_AGAIN:
            session.card_being_read, session.card_failure = False, None
            if on is On.GUIDE_ONLY and session.joint is not None:
                return On.BACK_TO_JOINT
        case On.CARD_READING:
            session.card_being_read, session.card_failure = True, None
        case On.CARD_READ:
            assert isinstance(argument, CardSeen)
            if session.state is State.SIGN:
                return sign_by_card(session, argument.card)
            elif session.state in (State.CARD, State.CARD_TROUBLE):
                session.card, session.by_hand = argument.card, False
                session.card_being_read, session.card_failure = False, None
                if session.inquiry is not None:
                    return On.INQUIRE_NOW
                start_questions(session, site, asking)
            else:
                take_second_card(session, site, asking, argument.card)
                return On.ANSWER
        case On.SOCIAL_CARD:
            assert isinstance(argument, SocialCardRecord | Failure)
            take_social_card(session, argument)
            return On.ANSWER
        case On.CARD_NOT_READ:
            session.card_being_read = False
            session.card_failure = argument.code if isinstance(argument, Failure) else FailureCode.CARD_NOT_RECOGNISED
        case On.READER_GONE:
            session.card_being_read = False
            session.card_failure = argument.code if isinstance(argument, Failure) else FailureCode.READER_OUT_OF_ORDER
        case On.READER_BACK:
            session.card_failure = None
        case On.CARD_LIFTED:
            return card_lifted(session)
        case On.TYPE_PLACE:
            session.place_typed = (session.question, "") if argument is True else None
        case On.ANSWER:
            take_answer(session, site, asking, argument)
        case On.SIGNED:
            take_signature(session, argument)
        case On.SIGN_AGAIN:
            session.strokes.pop(text_of(argument) or "signature", None)
            session.answers.pop(text_of(argument), None)
        case On.SHOW_NUMBER:
            session.number_shown = not session.number_shown
        case On.NEXT:
            session.page = 0
            return next_of_theme(session) if session.state is State.LIFE_EVENT else go_on(session, site, asking)
        case On.MATERIAL:
            take_material(session, argument)
        case On.LICENCE_CODE:
            take_licence(session, site, asking, text_of(argument, LONGEST_CODE))
        case _ if on in OF_DRAFTS:
            return note_draft(session, on, argument)
        case _ if on in NOTED:
            return note_picture(session, site, on, argument)
        case On.DECLARE:
            take_declaration(session, argument)
        case On.EDIT:
            session.page = 0
            return edit(session, argument)
        case On.SUBMIT:
            if session.form is None and (session.inquiry is None or session.card is None):
                return On.STATUS_CHANGED
            session.page, session.save_failure = 0, None
        case On.SAVED:
            assert isinstance(argument, HandIn)
            session.handed_in, session.slip = argument, Slip.NOT_YET
            session.sheet, session.sheet_state = None, Slip.NOT_YET
        case On.SAVE_FAILED:
            session.save_failure = argument if isinstance(argument, FailureCode) else FailureCode.SEAL_FAILED
        case On.PRINTED:
            session.slip, session.slip_failure = (Slip.PRINTED if argument else Slip.UNKNOWN), None
        case On.NOT_PRINTED:
            session.slip = Slip.FAILED
            session.slip_failure = argument if isinstance(argument, FailureCode) else FailureCode.PRINTER_UNKNOWN
        case On.REPRINT:
            session.slip = Slip.PRINTING
        case On.FOUND:
            if (instead := take_understood(session, *argument)) is not None:
                return note(session, site, asking, *instead)
        case On.ASKED_BACK:
            take_asked_back(session, text_of(argument))
        case On.CENTRE_HAS_IT:
            session.centre_has_it = True
        case On.GRADE:
            if text_of(argument) in {grade.code for grade in Satisfaction}:
                session.grade, session.reasons = str(argument), frozenset()
        case On.REASON:
            session.reasons = session.reasons ^ {text_of(argument)}
        case On.RATE:
            if not session.grade:
                return On.STATUS_CHANGED
        case _:
            pass
    return on


def _browse(session: Session, argument: Any) -> None:
    session.quick_list = argument == "quick"
    if text_of(argument) in set(Audience):
        session.audience = Audience(text_of(argument))
    session.category = session.group = ""
    session.page = 0
