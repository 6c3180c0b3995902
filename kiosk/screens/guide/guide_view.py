"""The guide of one item: the four facts, what to bring, the steps, and what people ask; what can be done here."""

import msgspec

from catalogue.package.offices_in import where_to_go
from contract.catalogue import Guide, GuideMaterial, GuideStep, InstantKind, Item, Situation
from contract.codes import Language
from kiosk.journey.events import On
from kiosk.screens.applicable import can_apply, can_do_here, can_inquire, way_on
from kiosk.screens.item_lines import (
    Badge,
    days_text,
    departments_said,
    fee_text,
    held_together,
    how_asked,
    item_name,
    where_badge,
    without_codes,
)
from kiosk.screens.office_lines import office_line, office_name
from kiosk.screens.parts import Choice, Pair, Press, Remark
from kiosk.screens.room import is_elder, page_height
from kiosk.screens.rows_that_fit import lines_of, pages_of
from kiosk.screens.sample_papers import picture_of
from kiosk.screens.shown import Scene
from kiosk.words import Words


class Tab(msgspec.Struct, frozen=True):
    name: str
    text: str
    second: str
    on: bool


class MaterialLine(msgspec.Struct, frozen=True):
    """One material: its name, how it is given, whether it must be there."""

    name: str
    note: str
    icon: str
    badge: Badge
    picture: str = ""
    """A drawn sample; "": none, the icon stands there."""
    act: str = ""
    argument: str = ""
    """The name as the guide writes it, to ask for its large picture."""


class Step(msgspec.Struct, frozen=True):
    number: str
    text: str
    second: str


class Section(msgspec.Struct, frozen=True):
    """A heading and short lines under it; `icon` stands before each line."""

    title: str
    icon: str
    tone: str
    lines: tuple[Pair, ...]


class GuideShown(msgspec.Struct, frozen=True):
    title: str
    badges: tuple[Badge, ...]
    plain: str
    facts: tuple[Pair, ...]
    tabs: tuple[Tab, ...]
    here: Remark
    prepare: Choice
    """Before setting out: what to bring, where to go."""
    things_title: str
    things: tuple[MaterialLine, ...]
    things_each: int
    """Rows of a block that stays together on a page; the same for the steps."""
    steps_title: str
    steps: tuple[Step, ...]
    steps_each: int
    sections: tuple[Section, ...]
    sample: str
    page: int
    before: str
    after: str
    person: Press
    go: Press


def guide_shown(scene: Scene) -> GuideShown:
    session, words = scene.session, scene.words
    item, guide = session.item, session.guide
    assert item is not None and guide is not None
    situation = next((one for one in guide.situations if one.id == session.situation), guide.situations[0])
    badges = [where_badge(item, words, can_do_here(scene, item))]
    if item.cross_town:
        badges.append(Badge(words.text("guide-cross-town")))
    if guide.sample_content:
        badges.append(Badge(words.text("guide-sample-tag"), "gold"))
    elder, portrait = is_elder(scene), scene.site.portrait
    return GuideShown(
        title=held_together(item_name(item, words)),
        badges=tuple(badges),
        plain=held_together(guide.plain) if words.language is Language.ZH else words.text("guide-in-chinese"),
        facts=(
            Pair(words.text("guide-how-long"), days_text(item, words)),
            Pair(words.text("guide-fee"), fee_text(item, words, guide)),
            Pair(words.text("guide-trips"), words.text("guide-trips-number", trips=guide.trips)),
            Pair(words.text("guide-where"), _where(scene, item)),
        ),
        tabs=_tabs(guide, situation) if len(guide.situations) > 1 else (),
        here=_here(scene, item),
        prepare=Choice(
            words.text("prepare-open"), words.text("prepare-open-second"), "list-checks", act=On.PREPARE.value
        )
        if portrait and not elder
        else Choice(""),
        things_title=words.text("guide-things"),
        things=tuple(_thing(material, words) for material in situation.materials)
        or (MaterialLine(words.text("guide-no-things"), "", "circle-check", Badge()),),
        steps_title=words.text("guide-steps"),
        steps=tuple(_step(number, step) for number, step in enumerate(situation.steps, 1)),
        things_each=(2 if elder else 4) if portrait else (1 if elder else 2),
        steps_each=(4 if elder else 6) if portrait else ((1 if _long(situation.steps) else 2) if elder else 3),
        sections=tuple(part for section in _sections(scene, item, guide, situation) for part in _parts(section, scene)),
        sample=words.text("guide-sample") if guide.sample_content else "",
        page=session.page,
        before=words.text("guide-before"),
        after=words.text("guide-after"),
        # where a row of its own has no room, its button stands in the place of help, which is on the rail too
        person=Press(words.text("guide-person"), On.HELP.value, "", "heart-handshake")
        if portrait and not elder
        else Press(words.text("prepare-short"), On.PREPARE.value, "", "list-checks"),
        go=way_on(scene, item),
    )


def _where(scene: Scene, item: Item) -> str:
    return scene.words.text("guide-here" if can_do_here(scene, item) else f"item-{item.level}")


def _here(scene: Scene, item: Item) -> Remark:
    """What this station can and cannot do for the item, said as it is."""
    words, package = scene.words, scene.package
    if can_apply(scene, item):
        return Remark()
    if can_inquire(scene, item):
        if scene.site.network_up:
            return Remark()
        word = "guide-ask-list-offline" if item.answered == InstantKind.LIST else "guide-ask-offline"
        return Remark(words.text("guide-ask-no-network"), words.text(word, phone=scene.site.hotline), "gold", "info")
    near = where_to_go(package, item, scene.site.division, scene.site.today, 1) if package is not None else ()
    if (item.form or item.answered) and near:
        go = words.text("guide-not-granted-go", place=office_name(near[0], words), phone=near[0].phone)
        return Remark(words.text("guide-not-granted"), go, "gold", "info")
    department = departments_said((item.department,), words, package)
    go = words.text(f"guide-go-{item.level}", department=department, phone=scene.site.hotline)
    return Remark(words.text("guide-only-guide"), go, "info")


def _tabs(guide: Guide, chosen: Situation) -> tuple[Tab, ...]:
    return tuple(Tab(one.id, held_together(one.name), "", one is chosen) for one in guide.situations)


def _thing(material: GuideMaterial, words: Words) -> MaterialLine:
    if "身份证" in material.name:
        icon = "id-card"
    elif "照片" in material.name:
        icon = "image"
    else:
        icon = "file-text"
    if material.promise_instead:
        badge = Badge(words.text("guide-promise"), "ok")
    elif material.required:
        badge = Badge(words.text("guide-must"), "gold")
    else:
        badge = Badge(words.text("guide-may"))
    picture = picture_of(material.name)
    return MaterialLine(
        held_together(material.name),
        held_together(how_asked(material, words)),
        icon,
        badge,
        picture,
        On.SAMPLE.value if picture or material.sample else "",
        material.name,
    )


def _long(steps: tuple[GuideStep, ...]) -> bool:
    """A step takes two lines in half a landscape window of the elder profile."""
    return any(lines_of(f"{step.name}：{step.what}", 44, 740) > 1 for step in steps)


def _step(number: int, step: GuideStep) -> Step:
    return Step(str(number), held_together(f"{step.name}：{step.what}" if step.what else step.name), step.where)


def _places(scene: Scene, item: Item) -> tuple[Pair, ...]:
    """Where else it is taken in, the nearest first: name with its mark, hours and telephone."""
    package, site, words = scene.package, scene.site, scene.words
    if package is None:
        return ()
    near = where_to_go(package, item, site.division, site.today, 2)
    return tuple(Pair(office_name(office, words), held_together(office_line(office, words))) for office in near)


def _sections(scene: Scene, item: Item, guide: Guide, situation: Situation) -> tuple[Section, ...]:
    words = scene.words
    result = situation.result
    got = [str(result["name"])] if result.get("name") else []
    ways = result.get("get")
    if isinstance(ways, list) and got:
        got.append("、".join(str(way) for way in ways))
    sections = (
        Section(words.text("guide-who"), "check", "ok", _lines(guide.who)),
        Section(words.text("guide-not-for"), "x", "danger", _lines(guide.not_for)),
        Section(
            words.text("guide-result"), "file-check", "ok", (Pair("", held_together("：".join(got))),) if got else ()
        ),
        Section(words.text("guide-beware"), "triangle-alert", "warn", _lines(guide.beware)),
        Section(
            words.text("guide-faq"),
            "circle-help",
            "primary",
            tuple(Pair(held_together(one.q), held_together(without_codes(one.a))) for one in guide.faq),
        ),
        Section(words.text("guide-basis"), "scale", "ink2", _lines(guide.basis)),
        Section(words.text("guide-places"), "landmark", "primary", _places(scene, item)),
        Section(
            words.text("guide-phones"),
            "phone",
            "primary",
            (
                Pair(
                    "",
                    words.text(
                        "guide-phones-line", ask="、".join(guide.phones[:1]), complain=guide.complaint or "12345"
                    ),
                ),
            ),
        ),
    )
    return tuple(section for section in sections if section.lines)


def _parts(section: Section, scene: Scene) -> list[Section]:
    """Cut a section so that each part fits a page of its own; only the first has the heading."""
    elder, portrait = is_elder(scene), scene.site.portrait
    size = 44 if elder else 34
    width = (984 if portrait else 896) - 44 - 16 - (48 if elder else 38)
    item = scene.session.item
    title = item_name(item, scene.words) if item is not None else ""
    big = (58 if elder else 48) if len(title) > 16 or not portrait else (74 if elder else 58)
    heading = lines_of(title, big, 984 if portrait else 1000) * round(big * 1.25)
    facts_and_tabs = (290 if elder else 240) if portrait else (176 if elder else 148)
    section_title = 78 if elder else 63
    around = 8 + heading + facts_and_tabs + section_title + 44
    room = page_height(scene) - around - 18

    def tall(line: Pair) -> float:
        return (lines_of(line.label, size, width) + lines_of(line.value, size, width)) * round(size * 1.4) + 14

    pages = pages_of(section.lines, tall, room)
    return [
        msgspec.structs.replace(section, lines=page, title=section.title if number == 0 else "")
        for number, page in enumerate(pages)
    ]


def _lines(texts: tuple[str, ...]) -> tuple[Pair, ...]:
    return tuple(Pair("", held_together(without_codes(text))) for text in texts)
