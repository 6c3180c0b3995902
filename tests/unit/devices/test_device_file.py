"""The kernel's printer device as a link; a pseudo-terminal stands for it."""

import pytest

from bench.emulators.wire import PacedPty
from contract.failures import Failed, FailureCode
from devices.link.by_port import open_link_by_port
from devices.link.device_file import DeviceFileLink


def test_bytes_go_both_ways_with_deadlines_and_a_pulled_plug_is_noticed() -> None:
    wire = PacedPty(baud=None)
    link = DeviceFileLink(wire.path)
    assert link.read_available(0.0) == b""
    assert link.write(b"\x1b@", 1.0) == 2
    assert wire.read(5.0) == b"\x1b@"
    wire.write(b"\x12\x16")
    assert link.read(2, 5.0) == b"\x12\x16"
    wire.write(b"\x12")
    assert link.read(2, 0.05) == b"\x12"
    wire.unplug()
    with pytest.raises(Failed) as failed:
        link.read(1, 5.0)
        link.write(b"x", 1.0)
    assert failed.value.code is FailureCode.DEVICE_UNPLUGGED
    link.close()
    link.close()
    wire.close()


@pytest.mark.parametrize("port", ["/dev/usb/lp-none", "tcp://127.0.0.1:1", "seqpacket:/none", "/dev/none"])
def test_a_port_of_any_kind_that_is_not_there_is_unplugged(port: str) -> None:
    with pytest.raises(Failed) as failed:
        open_link_by_port({"port": port})
    assert failed.value.code is FailureCode.DEVICE_UNPLUGGED
