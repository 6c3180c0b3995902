"""What a device said of itself, noted where the screens look, and named as the event that follows. Pure."""

from contract.device_lines import DeviceState, DeviceStatus
from contract.roles import Role
from kiosk.journey.events import On
from kiosk.journey.session import Session, Site
from kiosk.journey.states import State

DOWN = (DeviceState.FAULT, DeviceState.ABSENT)


def note_device(session: Session, site: Site, role: Role, status: DeviceStatus) -> tuple[On, object] | None:
    """The event and its argument; None: it tells what was known."""
    before = _devices(site)
    ready = status.state is DeviceState.READY
    match role:
        case Role.CARD_READER:
            was, site.reader = site.reader, status.state
            if session.state is State.CARD and status.state in DOWN:
                return On.READER_GONE, status.failure
            if session.state in (State.CARD, State.CARD_TROUBLE) and ready and was is not DeviceState.READY:
                return On.READER_BACK, None  # on the card's page the worker is a new one
        case Role.RECEIPT_PRINTER:
            site.printer, site.paper = status.state, status.paper or site.paper
        case Role.SCANNER:
            site.scanner = status.state
        case Role.PAGE_PRINTER:
            site.page_printer = status.state
        case Role.SOCIAL_CARD:
            site.social_card = status.state
        case Role.CAMERA:
            site.camera = status.state
        case Role.DOCUMENT_SCANNER:
            site.document_scanner = status.state
        case Role.LOUDSPEAKER:
            site.has_speaker = ready
        case Role.MICROPHONE:
            site.has_microphone = ready
        case _:
            pass  # no screen shows these yet
    return (On.STATUS_CHANGED, None) if _devices(site) != before else None


def _devices(site: Site) -> tuple[object, ...]:
    machines = (site.reader, site.printer, site.paper, site.scanner, site.page_printer, site.social_card)
    return (*machines, site.camera, site.document_scanner, site.has_speaker, site.has_microphone)
