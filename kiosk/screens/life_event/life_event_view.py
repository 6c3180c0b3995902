"""One question of a life event; what the answers open grows beneath it, each with its reason (picture 24)."""

import msgspec

from catalogue.themes.graph import ThemeOption, ThemeQuestion, shown_questions
from contract.codes import Language
from kiosk.journey.events import On
from kiosk.journey.life_event import Opened, opened
from kiosk.screens.as_said import paging
from kiosk.screens.item_lines import Badge, held_together, item_name
from kiosk.screens.parts import Choice, Paging, Press
from kiosk.screens.room import is_elder, page_height
from kiosk.screens.rows_that_fit import lines_of
from kiosk.screens.shown import Scene


class GrownLine(msgspec.Struct, frozen=True):
    """One matter that the answers opened so far."""

    text: str
    second: str


class LifeEventShown(msgspec.Struct, frozen=True):
    heading: str
    hint: str
    options: tuple[Choice, ...]
    multi: bool
    columns: int
    paging: Paging
    beside: bool
    """The list stands at the right of the question, else beneath it."""
    grown_title: str
    """Empty: nothing was opened yet, or there is no room."""
    count: Badge
    grown: tuple[GrownLine, ...]
    row_height: int
    left: Press
    primary: Press


def life_event_shown(scene: Scene) -> LifeEventShown:
    session, words, package = scene.session, scene.words, scene.package
    graph = session.graph
    if graph is None or package is None:
        raise ValueError("a life event is asked only when it has questions")
    asked = shown_questions(graph, session.theme_answers)
    question = next((one for one in asked if one.id == session.theme_question), asked[0])
    grid = _grid(scene, question)
    options, most = _options(scene, question, grid.brief), grid.most
    pages = paging(words, session.page, len(options), most)
    found = opened(session, scene.site, package)
    beside = not scene.site.portrait and grid.columns == 1
    lines = tuple(_grown(scene, one) for one in found)
    height = _row_height(scene, lines, beside)
    room = _rows_left(scene, question, grid, height, beside)
    multi = question.multiple
    answered = multi or bool(session.theme_answers.get(question.id))
    chinese = words.language is Language.ZH
    return LifeEventShown(
        heading=question.ask + "？" if chinese else question.ask_en or question.ask,
        hint=""
        if is_elder(scene) and not scene.site.portrait
        else words.text("life-event-several" if multi else "life-event-one"),
        options=options[pages.page * most : (pages.page + 1) * most],
        multi=multi,
        columns=grid.columns,
        paging=pages,
        beside=beside,
        grown_title=words.text("life-event-grown") if found and pages.pages < 2 else "",
        count=Badge(words.text("life-event-count", count=len(found)), "ok") if found else Badge(),
        grown=lines[:room],
        row_height=height,
        left=Press(words.text("life-event-pick-myself"), On.THEME_LIST.value, icon="list-checks"),
        primary=Press(
            words.text("life-event-next"),
            On.NEXT.value,
            icon="arrow-right",
            enabled=answered,
            reason=words.text("form-pick-first"),
        ),
    )


class Grid(msgspec.Struct, frozen=True):
    """How the options are laid out: columns, most on a page, and whether their second lines are left out."""

    columns: int
    most: int
    brief: bool


def label_of(scene: Scene, option: ThemeOption) -> str:
    return option.label if scene.words.language is Language.ZH else option.label_en or option.label


def hint_of(scene: Scene, option: ThemeOption) -> str:
    """The second line is Chinese content; in English the label says enough."""
    return option.hint if scene.words.language is Language.ZH else ""


def _options(scene: Scene, question: ThemeQuestion, brief: bool) -> tuple[Choice, ...]:
    given = scene.session.theme_answers.get(question.id)
    return tuple(
        Choice(
            held_together(label_of(scene, option)),
            "" if brief else held_together(hint_of(scene, option)),
            on=option.id in given if isinstance(given, list) else option.id == given,
            act=On.THEME_ANSWER.value,
            argument={"question": question.id, "option": option.id},
        )
        for option in question.options
    )


def _grid(scene: Scene, question: ThemeQuestion) -> Grid:
    """The roomiest layout in which all options stand on one page; else pages of the tightest."""
    ways = (
        ((1, False), (2, False), (2, True)) if scene.site.portrait else ((1, False), (2, False), (2, True), (3, True))
    )
    room, count = _room(scene), len(question.options)
    columns, tall = 1, 1.0
    for columns, brief in ways:
        tall = _option_tall(scene, question, columns, brief)
        title = _title(scene) if scene.site.portrait else 0
        if -(-count // columns) * tall <= room - title:
            return Grid(columns, columns * count, brief)
    pager = (112 if is_elder(scene) else 88) + 16
    return Grid(columns, columns * max(1, int((room - pager) // tall)), True)


def _option_tall(scene: Scene, question: ThemeQuestion, columns: int, brief: bool) -> float:
    """Height of a row of options with its gap, as OptionGrid and OptionRow lay it out."""
    elder, portrait = is_elder(scene), scene.site.portrait
    if not portrait and columns > 2:
        return (116 if elder else 108) + 14
    if not portrait and columns == 1 and elder:
        return (120 if brief else 148) + 14
    size, small, mark = (50, 34, 64) if elder else (40, 28, 52)
    whole = 984 if portrait else 1824 if columns > 1 else 1024
    width = (whole - (columns - 1) * 16) / columns - 32 - mark - 28 - 28
    words = max(
        lines_of(label_of(scene, option), size, width) * size * 1.3
        + (0 if brief else lines_of(hint_of(scene, option), small, width) * small * 1.4)
        for option in question.options
    )
    least = (160 if brief else 196) if elder else (124 if brief else 148)
    return max(least, round(words) + 40) + (14 if not portrait else 20 if elder else 18)


def _room(scene: Scene) -> float:
    """Height for the options and what grows beneath them."""
    elder, portrait = is_elder(scene), scene.site.portrait
    heading = (93 if elder else 73) + (0 if elder and not portrait else 66 if elder else 52)
    foot = 28 + (140 if elder else 112) + 16
    return page_height(scene) - (18 if portrait else 12) - heading - 20 - foot


def _title(scene: Scene) -> int:
    return 84 if is_elder(scene) else 68


def _grown(scene: Scene, one: Opened) -> GrownLine:
    return GrownLine(
        held_together(item_name(one.item, scene.words)), held_together(one.reason(scene.words.language))
    )


def _list_width(scene: Scene, beside: bool) -> int:
    return (760 if beside else 984 if scene.site.portrait else 1824) - 120


def _row_height(scene: Scene, lines: tuple[GrownLine, ...], beside: bool) -> int:
    size, small = (44, 34) if is_elder(scene) else (34, 28)
    width = _list_width(scene, beside)
    most = max((lines_of(line.text, size, width) for line in lines), default=1)
    second = max((lines_of(line.second, small, width) for line in lines), default=0)
    return round(most * size * 1.3 + second * small * 1.4) + 28


def _rows_left(scene: Scene, question: ThemeQuestion, grid: Grid, height: int, beside: bool) -> int:
    """Rows of the list that fit under the options (or beside them), its title included."""
    room = _room(scene)
    if not beside:
        if not scene.site.portrait:
            return 0
        shown = -(-min(len(question.options), grid.most) // grid.columns)
        room -= shown * _option_tall(scene, question, grid.columns, grid.brief) + 24
    return max(0, int((room - _title(scene)) // height))
