"""Every sample visit on every screen, in every profile, both orientations and languages, looked at by the probe."""

import pytest
from PySide6.QtGui import QColor

from bench.looking import LANDSCAPE, PORTRAIT, Looking
from bench.probe.probe import Probe
from bench.sample_scenes import SAMPLES, WORDS, scene_of
from catalogue.package.open import Package
from contract.codes import Language, Profile
from kiosk.words import languages_of
from tests.qml import rules

LANGUAGES = list(languages_of(WORDS))
PRIMARIES = {
    "idle": 0, "idle-offline": 0, "home": 0, "home-offline": 0, "search-empty": 1, "search": 1, "results": 1,
    "browse": 0, "browse-three": 0, "browse-enterprise": 0, "browse-quick": 0, "theme": 0, "theme-last": 0,
    "guide": 1, "guide-second": 1, "guide-situations": 1, "guide-no-form": 0, "guide-instant": 1, "guide-places": 1,
    "cleared": 0, "timeout": 1, "sample-paper": 1, "help": 1, "leave": 1, "full-text": 1,
}  # fmt: skip
"""Filled buttons on screens where the design says how many; everywhere else at most one."""


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.value)
@pytest.mark.parametrize("portrait", [True, False], ids=["portrait", "landscape"])
@pytest.mark.parametrize("profile", list(Profile), ids=lambda profile: profile.value)
@pytest.mark.parametrize("name", list(SAMPLES))
def test_a_screen_keeps_the_rules_of_the_design(
    name: str, profile: Profile, portrait: bool, language: Language, looking: Looking, probe: Probe, package: Package
) -> None:
    looking.warnings.clear()
    if looking.window is not None:
        looking.resize(PORTRAIT if portrait else LANDSCAPE)
    looking.show(scene_of(name, profile, language, portrait, package))
    assert looking.window is not None
    looking.resize(PORTRAIT if portrait else LANDSCAPE)
    for _ in range(2):
        looking.picture()  # positioners place their children when a frame is drawn
    seen = probe.look(looking.window)
    faults = [
        *(f"Qt warns: {warning}" for warning in looking.warnings),
        *rules.faults(seen, profile.value, QColor(looking.window.property("color")).name()),
    ]
    primaries = [target for target in rules.open_targets(seen) if target.primary]
    expected = PRIMARIES.get(name)
    if len(primaries) > 1 if expected is None else len(primaries) != expected:
        faults.append(f"{len(primaries)} filled buttons: {[target.name for target in primaries]}")
    assert seen.texts, "nothing is written on the screen"
    assert not faults, "\n" + "\n".join(faults)
