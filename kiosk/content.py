"""The content package that a command works with: the station's installed one, or the sample of a checkout."""

import argparse
from pathlib import Path

from catalogue.package.install import open_installed
from catalogue.package.open import Package
from contract.failures import Failed, FailureCode, Retry
from kiosk.config import ASSETS, ROOT, load_settings

SAMPLE_FOLDER = ROOT / ".station" / "sample"
CONTENT = ASSETS / "content"


def add_package_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help="station.toml whose installed package is used; without it, the sample of this checkout",
    )


def has_sources() -> bool:
    return (CONTENT / "package.toml").is_file()


def open_content(config: Path | None) -> Package:
    """Failed: CONFIG_INVALID, PACKAGE_*; PACKAGE_MISSING when there is neither a configuration nor a checkout."""
    if config is not None:
        settings = load_settings(config)
        return open_installed(settings.package_dir, tuple(bytes.fromhex(key) for key in settings.package.trusted_keys))
    if not has_sources():
        raise Failed(
            FailureCode.PACKAGE_MISSING, "this station has no content sources", "give --config FILE", Retry.NEVER
        )
    from catalogue.package.open import open_package
    from catalogue.package.sample import ensure_sample  # builds: pypinyin, only where there are sources

    sample = ensure_sample(SAMPLE_FOLDER)
    return open_package(sample.path, sample.trusted_keys)
