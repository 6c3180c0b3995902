"""Networks that half work: dripping, slow, behind a proxy, on IPv6 alone. Bounded in time, and delivered once."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from contract.failures import Failed, FailureCode
from contract.sync import TOKEN_PATH, TokenAnswer
from offline_queue.sync.dialogue import CentreLine
from offline_queue.sync.pace import PIECE, Pace
from tests.faults.delivery import Delivery
from tests.faults.small_centre import SmallCentre


@contextlib.contextmanager
def server(serve: Callable[[socket.socket], None], family: socket.AddressFamily = socket.AF_INET) -> Iterator[str]:
    """`serve` gets each connection, on its own thread."""
    host = "::1" if family is socket.AF_INET6 else "127.0.0.1"
    listener = socket.create_server((host, 0), family=family)

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    def answer(connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            serve(connection)

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"{host}:{listener.getsockname()[1]}"
    finally:
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def dripping(start: bytes) -> Callable[[socket.socket], None]:
    def serve(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(start)
        while True:
            connection.sendall(b"x")
            time.sleep(0.01)

    return serve


def carry(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while some := source.recv(65536):
            sink.sendall(some)


@pytest.mark.parametrize(
    "start",
    [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"],
    ids=["status line", "headers", "body"],
)
def test_an_answer_that_drips_for_ever_is_given_up(start: bytes) -> None:
    with server(dripping(start)) as address:
        line = CentreLine(f"http://{address}", silence_s=30, whole_s=0.5)
        with pytest.raises(Failed) as failed:
            line.get(TOKEN_PATH, TokenAnswer)
        assert failed.value.code is FailureCode.CENTRE_UNREACHABLE
        line.close()


def test_a_handshake_that_never_ends_is_given_up(tmp_path: Path) -> None:
    with server(dripping(b"\x16\x03\x03\x40\x00")) as address:
        line = CentreLine(f"https://{address}", silence_s=30, whole_s=0.5)
        with pytest.raises(Failed) as failed:
            line.get(TOKEN_PATH, TokenAnswer)
        assert failed.value.code is FailureCode.CENTRE_UNREACHABLE
        line.close()


def test_after_a_request_that_was_given_up_the_next_one_works(delivery: Delivery) -> None:
    done = delivery.hand_in(1)
    with server(dripping(b"")) as address:
        true, delivery.address = delivery.address, f"http://{address}"
        delivery.whole_s = 0.3
        delivery.rounds()
        delivery.address, delivery.whole_s = true, 60
    delivery.rounds()
    delivery.assert_everything_arrived_once(done)


class Ticking:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.at = 100.0

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += seconds


def test_a_limit_is_kept_and_idle_time_is_not_saved_up() -> None:
    clock = Ticking()
    pace = Pace(80, clock.now, clock.sleep)  # 10,000 bytes a second
    body = bytes(50_000)
    assert b"".join(pace.in_pieces(body)) == body
    assert clock.at == pytest.approx(105.0)
    clock.at += 3600
    list(pace.in_pieces(bytes(10_000)))
    assert clock.at == pytest.approx(3706.0)
    assert pace.seconds_for(20_000) == pytest.approx(2.0) and PIECE < 10_000


def test_a_metered_line_delivers_everything_once(delivery: Delivery) -> None:
    done = delivery.hand_in(3, size=2000)
    delivery.kbit_s = 2000
    delivery.rounds()
    delivery.assert_everything_arrived_once(done)


def test_an_http_proxy_carries_it(delivery: Delivery) -> None:
    asked: list[bytes] = []

    def serve(connection: socket.socket) -> None:
        """Forwards request by request what an HTTP client sends to a proxy: plain http comes with the whole address."""
        host, _, port = delivery.address.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port))) as centre, connection.makefile("rb") as lines:
            threading.Thread(target=carry, args=(centre, connection), daemon=True).start()
            while first := lines.readline():
                method, address, version = first.split(b" ")
                asked.append(address)
                head, size = b"", 0
                while (line := lines.readline()).strip():
                    head += line
                    name, _, value = line.partition(b":")
                    size = int(value) if name.lower() == b"content-length" else size
                path = b"/" + address.removeprefix(b"http://").partition(b"/")[2]
                centre.sendall(b" ".join([method, path, version]) + head + b"\r\n" + lines.read(size))

    done = delivery.hand_in(2)
    with server(serve) as address:
        delivery.proxy = f"http://{address}"
        delivery.rounds()
    delivery.assert_everything_arrived_once(done)
    assert asked and all(each.startswith(delivery.address.encode()) for each in asked)


def test_a_centre_on_ipv6_alone(tmp_path: Path) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6 at all: not tried")
    centre = SmallCentre()
    delivery = Delivery.between(tmp_path / "station", centre)
    target = centre.server.server_address[1]

    def serve(connection: socket.socket) -> None:
        with socket.create_connection(("127.0.0.1", target)) as far:
            threading.Thread(target=carry, args=(connection, far), daemon=True).start()
            carry(far, connection)

    done = delivery.hand_in(2)
    with server(serve, socket.AF_INET6) as address:
        host, _, port = address.rpartition(":")
        delivery.address = "http://" + f"[{host}]:{port}"
        delivery.rounds()
    delivery.assert_everything_arrived_once(done)
    centre.stop()
