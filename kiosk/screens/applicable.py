"""Whether an item can be applied for at this station now: there is a form, and the place is granted it."""

from catalogue.package.grants_in import is_granted_here
from contract.catalogue import Item
from kiosk.screens.shown import Scene


def can_apply(scene: Scene, item: Item) -> bool:
    """There is a form, and this village is granted the item."""
    package, site = scene.package, scene.site
    return bool(item.form) and (package is None or is_granted_here(package, item, site.division, site.today))
