"""A resident who does not look: from the idle page to the receipt with the keys of the pad, by what is heard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.listening import Ear
from bench.pretend_world import PretendWorld
from bench.resident.listener import Listener
from contract.keys import Key
from kiosk.config import ASSETS
from kiosk.reading_aloud.syllables import syllables
from tests.window_desk import WindowDesk, window_at, world_in

PACK = ASSETS / "voices" / "zh-CN"
ITEM, CARD_ITEM = "高龄津贴申领", "老年人优待证办理"
DIGITS = {
    "您的手机号码？": "13900001234",
    "银行卡号是多少？": "6228480467891234560",
    "他的手机号码？": "13700005678",
}
NAME = (("李", "54"), ("四", "74"))
MOST_QUESTIONS = 20


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear(PACK)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PretendWorld]:
    with world_in(tmp_path, listening=True) as world:
        yield world


def listener(world: PretendWorld, desk: WindowDesk, ear: Ear) -> Listener:
    corner = world.listening
    assert corner is not None
    desk.wait(lambda: desk.station.site.has_speaker, "the loudspeaker did not come up")
    return Listener(corner, ear, desk.finger.wait_until)


def answer(resident: Listener, said: list[str]) -> list[str]:
    """One question as it was heard; what is said after it."""
    typed = next((digits for question, digits in DIGITS.items() if question in said), None)
    if typed is not None:
        resident.type(typed)
    elif "紧急联系人叫什么？" in said:
        resident.go_to("要写汉字，请按数字键二到九，打拼音")
        for hanzi, digits in NAME:
            assert "写上了" in resident.write(hanzi, digits)
    elif "住在哪栋哪户？" in said:
        resident.choose("本小区的名字")
        resident.type("3")
        resident.choose("栋")
    elif "一" in said:
        assert "已选" in resident.press(Key.DIGIT_2 if "我自己办" in said else Key.DIGIT_1)
    return resident.lead_on("下一问")


def to_the_signature(resident: Listener, desk: WindowDesk, said: list[str]) -> list[str]:
    for _ in range(MOST_QUESTIONS):
        if "请签上您的名字" in said:
            return said
        said = resident.lead_on("就这样，下一步") if "材料这样交，行不行？" in said else answer(resident, said)
    raise AssertionError(f"the questions do not end; on {desk.screen!r} after {said}")


def test_from_the_card_to_the_receipt_by_keys_and_by_ear(world: PretendWorld, ear: Ear) -> None:
    with window_at(world) as desk:
        resident = listener(world, desk, ear)
        assert "听着用，开始了" in resident.press(Key.OK)
        assert ITEM in resident.choose(ITEM)
        assert "读身份证前，先告诉您" in resident.lead_on("马上办")
        assert "请把身份证平放在右下方读卡区" in resident.lead_on("知道了，去读证")
        said = resident.after(world.put_card, "第一问")
        world.lift_card()
        to_the_signature(resident, desk, said)
        assert "都同意了" in resident.choose("都看清了，都同意")
        resident.choose("不方便签名，把身份证再放一次，代替签名")
        resident.after(world.put_card, "身份证对上了，代替签名")
        world.lift_card()
        assert "看一遍，对了就交" in resident.lead_on("签好了，下一步")
        sounds = len(resident.card.heard)
        while desk.screen == "review":  # it has as many pages as the form is long
            resident.lead_on()
        said = resident.listen(sounds, "收好了，今天就算交了")
        number = said[said.index("艾克斯迪") :]
        assert number.count("艾克斯迪") == 2, "the number is said twice"
        assert [one.item for one in desk.queued()] == ["R06-015"]
        public = "".join(resident.heard)
        assert "一三九" not in public
        assert "一三九" not in public.replace("幺", "一"), "what is typed is echoed in a headset only"


def test_the_main_journey_with_a_headset_writing_a_name_on_the_keys(world: PretendWorld, ear: Ear) -> None:
    with window_at(world) as desk:
        resident = listener(world, desk, ear)
        resident.private = True
        assert "听着用，开始了" in resident.after(resident.corner.plug_in, "听着用，开始了")
        assert "屏幕关了，按星号键再打开" in resident.press(Key.STAR)
        assert CARD_ITEM in resident.choose(CARD_ITEM)
        resident.lead_on("马上办")
        resident.lead_on("知道了，去读证")
        said = resident.after(world.put_card, "您是哪种情况？")
        world.lift_card()
        name = [syllables().reading(one) or one for one in resident.go_to("姓名")[1:]]
        assert name == ["zhāng", "sān"], "the holder's own name is said into the headset"
        to_the_signature(resident, desk, said)
        resident.choose("都看清了，都同意")
        resident.choose("不方便签名，把身份证再放一次，代替签名")
        resident.after(world.put_card, "身份证对上了，代替签名")
        world.lift_card()
        resident.lead_on("签好了，下一步")
        sounds = len(resident.card.heard)
        while desk.screen == "review":
            resident.lead_on()
        said = resident.listen(sounds, "收好了，今天就算交了")
        assert said[said.index("艾克斯迪") :].count("艾克斯迪") == 2, "the number is said twice"
        assert [one.item for one in desk.queued()] == ["R06-014"]
        assert resident.corner.speaker.heard == []
        assert desk.session.blank, "it was done with a black screen"
        resident.private = False
        resident.after(resident.corner.pull_out, "耳机拔了，私人的内容不念了")
