"""The centre as it is started for real, on SQLite and on PostgreSQL: commands, intake, cases, migrations both ways."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from bench.live_centre import LiveCentre
from bench.postgresql import Postgresql, programs
from bench.pretend_scans import ask_custody, ask_missing, asked_of, seal_pages, send_chunks
from bench.pretend_station import Unexpected
from contract.sync import Outcome

DEADLINE_S = 60


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def centre(request, tmp_path_factory) -> Iterator[LiveCentre]:
    if request.param == "postgresql" and programs() is None:
        pytest.skip("PostgreSQL IS NOT INSTALLED: the centre was not tested on it (Debian package postgresql)")
    server = Postgresql() if request.param == "postgresql" else None
    centre = LiveCentre(tmp_path_factory.mktemp("centre") / "data", server.url if server else "")
    try:
        yield centre
    finally:
        centre.close()
        if server:
            server.close()


@pytest.fixture(scope="module")
def running(centre: LiveCentre) -> LiveCentre:
    ready = centre.start()
    assert ready["ready"] is True and ready["port"] == centre.port
    return centre


def wait_until(condition, what: str) -> None:
    until = time.monotonic() + DEADLINE_S
    while not condition():
        assert time.monotonic() < until, what
        time.sleep(0.05)


def migrate(centre: LiveCentre, *words: str) -> str:
    environment = dict(os.environ, CENTRE_DATA=str(centre.data), DJANGO_SETTINGS_MODULE="centre.site.settings.embedded")
    if centre.database:
        environment["CENTRE_DATABASE"] = centre.database
    done = subprocess.run(
        [sys.executable, "-m", "django", *words], capture_output=True, text=True, timeout=120, env=environment
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_init_makes_one_account_and_its_password_is_said_once(centre) -> None:
    first = json.loads(centre.command("init", "--display-name", "陈静"))
    again = json.loads(centre.command("init"))
    assert first["username"] == "chen" and len(first["password"]) == 16
    assert again["username"] is None and again["password"] is None
    for path in [centre.data, *centre.data.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_submission_goes_from_the_wire_to_a_case(running) -> None:
    station = running.station()
    application = station.application()
    sealed = station.seal(application)
    assert [entry.outcome for entry in station.send_batch(sealed).entries] == [Outcome.STORED]
    assert [entry.outcome for entry in station.send_batch(sealed).entries] == [Outcome.ALREADY]
    other = station.seal(application)
    assert [entry.outcome for entry in station.send_batch(other, b"x").entries] == [
        Outcome.QUARANTINED, Outcome.DAMAGED,
    ]  # fmt: skip
    wait_until(lambda: station.feed().changes, "the case was not opened")
    told = json.loads(running.command("case", application.provisional_number, "--json"))
    assert told["holder"]["name"] == "张测试" and told["holder"]["number"] == "11010519491231002X"
    assert told["answers"] == application.answers
    assert told["times_at_centre"] == 1
    assert station.feed().changes[0].case_number == told["case_number"]


def test_overlapping_batches_in_any_order_neither_block_each_other_nor_store_twice(running) -> None:
    station = running.station()
    sealed = [station.seal(station.application()) for _ in range(16)]
    outcomes: list[Outcome] = []
    lock = threading.Lock()

    def send(order: int) -> None:
        mine = (sealed[order:] + sealed[:order])[:: (1 if order % 2 else -1)]
        receipt = station.send_batch(*mine)
        with lock:
            outcomes.extend(entry.outcome for entry in receipt.entries)

    threads = [threading.Thread(target=send, args=(order,)) for order in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE_S)
    assert outcomes.count(Outcome.STORED) == 16
    assert outcomes.count(Outcome.ALREADY) == 11 * 16
    where = f"WHERE station_id = '{station.place.station_id}'"
    assert running.rows(f"SELECT count(*) FROM intake_custody {where}") == [(16,)]


def test_scans_sent_by_many_at_once_and_in_any_order_are_complete_when_all_are_there(running) -> None:
    station = running.station()
    pages = [(f"{number}.jpg", "image/jpeg", os.urandom(900)) for number in range(8)]
    _, envelope, chunks = seal_pages(station, station.application(), pages)
    names = [hashlib.sha256(chunk).digest() for chunk in chunks]
    (entry,) = station.send_batch(envelope).entries
    assert (entry.outcome, entry.complete) == (Outcome.STORED, False)
    assert ask_missing(station, names) == tuple(names)
    assert send_chunks(station, *chunks[:3]) == ()
    assert ask_missing(station, names) == tuple(names[3:])
    assert not ask_custody(station, asked_of(envelope)).entries[0].complete
    refused: list[bytes] = []

    def send(order: int) -> None:
        refused.extend(send_chunks(station, *(chunks[order:] + chunks[:order])[:: (1 if order % 2 else -1)]))

    threads = [threading.Thread(target=send, args=(order,)) for order in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE_S)
    assert refused == [] and ask_missing(station, names) == ()
    assert ask_custody(station, asked_of(envelope)).entries[0].complete
    where = f"WHERE station_id = '{station.place.station_id}'"
    assert sorted(running.rows(f"SELECT name, size FROM intake_chunk {where}")) == sorted(
        (hashlib.sha256(chunk).hexdigest(), len(chunk)) for chunk in chunks
    )
    running.command("shut-out", station.place.station_id)
    with pytest.raises(Unexpected, match="status 401"):
        send_chunks(station, b"of one that was shut out")


def test_the_database_itself_refuses_to_change_the_audit(running) -> None:
    told = migrate(
        running, "shell", "-c",
        "from django.db import connection as c, DatabaseError\n"
        "for sql in ('UPDATE staff_auditentry SET account=1', 'DELETE FROM staff_auditentry'):\n"
        "    try:\n"
        "        c.cursor().execute(sql)\n"
        "        print('changed')\n"
        "    except DatabaseError:\n"
        "        print('refused')\n",
    )  # fmt: skip
    assert [line for line in told.splitlines() if line in ("changed", "refused")] == ["refused", "refused"]
    assert running.rows("SELECT count(*) FROM staff_auditentry")[0][0] >= 1


def test_a_second_start_keeps_everything_and_an_ordered_stop_is_clean(running) -> None:
    before = running.rows("SELECT count(*) FROM cases_case")
    assert before[0][0] >= 1
    assert running.kill(signal.SIGTERM) == 0
    running.start()
    assert running.rows("SELECT count(*) FROM cases_case") == before


def test_the_zones_work_apart_and_the_outer_one_needs_no_inner_key(running) -> None:
    station = running.station()
    application = station.application()
    running.kill()
    inner, away = running.data / "keys" / "inner", running.data.parent / "away"
    inner.rename(away)
    try:
        running.start("--zone", "outer")
        receipt = station.send_batch(station.seal(application))
        assert [entry.outcome for entry in receipt.entries] == [Outcome.STORED]
        assert running.send("GET", "/sign-in", None, "")[0] == 404
        assert running.send("GET", "/cases/", None, "")[0] == 404
        assert not inner.exists()
        running.kill()
    finally:
        away.rename(inner)
    where = f"WHERE submission_id = '{application.submission_id}'"
    assert running.rows(f"SELECT count(*) FROM cases_case {where}") == [(0,)]
    running.start("--zone", "inner")
    wait_until(lambda: running.rows(f"SELECT count(*) FROM cases_case {where}") == [(1,)], "the case was not opened")
    assert running.send("POST", "/intake/v1/batch", b"", station.token)[0] == 404
    running.kill()
    running.start()


def test_models_and_migrations_agree(running) -> None:
    migrate(running, "makemigrations", "--check", "--dry-run")


def test_migrations_run_back_and_forth(running) -> None:
    """Last, because the tables are emptied."""
    running.kill()
    for app in ("cases", "fleet", "staff", "intake"):
        migrate(running, "migrate", app, "zero", "--verbosity", "0")
    with pytest.raises(Exception, match=r"intake_custody"):
        running.rows("SELECT count(*) FROM intake_custody")
    migrate(running, "migrate", "--verbosity", "0")
    assert running.rows("SELECT count(*) FROM intake_custody") == [(0,)]


def test_what_cannot_work_is_said_plainly(tmp_path) -> None:
    """Exit code 2 and no stack trace for wrong use, 1 for what is not there."""
    for words, code in (
        (["serve", "--database", "mysql://x/y"], 2),
        (["station-code", "--name", "x", "--division", "51"], 1),
        (["case", "XD0"], 1),
        (["nothing"], 2),
    ):
        command = [sys.executable, "-m", "centre", *words]
        command += ["--data", str(tmp_path / "data")] if words[0] != "nothing" else []
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert done.returncode == code, (words, done.stderr)
        assert done.stderr and "Traceback" not in done.stderr, words
