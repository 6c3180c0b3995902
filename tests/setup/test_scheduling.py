"""A worker that dies in a test costs that test: every other one is run, and the run ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DIES = """import os, time, pytest

@pytest.mark.parametrize("number", range(6))
def test_one(number):
    time.sleep(0.02)
    if number in {dies_in}:
        os._exit(1)
"""
LIVES = """import time, pytest

@pytest.mark.parametrize("number", range(5))
def test_one(number):
    time.sleep(0.02)
"""


@pytest.mark.parametrize("dies_in", [(3,), (0, 3, 5)])
def test_a_dead_worker_costs_only_the_test_it_died_in(tmp_path: Path, dies_in: tuple[int, ...]) -> None:
    (tmp_path / "test_a.py").write_text(DIES.format(dies_in=dies_in))
    for name in "bcd":
        (tmp_path / f"test_{name}.py").write_text(LIVES)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n2", "--dist=loadfile", "-p", "tests.scheduling", str(tmp_path)],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
    )
    last = ran.stdout.splitlines()[-1]
    assert f"{len(dies_in)} failed, {21 - len(dies_in)} passed" in last, ran.stdout
    for number in dies_in:
        assert f"crashed while running 'test_a.py::test_one[{number}]'" in ran.stdout
