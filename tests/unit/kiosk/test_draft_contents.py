"""What goes along with a draft, what never does, and that nothing strange in one that comes back reaches a form."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import sample_applying as samples
from catalogue.forms.source import read_forms
from contract import wire
from contract.codes import Language, Profile
from contract.draft import Draft
from contract.form import FieldType
from contract.submission import MaterialGiven
from kiosk.config import ASSETS
from kiosk.drafts.contents import draft_of, lay_draft
from kiosk.journey.asking import FormAsking
from kiosk.screens.form.form_view import form_shown
from kiosk.screens.review.review_view import review_shown
from tests.unit.kiosk.screens.applying_scene import scene

FORMS = read_forms(ASSETS / "content" / "forms")


def test_what_was_typed_goes_along_and_what_the_card_says_does_not() -> None:
    scene_ = scene(samples.sign(True, True))
    scene_.session.materials = {"photo": MaterialGiven.SCANNED}
    draft = draft_of(scene_.session)
    assert draft.answers["mobile"] == "13912341234" and draft.answers["card_kind"] == "首次申办"
    said = wire.encode(draft).decode("utf-8", "replace")
    card = samples.sample_card()
    assert card.name not in said and card.number not in said and str(card.address) not in said
    assert "sha256" not in said and draft.materials == {}


def test_without_a_card_what_was_typed_in_its_place_goes_along() -> None:
    scene_ = scene(samples.form("mobile", by_hand=True, answers={"name": "张测试"}))
    assert draft_of(scene_.session).answers["name"] == "张测试"


def test_a_draft_lays_its_answers_and_its_place_into_the_same_form() -> None:
    went = scene(samples.filled).session
    went.question = "home_detail"
    came = scene(samples.privacy).session
    lay_draft(came, draft_of(went))
    assert came.question == "home_detail"
    assert {name: came.answers[name] for name in samples.ANSWERS} == samples.ANSWERS
    assert not came.declared and not came.strokes and not came.pictures


junk = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**60), 2**60), st.text(max_size=300), st.binary(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)),
    max_leaves=8,
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FORMS), st.data())
def test_a_draft_that_somebody_made_up_never_breaks_a_page(form, data) -> None:
    names = st.one_of(st.sampled_from([field.id for field in form.fields]), st.text(max_size=8))
    draft = Draft(
        form=form.id,
        answers=data.draw(st.dictionaries(names, junk, max_size=8)),
        materials=data.draw(st.dictionaries(st.text(max_size=6), st.text(max_size=8), max_size=3)),
        question=data.draw(names),
    )
    scene_ = scene(samples.privacy, Profile.STANDARD, Language.ZH)
    session = scene_.session
    session.form = form
    lay_draft(session, draft)
    FormAsking().begin(session, scene_.site)
    asked = FormAsking().questions(session, scene_.site)
    assert review_shown(scene_).parts
    for each in asked[:6]:
        session.question = each.id
        assert form_shown(scene_).primary.text
    kinds = {each.id: each.type for each in form.fields}
    assert not any(kinds[name] in (FieldType.SIGNATURE, FieldType.PHOTO, FieldType.SCAN) for name in session.answers)
