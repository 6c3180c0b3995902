"""What is attached is named by a port that stays, with the driver that would fit."""

from pathlib import Path

import pytest

from contract.roles import Role
from devices.attached import AttachedPort, attached_ports, fitting_driver, is_attached


@pytest.fixture
def system(tmp_path: Path) -> Path:
    for file in (
        "dev/v4l/by-id/usb-Maker_Camera-video-index0",
        "dev/v4l/by-id/usb-Maker_Camera-video-index1",
        "dev/input/by-id/usb-Maker_Scanner-event-kbd",
        "dev/input/by-id/usb-Maker_Mouse-event-mouse",
        "dev/usb/lp0",
        "sys/bus/usb/devices/1-1.2/1-1.2:1.0/0003:2B8B:2721.0001/hidraw/hidraw3",
    ):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
    for place, vendor, product in (("1-1", "0400", "c35a"), ("1-1.2", "2b8b", "2721"), ("1-3", "dead", "beef")):
        folder = tmp_path / "sys/bus/usb/devices" / place
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "idVendor").write_text(vendor + "\n")
        (folder / "idProduct").write_text(product + "\n")
    return tmp_path


def test_cameras_keys_printers_and_readers_on_usb_are_found(system: Path) -> None:
    found = {port.path.removeprefix(str(system)): fitting_driver(port) for port in attached_ports(system)}
    assert found == {
        "/dev/v4l/by-id/usb-Maker_Camera-video-index0": (Role.CAMERA, "v4l2"),
        "/dev/input/by-id/usb-Maker_Scanner-event-kbd": (None, None),
        "/dev/usb/lp0": (Role.RECEIPT_PRINTER, "escpos"),
        "usb:0400:c35a@1-1": (Role.CARD_READER, "sdt_usb"),
        "/dev/hidraw3": (Role.CARD_READER, "sdt_hid"),
    }


def test_a_known_reader_behind_a_serial_bridge_speaks_the_serial_wire() -> None:
    assert fitting_driver(AttachedPort("/dev/ttyACM0", "", 0x0400, 0xC35A)) == (Role.CARD_READER, "sdt_serial")
    assert fitting_driver(AttachedPort("/dev/ttyUSB0", "", 0x1234, 0x5678)) == (None, None)


def test_addresses_are_taken_to_be_there_and_names_that_lead_nowhere_are_not(tmp_path: Path) -> None:
    assert is_attached("tcp://192.0.2.1:9100")
    assert is_attached("usb:0400:c35a")
    assert is_attached(str(tmp_path))
    assert not is_attached("")
    assert not is_attached("/dev/none")
