"""State → the screen's QML file and the pure function that says what it shows. One line a state."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from kiosk.journey.session import Session, Site
from kiosk.journey.states import State
from kiosk.words import Words

if TYPE_CHECKING:
    from catalogue.package.open import Package


@dataclass(frozen=True)
class Scene:
    """All a view function may look at. `package` is None only when none could be opened (State.CLOSED)."""

    session: Session
    site: Site
    words: Words
    package: "Package | None"


Shown = Callable[[Scene], msgspec.Struct]


@dataclass(frozen=True)
class Screen:
    qml: str
    """Path under kiosk/screens, e.g. "home/HomeScreen.qml"."""
    shown: str
    """ "module:function"; imported when first shown, so that the first frame waits for the home page only."""


SCREENS: dict[State, Screen] = {
    State.IDLE: Screen("idle/IdleScreen.qml", "kiosk.screens.idle.idle_view:idle_shown"),
    State.HOME: Screen("home/HomeScreen.qml", "kiosk.screens.home.home_view:home_shown"),
    State.SEARCH: Screen("search/SearchScreen.qml", "kiosk.screens.search.search_view:search_shown"),
    State.SPEAK: Screen("speak/SpeakScreen.qml", "kiosk.screens.speak.speak_view:speak_shown"),
    State.RESULTS: Screen("results/ResultsScreen.qml", "kiosk.screens.results.results_view:results_shown"),
    State.BROWSE: Screen("browse/BrowseScreen.qml", "kiosk.screens.browse.browse_view:browse_shown"),
    State.LIFE_EVENT: Screen(
        "life_event/LifeEventScreen.qml", "kiosk.screens.life_event.life_event_view:life_event_shown"
    ),
    State.JOINT: Screen("joint/JointScreen.qml", "kiosk.screens.joint.joint_view:joint_shown"),
    State.THEME: Screen("theme/ThemeScreen.qml", "kiosk.screens.theme.theme_view:theme_shown"),
    State.GUIDE: Screen("guide/GuideScreen.qml", "kiosk.screens.guide.guide_view:guide_shown"),
    State.PREPARE: Screen("prepare/PrepareScreen.qml", "kiosk.screens.prepare.prepare_view:prepare_shown"),
    State.PRIVACY: Screen("privacy/PrivacyScreen.qml", "kiosk.screens.privacy.privacy_view:privacy_shown"),
    State.CARD: Screen("card/CardScreen.qml", "kiosk.screens.card.card_view:card_shown"),
    State.CARD_TROUBLE: Screen("fault/FaultScreen.qml", "kiosk.screens.fault.fault_view:card_trouble_shown"),
    State.SAY: Screen("speak/SpeakScreen.qml", "kiosk.screens.speak.speak_view:say_shown"),
    State.FORM: Screen("form/FormScreen.qml", "kiosk.screens.form.form_view:form_shown"),
    State.MATERIALS: Screen("materials/MaterialsScreen.qml", "kiosk.screens.materials.materials_view:materials_shown"),
    State.CAPTURE: Screen("capture/CaptureScreen.qml", "kiosk.screens.capture.capture_view:capture_shown"),
    State.CAPTURED: Screen("capture/CaptureScreen.qml", "kiosk.screens.capture.capture_view:captured_shown"),
    State.PAGES: Screen("capture/PagesScreen.qml", "kiosk.screens.capture.pages_view:pages_shown"),
    State.SIGN: Screen("sign/SignScreen.qml", "kiosk.screens.sign.sign_view:sign_shown"),
    State.REVIEW: Screen("review/ReviewScreen.qml", "kiosk.screens.review.review_view:review_shown"),
    State.DRAFT: Screen("draft/DraftScreen.qml", "kiosk.screens.draft.draft_view:draft_shown"),
    State.DRAFT_BACK: Screen("form/FormScreen.qml", "kiosk.screens.form.draft_back_view:draft_back_shown"),
    State.SUBMITTING: Screen(
        "submitting/SubmittingScreen.qml", "kiosk.screens.submitting.submitting_view:submitting_shown"
    ),
    State.RECEIPT: Screen("receipt/ReceiptScreen.qml", "kiosk.screens.receipt.receipt_view:receipt_shown"),
    State.RECEIPT_TROUBLE: Screen("fault/FaultScreen.qml", "kiosk.screens.fault.fault_view:printer_trouble_shown"),
    State.SUBMIT_TROUBLE: Screen("fault/FaultScreen.qml", "kiosk.screens.fault.fault_view:submit_trouble_shown"),
    State.INQUIRING: Screen(
        "submitting/SubmittingScreen.qml", "kiosk.screens.submitting.inquiring_view:inquiring_shown"
    ),
    State.ANSWER: Screen("answer/AnswerScreen.qml", "kiosk.screens.answer.answer_view:answer_shown"),
    State.UNVERIFIED: Screen("fault/FaultScreen.qml", "kiosk.screens.fault.unverified_view:unverified_shown"),
    State.RATING: Screen("rating/RatingScreen.qml", "kiosk.screens.rating.rating_view:rating_shown"),
    State.CLEARED: Screen("cleared/ClearedScreen.qml", "kiosk.screens.cleared.cleared_view:cleared_shown"),
    State.CLOSED: Screen("fault/FaultScreen.qml", "kiosk.screens.fault.fault_view:closed_shown"),
}


@cache
def view_of(state: State) -> Shown:
    """What says what the state's screen shows, imported when first asked for."""
    module, _, name = SCREENS[state].shown.partition(":")
    return getattr(importlib.import_module(module), name)
