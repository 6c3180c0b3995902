"""The commands package, search and form: the shapes of CLI.md, exit codes, and hostile files."""

import argparse
import json
from pathlib import Path
from types import ModuleType

import pytest

from catalogue.package.manifest import public_bytes
from catalogue.package.sample import Sample, load_key
from contract.catalogue import EXPECTED_COUNTS
from kiosk.commands import form, package, search

GOOD = Path(__file__).resolve().parents[2] / "golden" / "forms" / "F01" / "good_first.json"


def ran(command: ModuleType, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(list(arguments)))


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    body = json.loads(GOOD.read_text(encoding="utf-8"))
    del body["expect"]
    path = tmp_path / "asked.json"
    path.write_text(json.dumps(body), encoding="utf-8")
    return path


def test_package_check_counts_a_good_one(sample: Sample, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(package, "check", str(sample.path), "--key", sample.trusted_keys[0].hex(), "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["ok"] and shown["breaches"] == [] and shown["version"]
    assert shown["counts"].items() >= EXPECTED_COUNTS.items() and {"forms", "divisions"} <= shown["counts"].keys()


def test_package_check_names_the_breach_of_a_bad_one(
    copy: Path, sample: Sample, capsys: pytest.CaptureFixture[str]
) -> None:
    copy.write_bytes(copy.read_bytes()[:-4096])
    assert ran(package, "check", str(copy), "--key", sample.trusted_keys[0].hex(), "--json") == 1
    shown = json.loads(capsys.readouterr().out)
    assert (shown["ok"], shown["version"], shown["breaches"][0]["code"]) == (False, None, "package.damaged")
    assert ran(package, "check", str(sample.path), "--key", "00" * 32, "--json") == 1
    assert json.loads(capsys.readouterr().out)["breaches"][0]["code"] == "package.signature"
    assert ran(package, "check", str(sample.path), "--key", "zz") == 2


def test_package_build_signs_with_the_given_key(
    sample: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pem = sample.path.parent / "sample_signing_key.pem"
    out = tmp_path / "made" / "content.sqlite"
    assert ran(package, "build", "--out", str(out), "--sign", str(pem), "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["key"] == public_bytes(load_key(pem)).hex() and shown["bytes"] == out.stat().st_size
    assert ran(package, "build", "--out", str(out), "--sign", str(GOOD), "--json") == 1
    assert json.loads(capsys.readouterr().out)["breaches"][0]["code"] == "package.signature"


def test_search_answers_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(search, "lnz", "返回", "今天要落雨不", "--limit", "2", "--json") == 0
    first, second, third = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["query"], first["kind"], first["items"][0]["code"], len(first["items"])) == (
        "lnz",
        "item",
        "R06-014",
        2,
    )
    assert first["items"][0].keys() >= {"code", "name", "score", "reason"} and first["ms"] >= 0
    assert (second["kind"], second["command"], second["items"]) == ("command", "back", [])
    assert (third["kind"], third["items"]) == ("out_of_scope", [])


def test_form_check_gives_the_shape_of_the_cli(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(form, "check", str(asked), "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["ok"], shown["errors"], shown["computed"]) == (True, [], {"hukou_kind": "新都户籍"})
    assert "card_kind" in shown["visible"]


def test_form_check_says_what_to_mend(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = json.loads(asked.read_text(encoding="utf-8"))
    body["answers"]["mobile"] = "139000012"
    asked.write_text(json.dumps(body), encoding="utf-8")
    assert ran(form, "check", str(asked), "--json") == 1
    error = json.loads(capsys.readouterr().out)["errors"][0]
    assert (error["field"], error["code"], error["message"]) == (
        "mobile",
        "mobile_short",
        "少了 2 位，手机号码要 11 位",
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"answers": {}}',
        b'{"form": "F99"}',
        b'{"form": "F01", "today": "x"}',
        b"[" * 100_000,
        b"\xff",
        b'{"form": "F01", "card": {"name": "a"}}',
        b'{"form": "F01", "surprise": 1}',
        b'{"form": "F01", "answers": []}',
        b'{"form": "F01", "card": {"name": "a", "number": "1", "sex": "x", "birth": "2000-01-01"}}',
    ],
)
def test_a_file_that_is_no_question_is_wrong_use(
    tmp_path: Path, body: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "asked.json"
    path.write_bytes(body)
    assert ran(form, "check", str(path), "--json") == 2
    shown = capsys.readouterr()
    assert shown.out == "" and shown.err and "Traceback" not in shown.err


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert ran(form, "check", str(tmp_path / "none.json")) == 2
