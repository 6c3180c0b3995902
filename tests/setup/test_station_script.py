"""The launcher sets a machine up: the real script, a real virtual environment, real pip, and one small package of ours.

The script runs in a folder of its own, with locks that name a wheel made here; pip looks only into that folder.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

NOBODY = 65534
ENTRY = """import sys
try:
    import pebble
    print("pebble", pebble.GRAIN, *sys.argv[1:])
except ImportError:
    print("no pebble", *sys.argv[1:])
"""


def make_wheel(folder: Path, name: str, version: str) -> str:
    """A wheel with one module; answers its line in a lock."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    about = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{name}.py", f"GRAIN = {version!r}\n")
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        wheel.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: here\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{about}/RECORD", f"{name}.py,,\n{about}/METADATA,,\n{about}/WHEEL,,\n{about}/RECORD,,\n")
    return f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


class Project:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "kiosk" / "commands").mkdir(parents=True)
        (folder / "kiosk" / "commands" / "__main__.py").write_text(ENTRY)
        (folder / "locks").mkdir()
        shutil.copy(ROOT / "station", folder / "station")

    def lock(self, *lines: str) -> None:
        for name in ("station", "centre", "dev"):
            (self.folder / "locks" / f"{name}.txt").write_text("".join(lines))

    def start(self, *words: str, as_nobody: bool = False, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the script; `as_nobody` with Debian's own interpreter, since ours may lie where nobody may look."""
        python, user = ("/usr/bin/python3", NOBODY) if as_nobody else (sys.executable, None)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "LC_"))}
        kept |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.folder / "wheels"), "PIP_CONFIG_FILE": os.devnull}
        return subprocess.run(
            [python, str(self.folder / "station"), *words],
            env=kept | environment,
            capture_output=True,
            text=True,
            timeout=120,
            user=user,
            stdin=subprocess.DEVNULL,
        )


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that has been started once."""
    project = Project(tmp_path_factory.mktemp("ready"))
    project.lock(make_wheel(project.folder / "wheels", "pebble", "1.0"))
    first = project.start("run", "--now")
    assert (first.returncode, first.stdout) == (0, "pebble 1.0 run --now\n"), first.stderr
    assert "installing 1 Python packages" in first.stderr
    return project


def test_the_second_start_goes_straight_to_the_command(ready: Project) -> None:
    second = ready.start("run", "again")
    assert (second.stdout, second.stderr) == ("pebble 1.0 run again\n", "")


def test_a_set_up_station_needs_neither_network_nor_wheels(ready: Project) -> None:
    assert ready.start("run", PIP_FIND_LINKS="/nowhere").stdout == "pebble 1.0 run\n"


def test_a_set_up_that_was_cut_off_is_made_anew(ready: Project) -> None:
    (ready.folder / ".venv" / "set-up" / "unfinished").touch()
    next(ready.folder.glob(".venv/lib/python3.*/site-packages/pebble.py")).unlink()
    mended = ready.start("run")
    assert mended.stdout == "pebble 1.0 run\n"
    assert "left unfinished" in mended.stderr
    assert ready.start("run").stderr == ""


def test_an_environment_without_its_interpreter_is_made_anew(ready: Project) -> None:
    (ready.folder / ".venv" / "bin" / "python").unlink()
    assert ready.start("run").stdout == "pebble 1.0 run\n"


def test_what_is_no_longer_locked_is_removed(ready: Project) -> None:
    ready.lock(make_wheel(ready.folder / "wheels", "gravel", "2.0"))
    changed = ready.start("run")
    assert changed.stdout == "no pebble run\n"
    assert "removing pebble" in changed.stderr
    ready.lock(make_wheel(ready.folder / "wheels", "pebble", "1.0"))
    assert ready.start("run").stdout == "pebble 1.0 run\n"


def test_a_package_with_another_hash_is_refused_in_plain_words(tmp_path: Path) -> None:
    project = Project(tmp_path / "refused")
    project.lock(make_wheel(project.folder / "wheels", "pebble", "1.0").replace("sha256:", "sha256:0000")[:-5] + "\n")
    refused = project.start("run")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "what to do:" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_without_root_the_line_for_the_missing_libraries_is_told(tmp_path: Path) -> None:
    """The script looks for a library that no machine has, so that any machine lacks it."""
    project = Project(tmp_path / "lacking")
    project.lock(make_wheel(project.folder / "wheels", "pebble", "1.0"))
    script = project.folder / "station"
    script.write_text(script.read_text().replace("libfontconfig.so.1", "libnowhere.so.1"))
    for path in (*tmp_path.parents[:3], tmp_path, project.folder):
        path.chmod(path.stat().st_mode | 0o055)
    told = project.start("run", as_nobody=os.geteuid() == 0)
    assert told.returncode == 2
    assert "sudo apt-get install --no-install-recommends libfontconfig1" in told.stderr
    assert "Traceback" not in told.stderr
