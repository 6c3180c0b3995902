"""What this station can do about an item now: take an application in, or ask a register. The place is granted it."""

from catalogue.package.grants_in import is_granted_here
from contract.catalogue import InstantKind, Item
from kiosk.journey.events import On
from kiosk.screens.parts import Press
from kiosk.screens.shown import Scene


def can_apply(scene: Scene, item: Item) -> bool:
    """There is a form, and this village is granted the item."""
    return bool(item.form) and _is_granted(scene, item)


def can_inquire(scene: Scene, item: Item) -> bool:
    """A register answers while somebody waits, and this village is granted the item."""
    return bool(item.answered) and _is_granted(scene, item)


def can_do_here(scene: Scene, item: Item) -> bool:
    return can_apply(scene, item) or can_inquire(scene, item)


def way_on(scene: Scene, item: Item) -> Press:
    """The button that begins it here: an application, or a question to a register; absent when neither can be."""
    words = scene.words
    if can_apply(scene, item):
        return Press(words.text("guide-apply"), On.APPLY.value, "", "arrow-right")
    if can_inquire(scene, item):
        icon = "printer" if item.answered == InstantKind.PROOF else "search"
        return Press(words.text(f"guide-ask-{item.answered}"), On.INQUIRE.value, "", icon)
    return Press()


def _is_granted(scene: Scene, item: Item) -> bool:
    package, site = scene.package, scene.site
    return package is None or is_granted_here(package, item, site.division, site.today)
