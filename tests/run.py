"""Every check and test, as `./station test` and CI run it: what needs no other first, with the time of each part.

./station test                  everything: the checks side by side, then all tests on every core
./station test --quick          without the parts that take minutes
./station test --build          the frozen station alone
./station test tests/unit -k x  pytest alone, with these arguments
"""

import codecs
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QML_MODULES = ROOT / "kiosk"
BEGAN = time.monotonic()
SLOW = ("e2e", "faults", "benchmarks", "build")
FIRST = ("build", "architecture", "e2e", "faults", "conformance", "qml", "benchmarks")
"""Folders whose files take long begin first, so that none is left over at the end."""
SILENT_S = 900
"""More than the time after which a test is ended (pyproject.toml)."""
AT_ONCE = 2 * (os.cpu_count() or 1)
"""Most tests wait for wires, clocks and processes more than they work."""
COUNTED = re.compile(r"(\d+) (passed|failed|skipped|errors?|xfailed|xpassed)\b")


@dataclass
class Part:
    name: str
    command: list[str]
    is_pytest: bool = False


@dataclass
class Outcome:
    name: str
    ok: bool
    took_s: float
    counts: dict[str, int]


def qml_files() -> list[str]:
    return sorted(str(path) for path in QML_MODULES.rglob("*.qml"))


def qmllint() -> list[str]:
    import PySide6

    program = Path(PySide6.__file__).parent / "qmllint"
    return [
        str(program),
        "-W",
        "0",
        "-I",
        str(ROOT),
        "-I",
        str(Path(PySide6.__file__).parent / "Qt" / "qml"),
        *qml_files(),
    ]


def pytest_part(name: str, folders: Sequence[str], left_out: Sequence[str] = ()) -> Part:
    command = [sys.executable, "-m", "pytest", "-q", *(f"tests/{folder}" for folder in folders)]
    command += [f"--ignore={path}" for path in left_out]
    return Part(name, [*command, "-n", str(AT_ONCE), "--dist", "loadfile", "--durations=12"], is_pytest=True)


def checks(quick: bool) -> list[Part]:
    python = [sys.executable, "-m"]
    found = [
        Part("lint", [*python, "ruff", "check", "--quiet", "."]),
        Part("types", [*python, "pyright"]),
        Part("imports", [sys.executable, "-c", "from importlinter.cli import lint_imports_command as go; go()"]),
        Part("qmllint", qmllint()),
    ]
    # PostgreSQL for tests of the centre; never fails
    return found if quick else [Part("postgresql", [*python, "bench.postgresql"]), *found]


def tests(quick: bool) -> Part:
    folders = {
        path.parent.relative_to(ROOT / "tests").parts[0]
        for path in (ROOT / "tests").rglob("test_*.py")
        if path.parent != ROOT / "tests"
    }
    folders -= set(SLOW) if quick else set()
    ordered = [folder for folder in FIRST if folder in folders]
    left_out = ["tests/architecture/test_recipes.py"] if quick else []
    return pytest_part("tests", [*ordered, *sorted(folders - set(ordered))], left_out)


def run_checks(quick: bool) -> list[Outcome]:
    """Side by side: they wait for the disk, the network or one core each. What one says is shown when it is over."""
    with ThreadPoolExecutor(max_workers=3) as pool:
        return list(pool.map(run_quietly, checks(quick)))


def run_quietly(part: Part) -> Outcome:
    began = time.monotonic()
    ran = subprocess.run(
        part.command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
    )
    print(f"\n── {part.name} ".ljust(100, "─") + f"\n{ran.stdout}", end="", flush=True)
    return Outcome(part.name, ran.returncode == 0, time.monotonic() - began, {})


def said(running: subprocess.Popen[bytes]) -> Iterator[str]:
    """What a program says, as it says it. One that is silent for too long is ended, with all that it began."""
    assert running.stdout is not None
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    while True:
        if not select.select([running.stdout], [], [], SILENT_S)[0]:
            os.killpg(running.pid, signal.SIGKILL)
            yield f"\nENDED: silent for {SILENT_S} s. If a test hangs, its stack stands above.\n"
            return
        piece = os.read(running.stdout.fileno(), 65536)
        if not piece:
            return
        yield decoder.decode(piece)


def run(part: Part) -> Outcome:
    """Run one part, show what it says as it says it, and count its tests."""
    print(f"\n── {part.name} ".ljust(100, "─"), flush=True)
    began = time.monotonic()
    running = subprocess.Popen(
        part.command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        process_group=0,
    )
    everything = ""
    try:
        for piece in said(running):
            print(piece, end="", flush=True)
            everything += piece
        code = running.wait()
    finally:  # a person's Ctrl-C reaches this program only
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGTERM)
    counting = [line for line in everything.splitlines() if COUNTED.search(line) and " in " in line]
    last = counting[-1] if part.is_pytest and counting else ""
    counts: dict[str, int] = {}
    for number, word in COUNTED.findall(last):
        counts[word.rstrip("s") if word.startswith("error") else word] = int(number)
    none_collected = part.is_pytest and code == 5
    return Outcome(part.name, code == 0 or none_collected, time.monotonic() - began, counts)


def close(outcomes: list[Outcome]) -> int:
    print("\n── summary ".ljust(100, "─"))
    for one in outcomes:
        counted = ", ".join(f"{number} {word}" for word, number in one.counts.items())
        print(f"{'ok    ' if one.ok else 'FAILED'}  {one.name:<14}{one.took_s:7.1f} s  {counted}")
    bad = [one.name for one in outcomes if not one.ok]
    print(
        f"{time.monotonic() - BEGAN:.0f} s in all"
        + (f"; failed: {', '.join(bad)}" if bad else "; nothing failed")
    )
    total = {
        word: sum(one.counts.get(word, 0) for one in outcomes) for word in ("passed", "failed", "error", "skipped")
    }
    checks_failed = sum(not one.ok and not one.counts.get("failed") for one in outcomes)
    failed = total["failed"] + total["error"] + checks_failed
    print(f"{total['passed']} passed, {failed} failed, {total['skipped']} skipped")
    return 1 if bad else 0


def main(asked: list[str]) -> int:
    os.environ.setdefault("PYTHONHASHSEED", "0")
    if asked in (["--help"], ["-h"]):
        print(__doc__)
        return 0
    quick, build = "--quick" in asked, "--build" in asked
    rest = [word for word in asked if word not in ("--quick", "--build")]
    if rest == ["--golden"]:
        rest += [folder for folder in ("tests/golden", "tests/architecture") if (ROOT / folder).exists()]
    if rest:
        chosen = [Part("pytest", [sys.executable, "-m", "pytest", *rest], is_pytest=True)]
    elif build:
        chosen = [pytest_part("build", ["build"])]
    else:
        return close([*run_checks(quick), run(tests(quick))])
    return close([run(part) for part in chosen])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
