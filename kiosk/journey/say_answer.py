"""An answer that is said instead of touched: the phrases a question on the form allows, and what each does. Pure.

The recogniser is given these phrases and understands nothing else, so that no noise becomes an answer.
"""

from contract.form import Field, FieldType
from kiosk.journey.events import On
from kiosk.journey.noting_answers import Asking, place_of
from kiosk.journey.session import Sayable, Session, Site
from kiosk.reading_aloud.spoken import clauses_of, spoken

MOST_ANSWERS = 12
"""With their numbers and the ways on these are about as many phrases as a grammar takes."""
NUMBERS = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
YES, NO = ("是", "对", "要"), ("不是", "不要", "不用")
ON, BACK = ("下一步", "下一问"), ("返回",)


def can_be_said(field: Field) -> bool:
    """One of a few answers; what is personal in its letters or digits is typed."""
    return field.type is FieldType.BOOL or (field.type is FieldType.ENUM and len(field.options) <= MOST_ANSWERS)


def sayable(session: Session, site: Site, asking: Asking) -> tuple[Sayable, ...]:
    """(phrase, event, argument) for the question that is asked; nothing where it cannot be answered so."""
    asked = asking.questions(session, site)
    field = asked[max(0, place_of(asked, session.question))] if asked else None
    if field is None or not can_be_said(field):
        return ()
    answers: list[tuple[str, object]] = (
        [*((word, True) for word in YES), *((word, False) for word in NO)]
        if field.type is FieldType.BOOL
        else [(phrase_of(option.label), option.label) for option in field.options]
    )
    values = [True, False] if field.type is FieldType.BOOL else [option.label for option in field.options]
    answers += [(f"第{number}个", value) for number, value in zip(NUMBERS, values, strict=False)]
    return (
        *((phrase, On.ANSWER, {"field": field.id, "value": value}) for phrase, value in answers),
        *((phrase, On.NEXT, None) for phrase in ON),
        *((phrase, On.BACK, None) for phrase in BACK),
    )


def phrase_of(label: str) -> str:
    """As it is said: numbers in words, without what stands in brackets."""
    return next(iter(clauses_of(spoken(label))), label)


def said(phrases: tuple[Sayable, ...], nbest: tuple[str, ...]) -> tuple[On, object] | None:
    """What was meant; None for what is no phrase of these."""
    meant = {phrase: (on, argument) for phrase, on, argument in phrases}
    return next((meant[text] for text in nbest if text in meant), None)
