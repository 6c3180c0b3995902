"""Gives Qt the bundled fonts, so that every name on a card is drawn by us and never as an empty box.

The order of fallback stands in assets/fonts/fonts.toml. A kept first page loads those it needs (`load = "start"`) and
leaves the rare ones to the start of the journey, before a name can be on the screen; elsewhere all are loaded at once.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

if TYPE_CHECKING:
    from contract.failures import Failed

FAMILY = "Noto Sans SC"

_loaded: dict[Path, tuple[str, ...]] = {}
"""Families by file; a process loads a font once."""


def load_fonts(folder: Path) -> tuple[str, ...]:
    """Load every font of `folder` (assets/fonts) and make Noto Sans SC the application's font.

    Returns the families in the order in which Qt looks for a character. Needs a QGuiApplication; call it before the
    first QML is loaded. Raises Failed(CONFIG_INVALID) when a file is absent or is no font.
    """
    return load_font_files(folder, font_files(folder))


def font_files(folder: Path, at_start: bool = False) -> list[str]:
    """Names of the font files in the order of fallback; `at_start`: those of a first page. Failed(CONFIG_INVALID)."""
    import tomllib  # a kept first page knows the names already

    try:
        fonts = tomllib.loads((folder / "fonts.toml").read_text(encoding="utf-8"))["font"]
        return [font["file"] for font in fonts if font["load"] == "start" or not at_start]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise _unusable(folder / "fonts.toml") from error


def load_font_files(folder: Path, files: list[str]) -> tuple[str, ...]:
    """Load those of `files` that are not loaded yet; see `load_fonts`. Their families, in the order of fallback."""
    families: list[str] = []
    for name in files:
        path = folder / name
        if path not in _loaded:
            number = QFontDatabase.addApplicationFont(str(path))
            if number < 0:
                raise _unusable(path)
            _loaded[path] = tuple(QFontDatabase.applicationFontFamilies(number))
        families += [family for family in _loaded[path] if family not in families]
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
