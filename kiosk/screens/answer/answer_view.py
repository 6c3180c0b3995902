"""What a register said: its lines, from whom and when, how far it may be relied on, and to print it."""

from datetime import timedelta

import msgspec

from contract.device_lines import DeviceState
from contract.inquiry import Reply, ReplyState
from kiosk.journey.events import On
from kiosk.journey.session import Sheet, Slip
from kiosk.screens.as_said import day_said, moment_said, number_masked, paging
from kiosk.screens.item_lines import Badge, held_together
from kiosk.screens.parts import Paging, Pair, Press, Remark
from kiosk.screens.room import is_elder
from kiosk.screens.shown import Scene


class AnswerShown(msgspec.Struct, frozen=True):
    title: str
    badges: tuple[Badge, ...]
    name: str
    """Empty: about nobody."""
    number: str
    lines: tuple[Pair, ...]
    """Those of this page; from whom and when comes last."""
    note: Remark
    paging: Paging
    left: Press
    primary: Press


def rows_on_a_page(scene: Scene) -> int:
    elder = is_elder(scene)
    if scene.site.portrait:
        return 5 if elder else 8
    return 2 if elder else 4


def answer_shown(scene: Scene) -> AnswerShown:
    session, words, inquiry = scene.session, scene.words, scene.session.inquiry
    if inquiry is None or inquiry.reply is None:
        raise ValueError("no answer to show")
    reply, card = inquiry.reply, session.card
    lines = [Pair(held_together(line.label), held_together(line.value)) for line in reply.lines]
    if reply.state is ReplyState.NOTHING_FOUND:
        lines = [Pair(words.text("answer-result"), words.text("answer-nothing"))]
    most = rows_on_a_page(scene)
    all_rows = [*lines, *_facts(scene, reply)]
    place = paging(words, session.page, len(all_rows), most)
    last = place.page >= place.pages - 1
    return AnswerShown(
        title=held_together(session.item_title(words.language)),
        badges=_badges(scene, reply),
        name=card.name if inquiry.about.personal and card is not None else "",
        number=number_masked(card.number) if inquiry.about.personal and card is not None else "",
        lines=tuple(all_rows[place.page * most : (place.page + 1) * most]),
        note=_note(scene, reply),
        paging=place,
        left=_print(scene),
        primary=Press(words.text("answer-finished"), On.FINISHED.value, icon="check")
        if last
        else Press(words.text("answer-more"), On.PAGE.value, place.page + 1, "arrow-right"),
    )


def _badges(scene: Scene, reply: Reply) -> tuple[Badge, ...]:
    words = scene.words
    verified = Badge(words.text("answer-verified"), "ok", "circle-check")
    return (Badge(words.text("answer-simulated"), "gold"),) if reply.is_simulated else (verified,)


def _facts(scene: Scene, reply: Reply) -> list[Pair]:
    words, inquiry = scene.words, scene.session.inquiry
    facts = []
    if reply.source:
        facts.append(Pair(words.text("answer-source"), held_together(reply.source)))
    if reply.answered_at is not None:
        at = reply.answered_at.astimezone(scene.site.now.tzinfo)
        facts.append(Pair(words.text("answer-at"), moment_said(words, at)))
        if inquiry is not None and inquiry.about.valid_days:
            until = at.date() + timedelta(days=inquiry.about.valid_days)
            facts.append(Pair(words.text("answer-valid"), day_said(words, until)))
    if reply.document_number:
        facts.append(Pair(words.text("answer-number"), reply.document_number))
    return facts


def _note(scene: Scene, reply: Reply) -> Remark:
    """What matters most first: made-up values, then what became of the paper."""
    words, session = scene.words, scene.session
    a4 = session.sheet is Sheet.ANSWER and session.slip is Slip.NOT_YET  # else the slip that was asked for after it
    slip = session.sheet_state if a4 else session.slip
    if slip is Slip.PRINTING:
        return Remark(words.text("answer-printing"), words.text("answer-printing-second"), "info", "printer")
    if slip is Slip.FAILED:
        return Remark(words.text("answer-not-printed"), words.text("answer-not-printed-second"), "gold", "printer")
    if reply.is_simulated:
        return Remark(words.text("answer-simulated-strong"), words.text("answer-simulated-second"), "gold", "info")
    return Remark(words.text("answer-look"), words.text("answer-look-second", phone=scene.site.hotline), "info", "info")


def _print(scene: Scene) -> Press:
    words, session = scene.words, scene.session
    a4 = scene.site.page_printer is DeviceState.READY
    if scene.site.printer in (DeviceState.ABSENT, DeviceState.FAULT) and not a4:
        return Press(words.text("answer-help"), On.HELP.value, icon="heart-handshake")
    done = (Slip.PRINTED, Slip.UNKNOWN)
    again = session.slip in done or (session.sheet is Sheet.ANSWER and session.sheet_state in done)
    word = "answer-print-again" if again else "answer-print-a4" if a4 else "answer-print"
    return Press(words.text(word), On.PRINT_ANSWER.value, icon="printer")
