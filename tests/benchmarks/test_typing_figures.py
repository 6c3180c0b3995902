"""The typing figures run and have their shape; how good they are, is for the bench to say."""

import pytest

from bench.figures import handwriting, pinyin_typing


def test_the_handwriting_figures_stand_beside_their_targets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handwriting, "CHARACTERS", 20)
    neat, sloppy, on_bar, took = handwriting.measure()
    assert neat.value >= sloppy.value > 0 and on_bar.value >= sloppy.value
    assert took.value > 0 and took.peer_value == handwriting.LIMIT_MS


def test_the_pinyin_figures_stand_beside_their_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pinyin_typing, "SENTENCES", 120)
    monkeypatch.setattr(pinyin_typing, "names", lambda: ["老年人优待证办理", "新生儿入户"])
    names, sentences, nine, took = pinyin_typing.measure()
    assert names.value == 1.0
    assert 0 < sentences.peer_value < sentences.value <= 1
    assert 0 < nine.value <= sentences.value and took.value > 0
