"""What is true of this station from the start: its settings, its place from enrolment, its package and languages."""

from collections.abc import Mapping
from typing import Any

from catalogue.package.open import Package
from contract.failures import Failed
from contract.pictures import CaptureKind
from contract.roles import Role
from kiosk.config import ASSETS, Settings
from kiosk.journey.pictures import BYTES_AT_MOST
from kiosk.journey.session import Site
from kiosk.logs import log_failure
from kiosk.words import languages_of


def site_of(settings: Settings, package: Package | None) -> Site:
    """Before enrolment the place has no name. An identity that cannot be read is logged; doctor says what to do."""
    station, screen = settings.station, settings.screen
    site = Site(
        helper_name=station.helper_name,
        helper_phone=station.helper_phone,
        hotline=station.hotline,
        portrait=screen.height_px >= screen.width_px,
        package_version=package.version if package is not None else "",
        languages={tag: about.short for tag, about in languages_of(ASSETS / "words").items()},
    )
    site.camera_takes = camera_takes(settings.devices.get(Role.CAMERA.value))
    site.has_document_scanner = Role.DOCUMENT_SCANNER.value in settings.devices
    if (settings.data_dir / "identity" / "identity.json").exists():
        from offline_queue.identity import load_identity

        try:
            answer = load_identity(settings.data_dir).answer
        except Failed as failed:
            log_failure("identity", failed.code.value, failed.happened, failed.remedy)
        else:
            site.place_name, site.town_name, site.division = answer.place_name, answer.town_name, answer.division
    return site


def scan_bytes(settings: Settings) -> int:
    """What the pictures of one visit may have in all; 0 where none can be taken."""
    takes = {Role.CAMERA.value, Role.DOCUMENT_SCANNER.value} & settings.devices.keys()
    return BYTES_AT_MOST if takes else 0


def camera_takes(table: Mapping[str, Any] | None) -> frozenset[CaptureKind]:
    """What the site's camera is placed for: its key `takes`, else papers and faces. No table: there is none."""
    if table is None:
        return frozenset()
    named = table.get("takes", [CaptureKind.DOCUMENT.value, CaptureKind.PORTRAIT.value])
    return frozenset(kind for kind in CaptureKind if isinstance(named, list) and kind.value in named)
