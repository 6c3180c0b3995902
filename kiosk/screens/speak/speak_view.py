"""What the speaking pages show: that the microphone is open, how loud it is, what is understood so far, ways on.

One finds an item, the other answers a question of the form.
"""

import msgspec

from kiosk.journey.events import On
from kiosk.journey.session import Hearing
from kiosk.screens.parts import Press
from kiosk.screens.shown import Scene

QUIET_DB, LOUD_DB = -60.0, -15.0


class SpeakShown(msgspec.Struct, frozen=True):
    title: str
    open: bool
    """The microphone is open: the sign is gold, the bars move."""
    level: int
    """Loudness, 0 to 10."""
    heard_label: str
    heard: str
    advice: str
    privacy: str
    type: Press
    done: Press
    again: Press


def speak_shown(scene: Scene) -> SpeakShown:
    session, words = scene.session, scene.words
    name = session.hearing.value
    over = session.hearing in (Hearing.NOTHING, Hearing.FAILED)
    loud = (session.heard_db - QUIET_DB) / (LOUD_DB - QUIET_DB)
    is_open = session.hearing is Hearing.OPEN
    again = Press(words.text("speak-again"), On.SPEAK.value, "", "mic", enabled=scene.site.has_microphone)
    return SpeakShown(
        title=words.text("speak-title-place" if is_open and session.speaks_place else f"speak-title-{name}"),
        open=is_open,
        level=round(max(0.0, min(1.0, loud)) * 10) if is_open else 0,
        heard_label=words.text("speak-heard"),
        heard=session.heard_part,
        advice=words.text("speak-advice-place" if is_open and session.speaks_place else f"speak-advice-{name}"),
        privacy=words.text("speak-privacy"),
        type=Press(words.text("speak-type"), On.OPEN_SEARCH.value, "", "keyboard"),
        done=Press() if over else Press(words.text("speak-done"), On.SPOKEN.value, "", "check", enabled=is_open),
        again=again if over else Press(),
    )


def say_shown(scene: Scene) -> SpeakShown:
    """For an answer: what may be said, and back to touching it."""
    session, words = scene.session, scene.words
    shown = speak_shown(scene)
    back = Press(words.text("say-touch"), On.BACK.value, "", "undo-2")
    advice = words.text("say-advice-failed") if session.hearing is Hearing.FAILED else shown.advice
    if session.hearing in (Hearing.OPEN, Hearing.NOTHING) and session.sayable:
        advice = words.text("say-advice", first=session.sayable[0][0])
    return msgspec.structs.replace(shown, type=back, advice=advice)
