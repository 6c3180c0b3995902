"""What is plugged into this machine: serial ports, by the name that stays, and which driver would fit."""

import os
from dataclasses import dataclass
from pathlib import Path

from contract.roles import Role

KNOWN: dict[tuple[int, int], tuple[Role, str]] = {
    (0x0400, 0xC35A): (Role.CARD_READER, "sdt_serial"),
}
"""USB vendor and product → role and driver, only where a source names them (PROTOCOLS §1.1)."""


@dataclass(frozen=True)
class AttachedPort:
    """`path` is a name that survives a reboot where the machine has one (/dev/serial/by-id/…)."""

    path: str
    says: str
    vendor: int | None = None
    product: int | None = None


def is_attached(port: str) -> bool:
    """Whether something is at a port; an address on the network is taken to be there."""
    return "://" in port or (bool(port) and os.path.exists(port))


def attached_ports() -> list[AttachedPort]:
    """Serial ports of this machine, those of a real device only."""
    from serial.tools import list_ports

    lasting = {os.path.realpath(link): str(link) for link in _links()}
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


def fitting_driver(port: AttachedPort) -> tuple[Role, str] | tuple[None, None]:
    """Role and driver for a port whose maker is known; (None, None) otherwise."""
    if port.vendor is None or port.product is None:
        return None, None
    return KNOWN.get((port.vendor, port.product), (None, None))


def _links() -> list[Path]:
    folder = Path("/dev/serial/by-id")
    return sorted(folder.iterdir()) if folder.is_dir() else []
