"""The frozen station: built once, then started as on a terminal: no Python, no checkout, no environment of ours."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PyInstaller.archive.readers import CArchiveReader

from bench.person import ZHANG_SAN
from bench.pretend_world import PretendWorld
from contract.failures import FailureCode
from devices.registry import modules as driver_modules
from tests.architecture.tree import ROOT

pytestmark = pytest.mark.build
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
        [str(folder / "kiosk"), *words],
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
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
    left_out = [
        str(path.relative_to(ROOT))
        for path in wanted
        if path.is_file() and path.suffix not in (".py", ".pyc") and not (inside / path.relative_to(ROOT)).is_file()
    ]
    assert left_out == []


def test_no_link_in_it_leads_nowhere(folder: Path) -> None:
    assert [str(path) for path in folder.rglob("*") if path.is_symlink() and not path.exists()] == []


def test_it_tells_its_commands_and_none_that_needs_the_bench(folder: Path, tmp_path: Path) -> None:
    said = start(folder, tmp_path, "--help")
    assert said.returncode == 0, said.stderr
    told = {line.split()[0] for line in said.stdout.splitlines() if line.startswith("  ")}
    assert {"run", "doctor", "queue"} <= told
    assert told & {"demo", "bench", "centre", "test"} == set()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PretendWorld]:
    """An enrolled station's folder and settings, emulated devices and a centre: what a technician has prepared."""
    world = PretendWorld(tmp_path_factory.mktemp("desk") / "world", ZHANG_SAN)
    yield world
    world.close()


def settings_of(desk: PretendWorld) -> str:
    return str(desk.data / "station.toml")


def test_its_doctor_finds_nothing_wrong_with_a_station_that_is_well(
    folder: Path, desk: PretendWorld, tmp_path: Path
) -> None:
    said = start(folder, tmp_path, "doctor", "--json", "--config", settings_of(desk))
    answer = json.loads(said.stdout)
    assert [check for check in answer["checks"] if not check["ok"]] == []
    assert (answer["ok"], said.returncode, said.stderr) == (True, 0, "")
    assert {"version", "sqlite", "fonts", "package", "queue", "centre", "card_reader"} <= {
        check["name"] for check in answer["checks"]
    }


def test_its_doctor_says_what_a_station_lacks_that_nobody_has_set_up(folder: Path, tmp_path: Path) -> None:
    bare = tmp_path / "station.toml"
    bare.write_text(f'[station]\ndata_dir = "{tmp_path / "nothing"}"\n')
    said = start(folder, tmp_path, "doctor", "--json", "--config", str(bare))
    wrong = {check["code"]: check["advice"] for check in json.loads(said.stdout)["checks"] if not check["ok"]}
    assert said.returncode == 1
    assert FailureCode.PACKAGE_MISSING.value in wrong
    assert all(wrong.values())


def draws_home(folder: Path, tmp_path: Path, config: str, name: str) -> Image.Image:
    said = start(folder, tmp_path, "run", "--windowed", "--config", config, "--picture", str(tmp_path / name))
    assert said.returncode == 0, said.stderr
    # log lines of the sync process may stand there; a message of Qt or Python may not
    assert [line for line in said.stderr.splitlines() if not line.startswith("{")] == []
    return Image.open(tmp_path / name).convert("RGB")


def test_it_draws_home_as_the_checkout_does(folder: Path, desk: PretendWorld, tmp_path: Path) -> None:
    """Words, fonts, icons, theme, QML and the package: whatever is left out of the folder shows in the picture.

    The second start draws the first page that the first one kept.
    """
    own_picture = tmp_path / "checkout.png"
    checkout = [sys.executable, "-m", "kiosk.commands", "run", "--windowed", "--config", settings_of(desk)]
    assert subprocess.run([*checkout, "--picture", str(own_picture)], cwd=ROOT, timeout=120).returncode == 0
    own = Image.open(own_picture).convert("RGB")
    for name in ("first.png", "second.png"):
        frozen = draws_home(folder, tmp_path, settings_of(desk), name)
        assert frozen.size == own.size == (1080, 1920)
        # the clock in the status bar may have gone on by a minute
        seen = [255 if level > 24 else 0 for level in range(256)]
        changed = ImageChops.difference(frozen, own).convert("L").point(seen)
        assert (changed.getbbox() or (0, 0, 0, 0))[3] < 100, name
        assert len(frozen.getcolors(1 << 22) or ()) > 100


def test_its_workers_start_from_the_folder_and_read_a_card(folder: Path, desk: PretendWorld, tmp_path: Path) -> None:
    settings = json.dumps({"driver": "sdt_serial", "port": desk.reader.path, "baud": 115200})
    worker = subprocess.Popen(
        [str(folder / "kiosk"), "devices-worker", "card_reader", "sdt_serial", settings],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    desk.put_card()
    try:
        worker.stdin.write('{"type":"arm","visit":7}\n')
        worker.stdin.flush()
        answers = (json.loads(line) for line in worker.stdout)
        seen = next(answer for answer in answers if answer["type"] == "card_seen")
    finally:
        worker.stdin.close()
        desk.lift_card()
        assert worker.wait(20) == 0
    assert (seen["visit"], seen["card"]["name"]) == (7, ZHANG_SAN["name"])


def test_its_sync_process_reaches_the_centre_and_ends_with_its_input(
    folder: Path, desk: PretendWorld, tmp_path: Path
) -> None:
    said = start(folder, tmp_path, "sync", "--data", str(desk.station_dir), "--centre", desk.centre_url)
    assert said.returncode == 0
    assert json.loads(said.stdout.splitlines()[0])["network"] == "up"
