"""Hop 1: packets to and from a USB device: endpoints by pyusb, reports by hidraw, or either through a packet socket.

A packet socket (`seqpacket:/path`) carries one packet a message: how a device on a bench, or behind another program, is
reached. May not look inside what it carries.
"""

import contextlib
import errno
import os
import select
import socket
import time
from typing import Any, Protocol

from contract.failures import Failed, FailureCode, Retry

LONGEST_PACKET = 16 * 1024
SOCKET = "seqpacket:"


class Pipes(Protocol):
    """Endpoints of one device. Each method raises Failed(DEVICE_UNPLUGGED) when it has gone."""

    outs: tuple[int, ...]
    """Addresses of the OUT endpoints, lowest first; (0,) for a device with reports."""
    ins: tuple[int, ...]

    def write(self, endpoint: int, data: bytes, deadline_s: float) -> bool:
        """Send one packet (a transfer); False when the device did not take it in time."""
        ...

    def read(self, endpoint: int, size: int, deadline_s: float) -> bytes:
        """One packet (a transfer of at most `size` bytes); b"" when none came in time."""
        ...

    def close(self) -> None:
        """Never fails."""
        ...


def gone(port: str, happened: str) -> Failed:
    return Failed(
        FailureCode.DEVICE_UNPLUGGED, f"{port}: {happened}", "check the plug and the cable; it is found again by itself"
    )


class FilePipes:
    """A hidraw node, or a packet socket in its place: one packet a read or write, one endpoint each way.

    With `numbered`, every packet of the socket begins with its endpoint's address, and the first one names them all.
    """

    def __init__(self, port: str, numbered: bool = False) -> None:
        self._port = port
        self._numbered = numbered
        self._came: dict[int, list[bytes]] = {}
        self._socket: socket.socket | None = None
        try:
            if port.startswith(SOCKET):
                self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
                self._socket.settimeout(2.0)
                self._socket.connect(port.removeprefix(SOCKET))
                self._file = self._socket.fileno()
            else:
                self._file = os.open(port, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as failed:
            self.close()
            raise not_opened(port, failed) from None
        self.outs: tuple[int, ...] = (0,)
        self.ins: tuple[int, ...] = (0,)
        if numbered:
            named = self._packet(2.0)
            self.outs = tuple(sorted(each for each in named if each < 0x80))
            self.ins = tuple(sorted(each for each in named if each >= 0x80))
            if not self.outs or not self.ins:
                raise gone(port, "names no endpoints")

    def write(self, endpoint: int, data: bytes, deadline_s: float) -> bool:
        # hidraw wants the report's number first: 0, as these readers number none
        packet = bytes((endpoint,)) + data
        if self._socket is not None and not self._numbered:
            packet = data
        try:
            _, ready, _ = select.select([], [self._file], [], max(0.0, deadline_s))
            if not ready:
                return False
            os.write(self._file, packet)
        except (OSError, ValueError):
            raise gone(self._port, "went away while being written to") from None
        return True

    def read(self, endpoint: int, size: int, deadline_s: float) -> bytes:
        held = self._came.get(endpoint)
        if held:
            return held.pop(0)
        ends = time.monotonic() + deadline_s
        while True:
            packet = self._packet(max(0.0, ends - time.monotonic()))
            if not packet or not self._numbered:
                return packet
            if packet[0] == endpoint:
                return packet[1:]
            queue = self._came.setdefault(packet[0], [])
            if len(queue) < 64:
                queue.append(packet[1:])

    def _packet(self, deadline_s: float) -> bytes:
        try:
            ready, _, _ = select.select([self._file], [], [], deadline_s)
            if not ready:
                return b""
            came = os.read(self._file, LONGEST_PACKET)
        except BlockingIOError:
            return b""
        except (OSError, ValueError):
            raise gone(self._port, "went away while being read") from None
        if not came:
            raise gone(self._port, "went away")
        return came

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        elif hasattr(self, "_file"):
            with contextlib.suppress(OSError):
                os.close(self._file)


def not_opened(port: str, failed: OSError) -> Failed:
    if failed.errno in (errno.EACCES, errno.EPERM):
        return Failed(
            FailureCode.CONFIG_INVALID,
            f"{port}: this account may not open it",
            "install config/udev/70-station.rules, or add the account to the group of the device",
        )
    return gone(port, "cannot be opened")


class UsbPipes:
    """A device on USB through pyusb and libusb. `port`: usb:VVVV:PPPP, with @SERIAL or @BUS-PORT.PORT for one of two.

    Takes the first interface that has bulk endpoints, away from the kernel's driver where one holds it.
    """

    def __init__(self, port: str, out_only: bool = False) -> None:
        self._port = port
        vendor, product, place = address_of(port)
        usb, device = _found(port, vendor, product, place)
        self._usb, self._device = usb, device
        try:
            if device.get_active_configuration() is None:
                device.set_configuration()
            for interface in device.get_active_configuration():
                bulk = [each.bEndpointAddress for each in interface if each.bmAttributes & 3 == 2]
                self.outs = tuple(sorted(each for each in bulk if each < 0x80))
                self.ins = tuple(sorted(each for each in bulk if each >= 0x80))
                if self.outs and (self.ins or out_only):
                    self._number = interface.bInterfaceNumber
                    if device.is_kernel_driver_active(self._number):
                        device.detach_kernel_driver(self._number)
                    usb.util.claim_interface(device, self._number)
                    return
        except (usb.core.USBError, NotImplementedError) as failed:
            raise _not_claimed(port, failed) from None
        raise Failed(FailureCode.CONFIG_INVALID, f"{port} has no bulk endpoints", "choose another driver", Retry.NEVER)

    def write(self, endpoint: int, data: bytes, deadline_s: float) -> bool:
        try:
            return self._device.write(endpoint, data, _ms(deadline_s)) == len(data)
        except self._usb.core.USBTimeoutError:
            return False
        except self._usb.core.USBError:
            raise gone(self._port, "went away while being written to") from None

    def read(self, endpoint: int, size: int, deadline_s: float) -> bytes:
        whole_packets = -(-size // 512) * 512  # a packet larger than the room would be an overflow
        try:
            return bytes(self._device.read(endpoint, whole_packets, _ms(deadline_s)))
        except self._usb.core.USBTimeoutError:
            return b""
        except self._usb.core.USBError:
            raise gone(self._port, "went away while being read") from None

    def close(self) -> None:
        with contextlib.suppress(Exception):  # whatever libusb says about a device that has gone
            self._usb.util.dispose_resources(self._device)


def address_of(port: str) -> tuple[int, int, str]:
    """Vendor, product and the place of usb:VVVV:PPPP[@PLACE]. Raises Failed(CONFIG_INVALID)."""
    numbers, _, place = port.removeprefix("usb:").partition("@")
    vendor, _, product = numbers.partition(":")
    try:
        return int(vendor, 16), int(product, 16), place
    except ValueError:
        raise Failed(
            FailureCode.CONFIG_INVALID,
            f"{port!r} is no USB device",
            'write port = "usb:0400:c35a"; `./station devices list` shows what is attached',
            Retry.NEVER,
        ) from None


def _found(port: str, vendor: int, product: int, place: str) -> tuple[Any, Any]:
    try:
        import usb.core
        import usb.util

        devices: list[Any] = list(usb.core.find(find_all=True, idVendor=vendor, idProduct=product) or ())
    except ImportError:
        raise _no_library() from None
    except usb.core.NoBackendError:
        raise _no_library() from None
    except usb.core.USBError as failed:
        raise _not_claimed(port, failed) from None
    for device in devices:
        where = f"{device.bus}-{'.'.join(map(str, device.port_numbers or ()))}"
        if not place or place in (where, _serial_of(usb, device)):
            return usb, device
    raise gone(port, "nothing is there")


def _serial_of(usb: Any, device: Any) -> str:
    try:
        return usb.util.get_string(device, device.iSerialNumber) or "" if device.iSerialNumber else ""
    except (usb.core.USBError, ValueError):
        return ""


def _no_library() -> Failed:
    return Failed(
        FailureCode.DEVICE_LIBRARY,
        "libusb is not installed",
        "apt-get install --no-install-recommends libusb-1.0-0",
        Retry.LATER,
    )


def _not_claimed(port: str, failed: Exception) -> Failed:
    number = getattr(failed, "errno", None)
    if number in (errno.EACCES, errno.EPERM):
        return Failed(
            FailureCode.CONFIG_INVALID, f"{port}: this account may not use it", "install config/udev/70-station.rules"
        )
    if number == errno.EBUSY:
        return Failed(FailureCode.CONFIG_INVALID, f"{port}: another program has it", "end the other program")
    return gone(port, "cannot be opened")


def _ms(seconds: float) -> int:
    return max(1, round(seconds * 1000))
