"""Where this station keeps what must not be lost: `--data DIR`, or the settings' `station.data_dir`."""

import argparse
from pathlib import Path

from kiosk.config import ROOT, load_settings

DEFAULT_CONFIG = ROOT / "config" / "station.toml"


def add_data_argument(parser: argparse.ArgumentParser) -> None:
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--data", type=Path, metavar="DIR", help="data directory of the station")
    where.add_argument("--config", type=Path, metavar="FILE", help="settings that name it (config/station.toml)")


def data_dir_of(args: argparse.Namespace) -> Path:
    """Raises Failed(CONFIG_INVALID)."""
    return args.data if args.data else load_settings(args.config or DEFAULT_CONFIG).data_dir
