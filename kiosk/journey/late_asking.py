"""The form engine, imported with the first form that is asked: the first frame does without it."""

from functools import cached_property
from typing import TYPE_CHECKING

from contract.form import Field, FieldError
from kiosk.journey.session import Session, Site

if TYPE_CHECKING:
    from kiosk.journey.asking import FormAsking


class LateAsking:
    """An Asking that becomes a FormAsking when it is first needed."""

    @cached_property
    def _engine(self) -> "FormAsking":
        from kiosk.journey.asking import FormAsking

        return FormAsking()

    def questions(self, session: Session, site: Site) -> tuple[Field, ...]:
        return self._engine.questions(session, site)

    def errors(self, session: Session, site: Site, field: str) -> tuple[FieldError, ...]:
        return self._engine.errors(session, site, field)

    def begin(self, session: Session, site: Site) -> None:
        self._engine.begin(session, site)

    def complete(self, session: Session, site: Site) -> dict[str, object]:
        return self._engine.complete(session, site)

    def materials(self, session: Session, site: Site) -> tuple[str, ...]:
        return self._engine.materials(session, site)
