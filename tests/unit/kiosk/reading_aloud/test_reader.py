"""When pages are read, to whom, and what the keys of the pad do."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from bench.sample_scenes import WORDS, scene_of
from bench.spoken_pack import MAKING
from catalogue.package.open import Package
from contract.codes import Language, Profile
from contract.device_lines import HeadsetPlugged, PersonNear
from contract.keys import Key, SetVolume
from contract.sound import Hush, Say, SoundOutput
from kiosk.content import open_content
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.states import Overlay
from kiosk.reading_aloud.spoken import sentences_of
from kiosk.reading_aloud.voice_pack import INDEX, Index, VoicePack
from kiosk.screens.frame import frame_shown
from kiosk.words import words_of
from tests.unit.kiosk.reading_aloud.listening_desk import Desk


@pytest.fixture(scope="module")
def package() -> Package:
    return open_content(None)


@pytest.fixture
def desk_of(tmp_path: Path, package: Package) -> Callable[..., Desk]:
    words = words_of(WORDS, Language.ZH)
    texts = [text for message in words.messages() if isinstance(text := words.parts_of(message), str)]
    more = "张三 一 二 三 四 五 六 七 八 九 十 二十 共 项 秒 还剩 个 第 问".split()
    sentences = {sentence for text in texts for sentence in sentences_of(text)} | set(more)

    def make(
        name: str, profile: Profile = Profile.STANDARD, language: Language = Language.ZH, **session: object
    ) -> Desk:
        index = Index(making=MAKING, clips=dict.fromkeys(sorted(sentences), 1))
        (tmp_path / INDEX).write_bytes(msgspec.json.encode(index))
        scene = scene_of(name, profile, language, True, package)
        scene.site.has_speaker = True
        for field_name, value in session.items():
            setattr(scene.session, field_name, value)
        desk = Desk(scene, {MAKING.clip_name(text): text for text in sentences})
        desk.begin(VoicePack(tmp_path))
        return desk

    return make


@pytest.mark.parametrize(
    ("profile", "given", "reads"),
    [
        (Profile.STANDARD, {}, False),
        (Profile.ELDER, {}, True),
        (Profile.ELDER, {"reads": False}, False),
        (Profile.STANDARD, {"reads": True}, True),
        (Profile.STANDARD, {"reads": False, "non_visual": True}, True),
    ],
)
def test_pages_are_read_to_whom_it_helps_and_to_who_asked(
    desk_of: Callable[..., Desk], profile: Profile, given: dict[str, object], reads: bool
) -> None:
    desk = desk_of("privacy", profile, **given)
    assert ("读身份证前，先告诉您" in desk.said) == reads


def test_without_a_loudspeaker_nothing_is_told_to_one(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("privacy", Profile.ELDER)
    desk.told.clear()
    desk.scene.site.has_speaker = False
    desk.scene.session.page = 1
    desk.show()
    desk.listening.acts(On.AGREED)
    desk.press(Key.OK)
    assert (desk.told, desk.happened) == ([], [])


def test_no_voice_for_the_language_is_silence(desk_of: Callable[..., Desk]) -> None:
    assert desk_of("privacy", Profile.ELDER, Language.EN).told == []


def test_what_is_being_said_ends_when_the_resident_acts_but_not_for_the_volume(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("privacy", Profile.ELDER)
    desk.told.clear()
    desk.listening.acts(On.LOUDER)
    assert desk.told == []
    desk.listening.acts(On.PHOTO_CHOICE)
    assert desk.told == [Hush()]


def test_pace_and_volume_are_of_this_visit(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("privacy", reads=True)
    desk.happen(On.SLOWER)
    last = desk.told[-1]
    assert isinstance(last, Say)
    assert (last.speed_percent, desk.said[0]) == (80, "读身份证前，先告诉您")
    for _ in range(5):
        desk.happen(On.LOUDER)
    assert SetVolume(percent=85) in desk.told
    assert SetVolume(percent=100) in desk.told
    assert desk.said == ["最大声了"]
    desk.told.clear()
    desk.listening.forget(desk.scene.session)
    assert desk.told == [Hush(), SetVolume()]


def test_private_words_are_said_into_a_headset_only(desk_of: Callable[..., Desk]) -> None:
    for headset, name_said in ((False, False), (True, True)):
        desk = desk_of("form-number-shown", non_visual=True)
        desk.scene.site.headset = headset
        for _ in range(12):
            said = desk.press(Key.DOWN)
            if said[:1] == ["姓名"]:
                break
        assert ("张三" in said) == name_said
        assert ("已经填了" in said) != name_said
        assert desk.output is (SoundOutput.HEADSET if headset else SoundOutput.SPEAKER)


def test_the_marked_key_begins_and_any_other_does_not(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("idle")
    assert desk.press(Key.DOWN) == []
    assert desk.happened == []
    desk.press(Key.OK)
    assert desk.happened == [(On.TOUCHED, None)]
    assert desk.scene.session.non_visual


def test_a_headset_begins_and_its_plug_pulled_hushes_at_once(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("idle")
    desk.listening.heard(HeadsetPlugged(plugged=True), desk.scene.session)
    assert desk.happened == [(On.TOUCHED, None)]
    assert desk.output is SoundOutput.HEADSET
    desk.told.clear()
    desk.listening.heard(HeadsetPlugged(plugged=False), desk.scene.session)
    assert desk.told[0] == Hush()
    assert (desk.said, desk.output) == (["耳机拔了，私人的内容不念了"], SoundOutput.SPEAKER)


def test_who_comes_near_is_greeted_while_nobody_has_begun(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("idle")
    desk.listening.heard(PersonNear(near=True), desk.scene.session)
    assert desk.said == ["您好，碰一下屏幕开始"]
    busy = desk_of("privacy")
    busy.listening.heard(PersonNear(near=True), busy.scene.session)
    assert busy.said == []


def test_keys_move_say_where_they_are_and_press(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("materials", non_visual=True)
    desk.press(Key.UP)
    assert desk.said[0] == "到头了"
    said = [desk.press(Key.DOWN) for _ in range(3)]
    assert said[0][-1] == "已选"
    assert desk.ring[-1].startswith("act:material:")
    assert desk.press(Key.OK)[-1] == "已选"
    assert desk.happened[-1] == (On.MATERIAL, {"id": "photo", "how": "later"})
    desk.press(Key.BACK)
    assert desk.happened[-1][0] is On.BACK


def test_what_cannot_be_pressed_yet_says_why_and_does_nothing(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("form-unanswered", non_visual=True)
    while "下一问" not in desk.press(Key.DOWN):
        assert "到底了" not in desk.said
    assert desk.press(Key.OK) == ["下一问", "先选一个"]
    assert desk.happened == []


def test_digits_pick_an_answer_or_are_typed_and_echoed_in_a_headset_only(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("form-unanswered", non_visual=True)
    assert "已选" in desk.press(Key.DIGIT_2)
    assert desk.scene.session.answers["card_kind"] == "遗失补办"
    typing = desk_of("form-mobile", non_visual=True)
    assert (typing.press(Key.DIGIT_9), typing.typed) == ([], "9")
    typing.scene.site.headset = True
    assert (typing.press(Key.DIGIT_8), typing.typed) == (["八"], "98")
    typing.press(Key.DOWN)
    assert (typing.press(Key.LEFT), typing.typed) == (["删了"], "9")
    masked = desk_of("form-by-hand-number", non_visual=True)
    masked.scene.site.headset = True
    assert (masked.press(Key.DIGIT_1), masked.typed) == ([], "1")


def test_the_screen_goes_black_on_request_and_comes_back(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("privacy", non_visual=True)
    assert desk.press(Key.STAR) == ["屏幕关了，按星号键再打开"]
    assert frame_shown(desk.scene).blank
    desk.press(Key.STAR)
    assert not frame_shown(desk.scene).blank


def test_the_warning_is_said_and_its_last_seconds_once_each(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("guide")
    assert desk.told == []
    desk.scene.session.overlay = Overlay.TIMEOUT
    said = []
    for left in (60, 45, 20, 19, 10, 9):
        desk.told.clear()
        desk.scene.session.warning_s_left = left
        desk.show()
        said.append(desk.said[:1])
    assert said == [["您还在吗？"], [], ["还剩"], [], ["还剩"], []]


def test_where_to_lay_the_card_is_said_once_more_after_a_while(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("card", non_visual=True)
    desk.told.clear()
    for second in range(40):
        desk.listening.tick(float(second))
    assert len(desk.told) == 1
    assert desk.said == ["请把身份证平放在右下方读卡区"]


def test_only_what_is_new_is_said_when_a_page_changes(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("form-mobile", non_visual=True)
    desk.told.clear()
    desk.show()
    assert desk.told == []
    desk.scene.session.answers["mobile"] = "139123412"
    desk.scene.session.errors = FormAsking().errors(desk.scene.session, desk.scene.site, "mobile")
    desk.show()
    assert len(desk.said) >= 1
    assert "您的手机号码？" not in desk.said


def test_the_last_words_go_to_who_listened(desk_of: Callable[..., Desk]) -> None:
    for listens in (True, False):
        desk = desk_of("cleared", non_visual=listens)
        desk.listening.forget(desk.scene.session)
        desk.scene.session.non_visual = False
        desk.show()
        assert ("本机已清除您的信息" in desk.said) == listens
