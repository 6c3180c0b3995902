"""What is plugged into this machine, by the name that stays, and which driver would fit."""

import os
from dataclasses import dataclass
from pathlib import Path

from contract.roles import Role

KNOWN: dict[tuple[int, int], tuple[Role, str]] = {
    (0x0400, 0xC35A): (Role.CARD_READER, "sdt_usb"),
    (0x2B8B, 0x2721): (Role.CARD_READER, "sdt_hid"),
}
"""USB vendor and product → role and driver, only where a source names them (PROTOCOLS §1.1)."""
_SYSTEM = Path("/")


@dataclass(frozen=True)
class AttachedPort:
    """`path` is what to write as port: a name that survives a reboot where the machine has one."""

    path: str
    says: str
    vendor: int | None = None
    product: int | None = None
    role: Role | None = None
    """What a device of this kind of node is for, where the node tells."""
    driver: str | None = None


def is_attached(port: str) -> bool:
    """Whether something is at a port; an address on the network or on USB is taken to be there."""
    return "://" in port or port.startswith(("usb:", "seqpacket:", "audio:")) or (bool(port) and os.path.exists(port))


def attached_ports(system: Path = _SYSTEM) -> list[AttachedPort]:
    """Serial ports of a real device, cameras, input devices, printers and card readers on USB."""
    found = [*_serial_ports(system)]
    found += [
        AttachedPort(str(link), "a camera", role=Role.CAMERA, driver="v4l2")
        for link in _links(system, "dev/v4l/by-id")
        if link.name.endswith("video-index0")
    ]
    found += [
        AttachedPort(str(link), "a keyboard: tactile keys, or a scanner in keyboard mode")
        for link in _links(system, "dev/input/by-id")
        if link.name.endswith("event-kbd")
    ]
    found += [
        AttachedPort(f"/dev/usb/{node.name}", "a printer", role=Role.RECEIPT_PRINTER, driver="escpos")
        for node in _links(system, "dev/usb")
        if node.name.startswith("lp")
    ]
    return found + list(_usb_devices(system))


def _serial_ports(system: Path) -> list[AttachedPort]:
    from serial.tools import list_ports

    lasting = {os.path.realpath(link): str(link) for link in _links(system, "dev/serial/by-id")}
    return [
        AttachedPort(
            path=lasting.get(os.path.realpath(port.device), port.device),
            says=port.description if port.description != "n/a" else "a serial port",
            vendor=port.vid,
            product=port.pid,
        )
        for port in list_ports.comports()
        if port.hwid != "n/a"
    ]


def _usb_devices(system: Path) -> list[AttachedPort]:
    """Known devices that no serial port stands for."""
    found = []
    for place in _links(system, "sys/bus/usb/devices"):
        vendor, product = (_hex(place / name) for name in ("idVendor", "idProduct"))
        if vendor is None or product is None or (vendor, product) not in KNOWN or list(place.glob("*/tty*")):
            continue
        role, driver = KNOWN[vendor, product]
        nodes = sorted(node.name for node in place.glob("*/*/hidraw/hidraw*"))
        path = f"/dev/{nodes[0]}" if driver == "sdt_hid" and nodes else f"usb:{vendor:04x}:{product:04x}@{place.name}"
        found.append(AttachedPort(path, "on USB", vendor, product, role, driver))
    return found


def _hex(file: Path) -> int | None:
    try:
        return int(file.read_text("ascii").strip(), 16)
    except (OSError, ValueError):
        return None


def fitting_driver(port: AttachedPort) -> tuple[Role, str] | tuple[None, None]:
    """Role and driver for a port whose maker or kind is known; (None, None) otherwise."""
    if port.role is not None and port.driver is not None:
        return port.role, port.driver
    if port.vendor is None or port.product is None or (port.vendor, port.product) not in KNOWN:
        return None, None
    return KNOWN[port.vendor, port.product][0], "sdt_serial"  # it has a serial port: the bridge's wire


def _links(system: Path, folder: str) -> list[Path]:
    place = system / folder
    return sorted(place.iterdir()) if place.is_dir() else []
