"""The devices' figures run and have their shape; how good they are, is for the bench to say."""

import pytest

from bench.figures import card_read, qr_decode, receipt_print
from bench.soak import soak
from contract.roles import Role


def test_the_qr_figures_stand_beside_the_best_single_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qr_decode, "EACH", 1)
    rate, took = qr_decode.measure()
    assert (rate.name, took.name) == ("qr_decode_rate", "qr_decode_time")
    assert rate.peer == took.peer in qr_decode.SINGLE
    assert 0 < rate.peer_value <= 100 and took.value > 0


def test_the_printing_figure_stands_beside_a_plain_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipt_print, "SLIPS", 1)
    monkeypatch.setattr(receipt_print, "BAUDS", (115200,))
    (figure,) = receipt_print.measure()
    assert figure.name == "receipt_print_115200"
    assert figure.value > 0 and figure.peer_value > 0


def test_the_card_figure_stands_beside_the_wire_s_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card_read, "READS", 1)
    (figure,) = card_read.measure()
    assert figure.name == "card_read" and figure.value > figure.peer_value > 100


def test_pulled_plugs_and_killed_workers_lose_nothing_and_leave_nothing() -> None:
    roles = (Role.CARD_READER, Role.RECEIPT_PRINTER, Role.PAGE_PRINTER, Role.LIGHTS)
    found = soak(times=3, roles=roles)
    assert found["lost"] == []
    assert found["promises_answered_once"] >= 2
    assert set(found["unplugs_of"]) == {role.value for role in roles}
    assert found["processes_gained"] <= 0 and found["descriptors_gained"] <= 0
