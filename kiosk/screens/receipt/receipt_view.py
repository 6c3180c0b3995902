"""What the receipt page promises: only what is durable. 已受理 is said only once the centre has it."""

import msgspec

from contract.codes import Language, Profile
from contract.device_lines import DeviceState
from contract.numbers import in_groups
from kiosk.journey.events import On
from kiosk.journey.session import HandIn, Session, Sheet, Slip
from kiosk.receipts.facts import children_of
from kiosk.screens.as_said import moment_said, phone_masked
from kiosk.screens.item_lines import departments_said
from kiosk.screens.parts import Pair, Press, Remark
from kiosk.screens.shown import Scene


class TimeStep(msgspec.Struct, frozen=True):
    state: str
    title: str
    second: str


class ReceiptShown(msgspec.Struct, frozen=True):
    title: str
    state: str
    state_tone: str
    number_label: str
    number_lines: tuple[str, ...]
    case_label: str
    """Empty until the centre has given its number."""
    case_number: str
    qr: str
    qr_caption: str
    facts: tuple[Pair, ...]
    steps: tuple[TimeStep, ...]
    note: Remark
    clears: str
    left: Press
    primary: Press


def number_lines(number: str) -> tuple[str, ...]:
    """Groups of four, four groups a line."""
    groups = in_groups(number).split()
    return tuple("  ".join(groups[start : start + 4]) for start in range(0, len(groups), 4))


def steps_shown(scene: Scene, handed_in: HandIn) -> tuple[TimeStep, ...]:
    session, words = scene.session, scene.words
    centre = session.centre_has_it or handed_in.online
    online = scene.site.network_up
    mobile = str(session.answers.get("mobile", ""))
    brief = session.profile is Profile.ELDER

    def second(text: str) -> str:
        return "" if brief else text

    upload = "receipt-step-centre" if centre else "receipt-step-sending" if online else "receipt-step-waiting"
    return (
        TimeStep("done", words.text("receipt-step-done"), second(words.text("receipt-step-done-second"))),
        TimeStep("done" if centre else "current", words.text(upload), second(words.text(f"{upload}-second"))),
        TimeStep(
            "todo",
            words.text("receipt-step-result"),
            second(
                words.text("receipt-step-result-phone", phone=phone_masked(mobile))
                if mobile
                else words.text("receipt-step-result-second")
            ),
        ),
    )


def slip_remark(scene: Scene) -> Remark:
    words, site = scene.words, scene.site
    if site.printer is DeviceState.ABSENT and scene.session.slip is Slip.NOT_YET:
        return Remark(words.text("receipt-no-printer"), words.text("receipt-no-printer-second"), "info", "smartphone")
    word = {
        Slip.NOT_YET: "receipt-slip-printing",
        Slip.PRINTING: "receipt-slip-printing",
        Slip.PRINTED: "receipt-slip-printed",
        Slip.UNKNOWN: "receipt-slip-unknown",
        Slip.FAILED: "receipt-slip-failed",
    }[scene.session.slip]
    tone = {Slip.PRINTED: "ok", Slip.UNKNOWN: "gold", Slip.FAILED: "gold"}.get(scene.session.slip, "info")
    return Remark(words.text(word), words.text(f"{word}-second"), tone, "printer")


def form_press(scene: Scene) -> Press | None:
    """The filled form on A4, once, while its printer is ready; after that the slip can be had again."""
    session = scene.session
    printed = session.sheet is Sheet.FORM and session.sheet_state in (Slip.PRINTED, Slip.UNKNOWN)
    if scene.site.page_printer is not DeviceState.READY or printed:
        return None
    busy = session.sheet is Sheet.FORM and session.sheet_state is Slip.PRINTING
    reason = scene.words.text("receipt-form-busy")
    return Press(scene.words.text("receipt-form"), On.PRINT_FORM.value, icon="printer", enabled=not busy, reason=reason)


def form_remark(scene: Scene) -> Remark | None:
    """What became of the filled form; None while nobody asked for it."""
    session, words = scene.session, scene.words
    if session.sheet is not Sheet.FORM:
        return None
    word, tone = {
        Slip.PRINTED: ("receipt-form-printed", "ok"),
        Slip.UNKNOWN: ("receipt-form-printed", "ok"),
        Slip.FAILED: ("receipt-form-failed", "gold"),
    }.get(session.sheet_state, ("receipt-form-printing", "info"))
    return Remark(words.text(word), words.text(f"{word}-second"), tone, "printer")


def state_of(session: Session, handed_in: HandIn, network_up: bool) -> tuple[str, str]:
    """Words and tone of the boxed state."""
    if session.centre_has_it or handed_in.online:
        return "receipt-state-accepted", "ok"
    return ("receipt-state-sending", "warn") if network_up else ("receipt-state-stored", "warn")


def _children(scene: Scene) -> tuple[Pair, ...]:
    """The items of a joint matter, each with what stands behind the number; where room is short only how many."""
    session, words = scene.session, scene.words
    children = children_of(session, words)
    tight = session.profile is Profile.ELDER or words.language is not Language.ZH
    most = 0 if tight or not scene.site.portrait else 3
    if len(children) <= most:
        return tuple(Pair(number, name) for number, name in children)
    ends = f"{children[0][0]} … {children[-1][0]}"
    return (Pair(ends, words.text("receipt-children", count=len(children))),)


def receipt_shown(scene: Scene) -> ReceiptShown:
    session, words, site = scene.session, scene.words, scene.site
    handed_in = session.handed_in
    if handed_in is None:
        raise ValueError("a receipt is shown only after something was handed in")
    state, tone = state_of(session, handed_in, site.network_up)
    who = words.text("receipt-who-town", town=site.town_name) if site.town_name else ""
    brief = session.profile is Profile.ELDER and not site.portrait
    children = _children(scene)
    may_reprint = session.slip in (Slip.PRINTED, Slip.UNKNOWN, Slip.FAILED)
    return ReceiptShown(
        title=words.text("receipt-title"),
        state=words.text(state),
        state_tone=tone,
        number_label=words.text("receipt-number"),
        number_lines=number_lines(handed_in.number),
        case_label=words.text("receipt-case-number") if session.case_number else "",
        case_number=session.case_number,
        qr=handed_in.proof,
        qr_caption=words.text("receipt-scan-brief" if session.profile is Profile.ELDER else "receipt-scan"),
        facts=(
            # names of the children stand in the place of the life event's, which is said above
            *(
                ()
                if brief or len(children) > 1
                else (Pair(words.text("receipt-item"), session.item_title(words.language)),)
            ),
            *children,
            Pair(words.text("receipt-time"), moment_said(words, handed_in.at)),
            Pair(words.text("receipt-who"), who or departments_said(session.departments(), words, scene.package)),
        ),
        steps=steps_shown(scene, handed_in),
        note=form_remark(scene) or slip_remark(scene),
        clears=words.text("receipt-clears-brief" if session.profile is Profile.ELDER else "receipt-clears"),
        left=form_press(scene)
        or (Press(words.text("receipt-again"), On.REPRINT.value, icon="printer") if may_reprint else Press()),
        primary=Press(words.text("receipt-finished"), On.FINISHED.value, icon="check"),
    )
