"""Printer profiles are complete, and a wrong one is a plain word at start."""

import pytest

from contract.failures import Failed, FailureCode
from devices.receipt_printer.profile import load_profile, profile_names


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_loads_and_its_columns_fill_the_paper(name: str) -> None:
    profile = load_profile(name)
    assert profile.columns * 12 == profile.dots
    assert profile.proves_end <= profile.status, "a printer that answers nothing proves nothing"


@pytest.mark.parametrize("name", ["", "no_such", "../gbk_80mm", None, 7])
def test_an_unknown_profile_is_a_configuration_failure(name: object) -> None:
    with pytest.raises(Failed) as failed:
        load_profile(name)
    assert failed.value.code is FailureCode.CONFIG_INVALID
    assert "gbk_80mm" in failed.value.remedy
