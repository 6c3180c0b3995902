"""Drivers "sdt_usb" and "sdt_hid": ID card readers with the SDT protocol on USB without a bridge (PROTOCOLS §1.1).

The dialogue is that of the serial driver; only the link differs.
"""

from devices.card_reader.sdt_serial import SdtSerial
from devices.link.serial_port import Link
from devices.link.usb_link import open_bulk_link, open_hid_link

KNOWN = "usb:0400:c35a"


class SdtUsb(SdtSerial):
    """Bulk endpoints, one or two each way. `port` (usb:0400:c35a): usb:VVVV:PPPP, with @SERIAL or @BUS-PORT."""

    def _opened(self, baud: int) -> Link:
        return open_bulk_link(str(self._settings.get("port") or KNOWN))


class SdtHid(SdtSerial):
    """Reports of 64 bytes. `port`: /dev/hidraw…, by a udev name that stays."""

    def _opened(self, baud: int) -> Link:
        return open_hid_link(str(self._settings.get("port", "")))
