"""Before setting out: what can be done here, tick what is at hand, what is lacking, where to go; printed or by code."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from contract.device_lines import DeviceState, PaperState
from contract.failures import FailureCode
from kiosk.journey.events import On
from kiosk.journey.session import Session, Slip
from kiosk.receipts.checklist import Checklist, MaterialNeeded, checklist_of, lacking_said
from kiosk.screens.applicable import way_on
from kiosk.screens.as_said import paging
from kiosk.screens.item_lines import held_together
from kiosk.screens.parts import Choice, Paging, Press, Remark
from kiosk.screens.room import is_elder, page_height
from kiosk.screens.rows_that_fit import lines_of, pages_of
from kiosk.screens.shown import Scene
from kiosk.words import Words

DOWN = (DeviceState.ABSENT, DeviceState.FAULT)
PLACES_SHOWN = 2


class PrepareShown(msgspec.Struct, frozen=True):
    title: str
    item: str
    state: Remark
    things_title: str
    things: tuple[Choice, ...]
    columns: int
    lacking: Remark
    """What is still missing, or that nothing is; said on every page of things."""
    nowhere: Remark
    """Said when nobody has to go anywhere."""
    where_title: str
    places: tuple[Choice, ...]
    then_title: str
    then: tuple[str, ...]
    take_title: str
    take_second: str
    code: str
    """Text of the code; empty until it is asked for."""
    code_press: Press
    print_press: Press
    guide_press: Press
    printing: Remark
    paging: Paging
    left: Press
    primary: Press


class Leaf(msgspec.Struct, frozen=True):
    """One page: things to tick, or where to go, what comes after, what is taken along."""

    things: tuple[Choice, ...] = ()
    where: bool = False
    then: tuple[str, ...] = ()
    take: bool = False


def prepare_shown(scene: Scene) -> PrepareShown:
    session, words, package = scene.session, scene.words, scene.package
    assert package is not None
    checklist = checklist_of(session, scene.site, words, package)
    leaves = _leaves(scene, checklist)
    place = paging(words, session.page, len(leaves), 1)
    leaf = leaves[place.page]
    printer = scene.site.printer not in DOWN and scene.site.paper is not PaperState.OUT
    return PrepareShown(
        title=words.text("prepare-title"),
        item=_item(checklist),
        state=Remark(
            checklist.state,
            checklist.state_more if scene.site.portrait else "",
            "ok" if checklist.can_here else "info",
        )
        if place.page == 0
        else Remark(),
        things_title=_things_title(scene, checklist) if leaf.things else "",
        things=leaf.things,
        columns=_columns(scene),
        lacking=_lacking(scene, checklist) if leaf.things and scene.site.portrait else Remark(),
        nowhere=Remark(text=words.text("prepare-where-none"), tone="ok", icon="circle-check")
        if leaf.where and not checklist.places
        else Remark(),
        where_title=words.text("prepare-where") if leaf.where and checklist.places else "",
        places=_places(scene, checklist) if leaf.where else (),
        then_title=words.text("prepare-then" if checklist.can_here else "guide-steps") if leaf.then else "",
        then=leaf.then,
        take_title=words.text("prepare-take") if leaf.take else "",
        take_second=words.text("prepare-code-second" if session.take_along else "prepare-take-second")
        if leaf.take
        else "",
        code=session.take_along if leaf.take else "",
        code_press=Press(words.text("prepare-code"), On.TAKE_ALONG.value, icon="qr-code")
        if leaf.take and not session.take_along
        else Press(),
        print_press=_print(scene, "prepare-print", On.PRINT_LIST) if leaf.take and printer else Press(),
        guide_press=_print(scene, "prepare-print-guide", On.PRINT_GUIDE)
        if leaf.take and scene.site.page_printer is DeviceState.READY
        else Press(),
        printing=printing_remark(words, session) if leaf.take else Remark(),
        paging=place,
        left=Press(words.text("guide-person"), On.HELP.value, icon="heart-handshake"),
        primary=way_on(scene, session.item) if session.item is not None else Press(),
    )


def _things_title(scene: Scene, checklist: Checklist) -> str:
    """In landscape what is lacking stands behind the title: a note of its own has no room."""
    words = scene.words
    if scene.site.portrait:
        return words.text("prepare-things")
    count = len(checklist.lacking)
    short = words.text("prepare-lacking-short", count=count) if count else words.text("prepare-complete")
    return f"{words.text('prepare-things')}　{short}"


def _item(checklist: Checklist) -> str:
    return held_together("　".join(part for part in (checklist.title, checklist.situation) if part))


def _places(scene: Scene, checklist: Checklist) -> tuple[Choice, ...]:
    between = scene.words.text("office-between")
    return tuple(
        Choice(place.name, between.join(part for part in (place.now, place.about) if part), "landmark")
        for place in checklist.places[:PLACES_SHOWN]
    )


def _columns(scene: Scene) -> int:
    return 1 if scene.site.portrait else 2


def _print(scene: Scene, word: str, act: On) -> Press:
    busy = scene.session.sheet_state is Slip.PRINTING
    reason = scene.words.text("prepare-printing")
    return Press(scene.words.text(word), act.value, icon="printer", enabled=not busy, reason=reason)


def printing_remark(words: Words, session: Session) -> Remark:
    """What became of the last paper, in plain words and with a way on."""
    if session.sheet is None:
        return Remark()
    match session.sheet_state:
        case Slip.NOT_YET | Slip.PRINTING:
            return Remark(text=words.text("prepare-printing"), tone="info", icon="printer")
        case Slip.PRINTED:
            return Remark(text=words.text("prepare-printed"), tone="ok", icon="circle-check")
        case Slip.UNKNOWN:
            return Remark(text=words.text("prepare-print-unknown"), tone="gold", icon="printer")
        case Slip.FAILED:
            out = session.sheet_failure in (FailureCode.PRINTER_PAPER_OUT, FailureCode.PAGES_NEEDS_HAND)
            word = "prepare-print-no-paper" if out else "prepare-print-failed"
            return Remark(text=words.text(word), tone="gold", icon="printer")


def _lacking(scene: Scene, checklist: Checklist) -> Remark:
    said = lacking_said(checklist, scene.words)
    if not checklist.lacking:
        return Remark(text=said, tone="ok", icon="circle-check")
    size, width = (44, 984) if is_elder(scene) else (34, 984)
    if lines_of(said, size, (width if scene.site.portrait else 1824) - 140) > 1:
        said = scene.words.text("prepare-lacking-count", count=len(checklist.lacking))
    return Remark(text=said, tone="gold", icon="list-checks")


def _thing(scene: Scene, thing: MaterialNeeded) -> Choice:
    words = scene.words
    low = is_elder(scene) and not scene.site.portrait
    mark = words.text("prepare-have" if thing.held else "prepare-need" if thing.must else "prepare-need-not")
    second = mark if low or not thing.how else f"{mark}　{thing.how}"
    return Choice(
        held_together(thing.name), held_together(second), on=thing.held, act=On.HOLD.value, argument=thing.name
    )


def _leaves(scene: Scene, checklist: Checklist) -> list[Leaf]:
    """Things first, whole rows; then where to go and what comes after; what is taken along comes last.

    In landscape where to go stands at the left and what is taken along at the right.
    """
    portrait, columns = scene.site.portrait, _columns(scene)
    title = 84 if is_elder(scene) else 68
    room = _room(scene, checklist)
    things = [_thing(scene, thing) for thing in checklist.things]
    rows = [tuple(things[at : at + columns]) for at in range(0, len(things), columns)]
    lacking = ((96 if is_elder(scene) else 84) + 16) if portrait else 0
    leaves = [
        Leaf(things=tuple(one for row in page for one in row))
        for page in _filled(
            rows, lambda row: _row_tall(scene, row, columns), room - title - lacking, _note_tall(scene, checklist)
        )
        if page
    ] or [Leaf()]
    half = 984 if portrait else 890
    where = title + sum(_place_tall(scene, one, half) for one in _places(scene, checklist)) + 24
    steps = pages_of(checklist.steps_elsewhere, lambda step: _step_tall(scene, step, half), room - title - 70)
    after = [(Leaf(where=True), where)]
    for page in steps if checklist.steps_elsewhere else ():
        after.append((Leaf(then=page), title + sum(_step_tall(scene, step, half) for step in page) + 70))
    if portrait:
        after.append((Leaf(take=True), title + _take_tall(scene)))
    pages = pages_of(after, lambda each: each[1], room)
    joined = [
        Leaf(
            where=any(leaf.where for leaf, _ in page),
            then=tuple(step for leaf, _ in page for step in leaf.then),
            take=any(leaf.take for leaf, _ in page),
        )
        for page in pages
    ]
    if not portrait:
        joined[-1] = msgspec.structs.replace(joined[-1], take=True)
    return [*leaves, *joined]


Row = TypeVar("Row")


def _filled(rows: list[Row], tall: Callable[[Row], float], room: float, head: float) -> list[tuple[Row, ...]]:
    """Pages of rows; `head` more stands on the first page."""
    first: list[Row] = []
    used = head
    for row in rows:
        if first and used + tall(row) > room:
            break
        first.append(row)
        used += tall(row)
    rest = rows[len(first) :]
    return [tuple(first), *(pages_of(rest, tall, room) if rest else ())]


def _room(scene: Scene, checklist: Checklist) -> float:
    """Height under the headings and above the foot."""
    elder, portrait = is_elder(scene), scene.site.portrait
    size = 44 if elder else 34
    heading = 93 if elder else 73
    if portrait:
        heading += 4 + lines_of(_item(checklist), size, 984) * round(size * 1.4)
    foot = 28 + (140 if elder else 112) + 16 + (((112 if elder else 88) + 16) if portrait else 0)
    return page_height(scene) - (18 if portrait else 12) - heading - 20 - foot


def _note_tall(scene: Scene, checklist: Checklist) -> float:
    elder, portrait = is_elder(scene), scene.site.portrait
    size = 44 if elder else 34
    width = (984 if portrait else 1824) - 140
    lines = lines_of(checklist.state, size, width)
    lines += lines_of(checklist.state_more, size, width) if portrait else 0
    return max(56.0, lines * size * 1.4) + 40 + 20


def _row_tall(scene: Scene, row: tuple[Choice, ...], columns: int) -> float:
    elder, portrait = is_elder(scene), scene.site.portrait
    size, small, mark = (50, 34, 64) if elder else (40, 28, 52)
    width = ((984 if portrait else 1824) - (columns - 1) * 16) / columns - 32 - mark - 56
    words = max(
        lines_of(one.text, size, width) * size * 1.3 + lines_of(one.second, small, width) * small * 1.4 for one in row
    )
    return max(190 if elder else 148, round(words) + 44) + (14 if not portrait else 20 if elder else 18)


def _place_tall(scene: Scene, place: Choice, width: int) -> float:
    elder = is_elder(scene)
    size, small = (44, 34) if elder else (34, 28)
    room = width - (180 if elder else 140)
    tall = lines_of(place.text, size, room) * size * 1.3 + lines_of(place.second, small, room) * small * 1.4 + 40
    return max(160 if elder else 128, tall)


def _step_tall(scene: Scene, step: str, width: int) -> float:
    size = 44 if is_elder(scene) else 34
    return lines_of(step, size, width - 150) * size * 1.4 + 14


def _take_tall(scene: Scene) -> float:
    return 700 if is_elder(scene) else 600
