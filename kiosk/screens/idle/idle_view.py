"""What the welcome picture says. Only what is true of this station is promised."""

import msgspec

from contract.codes import Profile
from kiosk.journey.events import On
from kiosk.screens.frame import clock_text, language_after
from kiosk.screens.shown import Scene


class Mode(msgspec.Struct, frozen=True):
    """A way of using the station, chosen before starting; `starts`: the visit begins with it."""

    act: str
    argument: str
    icon: str
    text: str
    starts: bool = True
    help: bool = False


class Fact(msgspec.Struct, frozen=True):
    number: str
    text: str


class IdleShown(msgspec.Struct, frozen=True):
    station: str
    place: str
    network: str
    network_up: bool
    clock: str
    title: str
    lines: tuple[str, ...]
    start: str
    facts: tuple[Fact, ...]
    modes: tuple[Mode, ...]


def idle_shown(scene: Scene) -> IdleShown:
    words, site, session = scene.words, scene.site, scene.session
    items = scene.package.counts()["items"] if scene.package is not None else 0
    other, short = language_after(session.language, site.languages)
    return IdleShown(
        station=words.text("station-name"),
        place=site.place_name,
        network=words.text("network-up" if site.network_up else "network-down"),
        network_up=site.network_up,
        clock=clock_text(words, scene),
        title=words.text("idle-title"),
        lines=(words.text("idle-examples"), words.text("idle-promise", items=items)),
        start=words.text("idle-start"),
        facts=(
            Fact(str(items), words.text("idle-items")),
            Fact(words.text("idle-hours-number"), words.text("idle-hours")),
            Fact(site.hotline, words.text("idle-hotline")),
        ),
        modes=(
            Mode(On.PROFILE.value, Profile.ELDER.value, "a-large-small", words.text("rail-elder")),
            Mode(On.PROFILE.value, Profile.CONTRAST.value, "contrast", words.text("rail-contrast")),
            Mode(On.LANGUAGE.value, other.value, "languages", short),
            Mode(On.HELP.value, "", "life-buoy", words.text("rail-help"), starts=False, help=True),
        ),
    )
