"""`doctor` says plainly when nothing can be understood."""

from pathlib import Path

from contract.failures import FailureCode
from kiosk.config import Settings, load_settings
from kiosk.examination import _caught, _speech


def settings(folder: Path, text: str) -> Settings:
    path = folder / "station.toml"
    path.write_text(text, "utf-8")
    return load_settings(path)


def test_a_microphone_without_a_model_is_said(tmp_path: Path) -> None:
    table = f'[devices.microphone]\ndriver = "portaudio"\nport = "audio:default"\nmodels = "{tmp_path / "none"}"\n'
    (check,) = _caught(_speech, settings(tmp_path, table))
    assert (check.ok, check.code, check.found) == (False, FailureCode.SPEECH_NO_MODEL.value, "speech: no model")


def test_a_station_without_a_microphone_is_well(tmp_path: Path) -> None:
    (check,) = _caught(_speech, settings(tmp_path, ""))
    assert check.ok and "no microphone" in check.found
