"""The version of this software, from the one place that states it."""

import tomllib

from kiosk.config import ROOT


def version() -> str:
    """As in pyproject.toml, which lies beside the program in a checkout and in the frozen folder."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])
