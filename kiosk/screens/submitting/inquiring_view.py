"""While a register is asked: what is done, what goes on, and that it ends soon. Nothing to press but 返回."""

from kiosk.screens.item_lines import departments_said
from kiosk.screens.parts import Remark
from kiosk.screens.shown import Scene
from kiosk.screens.submitting.submitting_view import Line, SubmittingShown


def inquiring_shown(scene: Scene) -> SubmittingShown:
    session, words = scene.session, scene.words
    personal = session.inquiry is not None and session.inquiry.about.personal
    card = (Line("done", "check", words.text("inquiry-card"), words.text("inquiry-card-second")),) if personal else ()
    lines = (
        *card,
        Line(
            "current",
            "search",
            words.text("inquiry-ask", department=departments_said(session.departments(), words, scene.package)),
            words.text("inquiry-sealed"),
        ),
        Line("todo", "file-text", words.text("inquiry-show"), words.text("inquiry-show-second")),
    )
    return SubmittingShown(
        title=words.text("inquiry-title"),
        second=words.text("inquiry-second"),
        done=(len(card) + 0.5) / len(lines),
        lines=lines,
        note=Remark(words.text("inquiry-patience"), words.text("inquiry-patience-second"), "info", "clock"),
        busy=words.text("inquiry-busy"),
    )
