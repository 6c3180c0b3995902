"""From the session to the facts of a slip: narrowed to what the paper may tell."""

from contract.codes import Language
from contract.numbers import child_numbers
from contract.print_job import PrintJob
from contract.receipts import ReceiptLevel
from contract.submission import MaterialGiven
from kiosk.journey.application import SIGNATURE, given_how
from kiosk.journey.session import Session, Site
from kiosk.receipts.compose import HandedIn, ReceiptFacts, compose_receipt
from kiosk.words import Words


def slip_for(session: Session, site: Site, words: Words, reprint: bool) -> PrintJob:
    """The slip of what was just handed in. Raises ValueError when nothing was: there is nothing to promise."""
    handed_in, item = session.handed_in, session.item
    if handed_in is None or item is None:
        raise ValueError("no slip before the hand-in is durable")
    answers, card, joint = session.answers, session.card, session.joint
    days = joint.promised_days if joint is not None else item.promised_days
    instant = item.instant and joint is None
    return compose_receipt(
        ReceiptFacts(
            job_id=handed_in.submission_id,
            level=ReceiptLevel.CENTRE if handed_in.online or session.centre_has_it else ReceiptLevel.STATION,
            provisional_number=handed_in.number,
            case_number=session.case_number,
            item_name=session.item_title(words.language),
            applicant_name=card.name if card is not None else str(answers.get("name", "")),
            id_number=card.number if card is not None else str(answers.get("id_no", "")),
            handed_in_at=handed_in.at,
            sheets=_sheets(session, site),
            is_signed=SIGNATURE in session.strokes,
            how_long=words.text("slip-days", days=days) if days else words.text("slip-instant") if instant else "",
            office=session.department(),
            children=children_of(session, words),
            collect=str(answers.get("result_delivery", "")),
            proof_text=handed_in.proof,
            district_name=words.text("district-name"),
            station_name=site.place_name or words.text("station-name"),
            station_code=handed_in.number[2:14],
            serial=int(handed_in.number[20:24]),
            reprint=reprint,
        ),
        words,
    )


def children_of(session: Session, words: Words) -> tuple[tuple[str, str], ...]:
    """("-01", name of the item) of each child of a joint matter; none of a single one."""
    if session.joint is None:
        return ()
    english = words.language is Language.EN
    return tuple(
        (number, part.item_en if english and part.item_en else part.item_name)
        for number, part in zip(child_numbers("", len(session.joint.parts)), session.joint.parts, strict=True)
    )


def _sheets(session: Session, site: Site) -> tuple[HandedIn, ...]:
    """Materials that went along with the application; what an office looks up or is brought later is not handed in."""
    form = session.form
    given = (MaterialGiven.CARD_PHOTO, MaterialGiven.SCANNED)
    return tuple(
        HandedIn(name=material.name)
        for material in (form.materials if form is not None else ())
        if given_how(material, session, site) in given
    )
