"""Every keyboard keeps the rules of the design in every profile, orientation and language; a finger writes."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtQuick import QQuickItem

from bench.looking import LANDSCAPE, PORTRAIT, Looking
from bench.probe.probe import Probe
from bench.sample_scenes import WORDS, scene_of
from catalogue.package.open import Package
from contract.codes import Language, Profile
from kiosk.words import languages_of
from tests.qml import rules

LANGUAGES = list(languages_of(WORDS))
WAYS = {"pinyin": "zhang", "nine": "94264", "strokes": "nnh", "hand": "", "letters": "a", "digits": "1"}
"""Keyboard → keys pressed on it before it is looked at."""


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.value)
@pytest.mark.parametrize("portrait", [True, False], ids=["portrait", "landscape"])
@pytest.mark.parametrize("profile", list(Profile), ids=lambda profile: profile.value)
@pytest.mark.parametrize("sample", ["form-name", "search-empty"])
def test_every_keyboard_keeps_the_rules(
    sample: str, profile: Profile, portrait: bool, language: Language, looking: Looking, probe: Probe, package: Package
) -> None:
    show(looking, package, sample, profile, language, portrait)
    assert looking.window is not None
    colour = QColor(looking.window.property("color")).name()
    faults: list[str] = []
    for way, keys in WAYS.items():
        looking.warnings.clear()
        looking.entry.clear()
        looking.entry.set_mode(way)
        for key in keys:
            looking.entry.key(key)
        for _ in range(2):
            looking.picture()
        seen = probe.look(looking.window)
        faults += [f"{way}: {fault}" for fault in (*looking.warnings, *rules.faults(seen, profile.value, colour))]
        assert any(target.name == f"key:tab:{way.replace('nine', 'pinyin')}" for target in seen.targets)
    assert not faults, "\n" + "\n".join(faults)


def show(
    looking: Looking, package: Package, sample: str, profile: Profile, language: Language, portrait: bool = True
) -> None:
    looking.entry.wipe()
    for name in ("form", sample):  # another page first, so that the field opens anew
        looking.show(scene_of(name, profile, language, portrait, package))
        looking.resize(PORTRAIT if portrait else LANDSCAPE)
        looking.picture()


def item_named(item: QQuickItem, name: str) -> QQuickItem:
    waiting = [item]
    while waiting:
        found = waiting.pop()
        if found.objectName() == name:
            return found
        waiting += found.childItems()
    raise AssertionError(f"no {name} on the page")


def wait_for(looking: Looking, composing: str) -> None:
    """Until the recogniser has told so."""
    loop, patience = QEventLoop(), QTimer(singleShot=True, interval=20_000)
    look = lambda: looking.entry.property("composing") == composing and loop.quit()  # noqa: E731
    looking.entry.changed.connect(look)
    patience.timeout.connect(loop.quit)
    patience.start()
    if looking.entry.property("composing") != composing:
        loop.exec()
    looking.entry.changed.disconnect(look)
    assert looking.entry.property("composing") == composing


def draw(looking: Looking, pad: QQuickItem, *places: tuple[float, float]) -> None:
    """One stroke through places in heights of the pad."""
    assert looking.window is not None
    kinds = [QEvent.Type.MouseButtonPress, *[QEvent.Type.MouseMove] * (len(places) - 1), QEvent.Type.MouseButtonRelease]
    for kind, (x, y) in zip(kinds, (*places, places[-1]), strict=True):
        at = pad.mapToScene(QPointF(x * pad.height(), y * pad.height()))
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, at, at, Qt.MouseButton.LeftButton, held, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(looking.window, event)


def test_a_finger_writes_a_name(looking: Looking, probe: Probe, package: Package) -> None:
    show(looking, package, "form-name", Profile.STANDARD, Language.ZH)
    assert looking.window is not None and probe.press(looking.window, "key:tab:hand")
    looking.picture()
    pad = item_named(looking.window.contentItem(), "pad:hand")
    looking.acts.clear()
    looking.entry.clear()
    draw(looking, pad, (0.2, 0.4), (0.5, 0.38), (0.8, 0.4))
    draw(looking, pad, (0.5, 0.1), (0.5, 0.5), (0.5, 0.9))
    wait_for(looking, "十")
    looking.picture()
    assert not probe.press(looking.window, "act:next:"), "the next question waits"
    assert probe.press(looking.window, "key:undo")
    wait_for(looking, "一")
    looking.picture()
    assert probe.press(looking.window, "key:commit")
    assert looking.acts[-1] == ("typed", "一")


def test_a_rare_character_is_found_by_its_strokes(looking: Looking, probe: Probe, package: Package) -> None:
    show(looking, package, "form-name", Profile.STANDARD, Language.ZH)
    assert looking.window is not None
    looking.entry.clear()
    for name in ("tab:strokes", *(f"stroke:{stroke}" for stroke in "hshszhhshszh"), "commit"):
        assert probe.press(looking.window, f"key:{name}"), name
        looking.picture()
    assert looking.acts[-1] == ("typed", "喆")
