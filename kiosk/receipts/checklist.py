"""Before somebody sets out: what can be done here, what to bring and what is lacking, where to go. Pure.

The same facts stand on the screen, on the slip of 80 mm, on A4 and in the code that is taken along.
"""

from dataclasses import dataclass
from datetime import datetime

from catalogue.before_leaving import Doable, Preparation, prepare
from catalogue.offices import is_open, takes_by_itself
from catalogue.package.offices_in import where_to_go
from catalogue.package.open import Package
from contract.catalogue import Guide, GuideMaterial, GuideStep, Item, Office, Situation
from contract.codes import Language
from contract.print_job import Align, BoxBlock, PrintBlock, PrintJob, RuleBlock, TextBlock
from kiosk.journey.session import Session, Site
from kiosk.receipts.compose import spoken_time
from kiosk.screens.applicable import can_do_here
from kiosk.screens.item_lines import days_text, how_asked, item_name, without_codes
from kiosk.screens.office_lines import hours_text, office_name, phone_text
from kiosk.screens.shown import Scene
from kiosk.words import Words

PLACES_AT_MOST = 3
TAKE_ALONG_BYTES = 600
"""UTF-8 bytes of the code's text: a phone still reads it at arm's length from the screen."""


@dataclass(frozen=True)
class MaterialNeeded:
    """One material; `how` as the guide says it (original, copies, who issues it)."""

    name: str
    how: str
    must: bool
    held: bool


@dataclass(frozen=True)
class GoTo:
    """An office: its name with its mark, its hours and telephone."""

    name: str
    about: str
    now: str
    """Whether it is open just now, for the screen only; "" when its hours are not known."""


@dataclass(frozen=True)
class Checklist:
    title: str
    situation: str
    """Empty when the item has one only."""
    state: str
    """What this station can do now, in one sentence."""
    state_more: str
    can_here: bool
    things: tuple[MaterialNeeded, ...]
    lacking: tuple[str, ...]
    """Must be there and is not at hand."""
    spared: tuple[str, ...]
    """Need not be carried: an office is asked, or a promise suffices."""
    steps_here: tuple[str, ...]
    steps_elsewhere: tuple[str, ...]
    places: tuple[GoTo, ...]
    """Empty when nobody has to go anywhere."""
    who: tuple[str, ...]
    beware: tuple[str, ...]
    how_long: str
    phones: str
    sample: str
    """Empty once the district has confirmed the guide."""


def checklist_of(session: Session, site: Site, words: Words, package: Package) -> Checklist:
    """Raises ValueError when no guide is open."""
    item, guide = session.item, session.guide
    if item is None or guide is None:
        raise ValueError("no guide is open")
    scene = Scene(session, site, words, package)
    situation = situation_of(guide, session.situation)
    here = can_do_here(scene, item)
    ready = prepare(item, situation, session.held, granted=here, online=site.network_up)
    state, more = _state(ready, item, words, site.network_up)
    goes = not here or bool(ready.elsewhere)
    near = places_to_go(package, item, site) if goes else ()
    return Checklist(
        title=item_name(item, words),
        situation=situation.name if len(guide.situations) > 1 and words.language is Language.ZH else "",
        state=state,
        state_more=more,
        can_here=here,
        things=tuple(_thing(material, ready, words) for material in situation.materials),
        lacking=tuple(material.name for material in ready.missing),
        spared=tuple(material.name for material in ready.lighter if material.required),
        steps_here=tuple(_step(step) for step in ready.here),
        steps_elsewhere=tuple(_step(step, with_place=True) for step in ready.elsewhere),
        places=tuple(_go_to(office, site, words) for office in near),
        who=tuple(without_codes(line) for line in guide.who),
        beware=tuple(without_codes(line) for line in guide.beware),
        how_long=days_text(item, words),
        phones=words.text(
            "guide-phones-line", ask="、".join(guide.phones[:1]) or site.hotline, complain=guide.complaint or "12345"
        ),
        sample=words.text("guide-sample") if guide.sample_content else "",
    )


def places_to_go(package: Package, item: Item, site: Site) -> tuple[Office, ...]:
    """The nearest that take the item in. What no station can begin is taken in only where people sit who may."""
    near = where_to_go(package, item, site.division, site.today, PLACES_AT_MOST)
    if item.form or item.answered:
        return near
    return tuple(office for office in near if takes_by_itself(office, item)) or near


def _go_to(office: Office, site: Site, words: Words) -> GoTo:
    opened = is_open(office.hours, site.now)
    now = "" if opened is None else words.text("office-open-now" if opened else "office-closed-now")
    parts = (hours_text(office, words), phone_text(office, words))
    about = words.text("office-between").join(part for part in parts if part)
    return GoTo(office_name(office, words), about, now)


def situation_of(guide: Guide, chosen: str) -> Situation:
    return next((one for one in guide.situations if one.id == chosen), guide.situations[0])


def _state(ready: Preparation, item: Item, words: Words, online: bool) -> tuple[str, str]:
    match ready.doable:
        case Doable.FINISHED_HERE:
            word = "prepare-finished-here" if online else "prepare-provisional"
        case Doable.TAKEN_IN_HERE:
            word = "prepare-taken-in-here"
        case Doable.NOT_GRANTED:
            word = "prepare-not-granted"
        case Doable.ANSWERED_HERE:
            word = "prepare-answered-here"
        case Doable.GUIDE_ONLY:
            # a register answers when the network is back
            word = "prepare-asked-later" if item.answered and not online else "prepare-guide-only"
    return words.text(word), words.text(f"{word}-more", days=days_text(item, words))


def _thing(material: GuideMaterial, ready: Preparation, words: Words) -> MaterialNeeded:
    must = material.required and material not in ready.lighter
    return MaterialNeeded(material.name, how_asked(material, words), must, material in ready.held)


def _step(step: GuideStep, with_place: bool = False) -> str:
    said = f"{step.name}：{step.what}" if step.what else step.name
    return f"{said}（{step.where}）" if with_place and step.where else said


def mark_of(thing: MaterialNeeded, words: Words) -> str:
    """What stands before a material on paper; a box to tick by hand where it is not needed."""
    return words.text(
        "prepare-paper-held" if thing.held else "prepare-paper-lacking" if thing.must else "prepare-paper-may"
    )


def compose_checklist(checklist: Checklist, words: Words, job_id: str, at: datetime, station: str) -> PrintJob:
    """The slip of 80 mm. Nothing personal stands on it."""
    centre = Align.CENTRE
    blocks: list[PrintBlock] = [
        TextBlock(text=words.text("prepare-paper-title"), align=centre, bold=True, scale=2),
        TextBlock(text=checklist.title, align=centre, bold=True),
        *([TextBlock(text=checklist.situation, align=centre)] if checklist.situation else []),
        BoxBlock(text=checklist.state, under=checklist.state_more),
        TextBlock(text=words.text("guide-things"), bold=True),
    ]
    for thing in checklist.things:
        blocks.append(TextBlock(text=f"{mark_of(thing, words)} {thing.name}", bold=thing.must and not thing.held))
        if thing.how:
            blocks.append(TextBlock(text=f"　　{thing.how}"))
    if not checklist.things:
        blocks.append(TextBlock(text=words.text("guide-no-things")))
    blocks += [TextBlock(text=lacking_said(checklist, words), bold=True), RuleBlock()]
    if checklist.places:
        blocks.append(TextBlock(text=words.text("prepare-where"), bold=True))
        for place in checklist.places:
            blocks += [TextBlock(text=place.name, bold=True), TextBlock(text=place.about)]
        blocks.append(RuleBlock())
    blocks += [TextBlock(text=checklist.phones, align=centre, bold=True)]
    if checklist.sample:
        blocks.append(TextBlock(text=checklist.sample, align=centre))
    time = spoken_time(at, words)
    blocks.append(TextBlock(text=words.text("prepare-paper-foot", station=station, time=time), align=centre))
    return PrintJob(job_id=job_id, blocks=tuple(blocks), reprint_mark=words.text("slip-reprint"))


def lacking_said(checklist: Checklist, words: Words) -> str:
    if not checklist.lacking:
        return words.text("prepare-complete")
    names = ("、" if words.language is Language.ZH else ", ").join(checklist.lacking)
    return words.text("prepare-lacking", count=len(checklist.lacking), names=names)


def take_along_text(checklist: Checklist, words: Words, limit: int = TAKE_ALONG_BYTES) -> str:
    """Plain text for a phone's camera, readable without a network: title, materials, places. At most `limit` bytes.

    What has no room is left out whole, from the end, and the text says so.
    """
    lines = [checklist.title]
    if checklist.situation:
        lines.append(checklist.situation)
    lines.append(checklist.state)
    lines += [f"{mark_of(thing, words)} {thing.name}" for thing in checklist.things]
    for place in checklist.places:
        lines.append(words.text("prepare-code-place", name=place.name, about=place.about))
    lines.append(checklist.phones)
    more = words.text("prepare-code-more")
    kept: list[str] = []
    used = len(more.encode()) + 1
    for line in lines:
        used += len(line.encode()) + 1
        if used > limit:
            return "\n".join((*kept, more))
        kept.append(line)
    return "\n".join(kept)
