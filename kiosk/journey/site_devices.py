"""What a device said of itself, noted where the screens look. Pure."""

from contract.device_lines import DeviceStatus
from contract.roles import Role
from kiosk.journey.session import Site


def note_device(site: Site, role: Role, status: DeviceStatus) -> None:
    match role:
        case Role.CARD_READER:
            site.reader = status.state
        case Role.RECEIPT_PRINTER:
            site.printer, site.paper = status.state, status.paper or site.paper
        case Role.SCANNER:
            site.scanner = status.state
        case Role.CAMERA:
            site.camera = status.state
        case Role.DOCUMENT_SCANNER:
            site.document_scanner = status.state
        case _:
            pass  # no screen shows these yet
