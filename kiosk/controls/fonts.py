"""Gives Qt the bundled fonts, so that every name on a card is drawn by us and never as an empty box.

The order of fallback stands in assets/fonts/fonts.toml. All five files together take Qt about 12 ms (they are mapped,
not read), so they are loaded before the first frame: adding a font later would lay out every text again.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

if TYPE_CHECKING:
    from contract.failures import Failed

FAMILY = "Noto Sans SC"

_loaded: list[str] = []


def load_fonts(folder: Path) -> tuple[str, ...]:
    """Load every font of `folder` (assets/fonts) and make Noto Sans SC the application's font.

    Returns the families in the order in which Qt looks for a character. Needs a QGuiApplication; call it before the
    first QML is loaded. Raises Failed(CONFIG_INVALID) when a file is absent or is no font.
    """
    return load_font_files(folder, font_files(folder))


def font_files(folder: Path) -> list[str]:
    """Names of the font files in the order of fallback. Raises Failed(CONFIG_INVALID)."""
    import tomllib  # a kept first page knows the names already

    try:
        return [font["file"] for font in tomllib.loads((folder / "fonts.toml").read_text(encoding="utf-8"))["font"]]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise _unusable(folder / "fonts.toml") from error


def load_font_files(folder: Path, files: list[str]) -> tuple[str, ...]:
    """Load these files once a process; see `load_fonts`."""
    if _loaded:
        return tuple(_loaded)
    families = _loaded
    for name in files:
        path = folder / name
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            raise _unusable(path)
        families += [name for name in QFontDatabase.applicationFontFamilies(number) if name not in families]
    QFont.insertSubstitutions(FAMILY, [name for name in families if name != FAMILY])
    QGuiApplication.setFont(QFont(FAMILY))
    return tuple(families)


def _unusable(path: Path) -> "Failed":
    from contract.failures import Failed, FailureCode, Retry

    return Failed(
        FailureCode.CONFIG_INVALID,
        f"the font file {path} is absent or damaged",
        "install the package again, or restore assets/fonts from the repository",
        Retry.NEVER,
    )
