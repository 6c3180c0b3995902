"""The typing figures run and have their shape; how good they are, is for the bench to say."""

import pytest

from bench.figures import handwriting


def test_the_handwriting_figures_stand_beside_their_targets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handwriting, "CHARACTERS", 20)
    neat, sloppy, on_bar, took = handwriting.measure()
    assert neat.value >= sloppy.value > 0 and on_bar.value >= sloppy.value
    assert took.value > 0 and took.peer_value == handwriting.LIMIT_MS
