"""Which kind of line a port's name means, for devices that come on several."""

from typing import Any

from devices.link.device_file import DeviceFileLink
from devices.link.packets import SOCKET
from devices.link.serial_port import Link, open_link
from devices.link.usb_link import open_bulk_link


def open_link_by_port(settings: dict[str, Any]) -> Link:
    """usb:VVVV:PPPP → USB bulk; /dev/usb/lp… → the kernel's printer device; tcp://host:port → network; else serial.

    Raises Failed as the link's own constructor.
    """
    port = str(settings.get("port", ""))
    if port.startswith(("usb:", SOCKET)):
        return open_bulk_link(port)
    if port.startswith("/dev/usb/lp"):
        return DeviceFileLink(port)
    if port.startswith("tcp://"):
        return open_link({**settings, "port": "socket://" + port.removeprefix("tcp://")})
    return open_link(settings)
