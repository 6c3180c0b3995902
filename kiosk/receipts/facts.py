"""From the session to the facts of a slip: narrowed to what the paper may tell."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from contract.china_time import CHINA
from contract.codes import Language
from contract.numbers import child_numbers
from contract.print_job import PrintJob
from contract.receipts import ReceiptLevel
from contract.submission import AgreedDeclaration, GivenMaterial, MaterialGiven
from kiosk.journey.application import SIGNATURE, Child, given_how
from kiosk.journey.session import HandIn, Session, Site
from kiosk.receipts.answer_slip import AnswerFacts, compose_answer
from kiosk.receipts.compose import HandedIn, ReceiptFacts, compose_receipt
from kiosk.receipts.filled_form import FilledForm
from kiosk.words import Words


def slip_for(session: Session, site: Site, words: Words, reprint: bool) -> PrintJob:
    """The slip of what was just handed in, or of what a register said. Raises ValueError when there is neither."""
    handed_in, item = session.handed_in, session.item
    if handed_in is None and session.inquiry is not None and session.inquiry.is_verified:
        return compose_answer(answer_facts(session, site, words, reprint), words)
    if handed_in is None or item is None:
        raise ValueError("no slip before the hand-in is durable")
    answers, card = session.answers, session.card
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
            how_long=_how_long(session, words),
            office=session.department(),
            children=children_of(session, words),
            collect=str(answers.get("result_delivery", "")),
            proof_text=handed_in.proof,
            district_name=words.text("district-name"),
            station_name=site.place_name or words.text("station-name"),
            station_code=handed_in.number[2:14],
            serial=int(handed_in.number[20:24]),
            is_request=session.inquiry is not None,
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


def _how_long(session: Session, words: Words) -> str:
    """Nothing for a question that nobody could be asked: "at once" was the promise that failed."""
    item, joint = session.item, session.joint
    days = joint.promised_days if joint is not None else item.promised_days if item is not None else 0
    if session.inquiry is not None:
        return ""
    if days:
        return words.text("slip-days", days=days)
    return words.text("slip-instant") if joint is None and item is not None and item.instant else ""


def filled_forms_of(
    children: Sequence[Child], pictures: Mapping[str, bytes], handed_in: HandIn, station: str, site: Site
) -> tuple[FilledForm, ...]:
    """The forms as they were handed in, each under its own number. pictures: drawn signatures by joined name."""
    several = len(children) > 1 or (bool(children) and children[0].session.joint is not None)
    numbers = child_numbers(handed_in.number, len(children)) if several else (handed_in.number,)
    filled = []
    for child, number in zip(children, numbers, strict=True):
        session, form = child.session, child.session.form
        if form is None:
            continue
        given = (
            GivenMaterial(id=m.id, name=m.name, how=given_how(m, session, site))
            for m in form.materials
            if m.id in child.needed
        )
        filled.append(
            FilledForm(
                form=form,
                item_name=session.item.name if session.item is not None else form.title,
                number=number,
                station=station,
                at=handed_in.at,
                answers=child.answers,
                materials=tuple(given),
                declarations=tuple(
                    AgreedDeclaration(id=d.id, text=d.text) for d in form.declarations if d.id in session.declared
                ),
                signature=pictures.get(SIGNATURE, b""),
            )
        )
    return tuple(filled)


def _sheets(session: Session, site: Site) -> tuple[HandedIn, ...]:
    """Materials that went along with the application; what an office looks up or is brought later is not handed in."""
    form = session.form
    given = (MaterialGiven.CARD_PHOTO, MaterialGiven.SCANNED)
    return tuple(
        HandedIn(name=material.name)
        for material in (form.materials if form is not None else ())
        if given_how(material, session, site) in given
    )


def answer_facts(session: Session, site: Site, words: Words, reprint: bool) -> AnswerFacts:
    """Of an answer that is verified."""
    inquiry, card = session.inquiry, session.card
    assert inquiry is not None and inquiry.reply is not None
    reply, personal = inquiry.reply, inquiry.about.personal
    at = (reply.answered_at or site.now).astimezone(CHINA)
    until = (at.date() + timedelta(days=inquiry.about.valid_days)).isoformat() if inquiry.about.valid_days else ""
    return AnswerFacts(
        job_id=inquiry.inquiry_id,
        item_name=session.item_title(words.language),
        is_proof=inquiry.is_proof,
        holder_name=card.name if personal and card is not None else "",
        id_number=card.number if personal and card is not None else "",
        lines=reply.lines,
        source=reply.source,
        answered_at=at,
        valid_until=until,
        document_number=reply.document_number,
        is_simulated=reply.is_simulated,
        district_name=words.text("district-name"),
        station_name=site.place_name or words.text("station-name"),
        reprint=reprint,
    )
