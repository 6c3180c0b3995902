"""Nobody could be asked: 暂未核实 is said plainly, and a receipt for a request is offered instead."""

from contract.inquiry import ReplyState
from kiosk.journey.events import On
from kiosk.screens.fault.fault_view import FaultShown, ask_a_person, fault, town_office
from kiosk.screens.parts import Choice, Press, Remark
from kiosk.screens.shown import Scene


def unverified_shown(scene: Scene) -> FaultShown:
    session, words, inquiry = scene.session, scene.words, scene.session.inquiry
    reply = inquiry.reply if inquiry is not None else None
    offered = reply is None or reply.state is not ReplyState.NOT_OFFERED
    again = Choice(
        words.text("unverified-again"), words.text("unverified-again-second"), "refresh-cw", act=On.TRY_AGAIN.value
    )
    personal = inquiry is not None and inquiry.about.personal and session.card is not None
    return fault(
        "search",
        words.text("unverified-title" if offered else "unverified-title-not-offered"),
        Remark(words.text("unverified-safe"), words.text("unverified-safe-second"), "gold", "info"),
        words.text("fault-ways"),
        (*((again,) if offered and personal else ()), town_office(scene), ask_a_person(scene)),
        foot=words.text("unverified-receipt-foot" if personal else "unverified-foot", phone=scene.site.hotline),
        left=Press(words.text("unverified-guide"), On.GUIDE_ONLY.value, icon="book-open"),
        primary=Press(words.text("unverified-receipt"), On.SUBMIT.value, icon="receipt-text")
        if personal
        else Press(words.text("unverified-again"), On.TRY_AGAIN.value, icon="refresh-cw"),
    )
