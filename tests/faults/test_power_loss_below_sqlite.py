"""A power cut at the centre on SQLite: every receipt that was given before is honoured by the disk that is left."""

import hashlib
import random
import shutil
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from bench.live_centre import LiveCentre
from bench.pretend_scans import ask_custody, asked_of, seal_pages, send_chunks
from contract.sync import Outcome
from tests.faults.recorded_writes import acts_in, after_a_cut, recording

BATCHES, CUTS = 12, 120


def test_what_was_receipted_is_on_the_disk_whatever_the_power_cut_left(tmp_path: Path) -> None:
    data, log = tmp_path / "centre", tmp_path / "log"
    LiveCentre(data).command("init")
    environment = recording(tmp_path, data / "centre.db", log)
    if environment is None:
        pytest.skip("THIS MACHINE HAS NO C COMPILER: no power cut below SQLite was tried (package gcc)")
    centre = LiveCentre(data, environment=environment)
    centre.start("--zone", "outer")
    try:
        station = centre.station()  # by a command beside the server, which is not noted
        before = {path.name: path.read_bytes() for path in data.glob("centre.db*") if not path.name.endswith("-shm")}
        log.write_bytes(b"")
        promised: list[tuple[int, str, bool]] = []
        for number in range(BATCHES):
            _, scanned, chunks = seal_pages(station, station.application(), [("a.jpg", "image/jpeg", bytes([number]))])
            envelopes = [station.seal(station.application()) for _ in range(3)]
            receipt = station.send_batch(*envelopes, scanned)
            assert {entry.outcome for entry in receipt.entries} == {Outcome.STORED}
            promised += [(log.stat().st_size, entry.submission_id, False) for entry in receipt.entries]
            send_chunks(station, *chunks)
            (entry,) = ask_custody(station, asked_of(scanned)).entries
            assert entry.complete
            promised.append((log.stat().st_size, chunk_names(chunks)[0], True))
    finally:
        centre.close()
    acts = acts_in(log)
    assert any(act.kind == "S" for act in acts), "nothing was noted: the library was not loaded"
    draw = random.Random(7)
    for _ in range(CUTS):
        here = draw.randrange(1, len(acts) + 1)
        left = after_a_cut(before, acts[:here], draw)
        kept = rows_left(tmp_path / "left", left)
        owed = {name for end, name, _ in promised if end <= acts[here - 1].end}
        assert owed <= kept, f"after act {here} of {len(acts)} {len(owed - kept)} promises are gone"


def chunk_names(chunks: list[bytes]) -> list[str]:
    return [hashlib.sha256(chunk).hexdigest() for chunk in chunks]


def rows_left(folder: Path, files: dict[str, bytes]) -> set[str]:
    """Submissions in custody and chunks that are kept for good, in the database that these files make."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    connection = sqlite.connect(folder / "centre.db")  # pyright: ignore[reportAttributeAccessIssue]
    try:
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        kept = {row[0] for row in connection.execute("SELECT submission_id FROM intake_custody")}
        return kept | {row[0] for row in connection.execute("SELECT name FROM intake_chunk WHERE is_named")}
    finally:
        connection.close()
