"""`./station queue` and `./station receipt` answer in their documented shapes, whatever is on their input."""

import json
import subprocess
import sys
from pathlib import Path

from bench.sample_station import STATION, enrol_without_centre, sample_application
from offline_queue.identity import load_identity
from offline_queue.queue import Queue
from offline_queue.records import HandedIn

ROOT = Path(__file__).resolve().parents[4]


def station(*command: str, given: bytes = b"") -> tuple[int, list, str]:
    """Exit code, JSON lines, standard error."""
    ran = subprocess.run(
        [sys.executable, "-m", "kiosk.commands", *command], input=given, capture_output=True, cwd=ROOT, timeout=60
    )
    assert b"Traceback" not in ran.stderr
    return ran.returncode, [json.loads(line) for line in ran.stdout.splitlines()], ran.stderr.decode()


def handed_in(data_dir: Path, count: int) -> list[HandedIn]:
    enrol_without_centre(data_dir)
    queue = Queue.open(data_dir, reserve_bytes=0)
    build = sample_application(signature_bytes=50)
    done = [queue.hand_in(build, item_code="R06-014", form_id="F01", form_version=1) for _ in range(count)]
    queue.close()
    return done


def test_list_gives_a_line_a_submission(tmp_path: Path) -> None:
    done = handed_in(tmp_path, 2)
    code, lines, _ = station("queue", "list", "--json", "--data", str(tmp_path))
    assert code == 0
    assert [line["submission_id"] for line in lines] == [one.submission_id for one in done]
    assert lines[0].keys() >= {"submission_id", "number", "item", "state", "since", "bytes"}
    assert (lines[0]["number"], lines[0]["item"], lines[0]["state"]) == (done[0].number, "R06-014", "QUEUED")
    assert lines[0]["bytes"] == (tmp_path / "spool" / f"{done[0].submission_id}.env").stat().st_size


def test_verify_and_rebuild_give_counts_and_an_exit_code(tmp_path: Path) -> None:
    done = handed_in(tmp_path, 2)
    for act in ("verify", "rebuild"):
        code, lines, _ = station("queue", act, "--json", "--data", str(tmp_path))
        assert code == 0
        assert {name: lines[0][name] for name in ("ok", "checked", "adopted", "corrupt", "missing")} == {
            "ok": True, "checked": 2, "adopted": 0, "corrupt": 0, "missing": 0,
        }  # fmt: skip
    path = tmp_path / "spool" / f"{done[0].submission_id}.env"
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    (tmp_path / "spool" / f"{done[1].submission_id}.env").unlink()
    code, lines, _ = station("queue", "verify", "--json", "--data", str(tmp_path))
    assert (code, lines[0]["ok"], lines[0]["corrupt"], lines[0]["missing"]) == (1, False, 1, 1)
    for file in tmp_path.glob("queue.db*"):
        file.unlink()
    code, lines, _ = station("queue", "rebuild", "--json", "--data", str(tmp_path))
    assert (code, lines[0]["ok"], lines[0]["corrupt"]) == (1, False, 1)


def test_receipts_are_verified_line_by_line_and_strange_lines_do_no_harm(tmp_path: Path) -> None:
    done = handed_in(tmp_path / "station", 1)[0]
    changed = done.proof_text[:-1] + ("0" if done.proof_text[-1] != "0" else "1")
    texts = [done.proof_text, changed, "XDZ1.", "你好", "x" * 100_000, done.proof_text]
    given = "\n".join(texts).encode() + b"\n\xff\xfe"
    code, lines, _ = station("receipt", "verify", "--json", "--data", str(tmp_path / "station"), given=given)
    assert code == 1
    assert [line["ok"] for line in lines] == [True, False, False, False, False, True, False]
    good = lines[0]
    assert good.keys() >= {"ok", "station", "time", "number", "item", "level", "code", "message"}
    assert (good["station"], good["number"], good["item"], good["level"], good["code"]) == (
        STATION,
        done.number,
        "R06-014",
        "station",
        None,
    )
    assert good["time"] == done.created_at.isoformat()
    assert lines[1]["code"] in ("receipt.signature", "receipt.invalid") and lines[1]["station"] is None


def test_a_key_file_verifies_receipts_away_from_the_station(tmp_path: Path) -> None:
    done = handed_in(tmp_path / "station", 1)[0]
    public = load_identity(tmp_path / "station").public.hex()
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"stations": [{"station_id": STATION, "public": public}]}))
    elsewhere = ("--data", str(tmp_path / "elsewhere"))
    given = done.proof_text.encode() + b"\n"
    code, lines, _ = station("receipt", "verify", "--json", *elsewhere, given=given)
    assert (code, lines[0]["code"]) == (1, "receipt.station_unknown")
    code, lines, _ = station("receipt", "verify", "--json", "--keys", str(keys), *elsewhere, given=given)
    assert (code, lines[0]["ok"]) == (0, True)


def test_wrong_use_is_told_apart_from_a_found_problem(tmp_path: Path) -> None:
    assert station("queue")[0] == 2
    assert station("receipt", "verify", "--nonsense")[0] == 2
    code, _, said = station("enrol", "--centre", "http://127.0.0.1:1", "--code", "x", "--data", str(tmp_path))
    assert code == 1 and "centre.unreachable" in said
