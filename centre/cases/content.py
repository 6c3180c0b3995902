"""What the content package says about an item and its form; without one the centre works on and checks less."""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from catalogue.package.grants_in import is_granted_here
from catalogue.package.open import Package, open_package
from centre.site.logs import log
from contract.catalogue import Item
from contract.failures import Failed
from contract.form import FieldError, FormDef
from contract.log_events import LogEvent
from contract.submission import Application


@cache
def package() -> Package | None:
    """The package of `CENTRE_PACKAGE`, signed by one of `CENTRE_PACKAGE_KEYS` (hex); None: none that can be trusted."""
    if not settings.CONTENT_PACKAGE:
        return None
    try:
        keys = [bytes.fromhex(key) for key in settings.CONTENT_PACKAGE_KEYS]
        opened = open_package(Path(settings.CONTENT_PACKAGE), keys)
    except Failed as failed:
        log().warning(LogEvent.PACKAGE_REFUSED, code=failed.code, happened=failed.happened, remedy=failed.remedy)
        return None
    log().info(LogEvent.PACKAGE_OPENED, version=opened.version, items=opened.counts().get("items"))
    return opened


def item_of(code: str) -> Item | None:
    opened = package()
    if opened is None:
        return None
    try:
        return opened.item(code) if opened.has_item(code) else None
    except Failed as failed:
        log().warning(LogEvent.FAILURE, where="package", code=failed.code, happened=failed.happened)
        return None


def form_of(form_id: str, version: int) -> FormDef | None:
    """The form as the resident saw it; None when this version is not here."""
    opened = package()
    if opened is None or not form_id:
        return None
    try:
        form = opened.form(form_id)
    except Failed:
        return None
    return form if form.version == version else None


def faults_of(application: Application, today: date, division: str) -> list[FieldError] | None:
    """The station's check made again here; None: it could not be made.

    `division` is the 12-digit code of the community where the station stands.
    """
    form = form_of(application.form_id, application.form_version)
    if form is None:
        return None
    from catalogue.forms.check import check

    return check(
        form,
        application.answers,
        application.card,
        None,
        today,
        station={"division": division},
        divisions=place_names(),
    )


def is_taken_in_at(code: str, division: str, day: date) -> bool:
    """Whether a station at `division` was granted the item on the day; True when nothing here says otherwise."""
    opened, item = package(), item_of(code)
    try:
        return opened is None or item is None or is_granted_here(opened, item, division, day)
    except Failed as failed:
        log().warning(LogEvent.FAILURE, where="package", code=failed.code, happened=failed.happened)
        return True


def place_names() -> dict[str, str]:
    """Names by code: regions (2, 4, 6 digits), towns (9), villages (12); empty without a package."""
    opened = package()
    return _names_of(opened) if opened is not None else {}


@cache
def _names_of(opened: Package) -> dict[str, str]:
    regions = opened.regions()
    names = {
        code: "".join(regions.get(code[:size], "") for size in (2, 4, 6) if size <= len(code)) for code in regions
    }
    for place in opened.divisions():
        names[place.town_code] = place.town_name
        names[place.code] = f"{place.town_name}{place.name}"
    return names
