"""How a text finds its clips."""

from pathlib import Path

import msgspec
import pytest

from bench.spoken_pack import MAKING
from contract.failures import Failed, FailureCode
from kiosk.reading_aloud.voice_pack import CLAUSE_GAP_MS, INDEX, SENTENCE_GAP_MS, Index, VoicePack

SENTENCES = ("您好，今天想办什么事？", *"大约两秒 第 步 共 三十 六 三十六 步骤 打 九六 幺二 三 问".split())


@pytest.fixture
def pack(tmp_path: Path) -> VoicePack:
    index = Index(making=MAKING, clips=dict.fromkeys(SENTENCES, 500))
    (tmp_path / INDEX).write_bytes(msgspec.json.encode(index))
    return VoicePack(tmp_path)


def texts(pack: VoicePack, *given: str) -> list[str]:
    names = {MAKING.clip_name(text): text for text in SENTENCES}
    return [names[one.clip] for one in pack.assemble(given).clips]


def test_a_sentence_with_a_clip_is_played_whole(pack: VoicePack) -> None:
    assembled = pack.assemble(("您好，今天想办什么事？",))
    assert [(one.clip, one.gap_ms) for one in assembled.clips] == [(MAKING.clip_name(SENTENCES[0]), SENTENCE_GAP_MS)]


def test_others_are_put_together_of_the_fewest_pieces(pack: VoicePack) -> None:
    assert texts(pack, "第 36 步，共 36 步") == ["第", "三十六", "步", "共", "三十六", "步"]
    gaps = [one.gap_ms for one in pack.assemble(("第 36 步，共 36 步",)).clips]
    assert gaps == [0, 0, CLAUSE_GAP_MS, 0, 0, SENTENCE_GAP_MS]
    assert texts(pack, "打 96123 问") == ["打", "九六", "幺二", "三", "问"]


def test_what_no_clip_says_is_told_and_the_rest_is_said(pack: VoicePack) -> None:
    assembled = pack.assemble(("第 6 步，去领证", "大约 2 秒"))
    assert assembled.missing == ("去领证",)
    assert texts(pack, "第 6 步，去领证", "大约 2 秒") == ["第", "六", "步", "大约两秒"]


def test_a_pack_of_other_rules_or_none_is_named(tmp_path: Path) -> None:
    older = Index(making=msgspec.structs.replace(MAKING, normaliser=0), clips={})
    for content in (msgspec.json.encode(older), b"{", None):
        if content is not None:
            (tmp_path / INDEX).write_bytes(content)
        with pytest.raises(Failed) as failed:
            VoicePack(tmp_path if content is not None else tmp_path / "none")
        assert failed.value.code is FailureCode.CONFIG_INVALID


def test_another_voice_pace_model_or_rule_is_another_clip() -> None:
    others = [{"voice": "b"}, {"speed": 0.9}, {"model": "1"}, {"normaliser": 99}]
    names = {msgspec.structs.replace(MAKING, **other).clip_name("好") for other in others}
    assert len(names | {MAKING.clip_name("好"), MAKING.clip_name("不好")}) == len(others) + 2
