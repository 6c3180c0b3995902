"""Who does not look lays the same card down once more in place of a signature."""

from datetime import datetime
from io import BytesIO

import msgspec
from PIL import Image

from bench import sample_applying as samples
from contract.china_time import CHINA
from contract.codes import Language, Profile
from contract.device_lines import CardSeen
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.named_effects import Do
from kiosk.journey.noting import note
from kiosk.journey.states import State
from kiosk.journey.step import step
from kiosk.screens.shown import Scene
from kiosk.screens.sign.sign_view import sign_shown
from kiosk.text_entry.card_signature import card_signature_png
from tests.unit.kiosk.screens.applying_scene import scene


def signing(non_visual: bool = True) -> Scene:
    scene_ = scene(samples.sign(True, False), Profile.STANDARD, Language.ZH)
    scene_.session.state, scene_.session.non_visual = State.SIGN, non_visual
    return scene_


def happen(scene_: Scene, on: On, argument: object = None) -> tuple[Do, ...]:
    named = note(scene_.session, scene_.site, FormAsking(), on, argument)
    scene_.session.state, effects = step(scene_.session.state, named)
    return effects


def test_the_same_card_signs_and_the_way_on_is_open() -> None:
    scene_ = signing()
    assert not sign_shown(scene_).primary.enabled
    assert happen(scene_, On.SIGN_BY_CARD) == (Do.ARM_READER,)
    happen(scene_, On.CARD_READ, CardSeen(visit=1, card=samples.sample_card()))
    assert sign_shown(scene_).primary.enabled
    happen(scene_, On.NEXT)
    assert scene_.session.state is State.REVIEW


def test_another_card_does_not_sign_and_the_reader_goes_on_looking() -> None:
    scene_ = signing()
    other = msgspec.structs.replace(samples.sample_card(), number="110101198001010010")
    assert happen(scene_, On.CARD_READ, CardSeen(visit=1, card=other)) == (Do.ARM_READER,)
    happen(scene_, On.NEXT)
    assert scene_.session.state is State.SIGN
    assert not scene_.session.signed_by_card


def test_it_is_offered_only_to_who_does_not_look_and_where_the_district_allows_it() -> None:
    assert sign_shown(signing()).by_card.act == On.SIGN_BY_CARD.value
    assert sign_shown(signing(non_visual=False)).by_card.act == ""
    scene_ = signing()
    scene_.site.card_signs = False
    assert sign_shown(scene_).by_card.act == ""


def test_the_picture_that_is_kept_says_so_and_is_small() -> None:
    png = card_signature_png(datetime(2026, 11, 27, 9, 41, tzinfo=CHINA))
    assert len(png) < 64 * 1024
    picture = Image.open(BytesIO(png))
    assert picture.size == (720, 360)
    assert sum(1 for dark in picture.convert("L").tobytes() if not dark) > 2000
