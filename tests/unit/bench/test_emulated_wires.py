"""The emulators' ends of a line: two threads of one emulator never wait for a caller that the other has greeted."""

import socket
import threading
import time
from typing import Any

from bench.emulators.packet_wire import PREFIX, PacketWire
from bench.emulators.tcp_wire import TcpWire


def greeted_by_another(wire: PacketWire | TcpWire, caller: socket.socket, address: Any) -> threading.Thread:
    """`read` has seen the caller and waits for the lock; whoever holds it greets the caller first."""
    wire.read(0)  # what woke it when it was plugged in
    reading = threading.Thread(target=wire.read, args=(30,), daemon=True)
    reading.start()
    time.sleep(0.05)
    with wire._lock:
        caller.connect(address)
        time.sleep(0.1)
        assert wire._listener is not None
        wire._listener.accept()[0].close()
    return reading


def test_a_caller_greeted_by_write_does_not_hold_up_read_of_packets() -> None:
    wire = PacketWire()
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as caller:
        reading = greeted_by_another(wire, caller, wire.path.removeprefix(PREFIX))
        reading.join(10)
        assert not reading.is_alive()
    wire.close()


def test_a_caller_greeted_by_another_does_not_hold_up_read_of_a_stream() -> None:
    wire = TcpWire()
    with socket.socket() as caller:
        host, port = wire.path.removeprefix("tcp://").rsplit(":", 1)
        reading = greeted_by_another(wire, caller, (host, int(port)))
        reading.join(10)
        assert not reading.is_alive()
    wire.close()
