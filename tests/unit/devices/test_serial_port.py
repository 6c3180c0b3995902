"""The link: bytes with deadlines over a real pseudo-terminal."""

import socket
import threading
from collections.abc import Iterator

import pytest

from bench.emulators.wire import PacedPty
from contract.failures import Failed, FailureCode
from devices.link.serial_port import open_link, port_mark


@pytest.fixture
def wire() -> Iterator[PacedPty]:
    pty = PacedPty()
    yield pty
    pty.close()


def test_what_is_written_comes_out_at_the_other_end_and_back(wire: PacedPty) -> None:
    link = open_link({"port": wire.path, "baud": 115200})
    assert link.write(b"hello", 1.0) == 5
    assert link.drain()
    assert wire.read(2.0) == b"hello"
    wire.write(bytes(range(256)))
    assert link.read(256, 2.0) == bytes(range(256))
    link.close()


def test_a_read_gives_what_came_until_its_deadline(wire: PacedPty) -> None:
    link = open_link({"port": wire.path})
    wire.write(b"abc")
    assert link.read(10, 0.1) == b"abc"
    assert link.read_available(0.0) == b""
    link.close()


def test_flushed_input_is_gone(wire: PacedPty) -> None:
    link = open_link({"port": wire.path})
    wire.write(b"old")
    link.flush_input()
    wire.write(b"new")
    assert link.read(3, 1.0) == b"new"
    link.close()


def test_a_device_that_takes_nothing_ends_the_write_at_its_deadline(wire: PacedPty) -> None:
    link = open_link({"port": wire.path})
    assert link.write(bytes(1 << 20), 0.2) < 1 << 20
    link.close()
    link.close()


def test_a_second_opener_is_told_who_is_to_blame(wire: PacedPty) -> None:
    link = open_link({"port": wire.path})
    with pytest.raises(Failed) as failed:
        open_link({"port": wire.path})
    assert failed.value.code is FailureCode.CONFIG_INVALID
    assert "another program" in failed.value.happened
    link.close()


@pytest.mark.parametrize("act", ["read", "write", "read_available"])
def test_a_pulled_plug_is_device_unplugged(wire: PacedPty, act: str) -> None:
    link = open_link({"port": wire.path})
    wire.unplug()
    with pytest.raises(Failed) as failed:
        if act == "write":
            link.write(b"x", 0.5)
        elif act == "read":
            link.read(1, 0.5)
        else:
            link.read_available(0.5)
    assert failed.value.code is FailureCode.DEVICE_UNPLUGGED
    link.close()


def test_a_pulled_plug_ends_a_read_that_waits(wire: PacedPty) -> None:
    link = open_link({"port": wire.path})
    threading.Timer(0.05, wire.unplug).start()
    with pytest.raises(Failed):
        link.read(1, 10.0)
    link.close()


@pytest.mark.parametrize("port", ["/dev/station-not-there", "", None, 7])
def test_a_port_that_is_not_there_or_not_named_is_a_failure(port: object) -> None:
    with pytest.raises(Failed):
        open_link({"port": port})


def test_an_address_on_the_network_is_a_link_too() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        link = open_link({"port": f"socket://127.0.0.1:{server.getsockname()[1]}"})
        far, _ = server.accept()
        far.sendall(b"abc")
        assert link.read(3, 2.0) == b"abc"
        assert link.write(b"def", 1.0) == 3
        assert far.recv(3) == b"def"
        far.close()
        with pytest.raises(Failed):
            link.read(1, 2.0)
        link.close()


def test_a_mark_tells_one_plugging_in_from_the_next(wire: PacedPty) -> None:
    first = port_mark(wire.path)
    wire.unplug()
    assert port_mark(wire.path) is None
    wire.replug()
    assert port_mark(wire.path) not in (first, None)
