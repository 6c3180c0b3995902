"""What is said beside a question: its own remark, what a licence or a second card gave, whether conditions are met."""

from contract.card import CardWarning
from contract.form import Field, FieldType
from contract.id_number import age_on
from kiosk.journey.asking import FormAsking
from kiosk.journey.code_reading import can_scan, licence_fields
from kiosk.journey.drafting import Told
from kiosk.journey.pictures import KIND_OF_FIELD, takers
from kiosk.screens.form_words import dashed, part_of
from kiosk.screens.parts import Remark
from kiosk.screens.shown import Scene

NOT_HERE = frozenset({FieldType.PHOTO, FieldType.SCAN})
"""Taken by camera or scanner; where there is neither: said so, with a person to ask; an optional one is passed by."""


def can_take(scene: Scene, field: Field) -> bool:
    site = scene.site
    return bool(takers(KIND_OF_FIELD[field.type], site.camera, site.camera_takes, site.document_scanner))


def note_of(scene: Scene, field: Field, asked: tuple[Field, ...]) -> Remark:
    """The form's own remark for this question; on the first one, whether the conditions are met and why."""
    if field.type in NOT_HERE and not scene.session.pictures.get(field.id) and not can_take(scene, field):
        words = scene.words
        return Remark(words.text("form-away"), words.text("form-away-second"), "gold", "info")
    if scene.session.told is not None:
        read = scene.session.told is Told.LICENCE
        said = scene.words.text("licence-read" if read else "licence-not-read")
        return Remark(text=said, tone="ok" if read else "gold", icon="circle-check" if read else "info")
    if licence_fields(scene.session) is not None and can_scan(scene.site):
        return Remark(text=scene.words.text("licence-show"), tone="info", icon="qr-code")
    if field.id == "agent_relation" and scene.session.agent_card is not None:
        read = scene.words.text("form-agent-read", name=scene.session.agent_card.name)
        return Remark(text=read, tone="ok", icon="circle-check")
    remark = part_of(scene.words, field, "note")
    if remark:
        return Remark(text=remark, tone="gold", icon="info")
    return eligibility_note(scene) if field is asked[0] and not scene.session.editing else Remark()


def eligibility_note(scene: Scene) -> Remark:
    """A hint with its reason; never a refusal. Nothing is said before the card's birthday is known."""
    form, words, card = scene.session.form, scene.words, scene.session.card
    if form is None or card is None:
        return Remark()
    if CardWarning.EXPIRED in card.warnings:
        return Remark(words.text("form-card-expired"), words.text("form-card-expired-do"), "gold", "triangle-alert")
    doubtful = FormAsking().doubts(scene.session, scene.site)
    age = str(age_on(card.birth, scene.site.today))
    for rule in sorted(form.eligibility, key=lambda rule: rule.code not in doubtful):
        word = f"form-{form.id.lower()}-{dashed(rule.code)}"
        if words.has(f"{word}.ok"):
            doubt = rule.code in doubtful
            return Remark(
                words.text(f"{word}.doubt" if doubt else f"{word}.ok", age=age),
                words.text(f"{word}.reason", age=age),
                "gold" if doubt else "ok",
                "triangle-alert" if doubt else "circle-check",
            )
    return Remark()
