"""What a resident does before the camera: a paper with several pages, put in order; or their own face."""

import time
from collections.abc import Callable
from typing import Any, Protocol


class Hand(Protocol):
    """What is needed of bench.resident.walk.Resident."""

    @property
    def shown(self) -> dict[str, Any]: ...

    def touch(self, name: str) -> None: ...

    def on(self, screen: str) -> None: ...

    def wait(self, is_so: Callable[[], bool], what: str) -> None: ...

    def note(self, name: str) -> None: ...


def photograph_paper(hand: Hand, material: str, pages: int, lay_sheet: Callable[[int], None]) -> None:
    """From the page of materials and back to it. The second page is taken twice and turned: hands do that."""
    lay_sheet(1)
    hand.touch(f'act:capture:{{"id":"{material}"}}')
    for page in range(1, pages + 1):
        lay_sheet(page)
        _take(hand)
        if page == 2:
            hand.touch("act:retake:")
            _take(hand)
            hand.touch("act:turn:")
        hand.touch("act:keep:")
        hand.wait(lambda: "tools" in hand.shown, "the pages")
        if page < pages:
            hand.touch("act:more_pages:")
    _look(hand)
    hand.note("pages")
    hand.touch("act:pages_done:")
    hand.on("materials")


def photograph_face(hand: Hand, material: str, show_face: Callable[[], None]) -> None:
    show_face()
    hand.touch(f'act:capture:{{"id":"{material}"}}')
    _take(hand)
    hand.touch("act:keep:")
    hand.on("materials")


def _take(hand: Hand) -> None:
    hand.on("capture")
    # as everybody does: hold it still until the screen says that it is good
    hand.wait(lambda: bool(hand.shown.get("live")) and hand.shown["verdict"]["tone"] == "ok", "a good live picture")
    _look(hand)
    hand.note("capture-good")
    hand.touch("act:take:")
    hand.wait(lambda: bool(hand.shown.get("picture")), "the taken picture")
    _look(hand)
    hand.note("captured")


def _look(hand: Hand) -> None:
    """As long as an eye needs; pictures are unpacked meanwhile."""
    seen = time.monotonic() + 0.4
    hand.wait(lambda: time.monotonic() > seen, "a look")
