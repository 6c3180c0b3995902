"""A station that is not enrolled and has no devices: enough to show its screens for measurements."""

from pathlib import Path

from catalogue.package.install import install_package
from catalogue.package.sample import ensure_sample
from kiosk.config import ROOT

SAMPLE_FOLDER = ROOT / ".station" / "sample"


def write_settings(folder: Path) -> Path:
    """Install the sample package under `folder` and write a station.toml for it; its path."""
    sample = ensure_sample(SAMPLE_FOLDER)
    install_package(sample.path, folder / "packages", sample.trusted_keys)
    keys = ", ".join(f'"{key.hex()}"' for key in sample.trusted_keys)
    path = folder / "station.toml"
    path.write_text(
        f'[station]\ndata_dir = "{folder}"\nlog_file = "{folder / "station.log"}"\n'
        f"[screen]\nfullscreen = false\n[package]\ntrusted_keys = [{keys}]\n",
        "utf-8",
    )
    return path
