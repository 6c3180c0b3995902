"""The database's shape: what it refuses by itself, and that released migrations never change."""

import hashlib
from pathlib import Path

import pytest

from contract.failures import Failed, FailureCode
from offline_queue import database
from offline_queue.database import connect, is_sound, migrate, sql, sqlite

RELEASED = {"0001_submission.sql": "670b40d3ee244bca", "0002_chunks.sql": "c08e9b1065104f45"}

ROW = {
    "submission_id": "a",
    "station_id": "s",
    "epoch": 1,
    "sequence": 1,
    "payload_type": "application",
    "provisional_number": "XD1",
    "item_code": "i",
    "form_id": "f",
    "form_version": 1,
    "priority": 0,
    "created_at": "2026-03-02T01:00:00.000000+00:00",
    "file_bytes": 10,
    "sealed_sha256": "0" * 64,
    "receipt": "XDZ1.",
    "previous_receipt_8": b"",
    "chunk_count": 0,
    "at": "2026-03-02T01:00:00.000000+00:00",
}


def test_a_released_migration_is_never_edited() -> None:
    folder = Path(database.__file__).parent / "migrations"
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in sorted(folder.glob("*.sql"))}
    assert found == RELEASED, "a released migration changed: add a new one instead"


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    connection = connect(tmp_path)
    before = connection.execute("SELECT sql FROM sqlite_schema ORDER BY name").fetchall()
    migrate(connection)
    assert connection.execute("SELECT sql FROM sqlite_schema ORDER BY name").fetchall() == before
    assert is_sound(connection)


def test_the_settings_that_durability_rests_on_are_set(tmp_path: Path) -> None:
    connection = connect(tmp_path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize(
    ("statement", "index", "params"),
    [
        ("next_batch", "to_send", {"now_ms": 0, "far_ms": 0, "most": 20, "bytes": 1, "besides": '["a"]'}),
        ("take_custody_of_all", "sqlite_autoindex_submission_1", {"at": "", "evidence": 1, "taken": "[]"}),
        ("chunks_to_ask", "to_complete", {"now_ms": 0, "far_ms": 0, "most": 20}),
        ("to_confirm", "to_complete", {"now_ms": 0, "far_ms": 0, "most": 20}),
        ("to_purge", "to_forget", {"before": "", "most": 20}),
        ("release_held", "to_release", {"now_ms": 0, "far_ms": 0, "at": ""}),
        ("alarming", "to_look_at", {"most": 20}),
    ],
)
def test_what_runs_for_each_batch_takes_the_next_from_an_index_and_sorts_no_queue(
    tmp_path: Path, statement: str, index: str, params: dict
) -> None:
    plan = [row[3] for row in connect(tmp_path).execute("EXPLAIN QUERY PLAN " + sql(statement), params)]
    first = next(step for step in plan if "submission" in step or " s " in step)
    assert f"INDEX {index}" in first, plan
    if statement in ("chunks_to_ask", "to_confirm", "to_purge", "alarming"):
        assert not any("ORDER BY" in step for step in plan), plan
    if statement == "next_batch":
        # the batch of twenty is sorted once more behind its running sum; the queue is not
        assert sum("ORDER BY" in step for step in plan) <= 1, plan


@pytest.mark.parametrize(
    "wrong",
    [
        {"priority": 2},
        {"payload_type": "other"},
        {"sealed_sha256": "0"},
        {"file_bytes": 0},
        {"epoch": "one"},
        {"receipt": None},
    ],
)
def test_values_outside_their_closed_set_are_refused(tmp_path: Path, wrong: dict) -> None:
    with pytest.raises(sqlite.Error):
        connect(tmp_path).execute(sql("put"), ROW | wrong)


def test_one_number_is_never_on_two_applications_but_may_be_on_its_rating(tmp_path: Path) -> None:
    connection = connect(tmp_path)
    connection.execute(sql("put"), ROW)
    connection.execute(sql("put"), ROW | {"submission_id": "r", "payload_type": "rating"})
    with pytest.raises(sqlite.IntegrityError):
        connection.execute(sql("put"), ROW | {"submission_id": "b"})
    with pytest.raises(sqlite.IntegrityError):
        connection.execute(sql("put"), ROW | {"provisional_number": "XD2"})


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM submission",
        "UPDATE submission SET sealed_sha256 = '" + "1" * 64 + "'",
        "UPDATE submission SET provisional_number = 'XD2'",
        "UPDATE submission SET state = 'COMPLETE'",  # without the centre's evidence
        "UPDATE submission SET state = 'PURGED'",  # without having been complete
        "UPDATE submission SET state = 'LOST'",
    ],
)
def test_what_must_never_happen_to_a_row_is_refused_by_the_database(tmp_path: Path, statement: str) -> None:
    connection = connect(tmp_path)
    connection.execute(sql("put"), ROW)
    with pytest.raises(sqlite.IntegrityError):
        connection.execute(statement)


def test_a_state_never_moves_back(tmp_path: Path) -> None:
    connection = connect(tmp_path)
    connection.execute(sql("put"), ROW)
    connection.execute("INSERT INTO evidence VALUES (1, x'00', zeroblob(64), 'now'), (2, x'00', zeroblob(64), 'now')")
    connection.execute("UPDATE submission SET state = 'COMPLETE', evidence = 1")
    for state in ("QUEUED", "CUSTODY", "HELD", "CORRUPT"):
        with pytest.raises(sqlite.IntegrityError, match="moves back"):
            connection.execute("UPDATE submission SET state = ?", (state,))
    # only on another signed word of the centre
    connection.execute("UPDATE submission SET state = 'QUEUED', evidence = 2")
    connection.execute("UPDATE submission SET state = 'COMPLETE', evidence = 1")
    connection.execute("UPDATE submission SET state = 'PURGED'")
    for state in ("COMPLETE", "QUEUED"):
        with pytest.raises(sqlite.IntegrityError, match="moves back"):
            connection.execute("UPDATE submission SET state = ?, evidence = 2", (state,))


def test_a_database_of_the_first_release_is_brought_up_with_all_it_holds(tmp_path: Path) -> None:
    old = sqlite.connect(tmp_path / "queue.db")
    folder = Path(database.__file__).parent / "migrations"
    old.executescript((folder / "0001_submission.sql").read_text("utf-8") + "PRAGMA user_version = 1;")
    kept = {name: value for name, value in ROW.items() if name not in ("chunk_count", "at")}
    names = ", ".join([*kept, "state", "state_at"])
    old.execute(f"INSERT INTO submission ({names}) VALUES ({', '.join('?' * (len(kept) + 2))})",
                (*kept.values(), "QUEUED", ROW["at"]))
    old.commit()
    old.close()
    connection = connect(tmp_path)
    assert connection.execute("SELECT submission_id, state, chunk_count FROM submission").fetchall() == [
        ("a", "QUEUED", 0)
    ]
    assert is_sound(connection) and database.is_migrated(connection)


def test_an_old_sqlite_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "SQLITE_AT_LEAST", (99, 0, 0))
    with pytest.raises(Failed) as refused:
        database.check_version()
    assert refused.value.code is FailureCode.QUEUE_SQLITE_TOO_OLD and "99.0.0" in refused.value.happened
