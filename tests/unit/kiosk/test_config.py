"""Settings are checked at the door; what is wrong is named."""

import json
import re
from pathlib import Path

import pytest

from contract.codes import Profile
from contract.failures import Failed, FailureCode
from contract.roles import Role
from devices.registry import drivers_of
from kiosk.config import DISTRICT_FILE, ROOT, load_settings


def written(folder: Path, text: str) -> Path:
    path = folder / "station.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_shipped_settings_can_be_read_and_are_the_defaults() -> None:
    settings = load_settings(ROOT / "config" / "station.toml")
    assert settings.screen.profile is Profile.STANDARD
    assert set(settings.devices) == {"card_reader", "scanner", "receipt_printer"}


def test_every_role_stands_in_the_shipped_file_and_its_example_can_be_used(tmp_path: Path) -> None:
    shipped = (ROOT / "config" / "station.toml").read_text("utf-8")
    used = re.sub(r"(?m)^#(?=\S)", "", shipped)
    settings = load_settings(written(tmp_path, used))
    assert set(settings.devices) == {role.value for role in Role}
    for name, table in settings.devices.items():
        assert table["driver"] in drivers_of(Role(name)), name


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[screen]\nprofile = 'huge'\n", "screen.profile"),
        ("[screen]\nwidth_px = 'wide'\n", "screen.width_px"),
        ("[screen]\ncolour = 'red'\n", "colour"),
        ("[queue]\nkeep_hours = []\n", "queue.keep_hours"),
        ("not toml at all", "station.toml"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(Failed) as failed:
        load_settings(written(tmp_path, text))
    assert failed.value.code is FailureCode.CONFIG_INVALID
    assert named in failed.value.happened


def test_a_missing_file_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(Failed) as failed:
        load_settings(tmp_path / "none.toml")
    assert "--config" in failed.value.remedy


def test_the_district_sets_what_is_its_to_set_and_nothing_else(tmp_path: Path) -> None:
    text = f"[station]\ndata_dir = '{tmp_path}'\nhelper_name = 'a'\n[centre]\nurl = 'https://centre.example'\n"
    path = written(tmp_path, text)
    told = {
        "station.helper_name": "王师傅",
        "queue.keep_hours": 12,
        "screen.profile": "huge",
        "centre.url": "https://other.example",
    }
    (tmp_path / DISTRICT_FILE).write_text(json.dumps(told | {"centre.kbit": 256, "no.such": 1}), "utf-8")
    settings = load_settings(path)
    assert (settings.station.helper_name, settings.queue.keep_hours, settings.centre.kbit) == ("王师傅", 12.0, 256)
    assert (settings.screen.profile, settings.centre.url) == (Profile.STANDARD, "https://centre.example")
    (tmp_path / DISTRICT_FILE).write_text("[1", "utf-8")
    assert load_settings(path).station.helper_name == "a"
