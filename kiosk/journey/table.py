"""The whole journey as one flat table (STYLE rule 8). A branch is a different event, not a guard.

Printed as a diagram in docs/journey.md; tests prove that every state has a screen, a way home and an idle rule.
"""

from enum import StrEnum

from kiosk.journey.events import On
from kiosk.journey.states import State as S


class Do(StrEnum):
    """Effects, named here and carried out by journey/effects.py."""

    BEGIN_VISIT = "begin_visit"
    FORGET = "forget"
    ARM_READER = "arm_reader"
    DISARM_READER = "disarm_reader"
    ARM_CAMERA = "arm_camera"
    DISARM_CAMERA = "disarm_camera"
    TAKE_PICTURE = "take_picture"
    SEARCH = "search"
    LOAD_THEME = "load_theme"
    LOAD_GUIDE = "load_guide"
    START_FORM = "start_form"
    START_JOINT = "start_joint"
    SAVE = "save"
    PRINT = "print"
    PRINT_AGAIN = "print_again"
    SAVE_RATING = "save_rating"
    WAKE_SYNC = "wake_sync"


Row = tuple[S, tuple[Do, ...]]

TABLE: dict[tuple[S, On], Row] = {
    (S.IDLE, On.TOUCHED): (S.HOME, (Do.BEGIN_VISIT,)),
    (S.IDLE, On.NOT_READY): (S.CLOSED, ()),
    (S.CLOSED, On.READY): (S.IDLE, ()),
    (S.HOME, On.OPEN_SEARCH): (S.SEARCH, ()),
    (S.HOME, On.BROWSE): (S.BROWSE, ()),
    (S.HOME, On.THEME): (S.LIFE_EVENT, (Do.LOAD_THEME,)),
    (S.HOME, On.ITEM): (S.GUIDE, (Do.LOAD_GUIDE,)),
    (S.HOME, On.IDLE_OVER): (S.IDLE, (Do.FORGET,)),
    (S.SEARCH, On.QUERY_CHANGED): (S.SEARCH, (Do.SEARCH,)),
    (S.SEARCH, On.SEARCH_NOW): (S.RESULTS, (Do.SEARCH,)),
    (S.SEARCH, On.ITEM): (S.GUIDE, (Do.LOAD_GUIDE,)),
    (S.SEARCH, On.BACK): (S.HOME, ()),
    (S.RESULTS, On.OPEN_SEARCH): (S.SEARCH, ()),
    (S.RESULTS, On.BROWSE): (S.BROWSE, ()),
    (S.RESULTS, On.ITEM): (S.GUIDE, (Do.LOAD_GUIDE,)),
    (S.RESULTS, On.APPLY): (S.PRIVACY, (Do.LOAD_GUIDE, Do.START_FORM)),
    (S.RESULTS, On.NOT_TAKEN_IN): (S.SUBMIT_TROUBLE, (Do.LOAD_GUIDE,)),
    (S.RESULTS, On.BACK): (S.SEARCH, ()),
    (S.BROWSE, On.BROWSE): (S.BROWSE, ()),
    (S.BROWSE, On.CATEGORY): (S.BROWSE, ()),
    (S.BROWSE, On.GROUP): (S.BROWSE, ()),
    (S.BROWSE, On.PAGE): (S.BROWSE, ()),
    (S.BROWSE, On.ITEM): (S.GUIDE, (Do.LOAD_GUIDE,)),
    (S.BROWSE, On.OPEN_SEARCH): (S.SEARCH, ()),
    (S.BROWSE, On.BACK): (S.HOME, ()),
    (S.LIFE_EVENT, On.THEME_ANSWER): (S.LIFE_EVENT, ()),
    (S.LIFE_EVENT, On.PAGE): (S.LIFE_EVENT, ()),
    (S.LIFE_EVENT, On.NEXT_QUESTION): (S.LIFE_EVENT, ()),
    (S.LIFE_EVENT, On.PREVIOUS_QUESTION): (S.LIFE_EVENT, ()),
    (S.LIFE_EVENT, On.ANSWER_REFUSED): (S.LIFE_EVENT, ()),
    (S.LIFE_EVENT, On.THEME_DONE): (S.JOINT, ()),
    (S.LIFE_EVENT, On.THEME_LIST): (S.THEME, ()),
    (S.LIFE_EVENT, On.BACK): (S.HOME, ()),
    (S.JOINT, On.PICK): (S.JOINT, ()),
    (S.JOINT, On.PAGE): (S.JOINT, ()),
    (S.JOINT, On.ITEM): (S.GUIDE, (Do.LOAD_GUIDE,)),
    (S.JOINT, On.APPLY_JOINT): (S.PRIVACY, (Do.START_JOINT,)),
    (S.JOINT, On.NOT_TAKEN_IN): (S.SUBMIT_TROUBLE, ()),
    (S.JOINT, On.BACK): (S.LIFE_EVENT, ()),
    (S.THEME, On.PAGE): (S.THEME, ()),
    (S.THEME, On.ITEM): (S.GUIDE, (Do.LOAD_GUIDE,)),
    (S.THEME, On.BACK): (S.LIFE_EVENT, ()),
    (S.GUIDE, On.SITUATION): (S.GUIDE, ()),
    (S.GUIDE, On.PAGE): (S.GUIDE, ()),
    (S.GUIDE, On.ITEM): (S.GUIDE, (Do.LOAD_GUIDE,)),
    (S.GUIDE, On.APPLY): (S.PRIVACY, (Do.START_FORM,)),
    (S.GUIDE, On.NOT_TAKEN_IN): (S.SUBMIT_TROUBLE, ()),
    (S.GUIDE, On.BACK): (S.HOME, ()),
    (S.GUIDE, On.BACK_TO_RESULTS): (S.RESULTS, ()),
    (S.GUIDE, On.BACK_TO_SEARCH): (S.SEARCH, ()),
    (S.GUIDE, On.BACK_TO_BROWSE): (S.BROWSE, ()),
    (S.GUIDE, On.BACK_TO_THEME): (S.THEME, ()),
    (S.GUIDE, On.BACK_TO_JOINT): (S.JOINT, ()),
    (S.PRIVACY, On.PHOTO_CHOICE): (S.PRIVACY, ()),
    (S.PRIVACY, On.AGREED): (S.CARD, (Do.ARM_READER,)),
    (S.PRIVACY, On.AGREED_CARD_KNOWN): (S.FORM, ()),
    (S.PRIVACY, On.AGREED_READER_GONE): (S.CARD_TROUBLE, ()),
    (S.PRIVACY, On.BY_HAND): (S.FORM, ()),
    (S.PRIVACY, On.NOT_TAKEN_IN): (S.SUBMIT_TROUBLE, ()),
    (S.PRIVACY, On.BACK): (S.GUIDE, ()),
    (S.PRIVACY, On.BACK_TO_JOINT): (S.JOINT, ()),
    (S.CARD, On.CARD_READING): (S.CARD, ()),
    (S.CARD, On.CARD_READ): (S.FORM, (Do.DISARM_READER,)),
    (S.CARD, On.CARD_NOT_READ): (S.CARD_TROUBLE, ()),
    (S.CARD, On.READER_GONE): (S.CARD_TROUBLE, (Do.DISARM_READER,)),
    (S.CARD, On.BY_HAND): (S.FORM, (Do.DISARM_READER,)),
    (S.CARD, On.GUIDE_ONLY): (S.GUIDE, (Do.DISARM_READER,)),
    (S.CARD, On.BACK_TO_JOINT): (S.JOINT, (Do.DISARM_READER,)),
    (S.CARD, On.BACK): (S.PRIVACY, (Do.DISARM_READER,)),
    (S.CARD_TROUBLE, On.CARD_AGAIN): (S.CARD, (Do.ARM_READER,)),
    (S.CARD_TROUBLE, On.CARD_READING): (S.CARD, ()),
    (S.CARD_TROUBLE, On.CARD_READ): (S.FORM, (Do.DISARM_READER,)),
    (S.CARD_TROUBLE, On.READER_BACK): (S.CARD, (Do.ARM_READER,)),
    (S.CARD_TROUBLE, On.BY_HAND): (S.FORM, (Do.DISARM_READER,)),
    (S.CARD_TROUBLE, On.GUIDE_ONLY): (S.GUIDE, (Do.DISARM_READER,)),
    (S.CARD_TROUBLE, On.BACK_TO_JOINT): (S.JOINT, (Do.DISARM_READER,)),
    (S.CARD_TROUBLE, On.BACK): (S.PRIVACY, (Do.DISARM_READER,)),
    (S.FORM, On.ANSWER): (S.FORM, ()),
    (S.FORM, On.ANSWER_REFUSED): (S.FORM, ()),
    (S.FORM, On.SHOW_NUMBER): (S.FORM, ()),
    (S.FORM, On.PAGE): (S.FORM, ()),
    (S.FORM, On.NEXT_QUESTION): (S.FORM, ()),
    (S.FORM, On.PREVIOUS_QUESTION): (S.FORM, ()),
    (S.FORM, On.SIGNED): (S.FORM, ()),
    (S.FORM, On.SIGN_AGAIN): (S.FORM, ()),
    (S.FORM, On.FORM_DONE): (S.MATERIALS, ()),
    (S.FORM, On.FORM_DONE_NO_MATERIALS): (S.FORM, ()),
    (S.FORM, On.CONTACT_DONE): (S.SIGN, ()),
    (S.FORM, On.EDIT_DONE): (S.REVIEW, ()),
    (S.FORM, On.BACK_TO_MATERIALS): (S.MATERIALS, ()),
    (S.FORM, On.BACK): (S.PRIVACY, ()),
    (S.MATERIALS, On.MATERIAL): (S.MATERIALS, ()),
    (S.MATERIALS, On.PAGE): (S.MATERIALS, ()),
    (S.MATERIALS, On.MATERIALS_DONE): (S.FORM, ()),
    (S.MATERIALS, On.EDIT_DONE): (S.REVIEW, ()),
    (S.MATERIALS, On.BACK): (S.FORM, ()),
    (S.MATERIALS, On.CAPTURE): (S.CAPTURE, (Do.ARM_CAMERA,)),
    (S.MATERIALS, On.CAPTURE_PAGES): (S.PAGES, ()),
    (S.FORM, On.CAPTURE): (S.CAPTURE, (Do.ARM_CAMERA,)),
    (S.FORM, On.CAPTURE_PAGES): (S.PAGES, ()),
    (S.CAPTURE, On.LIVE): (S.CAPTURE, ()),
    (S.CAPTURE, On.SWITCH_DEVICE): (S.CAPTURE, (Do.DISARM_CAMERA, Do.ARM_CAMERA)),
    (S.CAPTURE, On.TAKE): (S.CAPTURE, (Do.TAKE_PICTURE,)),
    (S.CAPTURE, On.PICTURE_TAKEN): (S.CAPTURED, (Do.DISARM_CAMERA,)),
    (S.CAPTURE, On.PICTURE_NOT_TAKEN): (S.CAPTURE, ()),
    (S.CAPTURE, On.GIVE_OTHERWISE): (S.MATERIALS, (Do.DISARM_CAMERA,)),
    (S.CAPTURE, On.BACK_TO_PAGES): (S.PAGES, (Do.DISARM_CAMERA,)),
    (S.CAPTURE, On.BACK_TO_FORM): (S.FORM, (Do.DISARM_CAMERA,)),
    (S.CAPTURE, On.BACK): (S.MATERIALS, (Do.DISARM_CAMERA,)),
    (S.CAPTURED, On.TURN): (S.CAPTURED, ()),
    (S.CAPTURED, On.RETAKE): (S.CAPTURE, (Do.ARM_CAMERA,)),
    (S.CAPTURED, On.KEEP): (S.PAGES, ()),
    (S.CAPTURED, On.KEPT_ONE): (S.MATERIALS, ()),
    (S.CAPTURED, On.KEPT_ONE_FORM): (S.FORM, ()),
    (S.CAPTURED, On.BACK): (S.CAPTURE, (Do.ARM_CAMERA,)),
    (S.PAGES, On.PAGE): (S.PAGES, ()),
    (S.PAGES, On.PICK_PAGE): (S.PAGES, ()),
    (S.PAGES, On.TURN): (S.PAGES, ()),
    (S.PAGES, On.PAGE_EARLIER): (S.PAGES, ()),
    (S.PAGES, On.REMOVE_PAGE): (S.PAGES, ()),
    (S.PAGES, On.REMOVED_LAST): (S.CAPTURE, (Do.ARM_CAMERA,)),
    (S.PAGES, On.MORE_PAGES): (S.CAPTURE, (Do.ARM_CAMERA,)),
    (S.PAGES, On.PAGES_DONE): (S.MATERIALS, ()),
    (S.PAGES, On.PAGES_DONE_FORM): (S.FORM, ()),
    (S.PAGES, On.BACK_TO_FORM): (S.FORM, ()),
    (S.PAGES, On.BACK): (S.MATERIALS, ()),
    (S.SIGN, On.DECLARE): (S.SIGN, ()),
    (S.SIGN, On.SIGNED): (S.SIGN, ()),
    (S.SIGN, On.SIGN_AGAIN): (S.SIGN, ()),
    (S.SIGN, On.SIGN_REFUSED): (S.SIGN, ()),
    (S.SIGN, On.SIGN_DONE): (S.REVIEW, ()),
    (S.SIGN, On.BACK): (S.FORM, ()),
    (S.REVIEW, On.PAGE): (S.REVIEW, ()),
    (S.REVIEW, On.EDIT): (S.FORM, ()),
    (S.REVIEW, On.EDIT_MATERIALS): (S.MATERIALS, ()),
    (S.REVIEW, On.EDIT_SIGNATURE): (S.SIGN, ()),
    (S.REVIEW, On.SUBMIT): (S.SUBMITTING, (Do.SAVE,)),
    (S.REVIEW, On.BACK): (S.SIGN, ()),
    (S.SUBMITTING, On.SAVED): (S.RECEIPT, (Do.WAKE_SYNC, Do.PRINT)),
    (S.SUBMITTING, On.SAVE_FAILED): (S.SUBMIT_TROUBLE, ()),
    (S.SUBMIT_TROUBLE, On.TRY_AGAIN): (S.SUBMITTING, (Do.SAVE,)),
    (S.SUBMIT_TROUBLE, On.BACK): (S.REVIEW, ()),
    (S.SUBMIT_TROUBLE, On.GUIDE_ONLY): (S.GUIDE, ()),
    (S.SUBMIT_TROUBLE, On.BACK_TO_JOINT): (S.JOINT, ()),
    (S.SUBMIT_TROUBLE, On.IDLE_OVER): (S.CLEARED, (Do.FORGET,)),
    (S.RECEIPT, On.PRINTED): (S.RECEIPT, ()),
    (S.RECEIPT, On.NOT_PRINTED): (S.RECEIPT_TROUBLE, ()),
    (S.RECEIPT, On.REPRINT): (S.RECEIPT, (Do.PRINT_AGAIN,)),
    (S.RECEIPT, On.FINISHED): (S.RATING, ()),
    (S.RECEIPT, On.IDLE_OVER): (S.CLEARED, (Do.FORGET,)),
    (S.RECEIPT_TROUBLE, On.REPRINT): (S.RECEIPT, (Do.PRINT_AGAIN,)),
    (S.RECEIPT_TROUBLE, On.PRINTED): (S.RECEIPT, ()),
    (S.RECEIPT_TROUBLE, On.FINISHED): (S.RATING, ()),
    (S.RECEIPT_TROUBLE, On.IDLE_OVER): (S.CLEARED, (Do.FORGET,)),
    (S.RATING, On.GRADE): (S.RATING, ()),
    (S.RATING, On.REASON): (S.RATING, ()),
    (S.RATING, On.RATE): (S.CLEARED, (Do.SAVE_RATING, Do.FORGET)),
    (S.RATING, On.SKIP_RATING): (S.CLEARED, (Do.FORGET,)),
    (S.RATING, On.IDLE_OVER): (S.CLEARED, (Do.FORGET,)),
    (S.CLEARED, On.IDLE_OVER): (S.IDLE, ()),
    (S.CLEARED, On.TOUCHED): (S.HOME, (Do.BEGIN_VISIT,)),
}

LEAVES: frozenset[S] = frozenset(S) - {S.IDLE, S.CLOSED, S.CLEARED, S.SUBMITTING}
"""Where 退出 works: everywhere but while the sealed file is being written."""

FROM_ANYWHERE: dict[On, Row] = {
    On.LEAVE_CONFIRMED: (S.CLEARED, (Do.DISARM_READER, Do.DISARM_CAMERA, Do.FORGET)),
    On.WARNING_OVER: (S.CLEARED, (Do.DISARM_READER, Do.DISARM_CAMERA, Do.FORGET)),
    On.CARD_LIFTED_ENDS: (S.CLEARED, (Do.DISARM_READER, Do.DISARM_CAMERA, Do.FORGET)),
}
