"""The way through an application, by touching: from the idle screen to the receipt and the rating.

The resident reads only the screen (names of what can be pressed, and which screen it is). A callback is given each new
screen, so that a demo can save pictures and a test can look.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bench.resident.answers import typed_for
from bench.resident.finger import Finger, NotThere
from bench.resident.photographing import photograph_paper
from contract.china_time import CHINA
from kiosk.screens.stage import Stage

Screen = Callable[[str, float], None]
"""(name of the screen, milliseconds from the touch to the drawn screen)"""

ANSWERED_BY_LICENCE = frozenset({"other_name", "other_id"})
SIGNATURE = ((0.2, 0.3), (0.35, 0.6), (0.5, 0.3), (0.65, 0.65), (0.8, 0.35))
SECOND_STROKE = ((0.25, 0.7), (0.75, 0.72))


@dataclass
class Resident:
    """One visit. `seen` is called for every screen; `lay_card` and `lift_card` are what the hand does."""

    finger: Finger
    stage: Stage
    seen: Screen
    lay_card: Callable[[], None]
    lift_card: Callable[[], None]
    before_submit: Callable[[], None] = lambda: None
    after_receipt: Callable[[], None] = lambda: None
    lay_sheet: Callable[[int], None] = lambda number: None
    show_face: Callable[[], None] = lambda: None
    show_licence: Callable[[], None] | None = None
    """Holds a business licence before the scanner."""
    choices: dict[str, str] = field(default_factory=dict)
    """Which option to take for a field, by its label; else the first."""

    # --- the visit ---------------------------------------------------------------------------------------------

    def come(self) -> None:
        self.on("idle")
        self.touch("touch:anywhere")
        self.on("home")

    def find(self, item: str, typed: str) -> None:
        """Look the item up by typing, as somebody would who does not see it on the home page."""
        self.touch("act:open_search:")
        self.on("search")
        for letter in typed:
            self.touch(f"key:{letter}")
        self.wait(lambda: any(seen.name == f"act:item:{item}" for seen in self.finger.look()), f"item {item}")
        self.note("search-typed")
        self.touch("act:search_now:", otherwise=f"act:item:{item}")
        if self.screen == "results":
            self.note("results")
            self.touch(f"act:item:{item}")
        self.on("guide")

    def ask_life_event(self, theme: str, answers: Mapping[str, object]) -> None:
        """From a tile of the home page through its questions to what they open. answers: option ids by question."""
        self.touch(f"act:theme:{theme}")
        self.on("life_event")
        for _ in range(20):
            for name in (seen.name for seen in self.finger.look()):
                if not name.startswith("act:theme_answer:"):
                    continue
                touched = json.loads(name.removeprefix("act:theme_answer:"))
                given = answers.get(touched["question"], ())
                if touched["option"] in (given if isinstance(given, list) else [given]):
                    self.touch(name)
            self.note(f"life-event-{self.shown['heading']}")
            before = self.shown["heading"]
            self.touch("act:next:")
            self.wait(lambda before=before: self.shown.get("heading") != before, "the next question")
            if self.screen == "joint":
                break
        self.on("joint")

    def apply_jointly(self) -> None:
        """From what a life event opened to the review of the joined form."""
        self.touch("act:apply_joint:")
        self.fill_in_after_card()

    def choose_from_home(self, item: str) -> None:
        self.touch(f"act:item:{item}")
        self.on("guide")

    def apply(self) -> bool:
        """From the guide to the review; False: the item has no form, and the guide said what can be done."""
        if self.finger.find("act:apply:") is None:
            return False
        self.touch("act:apply:")
        self.fill_in_after_card()
        return True

    def fill_in_after_card(self) -> None:
        self.on("privacy")
        self.touch("act:agreed:")
        self.on("card")
        self.lay_card()
        self.wait(lambda: self.screen == "form", "the form after the card")
        self.lift_card()
        self._fill_in()

    def hand_in(self) -> None:
        self.on("review")
        for _ in range(12):
            if self.finger.find("act:submit:") is not None:
                break
            pages = sorted(seen.name for seen in self.finger.look() if seen.name.startswith("act:page:"))
            self.touch(pages[-1] if pages else "act:submit:")
            self.note("review-more")
        self.before_submit()
        self.touch("act:submit:")
        self.wait(lambda: self.screen in ("receipt", "fault"), "the receipt", 40)
        self.note(self.screen)

    def rate(self) -> None:
        self.after_receipt()
        self.touch("act:finished:")
        self.on("rating")
        self.touch("act:grade:1")
        self.note("rating-chosen")
        self.touch("act:rate:")
        self.on("cleared")
        self.wait(lambda: self.screen == "idle", "the idle screen", 20)
        self.note("idle-again")

    # --- the form ----------------------------------------------------------------------------------------------

    def _fill_in(self) -> None:
        for _ in range(60):
            match self.screen:
                case "form":
                    self._answer()
                case "materials":
                    self.note("materials")
                    self._photograph()
                    self.touch("act:next:", otherwise=self._next_page())
                case "sign":
                    self._sign()
                case "review":
                    return
                case other:
                    raise NotThere(f"the form led to {other!r}")
        raise NotThere("the form does not end")

    def _photograph(self) -> None:
        """What would have to be brought later is photographed here, where there is a camera."""
        for name in [seen.name for seen in self.finger.look() if seen.name.startswith("act:capture:")]:
            material = json.loads(name.removeprefix("act:capture:"))["id"]
            ways = [way for entry in self.shown["materials"] for way in entry["ways"] if way["on"]]
            if any(way["argument"] == {"id": material, "how": "later"} for way in ways):
                photograph_paper(self, material, 2, self.lay_sheet)

    def _next_page(self) -> str:
        """Name of the button that leads on when there are more pages; "" when there are none."""
        primary = self.shown.get("primary", {})
        return f"act:page:{primary['argument']}" if primary.get("act") == "page" else "act:next:"

    def _answer(self) -> None:
        shown = self.shown
        kind, question = shown["kind"], self._question()
        if kind == "options":
            self._choose(question)
        elif kind == "entry":
            entry = shown["entry"]
            if question in ANSWERED_BY_LICENCE and self.show_licence is not None:
                self._show_licence()
            else:
                self._type(str(entry["field"]), str(entry["kind"]))
        elif kind == "places":
            for _ in range(4):  # town, then community; province, then city
                self._choose(question)
                if self.shown["primary"]["enabled"]:
                    break
        elif kind == "pad":
            self._draw()
        self.note(f"form-{question}")
        before = (self.screen, self.shown["heading"], self.shown["hint"])
        self.touch("act:next:")
        self.wait(
            lambda: (
                (self.screen, self.shown.get("heading"), self.shown.get("hint")) != before
                or bool(self.shown.get("error"))
            ),
            f"the next question after {question}",
        )
        if self.screen == "form" and self.shown.get("error"):
            raise NotThere(f"{question}: {self.shown['error']}")

    def _question(self) -> str:
        """Which field the screen asks for, read off the names of what can be pressed."""
        shown = self.shown
        if shown["kind"] == "entry":
            return str(shown["entry"]["field"])
        if shown["kind"] == "pad":
            return str(shown["pad"]["field"])
        options = shown["options"] or shown["places"].get("options") or ()
        for option in options:
            argument = option.get("argument")
            if isinstance(argument, dict) and "field" in argument:
                return str(argument["field"])
        return str(shown["kind"])

    def _choose(self, question: str) -> None:
        names = [seen.name for seen in self.finger.look() if seen.name.startswith("act:answer:")]
        if not names:
            raise NotThere(f"{question}: nothing to choose from")
        wanted = self.choices.get(question)
        false_first = [name for name in names if name.endswith('"value":false}')]
        name = next((n for n in names if wanted and f'"value":"{wanted}"' in n), (false_first or names)[0])
        self.touch(name)

    def _type(self, question: str, kind: str) -> None:
        text = typed_for(question, kind, datetime.now(CHINA).date())
        if text and self.finger.find("key:clear") is not None:
            self.touch("key:clear")
        for sign in text:
            self.touch(f"key:{sign.lower() if kind == 'code' else sign}")
        for _ in range(len(text)):
            if self.finger.find("candidate:0") is None:
                break
            self.touch("candidate:0")

    def _show_licence(self) -> None:
        """The code fills name and number; on the second of the two questions both stand there already."""
        if not self.shown["entry"]["text"] and self.show_licence is not None:
            self.show_licence()
            self.wait(lambda: bool(self.shown["entry"]["text"]), "what the licence says")

    def _draw(self) -> None:
        pad = next((s for s in self.finger.look() if s.name.startswith("pad:")), None)
        if pad is None:
            raise NotThere("no pad to sign on")
        self.finger.draw(pad, (SIGNATURE, SECOND_STROKE))

    def _sign(self) -> None:
        self.note("sign")
        for _ in range(20):
            names = [seen.name for seen in self.finger.look() if seen.name.startswith("act:declare:")]
            open_one = next((name for name in names if '"agreed":true' in name and '"id":"all"' not in name), None)
            if open_one is None:
                break
            self.touch(open_one)
        self._draw()
        self.note("sign-signed")
        self.touch("act:next:")
        self.wait(lambda: self.screen == "review", "the review after the signature")

    # --- looking -----------------------------------------------------------------------------------------------

    @property
    def shown(self) -> dict[str, Any]:
        """What the screen shows, as QML is given it."""
        return self.stage.shown

    @property
    def screen(self) -> str:
        """Name of the screen that stands there, e.g. "home"."""
        return str(self.stage.property("screen")).partition("/")[0]

    def touch(self, name: str, otherwise: str = "") -> None:
        if otherwise and self.finger.find(name) is None:
            name = otherwise
        self.finger.touch(name)

    def wait(self, is_so: Callable[[], bool], what: str, seconds: float = 15.0) -> None:
        if not self.finger.wait_until(is_so, seconds):
            there = sorted({seen.name for seen in self.finger.look()})
            raise NotThere(f"{what} did not come; on {self.screen!r} there is {there}")

    def on(self, screen: str) -> None:
        self.wait(lambda: self.screen == screen, f"the screen {screen!r}")
        self.note(screen)

    def note(self, name: str) -> None:
        took_ms = (time.perf_counter() - self.finger.touched_s) * 1000
        self.finger.wait_for_frame()
        self.seen(name, took_ms)
