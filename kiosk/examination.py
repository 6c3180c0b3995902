"""What `./station doctor` looks at. Each check ends in a verdict with what was found and what to do."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from contract.device_lines import DeviceState
from contract.failures import Failed, FailureCode
from contract.roles import Role
from kiosk.config import ASSETS, Settings, load_settings
from kiosk.version import version


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the answer (CLI.md). code: a FailureCode, or "" when all is well."""

    name: str
    ok: bool
    code: str = ""
    found: str = ""
    advice: str = ""


def good(name: str, found: str, advice: str = "") -> Check:
    return Check(name=name, ok=True, found=found, advice=advice)


def bad(name: str, failed: Failed) -> Check:
    return Check(name=name, ok=False, code=failed.code.value, found=failed.happened, advice=failed.remedy)


def examine(config: Path) -> list[Check]:
    """All checks, in the order a technician would go. A bad config ends the list: the rest depends on it."""
    checks = [good("version", version())]
    try:
        settings = load_settings(config)
    except Failed as failed:
        return [*checks, bad("config", failed)]
    checks.append(good("config", str(config)))
    first = (_sqlite, _words, _fonts, _window, _data, _package, _offers, _identity, _queue, _centre)
    for look in (*first, _voice, _speech):
        checks += list(_caught(look, settings))
    return [*checks, *_devices(settings)]


def _caught(look: Callable[[Settings], Iterator[Check]], settings: Settings) -> Iterator[Check]:
    try:
        yield from look(settings)
    except Failed as failed:
        yield bad(look.__name__.strip("_"), failed)


def _sqlite(_settings: Settings) -> Iterator[Check]:
    from offline_queue.database import check_version, sqlite

    check_version()
    yield good("sqlite", sqlite.sqlite_version)


def _words(_settings: Settings) -> Iterator[Check]:
    from kiosk.words import WordMissing, Words, languages_of

    for language in languages_of(ASSETS / "words"):
        try:
            count = len(Words(ASSETS / "words", language).messages())
        except (WordMissing, OSError) as wrong:
            yield bad(
                "words",
                Failed(FailureCode.CONFIG_INVALID, f"{language.value}: {wrong}", "install the station again"),
            )
        else:
            yield good("words", f"{language.value}: {count} messages")


def _fonts(_settings: Settings) -> Iterator[Check]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from kiosk.controls.fonts import load_fonts

    _application = QGuiApplication.instance() or QGuiApplication(["doctor"])
    yield good("fonts", ", ".join(load_fonts(ASSETS / "fonts")))


def _window(_settings: Settings) -> Iterator[Check]:
    from kiosk.controls.theme import load_tokens

    load_tokens(ASSETS / "theme" / "tokens.json")
    yield good("theme", "tokens of all profiles are there")


def _data(settings: Settings) -> Iterator[Check]:
    place = settings.data_dir
    there = next(parent for parent in (place, *place.parents) if parent.exists())
    if not os.access(there, os.W_OK):
        raise Failed(
            FailureCode.DISK_READ_ONLY, f"{there} cannot be written", "mount it writable, or set station.data_dir"
        )
    free_mb = shutil.disk_usage(there).free // 1_000_000
    if free_mb < settings.queue.reserve_mb:
        found = f"{free_mb} MB free at {there}"
        raise Failed(FailureCode.DISK_FULL, found, "make room; nothing is taken in until then")
    yield good("data", f"{place}: {free_mb} MB free")


def _package(settings: Settings) -> Iterator[Check]:
    from catalogue.package.install import open_installed

    package = open_installed(settings.package_dir, tuple(bytes.fromhex(key) for key in settings.package.trusted_keys))
    yield good("package", f"version {package.version}: {package.counts()['items']} items")
    package.close()


def _offers(settings: Settings) -> Iterator[Check]:
    """What the centre offered: in use, waiting for the window's next start, or not to be believed."""
    from catalogue.package.open import open_package
    from kiosk.offers import offered

    trusted = tuple(bytes.fromhex(key) for key in settings.package.trusted_keys)
    for path in offered(settings.data_dir):
        package = open_package(path, trusted, thorough=True)
        yield good("offers", f"version {package.version} was fetched and is whole")
        package.close()


def _identity(settings: Settings) -> Iterator[Check]:
    from offline_queue.identity import load_identity

    answer = load_identity(settings.data_dir).answer
    yield good("identity", f"{answer.station_id} epoch {answer.epoch}, {answer.place_name}")


def _queue(settings: Settings) -> Iterator[Check]:
    from offline_queue.inspection import verify_queue

    verdict = verify_queue(settings.data_dir)
    if not verdict.ok:
        raise Failed(
            FailureCode.QUEUE_DAMAGED,
            f"{verdict.corrupt} corrupt, {verdict.missing} missing of {verdict.checked}",
            "run `./station queue verify` and read docs/technician.md",
        )
    yield good("queue", f"{verdict.checked} submissions, every byte as sealed")


def _centre(settings: Settings) -> Iterator[Check]:
    from offline_queue.clock import SystemClock
    from offline_queue.identity import load_identity
    from offline_queue.sync.dialogue import CentreLine, Refused
    from offline_queue.sync.signing_in import ask_token

    stored = load_identity(settings.data_dir).stored
    url = settings.centre.url or stored.centre
    line = CentreLine(url, settings.centre.ca_file or stored.ca_file, proxy=settings.centre.proxy)
    try:
        answer = ask_token(line, load_identity(settings.data_dir), SystemClock())
    finally:
        line.close()
    if isinstance(answer, Refused):
        raise Failed(FailureCode.CENTRE_REFUSED, answer.refusal.happened, answer.refusal.remedy)
    yield good("centre", f"{url} answers and knows this station")


def _voice(settings: Settings) -> Iterator[Check]:
    """What is read aloud; the loudspeaker itself is looked at with the devices."""
    if Role.LOUDSPEAKER.value not in settings.devices:
        yield good("voice", "no loudspeaker is configured: nothing is read aloud, every text is on the screen")
        return
    from kiosk.reading_aloud.voice_pack import VoicePack, clip_path

    pack = VoicePack(settings.sound.pack_dir)
    making, clips = pack.index.making, pack.index.clips
    gone = sum(not clip_path(pack.folder, making.clip_name(text)).is_file() for text in clips)
    if gone:
        found = f"{gone} of {len(clips)} clips are not in {pack.folder}"
        raise Failed(FailureCode.CONFIG_INVALID, found, "install the voice pack again")
    minutes = sum(clips.values()) // 60_000
    yield good("voice", f"{making.voice}, {making.language}: {len(clips)} clips, {minutes} minutes")


def _speech(settings: Settings) -> Iterator[Check]:
    """Whether what is said into the microphone can be understood; the microphone is looked at with the devices."""
    table = settings.devices.get(Role.MICROPHONE.value)
    if table is None:
        yield good("speech", "no microphone is configured: everything works by touch")
        return
    from devices.microphone.speech_store import SpeechStore, default_folder

    store = SpeechStore(Path(str(table.get("models") or default_folder())))
    model = store.model()
    if model is None and not table.get("model"):
        raise Failed(FailureCode.SPEECH_NO_MODEL, "speech: no model", "./station voice install (docs/voice.md)")
    yield good("speech", model.name if model is not None else str(table["model"]))


def _devices(settings: Settings) -> list[Check]:
    """The unattended self-test of every configured device (STYLE: the morning check)."""
    from kiosk.commands.devices import probed

    checks = []
    for row in probed({Role(name): table for name, table in settings.devices.items()}):
        found = f"{row['driver']} on {row['port']}: {row['state']}"
        checks.append(
            Check(
                name=str(row["role"]),
                ok=row["state"] == DeviceState.READY,
                code=row["code"] or "",
                found=found,
                advice=row["advice"] or "",
            )
        )
    return checks
