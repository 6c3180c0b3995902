"""Every group, theme and a sample of guides, page by page while the network is away: the fullest screens there are."""

import re
from collections.abc import Iterator

import msgspec
import pytest

from bench.looking import LANDSCAPE, PORTRAIT, Looking
from bench.probe.probe import Probe
from bench.sample_scenes import WORDS, sample_site
from catalogue.package.open import Package
from catalogue.package.rules_in import RulesIn
from contract.catalogue import Audience
from contract.codes import Language, Profile
from contract.device_lines import DeviceState
from kiosk.journey.session import Session
from kiosk.journey.states import State
from kiosk.screens.browse.browse_view import browse_shown
from kiosk.screens.prepare.prepare_view import prepare_shown
from kiosk.screens.shown import Scene
from kiosk.screens.theme.theme_view import theme_shown
from kiosk.words import languages_of, words_of
from tests.qml import rules

EVERY_GUIDE = 40
"""One guide in so many is looked at."""

LANGUAGES = list(languages_of(WORDS))
combined = pytest.mark.parametrize(
    ("profile", "portrait", "language"),
    [(profile, portrait, language) for profile in (Profile.STANDARD, Profile.ELDER) for portrait in (True, False)
     for language in LANGUAGES],
)  # fmt: skip


class Walk:
    """Shows scene after scene in one profile, orientation and language, and keeps the faults."""

    def __init__(
        self, looking: Looking, probe: Probe, package: Package, profile: Profile, portrait: bool, language: Language
    ) -> None:
        self.looking, self.probe, self.package = looking, probe, package
        self.profile, self.portrait, self.language = profile, portrait, language
        self.faults: list[str] = []
        looking.warnings.clear()

    def scene(self, **visit: object) -> Scene:
        session = Session(visit=1, profile=self.profile, language=self.language, **visit)  # type: ignore[arg-type]
        site = sample_site(self.portrait)
        site.network_up = False
        return Scene(session, site, words_of(WORDS, self.language), self.package)

    def look(self, scene: Scene, label: str) -> int:
        """Check one scene; gives the number of pages that the pager on screen says, 1 when there is none."""
        size = PORTRAIT if self.portrait else LANDSCAPE
        if self.looking.window is not None:
            self.looking.resize(size)
        self.looking.show(scene)
        assert self.looking.window is not None
        self.looking.resize(size)
        self.looking.picture()
        seen = self.probe.look(self.looking.window)
        self.faults += [f"{label}: {fault}" for fault in self._faults(seen)]
        self.looking.warnings.clear()
        told = [said.text for said in seen.texts if re.fullmatch(r"\d+ / \d+", said.text)]
        return int(told[0].split("/")[1]) if told else 1

    def _faults(self, seen: "rules.Seen") -> Iterator[str]:
        yield from self.looking.warnings
        yield from rules.small_targets(seen, self.profile.value)
        yield from rules.cut_texts(seen)
        yield from rules.outside(seen)
        yield from rules.text_outside_its_button(seen)
        yield from rules.overlaps(seen)


@pytest.fixture
def walk(
    looking: Looking, probe: Probe, package: Package, profile: Profile, portrait: bool, language: Language
) -> Walk:
    return Walk(looking, probe, package, profile, portrait, language)


@combined
def test_every_group_fits_its_pages(walk: Walk) -> None:
    for audience in Audience:
        for category in walk.package.tree(audience):
            for group in category.groups:
                where = {"state": State.BROWSE, "audience": audience, "category": category.name, "group": group.name}
                for page in range(browse_shown(walk.scene(**where)).pager.pages):
                    walk.look(walk.scene(**where, page=page), f"{group.name} {page}")
    assert not walk.faults, "\n".join(walk.faults[:20])


@combined
def test_every_theme_fits_its_pages(walk: Walk) -> None:
    for theme in walk.package.themes():
        for page in range(theme_shown(walk.scene(state=State.THEME, theme=theme.name)).pager.pages):
            walk.look(walk.scene(state=State.THEME, theme=theme.name, page=page), f"{theme.name} {page}")
    assert not walk.faults, "\n".join(walk.faults[:20])


@combined
def test_a_sample_of_guides_fits_its_pages(walk: Walk) -> None:
    for item in walk.package.items()[::EVERY_GUIDE]:
        guide = walk.package.guide(item.code)
        longest = max(guide.situations, key=lambda situation: len(situation.materials) + len(situation.steps))
        visit = {"state": State.GUIDE, "item": item, "guide": guide, "situation": longest.id}
        page, pages = 0, 1
        while page < pages:
            pages = walk.look(walk.scene(**visit, page=page), f"{item.code} {page}")
            page += 1
    assert not walk.faults, "\n".join(walk.faults[:20])


@combined
def test_the_fullest_question_of_every_life_event_fits(walk: Walk) -> None:
    for theme in walk.package.themes():
        graph = RulesIn(walk.package).theme(theme.name)
        assert graph is not None
        fullest = max(graph.questions, key=lambda question: len(question.options))
        always = msgspec.structs.replace(fullest, when="")
        graph = msgspec.structs.replace(
            graph, questions=tuple(always if one is fullest else one for one in graph.questions)
        )
        answers = dict(max(graph.tests, key=lambda line: len(line.expect)).answers)
        visit = {"theme": theme.name, "graph": graph, "theme_answers": answers, "theme_question": fullest.id}
        walk.look(walk.scene(state=State.LIFE_EVENT, **visit), f"{theme.name} {fullest.id}")
    assert not walk.faults, "\n".join(walk.faults[:20])


@combined
def test_what_to_do_before_setting_out_fits_its_pages(walk: Walk) -> None:
    for item in walk.package.items()[:: EVERY_GUIDE * 5]:
        visit = {"state": State.PREPARE, "item": item, "guide": walk.package.guide(item.code)}
        for page in range(prepare_shown(walk.scene(**visit)).paging.pages):
            scene = walk.scene(**visit, page=page)
            scene.site.page_printer = DeviceState.READY
            walk.look(scene, f"{item.code} {page}")
    assert not walk.faults, "\n".join(walk.faults[:20])
