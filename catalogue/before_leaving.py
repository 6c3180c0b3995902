"""Before you set out: what can be done at this station now, what elsewhere, what is still lacking. Pure."""

from collections.abc import Collection
from enum import StrEnum

import msgspec

from contract.catalogue import GuideMaterial, GuideStep, Item, Situation


class Doable(StrEnum):
    FINISHED_HERE = "finished_here"
    """Handed in and decided at once; without a network provisional."""
    TAKEN_IN_HERE = "taken_in_here"
    """Handed in here, decided elsewhere, nobody has to go there."""
    NOT_GRANTED = "not_granted"
    """There is a form, but this place may not take it in."""
    ANSWERED_HERE = "answered_here"
    """A question or a proof that the centre answers at once while the station is online."""
    GUIDE_ONLY = "guide_only"


class Preparation(msgspec.Struct, frozen=True, kw_only=True):
    """`missing`: must be there and is not. `lighter`: need not be carried, an office is asked or a promise suffices."""

    doable: Doable
    provisional: bool
    """What comes out now is provisional: the station has no network."""
    here: tuple[GuideStep, ...]
    elsewhere: tuple[GuideStep, ...]
    missing: tuple[GuideMaterial, ...]
    lighter: tuple[GuideMaterial, ...]
    held: tuple[GuideMaterial, ...]

    @property
    def ready(self) -> bool:
        return not self.missing


def doable_here(item: Item, granted: bool, online: bool) -> Doable:
    """Honest about each item: nothing is promised that this station cannot do now."""
    if item.form and not granted:
        return Doable.NOT_GRANTED
    if item.form:
        return Doable.FINISHED_HERE if item.instant else Doable.TAKEN_IN_HERE
    if item.answered and granted and online:
        return Doable.ANSWERED_HERE
    return Doable.GUIDE_ONLY


def prepare(
    item: Item, situation: Situation, held: Collection[str], *, granted: bool, online: bool, card_read_here: bool = True
) -> Preparation:
    """What to do and bring. held: names of the materials that the resident ticked."""
    doable = doable_here(item, granted, online)
    at_station = doable in (Doable.FINISHED_HERE, Doable.TAKEN_IN_HERE, Doable.ANSWERED_HERE)
    kept, lighter, missing = [], [], []
    for material in situation.materials:
        if material.name in held:
            kept.append(material)
        elif (material.data_sharing and at_station and online) or material.promise_instead or not material.required:
            # the card itself is still laid down, whatever an office knows
            is_card = "身份证" in material.name and card_read_here and material.original > 0
            (missing if is_card and material.required else lighter).append(material)
        else:
            missing.append(material)
    here = [step for step in situation.steps if at_station and is_at_station(step)]
    return Preparation(
        doable=doable,
        provisional=doable is Doable.FINISHED_HERE and not online,
        here=tuple(here),
        elsewhere=tuple(step for step in situation.steps if step not in here),
        missing=tuple(missing),
        lighter=tuple(lighter),
        held=tuple(kept),
    )


def is_at_station(step: GuideStep) -> bool:
    return any(word in step.where for word in ("本站", "任一", "联网", "网上", "手机")) or not step.where
