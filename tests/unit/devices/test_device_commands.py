"""`card decode`, `devices list`, `devices probe`: the shapes of CLI.md."""

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from bench.emulators.card_reader import CardReaderEmulator
from bench.sample_pictures import sheet_jpeg
from contract.roles import Role
from kiosk.commands.__main__ import main
from kiosk.commands.card import decoded
from kiosk.commands.devices import probed
from tests.transcripts.holders import changed, fingerprint_frame, read_frame, status_frame, text_of

TODAY = date(2025, 6, 1)
CARD_KEYS = {
    "ok",
    "kind",
    "name",
    "english_name",
    "sex",
    "nation",
    "nationality",
    "birth",
    "address",
    "number",
    "issuer",
    "valid_from",
    "valid_to",
    "permit_number",
    "photo_bytes",
    "warnings",
}
DEVICE_KEYS = {"role", "driver", "port", "state", "code", "advice"}


def test_a_resident_card_is_decoded_to_the_documented_shape() -> None:
    shown = decoded(read_frame(text_of("CN")).hex().encode(), TODAY)
    assert shown.keys() == CARD_KEYS
    assert (shown["ok"], shown["kind"], shown["name"], shown["sex"]) == (True, "resident", "张测试", "2")
    assert (shown["birth"], shown["valid_from"], shown["valid_to"]) == ("1949-12-31", "2020-01-01", "长期")
    assert (shown["photo_bytes"], shown["warnings"], shown["english_name"]) == (1024, [], None)


@pytest.mark.parametrize(("kind", "shown_kind"), [("J", "hkmt"), ("I", "foreigner_2017"), ("Y", "foreigner_2023")])
def test_other_kinds_and_answers_with_fingerprints_are_decoded(kind: str, shown_kind: str) -> None:
    assert decoded(fingerprint_frame(text_of(kind), bytes(512)).hex(" ").encode(), TODAY)["kind"] == shown_kind


def test_an_expired_card_with_a_wrong_birth_has_both_warnings() -> None:
    text = changed(changed(text_of("CN"), 204, 16, "20240101"), 36, 16, "19491230")
    assert decoded(read_frame(text).hex().encode(), TODAY)["warnings"] == ["expired", "birth_mismatch"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (read_frame(text_of("CN"))[:-1].hex() + "00", "card.checksum"),
        (read_frame(text_of("CN")).hex()[:-20], "card.frame"),
        ("AAAAAA96", "card.frame"),
        ("not hex", "card.frame"),
        ("张", "card.frame"),
        ("00" * 40000, "card.frame"),
        (read_frame(changed(text_of("CN"), 0, 30, "\ud800")).hex(), "card.text_invalid"),
        (status_frame(0x33).hex(), "card.tampered"),
        (status_frame(0x41).hex(), "card.moved"),
    ],
)
def test_what_is_no_card_is_a_code_and_a_message(line: str, code: str) -> None:
    shown = decoded(line.encode(), TODAY)
    assert (shown["ok"], shown["code"]) == (False, code)
    assert shown["message"]


def test_the_command_reads_a_line_each_and_says_that_one_was_bad(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (
        read_frame(text_of("CN")).hex().encode()
        + b"\n\nzz\n"
        + b"0" * 200000
        + b"\n"
        + status_frame(0x41).hex().encode()
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert main(["card", "decode", "--json"]) == 1
    shown = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["ok"] for each in shown] == [True, False, False, False]


def test_devices_are_listed_and_probed_in_the_documented_shape(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    emulator = CardReaderEmulator()
    config = tmp_path / "station.toml"
    config.write_text(
        f'[devices.card_reader]\ndriver = "sdt_serial"\nport = "{emulator.path}"\n'
        '[devices.scanner]\ndriver = "serial_lines"\nport = "/dev/station-not-there"\n'
    )
    assert main(["devices", "probe", "--json", "--config", str(config)]) == 1
    reader, scanner = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert reader.keys() >= DEVICE_KEYS
    assert (reader["state"], reader["code"]) == ("ready", None)
    assert (scanner["state"], scanner["code"]) == ("absent", "device.unplugged")
    assert scanner["advice"]
    assert main(["devices", "list", "--json", "--config", str(config)]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["state"] for row in listed[:2]] == ["unknown", "absent"]
    emulator.close()


def test_a_role_that_is_none_is_a_named_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "station.toml"
    config.write_text('[devices.teleporter]\nport = "/dev/null"\n')
    assert main(["devices", "list", "--config", str(config)]) == 1
    assert "teleporter" in capsys.readouterr().err


def test_the_unattended_probe_lets_each_device_test_itself(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    whole = tmp_path / "whole.jpg"
    whole.write_bytes(sheet_jpeg(1))
    rows = [probed({Role.CAMERA: {"driver": "picture_files", "port": str(file)}})[0] for file in (whole, broken)]
    assert [(row["state"], row["code"]) for row in rows] == [("ready", None), ("fault", "camera.silent")]
    assert rows[1]["advice"] and rows[0]["advice"] is None
