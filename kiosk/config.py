"""The settings of config/station.toml, checked by type at the door. config/keys.toml describes every key."""

import tomllib
from pathlib import Path
from typing import Any, Literal

import msgspec

from contract.codes import Profile
from contract.failures import Failed, FailureCode, Retry
from contract.keys import Key

ROOT = Path(__file__).resolve().parent.parent
"""Where the program's own files lie (assets/, config/): the checkout, or the frozen folder."""

ASSETS = ROOT / "assets"


class StationSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    data_dir: str = "/var/lib/xindu-station"
    log_file: str = ""
    helper_name: str = ""
    helper_phone: str = ""
    hotline: str = "96123"


class ScreenSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    mm_per_px: float = 0.311
    width_px: int = 1080
    height_px: int = 1920
    fullscreen: bool = True
    profile: Profile = Profile.STANDARD
    language: str = "zh-CN"


class CentreSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    url: str = ""
    ca_file: str = ""
    kbit: int = 0
    proxy: str = ""


class PackageSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    directory: str = ""
    """Where content packages are installed; empty: `<data_dir>/packages`."""
    trusted_keys: tuple[str, ...] = ()
    """Ed25519 public keys in hex whose signature a package may carry."""


class QueueSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    keep_hours: float = 24.0
    reserve_mb: int = 200


class SoundSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pack: str = ""
    """Folder of the voice pack; empty: the one that comes with the station."""
    each_page: bool = False
    greeting: bool = True
    headset: Literal["socket", "always", "never"] = "socket"
    marked_key: Key = Key.OK
    card_signs: bool = True

    @property
    def pack_dir(self) -> Path:
        return Path(self.pack) if self.pack else ASSETS / "voices" / "zh-CN"


class TypingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    mixed_sounds: bool = True
    """Pinyin takes z for zh, n for l, in for ing and what else Sichuan speech mixes."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    station: StationSettings = msgspec.field(default_factory=StationSettings)
    screen: ScreenSettings = msgspec.field(default_factory=ScreenSettings)
    centre: CentreSettings = msgspec.field(default_factory=CentreSettings)
    package: PackageSettings = msgspec.field(default_factory=PackageSettings)
    queue: QueueSettings = msgspec.field(default_factory=QueueSettings)
    typing: TypingSettings = msgspec.field(default_factory=TypingSettings)
    sound: SoundSettings = msgspec.field(default_factory=SoundSettings)
    devices: dict[str, dict[str, Any]] = {}
    """By role: driver, port and what the driver knows; the driver checks its own."""

    @property
    def data_dir(self) -> Path:
        return Path(self.station.data_dir)

    @property
    def package_dir(self) -> Path:
        return Path(self.package.directory) if self.package.directory else self.data_dir / "packages"


def load_settings(path: Path) -> Settings:
    """Read and check the file. Raises Failed(CONFIG_INVALID) with the file, the key and what is wrong."""
    remedy = f"mend {path}; config/keys.toml says what each key means"
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        return _with_district(raw, msgspec.convert(raw, Settings))
    except FileNotFoundError as missing:
        raise Failed(FailureCode.CONFIG_INVALID, f"{path} is not there", "give --config FILE", Retry.NEVER) from missing
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as wrong:
        raise Failed(FailureCode.CONFIG_INVALID, f"{path}: {wrong}", remedy, Retry.NEVER) from wrong


DISTRICT_FILE = "district.json"
"""In `station.data_dir`, written by sync: values of settings that the district sets for its stations."""
DISTRICT_MAY_SET = (
    "station.helper_name",
    "station.helper_phone",
    "station.hotline",
    "screen.profile",
    "screen.language",
    "centre.kbit",
    "queue.keep_hours",
    "queue.reserve_mb",
)
_DISTRICT_BYTES = 64 * 1024


def _with_district(raw: dict[str, Any], settings: Settings) -> Settings:
    """What the district said counts before the file, key by key; what is not its to set or of a wrong type is left."""
    try:
        with open(settings.data_dir / DISTRICT_FILE, "rb") as file:
            told = msgspec.json.decode(file.read(_DISTRICT_BYTES), type=dict[str, Any])
    except (OSError, msgspec.DecodeError):
        return settings
    for name in DISTRICT_MAY_SET:
        if name in told:
            section, key = name.split(".")
            tried = {**raw, section: {**raw.get(section, {}), key: told[name]}}
            try:
                settings = msgspec.convert(tried, Settings)
            except msgspec.ValidationError:
                continue
            raw = tried
    return settings
