"""The A4 driver against CUPS' own test printer, where it is installed and may announce itself (dbus and avahi run)."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.device_lines import DeviceState, PagesPrinted
from contract.roles import Role
from tests.conformance.heard import Heard
from tests.conformance.test_page_printer import PDF, send

PROGRAM = shutil.which("ippeveprinter")


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    if PROGRAM is None:
        pytest.skip("ippeveprinter (cups-ipp-utils) is not installed: only our own IPP printer was tried")
    came, taken = tmp_path / "came.pdf", tmp_path / "take"
    taken.write_text(f'#!/bin/sh\ncp "$1" {came}\necho "ATTR: job-impressions-completed=2" >&2\n', "utf-8")
    taken.chmod(0o755)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    spool = tmp_path / "spool"
    spool.mkdir()
    command = [PROGRAM, "-p", str(port), "-d", str(spool), "-c", str(taken), "-f", "application/pdf", "-n", "localhost"]
    running = subprocess.Popen([*command, "Bench"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        ends = time.monotonic() + 20
        while running.poll() is None and time.monotonic() < ends:
            try:
                socket.create_connection(("localhost", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        if running.poll() is not None:
            assert running.stderr is not None
            pytest.skip(f"ippeveprinter does not start here: {running.stderr.read().strip()[:200]}")
        yield f"ipp://localhost:{port}/ipp/print", came
    finally:
        running.kill()
        running.wait()


def test_the_document_arrives_at_a_printer_that_others_wrote(printer: tuple[str, Path]) -> None:
    port, came = printer
    with Heard(Role.PAGE_PRINTER, {"driver": "ipp", "port": port}) as heard:
        heard.wait_state(DeviceState.READY)
        send(heard, "a")
        assert heard.wait(PagesPrinted, timeout_s=40).job_id == "a"
    assert came.read_bytes() == PDF
