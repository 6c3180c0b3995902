"""The home page is made once and hidden between; every other page goes when another comes."""

from PySide6.QtQuick import QQuickItem

from bench.looking import PORTRAIT, Looking
from bench.sample_scenes import scene_of
from catalogue.package.open import Package
from contract.codes import Language, Profile


def pages(looking: Looking) -> list[QQuickItem]:
    """Every page that is there, hidden or not."""
    assert looking.window is not None
    found: list[QQuickItem] = []
    waiting = [looking.window.contentItem()]
    while waiting:
        item = waiting.pop()
        found += [item] if item.property("stays") is not None else []
        waiting += item.childItems()
    return found


def show(looking: Looking, name: str, package: Package, profile: Profile = Profile.STANDARD) -> list[QQuickItem]:
    looking.show(scene_of(name, profile, Language("zh-CN"), True, package))
    assert looking.window is not None
    looking.resize(PORTRAIT)
    looking.picture()
    return pages(looking)


def test_home_is_the_same_page_when_it_comes_back(looking: Looking, package: Package) -> None:
    (home,) = [page for page in show(looking, "home", package) if page.isVisible()]
    assert home.property("stays")
    there = show(looking, "search", package)
    assert sorted(page.isVisible() for page in there) == [False, True]
    assert home in there and not home.isVisible()
    (again,) = show(looking, "home", package)
    assert again == home and home.isVisible()


def test_a_page_with_a_residents_answers_is_not_kept(looking: Looking, package: Package) -> None:
    show(looking, "home", package)
    assert len(show(looking, "review", package)) == 2
    show(looking, "idle", package)
    kept = [page for page in pages(looking) if not page.isVisible()]
    assert [page.property("screen") for page in kept] == ["home/HomeScreen.qml"]


def test_home_shows_what_changed_while_it_was_hidden(looking: Looking, package: Package) -> None:
    show(looking, "home", package)
    show(looking, "search", package)
    (home,) = show(looking, "home", package, Profile.ELDER)
    assert home.property("elder") is True
