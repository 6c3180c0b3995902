"""The devices' figures run and have their shape; how good they are, is for the bench to say."""

import pytest

from bench.figures import qr_decode


def test_the_qr_figures_stand_beside_the_best_single_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qr_decode, "EACH", 1)
    rate, took = qr_decode.measure()
    assert (rate.name, took.name) == ("qr_decode_rate", "qr_decode_time")
    assert rate.peer == took.peer in qr_decode.SINGLE
    assert 0 < rate.peer_value <= 100 and took.value > 0
