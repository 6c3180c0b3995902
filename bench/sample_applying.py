"""Sample visits of the screens of applying: name → (state, what fills the fresh session)."""

from collections.abc import Callable

from catalogue.package.open import Package
from kiosk.journey.session import Session, Site
from kiosk.journey.states import State

APPLYING: dict[str, tuple[State, Callable[[Session, Site, Package], None]]] = {}
