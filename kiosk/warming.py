"""Does beforehand what the first visit would otherwise wait for, once the first frame stands (STYLE rule 9).

Modules, words, tables and the pieces of the package come from the disk; the window's thread may not fetch them in the
middle of a page change. `warm` runs on the finder's thread, `PagesAhead` has Qt compile the pages on its own.
"""

import contextlib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

from catalogue.package.open import Package
from contract.catalogue import Audience
from contract.codes import Language
from contract.failures import Failed
from kiosk.config import ASSETS
from kiosk.screens.shown import SCREENS
from kiosk.words import Words

SCREENS_FOLDER = Path(__file__).parent / "screens"

LATER = (
    "kiosk.journey.asking",
    "kiosk.journey.handing_in",
    "kiosk.receipts.facts",
    "kiosk.receipts.compose",
    "kiosk.text_entry.signature",
    "segno",
)
"""Modules that the first frame does without and a visit needs."""


def warm(package: Package | None, words: Callable[[Language], Words], languages: Iterable[Language]) -> None:
    """Read and import all of it, off the window's thread. What is damaged is met again, and said, in its place."""
    for module in (*(screen.shown.partition(":")[0] for screen in SCREENS.values()), *LATER):
        # as a `from` statement does it: PySide reads the source of a module at the first of those
        __import__(module, fromlist=("__name__",))
    for language in languages:
        words(language).warm()
    from kiosk.controls.icons import warm_icons
    from kiosk.text_entry.nine_keys import nine_keys
    from kiosk.text_entry.pinyin import candidates
    from kiosk.text_entry.stroke_table import candidates as characters_of

    warm_icons(ASSETS / "icons")
    warm_icons(ASSETS / "pictures" / "samples")
    candidates("lao", 1)
    nine_keys().read("52", 1)
    characters_of("hs", 1)
    if package is not None:
        warm_package(package)


def warm_package(package: Package) -> None:
    """Every piece that a page may show: a few megabytes in memory once read. A damaged one is passed over."""
    from catalogue.forms.prove import FormWrong, prove
    from catalogue.package.rules_in import RulesIn
    from catalogue.themes.graph import applying, shown_questions

    def compile_theme(name: str) -> None:
        if (graph := inside.theme(name)) is not None:
            shown_questions(graph, {})
            applying(graph, {})

    inside = RulesIn(package)
    pieces = [package.divisions, partial(package.english_name, "theme", "")]
    pieces += [partial(package.tree, audience) for audience in Audience]
    pieces += [lambda form_id=form_id: prove(package.form(form_id)) for form_id in package.form_ids()]
    pieces += [partial(compile_theme, theme.name) for theme in package.themes()]
    pieces += [partial(read, code) for read in (package.item, package.guide) for code in package.codes()]
    for piece in pieces:
        with contextlib.suppress(Failed, FormWrong):
            piece()


class PagesAhead(QObject):
    """Holds every page compiled, so that a page change only makes its objects. Made on the window's thread."""

    def __init__(self, engine: QQmlEngine, parent: QObject | None = None) -> None:
        """Compiling happens on Qt's own thread; a page that is not ready yet is loaded as before."""
        super().__init__(parent)
        mode = QQmlComponent.CompilationMode.Asynchronous
        files = sorted({str(SCREENS_FOLDER / screen.qml) for screen in SCREENS.values()})
        self._pages = [QQmlComponent(engine, QUrl.fromLocalFile(file), mode, self) for file in files]

    @property
    def are_ready(self) -> bool:
        return not any(page.isLoading() for page in self._pages)
