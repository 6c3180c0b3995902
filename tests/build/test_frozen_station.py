"""The frozen station: built once, then started as on a terminal: no Python, no checkout, no environment of ours."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PyInstaller.archive.readers import CArchiveReader

from devices.registry import modules as driver_modules
from tests.architecture.tree import ROOT

pytestmark = [pytest.mark.build, pytest.mark.timeout(600)]
NEVER_SHIPPED = {"bench", "tests", "centre", "django", "pytest", "hypothesis", "PyInstaller"}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built folder, with kiosk (the program) and _internal (all it needs)."""
    place = tmp_path_factory.mktemp("frozen")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(place / "dist"), "--workpath", str(place / "work"), str(ROOT / "kiosk.spec")]
    built = subprocess.run(command, cwd=place, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr[-3000:]
    return place / "dist" / "kiosk"


@pytest.fixture(scope="session")
def modules(folder: Path) -> set[str]:
    """Names of all Python modules in the program's archive."""
    archive = CArchiveReader(str(folder / "kiosk"))
    packed = archive.open_embedded_archive("PYZ.pyz")
    return set(packed.toc)


def start(folder: Path, tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program from a folder that is not ours, with the environment of a bare machine."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    environment["XDG_RUNTIME_DIR"] = os.environ["XDG_RUNTIME_DIR"]
    return subprocess.run(
        [str(folder / "kiosk"), *words], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
    )


def test_what_never_ships_is_not_in_it(modules: set[str], folder: Path) -> None:
    assert {name for name in modules if name.split(".")[0] in NEVER_SHIPPED} == set()
    inside = {path.relative_to(folder / "_internal").parts[0] for path in (folder / "_internal").iterdir()}
    assert inside & NEVER_SHIPPED == set()


def test_every_driver_is_in_it(modules: set[str]) -> None:
    assert set(driver_modules()) - modules == set()


def test_every_word_font_and_setting_is_in_it(folder: Path) -> None:
    inside = folder / "_internal"
    wanted = [path for name in ("words", "fonts", "icons") for path in (ROOT / "assets" / name).rglob("*")]
    wanted += [path for name in ("config", "kiosk", "offline_queue", "devices") for path in (ROOT / name).rglob("*")]
    left_out = [str(path.relative_to(ROOT)) for path in wanted if path.is_file()
                and path.suffix not in (".py", ".pyc") and not (inside / path.relative_to(ROOT)).is_file()]
    assert left_out == []


def test_no_link_in_it_leads_nowhere(folder: Path) -> None:
    assert [str(path) for path in folder.rglob("*") if path.is_symlink() and not path.exists()] == []


def test_it_tells_its_commands_and_none_that_needs_the_bench(folder: Path, tmp_path: Path) -> None:
    said = start(folder, tmp_path, "--help")
    assert said.returncode == 0, said.stderr
    told = {line.split()[0] for line in said.stdout.splitlines() if line.startswith("  ")}
    assert {"run", "doctor", "queue"} <= told
    assert told & {"demo", "bench", "centre", "test"} == set()


def test_its_doctor_speaks(folder: Path, tmp_path: Path) -> None:
    said = start(folder, tmp_path, "doctor", "--json")
    assert said.returncode in (0, 1), said.stderr
    checks = {check["name"]: check for check in json.loads(said.stdout)["checks"]}
    assert checks
