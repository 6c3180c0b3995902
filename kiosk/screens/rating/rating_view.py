"""好差评: five grades in the exact national wording, reasons that fit the grade, and a way to leave without rating."""

import msgspec

from contract.codes import Language, Satisfaction
from kiosk.journey.events import On
from kiosk.screens.parts import Choice, Press
from kiosk.screens.shown import Scene

FACES = ("laugh", "smile", "meh", "frown", "angry")
POOR = frozenset({Satisfaction.POOR.code, Satisfaction.VERY_POOR.code})
GOOD_REASONS = ("self-service", "one-trip", "one-form", "one-list", "booking", "manner")
POOR_REASONS = ("long-wait", "hard-words", "too-many-questions", "machine", "too-many-trips", "other")


class Grade(msgspec.Struct, frozen=True):
    text: str
    stars: int
    icon: str
    on: bool
    act: str
    argument: str


class RatingShown(msgspec.Struct, frozen=True):
    title: str
    second: str
    grades: tuple[Grade, ...]
    reasons_title: str
    reasons_second: str
    reasons: tuple[Choice, ...]
    left: Press
    primary: Press


def rating_shown(scene: Scene) -> RatingShown:
    session, words = scene.session, scene.words
    poor = session.grade in POOR
    keys = POOR_REASONS if poor else GOOD_REASONS
    why_not = words.text("rating-pick") if not session.grade else words.text("rating-say-why")
    chosen = bool(session.grade) and (not poor or bool(session.reasons & set(POOR_REASONS)))
    return RatingShown(
        title=words.text("rating-title"),
        second=words.text("rating-second"),
        grades=tuple(
            Grade(
                grade.zh if words.language is Language.ZH else words.text(f"rating-grade-{grade.code}"),
                grade.stars,
                FACES[5 - grade.stars],
                session.grade == grade.code,
                On.GRADE.value,
                grade.code,
            )
            for grade in Satisfaction
        ),
        reasons_title=words.text("rating-why-poor" if poor else "rating-why-good") if session.grade else "",
        reasons_second=words.text("rating-why-poor-second" if poor else "rating-why-good-second"),
        reasons=tuple(
            Choice(words.text(f"rating-reason-{key}"), on=key in session.reasons, act=On.REASON.value, argument=key)
            for key in (keys if session.grade else ())
        ),
        left=Press(words.text("rating-skip"), On.SKIP_RATING.value),
        primary=Press(words.text("rating-send"), On.RATE.value, icon="check", enabled=chosen, reason=why_not),
    )
