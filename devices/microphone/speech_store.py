"""Where speech models lie: unpacked safely, switched by a link, the one before kept for a rollback.

Standard library and contract only, because the set-up uses it before anything else. The folder:
    models/<name>-<start of its sum>/   a model, read-only, with station-model.json
    live, previous                      links to one of them
    activity/silero_vad_16k_op15.onnx   tells voice from noise, with its licence
"""

import contextlib
import hashlib
import json
import os
import shutil
import stat
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from contract.failures import Failed, FailureCode, Retry

MOST_FILES = 100
MOST_BYTES = 300 * 1024 * 1024
PIECE = 1024 * 1024
KNOWN = {"3af8b0e7e0f835ae9d414ce5df580237a3cfb08d586c9fbbb0f7ff29ad5b14ba": 43_898_754}
"""Sum → size of models that need no further word: vosk-model-small-cn-0.22 as its publisher gives it out."""
VOSK_FILES = (
    "am/final.mdl",
    "conf/mfcc.conf",
    "conf/model.conf",
    "graph/HCLr.fst",
    "graph/Gr.fst",
    "ivector/final.ie",
    "ivector/final.dubm",
)
SHERPA_PARTS = ("encoder", "decoder", "joiner")
ACTIVITY_FILE = "activity/silero_vad_16k_op15.onnx"
NOTE = "station-model.json"


def default_folder() -> Path:
    """`.station/speech` beside the program in a checkout, the data folder of an installed station."""
    if getattr(sys, "frozen", False):
        return Path("/var/lib/xindu-station/speech")
    return Path(__file__).resolve().parent.parent.parent / ".station" / "speech"


def refused(happened: str, remedy: str = "the model in use stays; get the file again") -> Failed:
    return Failed(FailureCode.SPEECH_MODEL_REFUSED, happened, remedy, Retry.NEVER)


@dataclass(frozen=True)
class Model:
    folder: Path
    name: str
    engine: str
    """A name of devices/microphone/engines.py."""
    sha256: str


def engine_for(folder: Path) -> str | None:
    """Which engine reads what lies in a folder: "vosk", "sherpa" or None."""
    if all((folder / name).is_file() for name in VOSK_FILES):
        return "vosk"
    parts = (folder / "tokens.txt").is_file() and all(any(folder.glob(f"{part}*.onnx")) for part in SHERPA_PARTS)
    return "sherpa" if parts else None


class SpeechStore:
    """One folder of models; every change is a rename, so that a cut leaves the old or the new one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def activity_model(self) -> Path | None:
        path = self.folder / ACTIVITY_FILE
        return path if path.is_file() else None

    def model(self, link: str = "live") -> Model | None:
        """The model a link leads to; None when there is none or it is not whole."""
        try:
            folder = (self.folder / link).resolve(strict=True)
            about = json.loads((folder / NOTE).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        engine = engine_for(folder)
        return Model(folder, str(about.get("name", "")), engine, str(about.get("sha256", ""))) if engine else None

    def unpack(self, file: Path, sha256: str = "") -> Model:
        """Check a model's zip and unpack it beside the live one; nothing is switched.

        sha256: the sum a technician was given; not needed for a KNOWN model.
        Raises Failed(SPEECH_MODEL_REFUSED).
        """
        try:
            with file.open("rb") as opened:
                return self.unpack_opened(opened, file.stem, sha256)
        except OSError as wrong:
            raise refused(f"{file} cannot be read: {wrong.strerror}", "check the path and the stick") from None

    def unpack_opened(self, opened: IO[bytes], name: str, sha256: str = "") -> Model:
        found, size = _sum_of(opened)
        wanted = sha256.strip().lower()
        if wanted and wanted != found:
            raise refused(f"the file's sum is {found}, not the one given")
        if not wanted and KNOWN.get(found) != size:
            raise refused(f"no model known by this sum: {found}", "give the sum the district told you: --sha256 …")
        models = self.folder / "models"
        place = models / f"{_plain(name)}-{found[:12]}"
        if not place.is_dir():
            models.mkdir(parents=True, exist_ok=True)
            part = models / f".part-{os.getpid()}"
            shutil.rmtree(part, ignore_errors=True)
            try:
                top = _unpack(opened, part)
                engine = engine_for(top)
                if engine is None:
                    raise refused("this is neither a Vosk nor a streaming sherpa-onnx model")
                (top / NOTE).write_text(json.dumps({"name": name, "engine": engine, "sha256": found}), "utf-8")
                _make_read_only(top)
                os.replace(top, place)
            finally:
                shutil.rmtree(part, ignore_errors=True)
        engine = engine_for(place)
        if engine is None:
            raise refused(f"{place} is damaged", f"remove {place} and install again")
        return Model(place, name, engine, found)

    def switch_to(self, model: Model) -> None:
        """Make it the live one; the live one becomes the previous, older ones are removed."""
        live = self.model()
        if live is not None and live.folder != model.folder.resolve():
            self._link("previous", live.folder)
        self._link("live", model.folder)
        kept = {one.folder for link in ("live", "previous") if (one := self.model(link)) is not None}
        for old in (self.folder / "models").iterdir():
            if old.resolve() not in kept:
                remove_tree(old)

    def roll_back(self) -> Model:
        """Exchange live and previous. Raises Failed(SPEECH_MODEL_REFUSED) when there is no previous one."""
        before, live = self.model("previous"), self.model()
        if before is None:
            raise refused("there is no previous model", "install one: ./station voice install FILE")
        self._link("live", before.folder)
        if live is not None:
            self._link("previous", live.folder)
        return before

    def _link(self, name: str, folder: Path) -> None:
        fresh = self.folder / f".{name}-{os.getpid()}"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path("models") / folder.name)
        os.replace(fresh, self.folder / name)


def _sum_of(opened: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    opened.seek(0)
    while piece := opened.read(PIECE):
        digest.update(piece)
        size += len(piece)
    opened.seek(0)
    return digest.hexdigest(), size


def _plain(name: str) -> str:
    return "".join(one if one.isascii() and (one.isalnum() or one in "-_.") else "-" for one in name)[:60]


def _unpack(opened: IO[bytes], place: Path) -> Path:
    """Everything under the one top folder of a zip, bounded. Raises Failed(SPEECH_MODEL_REFUSED)."""
    try:
        with zipfile.ZipFile(opened) as packed:
            entries = [entry for entry in packed.infolist() if not entry.is_dir()]
            if not entries or len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise refused(f"{len(entries)} files, or too many bytes: at most {MOST_FILES} and {MOST_BYTES} bytes")
            tops = {_safe(entry).parts[0] for entry in entries if len(_safe(entry).parts) > 1}
            if len(tops) != 1 or any(len(_safe(entry).parts) == 1 for entry in entries):
                raise refused("the files do not lie in one folder")
            left = MOST_BYTES
            for entry in entries:
                target = place / _safe(entry)
                target.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(entry) as source, target.open("xb") as written:
                    while piece := source.read(PIECE):  # what the entry says of its size may be a lie
                        left -= len(piece)
                        if left < 0:
                            raise refused(f"more than {MOST_BYTES} bytes")
                        written.write(piece)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, FileExistsError, ValueError) as wrong:
        raise refused(f"this is no zip that can be unpacked ({type(wrong).__name__})") from None
    except OSError as wrong:
        raise refused(f"it could not be unpacked: {wrong.strerror}", "make room, then again") from None
    return place / tops.pop()


def _safe(entry: zipfile.ZipInfo) -> PurePosixPath:
    path = PurePosixPath(entry.filename)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    outside = path.is_absolute() or ".." in path.parts or "\\" in entry.filename or "\0" in entry.filename
    if outside or not path.parts or kind not in (0, stat.S_IFREG):
        raise refused("a file in it leads outside, or is a link")
    return path


def _make_read_only(top: Path) -> None:
    for path in top.rglob("*"):
        if path.is_file():
            path.chmod(0o444)


def remove_tree(folder: Path) -> None:
    with contextlib.suppress(OSError):
        shutil.rmtree(folder)
