"""Where 返回 leads from the page that is shown, as the event's true name. Pure."""

from contract.form import Step
from kiosk.journey.drafting import back_from_draft
from kiosk.journey.events import On
from kiosk.journey.noting_answers import Asking, place_of
from kiosk.journey.noting_pictures import back_from_pictures
from kiosk.journey.noting_theme import previous_of_theme
from kiosk.journey.session import Came, Session, Site
from kiosk.journey.states import State


def back_of(session: Session, site: Site, asking: Asking) -> On:
    session.errors, session.told = (), None
    match session.state:
        case State.GUIDE:
            return {
                Came.RESULTS: On.BACK_TO_RESULTS,
                Came.SEARCH: On.BACK_TO_SEARCH,
                Came.BROWSE: On.BACK_TO_BROWSE,
                Came.THEME: On.BACK_TO_THEME,
                Came.JOINT: On.BACK_TO_JOINT,
                Came.HOME: On.BACK,
            }[session.came]
        case State.HOME | State.IDLE:
            return On.STATUS_CHANGED
        case State.SPEAK if session.speaks_place:
            session.speaks_place = ""
            return On.BACK_TO_FORM
        case State.DRAFT | State.DRAFT_BACK:
            return back_from_draft(session)
        case State.LIFE_EVENT:
            return previous_of_theme(session)
        case State.PRIVACY if session.joint is not None:
            return On.BACK_TO_JOINT
        case State.SUBMIT_TROUBLE if session.form is None:
            if session.joint is not None:
                return On.BACK_TO_JOINT
            return On.BACK_TO_HOME if session.guide is None else On.GUIDE_ONLY
        case State.FORM:
            if session.editing:
                session.editing = ""
                return On.EDIT_DONE
            asked = asking.questions(session, site)
            here = place_of(asked, session.question)
            if here <= 0:
                return On.BACK
            before = asked[here - 1]
            crosses = before.step is Step.FORM and asked[here].step is Step.CONTACT
            session.question = before.id
            if crosses and asking.materials(session, site):
                return On.BACK_TO_MATERIALS
            return On.PREVIOUS_QUESTION
        case State.MATERIALS:
            if session.editing:
                session.editing = ""
                return On.EDIT_DONE
            asked = [f for f in asking.questions(session, site) if f.step is Step.FORM]
            session.question = asked[-1].id if asked else ""
        case State.CAPTURE | State.CAPTURED | State.PAGES:
            return back_from_pictures(session, site)
        case State.SIGN:
            if session.editing:
                session.editing = ""
                return On.SIGN_DONE
            asked = asking.questions(session, site)
            session.question = asked[-1].id if asked else ""
        case _:
            pass
    return On.BACK
