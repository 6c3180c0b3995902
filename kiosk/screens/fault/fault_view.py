"""One pattern for every fault (DESIGN §7): first what still works, then at least two other ways, no dead end."""

import msgspec

from catalogue.package.offices_in import where_to_go
from contract.codes import Profile
from contract.failures import FailureCode
from contract.numbers import in_groups
from kiosk.journey.events import On
from kiosk.screens.office_lines import office_choice
from kiosk.screens.parts import Choice, Press, Remark
from kiosk.screens.room import is_elder
from kiosk.screens.shown import Scene

READER_DOWN = frozenset(
    {
        FailureCode.READER_SILENT,
        FailureCode.READER_OUT_OF_ORDER,
        FailureCode.DEVICE_UNPLUGGED,
        FailureCode.DEVICE_HUNG,
        FailureCode.DEVICE_CRASHED,
        FailureCode.DEVICE_GIVEN_UP,
        FailureCode.DEVICE_LINE,
    }
)
"""Laying the card down again does not help."""
PACKAGE_AWAY = frozenset(
    {
        FailureCode.PACKAGE_MISSING,
        FailureCode.PACKAGE_DAMAGED,
        FailureCode.PACKAGE_SIGNATURE,
        FailureCode.PACKAGE_OLDER,
        FailureCode.PACKAGE_COUNTS,
        FailureCode.FORM_INVALID,
    }
)


class FaultShown(msgspec.Struct, frozen=True):
    icon: str
    title: str
    safe: Remark
    """What still works; always the first thing said."""
    ways_title: str
    qr: str
    """Empty: no code on this page."""
    qr_tag: str
    qr_title: str
    qr_second: str
    ways: tuple[Choice, ...]
    foot: str
    left: Press
    primary: Press


def fault(
    icon: str,
    title: str,
    safe: Remark,
    ways_title: str,
    ways: tuple[Choice, ...],
    *,
    foot: str = "",
    left: Press | None = None,
    primary: Press | None = None,
) -> FaultShown:
    """A page of the pattern, without a code."""
    return FaultShown(icon, title, safe, ways_title, "", "", "", "", ways, foot, left or Press(), primary or Press())


def ask_a_person(scene: Scene) -> Choice:
    """Ask a person: the sheet names who is here and the hotline."""
    words = scene.words
    return Choice(words.text("fault-ask"), words.text("fault-ask-second"), icon="heart-handshake", act=On.HELP.value)


def card_trouble_shown(scene: Scene) -> FaultShown:
    session, words = scene.session, scene.words
    code = session.card_failure
    by_hand = Choice(
        words.text("fault-by-hand"), words.text("fault-by-hand-second"), icon="keyboard", act=On.BY_HAND.value
    )
    guide = Choice(
        words.text("fault-guide"), words.text("fault-guide-second"), icon="book-open", act=On.GUIDE_ONLY.value
    )
    asks = session.inquiry is not None  # only a card proves who asks: there is no typing
    if asks and (code is None or code in READER_DOWN):
        return fault(
            "nfc",
            words.text("fault-reader-title"),
            Remark(words.text("fault-inquiry-safe"), words.text("fault-inquiry-safe-second"), "ok", "circle-check"),
            words.text("fault-ways"),
            (guide, town_office(scene), ask_a_person(scene)),
            primary=Press(words.text("fault-read-guide"), On.GUIDE_ONLY.value, icon="book-open"),
        )
    if code is None or code in READER_DOWN:
        return fault(
            "nfc",
            words.text("fault-reader-title"),
            Remark(words.text("fault-reader-safe"), words.text("fault-reader-safe-second"), "ok", "circle-check"),
            words.text("fault-ways"),
            (by_hand, guide, ask_a_person(scene)),
            primary=Press(words.text("fault-type-now"), On.BY_HAND.value, icon="arrow-right"),
        )
    return fault(
        "id-card",
        words.failure(code, "what").replace("，", "，\n"),
        Remark(words.text("fault-card-safe"), words.failure(code, "do"), "ok", "circle-check"),
        words.text("fault-ways-card"),
        (guide, town_office(scene), ask_a_person(scene)) if asks else (by_hand, guide, ask_a_person(scene)),
        primary=Press(words.text("fault-card-again"), On.CARD_AGAIN.value, icon="refresh-cw"),
    )


def printer_trouble_shown(scene: Scene) -> FaultShown:
    session, words = scene.session, scene.words
    handed_in = session.handed_in
    number = in_groups(handed_in.number) if handed_in is not None else ""
    if session.profile is Profile.ELDER:
        number = f"{number[:19]}\n{number[20:]}"
    out_of_paper = session.slip_failure is FailureCode.PRINTER_PAPER_OUT
    return FaultShown(
        icon="printer",
        title=words.text("fault-paper-title" if out_of_paper else "fault-printer-title"),
        safe=Remark(words.text("fault-printer-safe"), words.text("fault-printer-safe-second"), "ok", "circle-check"),
        ways_title=words.text("fault-printer-ways"),
        qr=handed_in.proof if handed_in is not None else "",
        qr_tag=words.text("fault-printer-easiest"),
        qr_title=words.text("fault-printer-scan"),
        qr_second=words.text("fault-printer-scan-second"),
        ways=(
            Choice(number, words.text("fault-printer-note-second"), icon="pencil"),
            ask_a_person(scene),
        ),
        foot=words.text("fault-printer-foot"),
        left=Press(words.text("fault-printer-again"), On.REPRINT.value, icon="refresh-cw"),
        primary=Press(words.text("fault-printer-done"), On.FINISHED.value, icon="check"),
    )


def not_taken_in_shown(scene: Scene) -> FaultShown:
    """Said before anything is filled in: today nothing could be kept here."""
    words = scene.words
    return fault(
        "inbox",
        words.text("fault-closed-title"),
        Remark(words.text("fault-closed-safe"), words.text("fault-closed-safe-second"), "ok", "circle-check"),
        words.text("fault-ways"),
        (
            Choice(words.text("fault-guide"), words.text("fault-guide-second"), "book-open", act=On.BACK.value),
            town_office(scene),
            ask_a_person(scene),
        ),
        foot=words.text("fault-submit-often", phone=scene.site.hotline),
        primary=Press(words.text("fault-read-guide"), On.BACK.value, icon="book-open"),
    )


def not_granted_shown(scene: Scene) -> FaultShown:
    """Said before anything is filled in: this village may not take the item in; where it can be handed in."""
    words, package, item = scene.words, scene.package, scene.session.item
    near = where_to_go(package, item, scene.site.division, scene.site.today) if package is not None and item else ()
    places = [office_choice(scene, office) for office in near] or [town_office(scene)]
    most = 1 if is_elder(scene) and not scene.site.portrait else 2
    guide = Choice(words.text("fault-guide"), words.text("fault-guide-second"), "book-open", act=On.BACK.value)
    return fault(
        "landmark",
        words.text("fault-not-granted-title"),
        Remark(words.text("fault-not-granted-safe"), words.text("fault-not-granted-safe-second"), "ok", "circle-check"),
        words.text("fault-not-granted-ways"),
        (*places[:most], guide, ask_a_person(scene)),
        foot=words.text("fault-submit-often", phone=scene.site.hotline),
        primary=Press(words.text("fault-read-guide"), On.BACK.value, icon="book-open"),
    )


def content_damaged_shown(scene: Scene) -> FaultShown:
    """A piece of the content cannot be trusted: everything else still can."""
    words = scene.words
    others = Choice(words.text("fault-content-others"), words.text("fault-content-others-second"), "layout-dashboard")
    return fault(
        "book-open",
        words.text("fault-content-title"),
        Remark(words.text("fault-content-safe"), words.text("fault-content-safe-second"), "ok", "circle-check"),
        words.text("fault-ways"),
        (msgspec.structs.replace(others, act=On.BACK.value), town_office(scene), ask_a_person(scene)),
        foot=words.text("fault-submit-often", phone=scene.site.hotline),
        primary=Press(words.text("fault-content-others"), On.BACK.value, icon="house"),
    )


def submit_trouble_shown(scene: Scene) -> FaultShown:
    session, words, site = scene.session, scene.words, scene.site
    if session.save_failure is FailureCode.ITEM_NOT_GRANTED:
        return not_granted_shown(scene)
    if session.form is None:
        return not_taken_in_shown(scene) if session.item is not None or session.joint else content_damaged_shown(scene)
    full = session.save_failure in (
        FailureCode.DISK_FULL,
        FailureCode.DISK_READ_ONLY,
        FailureCode.QUEUE_NO_NUMBERS,
        FailureCode.STATION_NOT_ENROLLED,
    )
    return fault(
        "inbox",
        words.text("fault-submit-title"),
        Remark(words.text("fault-submit-safe"), words.text("fault-submit-safe-second"), "ok", "circle-check"),
        words.text("fault-ways"),
        (
            Choice(
                words.text("fault-submit-review"),
                words.text("fault-submit-review-second"),
                "list-checks",
                act=On.BACK.value,
            ),
            town_office(scene),
            ask_a_person(scene),
        ),
        foot=words.text("fault-submit-told" if full else "fault-submit-often", phone=site.hotline),
        left=Press(words.text("fault-submit-leave"), On.LEAVE.value, icon="log-out"),
        primary=Press(words.text("fault-submit-again"), On.TRY_AGAIN.value, icon="refresh-cw"),
    )


def closed_shown(scene: Scene) -> FaultShown:
    words, site = scene.words, scene.site
    updating = site.closed_for in PACKAGE_AWAY
    return fault(
        "clock",
        words.text("fault-closed-updating" if updating else "fault-closed-title"),
        Remark(words.text("fault-closed-safe"), words.text("fault-closed-safe-second"), "ok", "circle-check"),
        words.text("fault-ways"),
        (
            town_office(scene),
            Choice(
                words.text("fault-closed-phone", phone=site.hotline), words.text("fault-closed-phone-second"), "phone"
            ),
            *(
                (
                    Choice(
                        words.text("fault-closed-person", name=site.helper_name),
                        words.text("fault-closed-person-second", phone=site.helper_phone),
                        "heart-handshake",
                    ),
                )
                if site.helper_name
                else ()
            ),
        ),
        foot=words.text("fault-closed-foot"),
    )


def town_office(scene: Scene) -> Choice:
    """The counter of the town, which works whatever this station cannot."""
    words, town = scene.words, scene.site.town_name
    return Choice(
        words.text("fault-town", town=town) if town else words.text("fault-town-any"),
        words.text("fault-town-second"),
        "landmark",
    )
