"""The rules of config/udev: well-formed, filled in or not, and no name that the documents do not know."""

import re

import pytest

from kiosk.config import ROOT

RULES = ROOT / "config" / "udev" / "70-station.rules"
PART = re.compile(r'(SUBSYSTEMS?|KERNELS?|ATTRS?\{\w+\}|ENV\{\w+\}|SYMLINK|GROUP|MODE)(==|\+=|=)"([^"]*)"')
MATCHES = ("SUBSYSTEM", "KERNEL", "ATTR")


def rules() -> list[str]:
    lines = RULES.read_text("utf-8").splitlines()
    return [line.lstrip("#") for line in lines if re.match(r"#?(SUBSYSTEM|KERNEL)==", line)]


@pytest.mark.parametrize("rule", rules())
def test_a_rule_can_be_read_matches_first_and_gives_only_the_station_s_group(rule: str) -> None:
    parts = [PART.fullmatch(part.strip()) for part in rule.split(", ")]
    assert all(parts), rule
    found = [(part[1], part[2], part[3]) for part in parts if part]
    for key, sign, _ in found:
        assert (sign == "==") == (key.startswith(MATCHES) or "matched" in key), rule
    given = {key: value for key, sign, value in found if sign != "=="}
    assert given.get("GROUP", "station") == "station" and given.get("MODE", "0660") == "0660"
    assert ("GROUP" in given) == ("MODE" in given)


def test_every_name_that_stays_is_one_that_the_documents_tell_to_configure() -> None:
    names = set(re.findall(r'SYMLINK\+="([^"]+)"', RULES.read_text("utf-8")))
    pages = "".join(path.read_text("utf-8") for path in (ROOT / "docs" / "devices").glob("*.md"))
    assert names and all(f"/dev/{name}" in pages or name.startswith("usb/lp") for name in names), names
    told = set(re.findall(r"/dev/(station-[a-z-]+[a-z])", pages))
    kernel_or_udev = names | {"station-proximity", "station-headset"}
    assert told <= kernel_or_udev, told - kernel_or_udev
