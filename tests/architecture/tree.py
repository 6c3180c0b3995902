"""The files of the project, found without git: a source archive is checked like a clone."""

import os
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("contract", "catalogue", "devices", "offline_queue", "kiosk", "centre", "bench")


@cache
def left_out() -> frozenset[str]:
    """Folder names that .gitignore keeps out, and git's own."""
    lines = (ROOT / ".gitignore").read_text().splitlines()
    return frozenset({".git"} | {line.strip("/") for line in lines if line.endswith("/")})


@cache
def files() -> tuple[Path, ...]:
    found = []
    for folder, folders, names in os.walk(ROOT):
        at_top = Path(folder) == ROOT
        folders[:] = sorted(name for name in folders if name not in left_out() or (not at_top and name == "build"))
        found += [Path(folder) / name for name in sorted(names)]
    return tuple(found)


def sources(*endings: str) -> list[Path]:
    """Project files with one of the endings, the launcher counted as Python."""
    return [path for path in files() if path.suffix in endings or (".py" in endings and path == ROOT / "station")]


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def is_text(path: Path) -> bool:
    with path.open("rb") as stream:
        return b"\0" not in stream.read(4096)
