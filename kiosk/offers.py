"""A content package that the centre offered and sync fetched: proved and installed beside the work.

The window ends by itself once nobody touched it for a while; the service starts it again, with the new package.
"""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from contract.failures import Failed
from contract.log_events import LogEvent
from contract.news import NewsKind
from contract.sync import SyncLine
from kiosk.logs import log, log_failure

FOLDER = "offers"
LOOK_EVERY_MS = 60_000
QUIET_LOOKS = 10
"""So many looks in a row nobody was there before the window ends."""


def install_offered(data_dir: Path, package_dir: Path, trusted_keys: Sequence[bytes]) -> str:
    """Install the newest package of `offers/` if it is newer than the one in use; its version, "": there is none.

    Raises Failed for a package that cannot be believed; its file stays, so that it is not fetched again. Older ones go.
    """
    from catalogue.package.install import install_package, installed_version
    from catalogue.package.manifest import version_numbers
    from catalogue.package.open import open_package

    found: dict[str, Path] = {}
    wrong: Failed | None = None
    for path in offered(data_dir):
        try:
            package = open_package(path, trusted_keys)
            found[package.version] = path
            package.close()
        except Failed as failed:
            wrong = failed
    in_use = installed_version(package_dir, trusted_keys)
    newest = max(found, key=version_numbers, default="")
    if newest and (in_use is None or version_numbers(newest) > version_numbers(in_use)):
        install_package(found.pop(newest), package_dir, trusted_keys)
        for path in found.values():
            path.unlink(missing_ok=True)
        return newest
    if wrong is not None:
        raise wrong
    return ""


def offered(data_dir: Path) -> list[Path]:
    """Whole files that sync fetched, oldest first."""
    paths = [path for path in (data_dir / FOLDER).glob(f"{NewsKind.PACKAGE.value}-*") if len(path.stem) == 72]
    return sorted((path for path in paths if not path.suffix), key=lambda path: path.stat().st_mtime_ns)


class Offers(QObject):
    """`before` stands between sync and the journey; what it starts runs on threads of its own."""

    _installed = Signal()

    def __init__(
        self,
        install: Callable[[], str],
        is_idle: Callable[[], bool],
        end: Callable[[], None],
        parent: QObject | None,
    ) -> None:
        """install: gives the version that was installed, "" for none; raises Failed. Not called on this thread."""
        super().__init__(parent)
        self._install = install
        self._is_idle = is_idle
        self._end = end
        self._one_at_a_time = threading.Lock()
        self._quiet = 0
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._installed.connect(self._timer.start)
        self._look_in_thread()  # what came while the window was away

    def before(self, on_line: Callable[[SyncLine], None]) -> Callable[[SyncLine], None]:
        """What hears each line of sync, on any thread, and passes it on."""

        def hear(line: SyncLine) -> None:
            if NewsKind.PACKAGE.value in line.news:
                self._look_in_thread()
            on_line(line)

        return hear

    def look(self) -> None:
        self._quiet = self._quiet + 1 if self._is_idle() else 0
        if self._quiet >= QUIET_LOOKS:
            log(LogEvent.STATION_STOPPED, reason="new content")
            self._end()

    def _look_in_thread(self) -> None:
        threading.Thread(target=self._run, name="offers", daemon=True).start()

    def _run(self) -> None:
        with self._one_at_a_time:
            try:
                version = self._install()
            except Failed as failed:
                log_failure("offers", failed.code.value, failed.happened, failed.remedy)
                return
        if version:
            self._installed.emit()
