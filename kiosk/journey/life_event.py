"""What the answers of a life event open: each item with its reason, and whether it can be handed in here, together."""

from typing import TYPE_CHECKING

import msgspec

from catalogue.package.grants_in import is_granted_here
from catalogue.themes.graph import applying
from contract.catalogue import Item
from contract.codes import Language
from kiosk.journey.session import Session, Site

if TYPE_CHECKING:
    from catalogue.package.open import Package


class Opened(msgspec.Struct, frozen=True):
    """`together`: it has a form here, this place is granted it, and it belongs into the joint matter."""

    item: Item
    why: str
    why_en: str
    together: bool

    def reason(self, language: Language) -> str:
        """In the resident's language; content has these two."""
        return self.why if language is Language.ZH else self.why_en


def opened(session: Session, site: Site, package: "Package") -> tuple[Opened, ...]:
    """In the order of the life event."""
    if session.graph is None:
        return ()
    found = []
    for one in applying(session.graph, session.theme_answers):
        item = package.item(one.code)
        here = bool(item.form) and is_granted_here(package, item, site.division, site.today)
        found.append(Opened(item, one.why, one.why_en, one.together and here))
    return tuple(found)


def joined(session: Session, site: Site, package: "Package") -> tuple[Item, ...]:
    """What is handed in together: everything that can be, without what the resident took out."""
    return tuple(
        one.item for one in opened(session, site, package) if one.together and one.item.code not in session.left_out
    )
