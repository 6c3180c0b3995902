"""Every check and test, as `./station test` and CI run it: part by part, with the time of each, and one closing line.

./station test                  everything
./station test --quick          without the parts that take minutes
./station test --build          the frozen station alone
./station test tests/unit -k x  pytest alone, with these arguments
"""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QML_MODULES = ROOT / "kiosk"
SLOW = ("e2e", "faults", "benchmarks", "build")
# In this order; a folder that is not named runs after those that are.
ORDER = (
    "architecture",
    "unit",
    "transcripts",
    "property",
    "conformance",
    "golden",
    "qml",
    "faults",
    "e2e",
    "benchmarks",
)
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


def pytest_part(folder: str, quick: bool = False) -> Part:
    command = [sys.executable, "-m", "pytest", "-q", f"tests/{folder}"]
    if quick and folder == "architecture":
        command += ["--ignore", "tests/architecture/test_recipes.py"]
    if folder not in ("architecture", "benchmarks", "build"):
        # those wait for wires, clocks and processes more than they work
        at_once = "4" if folder in ("conformance", "faults", "e2e", "setup") else "2"
        command += ["-n", at_once, "--dist", "loadfile"]
    return Part(folder, command, is_pytest=True)


def parts(quick: bool) -> list[Part]:
    python = [sys.executable, "-m"]
    found = [
        Part("lint", [*python, "ruff", "check", "--quiet", "."]),
        Part("types", [*python, "pyright"]),
        Part("imports", [sys.executable, "-c", "from importlinter.cli import lint_imports_command as go; go()"]),
    ]
    if qml_files():
        found.append(Part("qmllint", qmllint()))
    folders = {
        path.parent.relative_to(ROOT / "tests").parts[0]
        for path in (ROOT / "tests").rglob("test_*.py")
        if path.parent != ROOT / "tests"
    }
    folders -= set(SLOW) if quick else set()
    last = folders & {"build"}
    ordered = [folder for folder in ORDER if folder in folders]
    ordered += sorted(folders - set(ordered) - last) + sorted(last)
    if not quick:
        found.insert(0, Part("postgresql", [*python, "bench.postgresql"]))  # for tests of the centre; never fails
    return found + [pytest_part(folder, quick) for folder in ordered]


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
        text=True,
        errors="replace",
    )
    assert running.stdout is not None
    last = ""
    for line in running.stdout:
        print(line, end="", flush=True)
        last = line if part.is_pytest and COUNTED.search(line) and " in " in line else last
    code = running.wait()
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
        f"{sum(one.took_s for one in outcomes):.0f} s in all"
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
        chosen = [pytest_part("build")]
    else:
        chosen = parts(quick)
    return close([run(part) for part in chosen])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
