"""SANE's own test backend as a document scanner with faults: a folder of settings in the place of /etc/sane.d.

Not an emulator of ours: a device that others wrote, which scanimage opens like any other. Debian's sane-utils has it.
"""

import tempfile
from enum import StrEnum
from pathlib import Path


class ScanFault(StrEnum):
    EMPTY = "empty"
    """The feeder has no sheet."""
    JAM = "jam"
    COVER_OPEN = "cover_open"
    BUSY = "busy"
    """Another program holds it."""
    IO_ERROR = "io_error"
    """A USB reset in the middle."""
    NO_MEMORY = "no_memory"
    DENIED = "denied"
    SLOW = "slow"
    """Each piece of the page comes a fifth of a second after the one before."""
    HALF_PAGE = "half_page"
    """The page ends before it began."""
    UNPLUGGED = "unplugged"


STATUSES = {
    ScanFault.EMPTY: "NO_DOCS",
    ScanFault.JAM: "JAMMED",
    ScanFault.COVER_OPEN: "COVER_OPEN",
    ScanFault.BUSY: "DEVICE_BUSY",
    ScanFault.IO_ERROR: "IO_ERROR",
    ScanFault.NO_MEMORY: "NO_MEM",
    ScanFault.DENIED: "ACCESS_DENIED",
    ScanFault.HALF_PAGE: "EOF",
}


class DocumentScannerEmulator:
    """`path`: what to configure as port; `config_dir` beside it. Of two devices the second is ours: it can go away."""

    path = "test:1"

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="station-sane-")
        self.config_dir = self._folder.name
        (Path(self.config_dir) / "dll.conf").write_text("test\n", "ascii")
        self.heal()

    def fault(self, fault: ScanFault | str) -> None:
        fault = ScanFault(fault)
        self._write(STATUSES.get(fault, ""), fault is ScanFault.SLOW, fault is not ScanFault.UNPLUGGED)

    def heal(self) -> None:
        self._write()

    def unplug(self) -> None:
        self.fault(ScanFault.UNPLUGGED)

    def replug(self) -> None:
        self.heal()

    def close(self) -> None:
        self._folder.cleanup()

    def _write(self, status: str = "", slow: bool = False, plugged: bool = True) -> None:
        lines = [
            f"number_of_devices {2 if plugged else 1}",
            "mode Color",
            'test-picture "Color pattern"',
            "geometry_max 300.0",
            "read-limit false",
            f"read-delay {str(slow).lower()}",
            "read-delay-duration 200000",
            f'read-status-code "{"SANE_STATUS_" + status if status else "Default"}"',
        ]
        (Path(self.config_dir) / "test.conf").write_text("\n".join(lines) + "\n", "ascii")
