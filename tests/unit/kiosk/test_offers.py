"""An offered package is proved and installed beside the work; the window ends for it only when nobody is there."""

import shutil
import threading
from pathlib import Path

import pytest

from catalogue.package.install import installed_version, open_installed
from catalogue.package.sample import Sample, ensure_sample
from contract.failures import Failed
from contract.sync import NetworkState, SyncLine
from kiosk.content import SAMPLE_FOLDER
from kiosk.offers import QUIET_LOOKS, Offers, install_offered, offered


@pytest.fixture(scope="module")
def sample() -> Sample:
    return ensure_sample(SAMPLE_FOLDER)


def offer(data: Path, package: Path, digest: str = "a" * 64) -> Path:
    (data / "offers").mkdir(exist_ok=True)
    return Path(shutil.copy(package, data / "offers" / f"package-{digest}"))


def test_what_was_fetched_is_installed_once(sample: Sample, tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    assert install_offered(tmp_path, folder, sample.trusted_keys) == ""
    path = offer(tmp_path, sample.path)
    path.with_name(f"package-{'b' * 64}.part").write_bytes(b"half")
    assert offered(tmp_path) == [path]
    version = install_offered(tmp_path, folder, sample.trusted_keys)
    assert version == installed_version(folder, sample.trusted_keys) != ""
    assert install_offered(tmp_path, folder, sample.trusted_keys) == ""


def test_a_package_that_cannot_be_believed_changes_nothing(sample: Sample, tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    offer(tmp_path, sample.path)
    install_offered(tmp_path, folder, sample.trusted_keys)
    damaged = offer(tmp_path, sample.path, "c" * 64)
    content = bytearray(damaged.read_bytes())
    content[: len(content) // 2] = bytes(len(content) // 2)
    damaged.write_bytes(content)
    with pytest.raises(Failed):
        install_offered(tmp_path, folder, sample.trusted_keys)
    assert damaged.exists(), "it would be fetched again and again"
    open_installed(folder, sample.trusted_keys).close()
    with pytest.raises(Failed):
        install_offered(tmp_path, folder, [bytes(32)])


def test_the_window_ends_only_after_it_was_idle_for_a_while(qtbot) -> None:
    asked = threading.Event()
    versions = iter(["", "2026.11.2"])

    def install() -> str:
        asked.set()
        return next(versions)

    idle, ended, heard = [True], [], []
    offers = Offers(install, lambda: idle[0], lambda: ended.append(1), None)
    qtbot.waitUntil(asked.is_set)
    line = SyncLine(network=NetworkState.UP, pending=0)
    hear = offers.before(heard.append)
    hear(line)
    with qtbot.waitSignal(offers._installed):
        hear(SyncLine(network=NetworkState.UP, pending=0, news=("package",)))
    assert len(heard) == 2 and offers._timer.isActive()
    for _ in range(QUIET_LOOKS - 1):
        offers.look()
    idle[0] = False
    offers.look()
    idle[0] = True
    for _ in range(QUIET_LOOKS - 1):
        offers.look()
    assert not ended
    offers.look()
    assert ended == [1]
