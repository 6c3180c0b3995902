"""What nobody holds any more goes while a page stands, and not while one is being made."""

import gc
import weakref

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtQml import QQmlEngine
from pytestqt.qtbot import QtBot

from kiosk.rest import Rest
from kiosk.screens.stage import Stage

IDLE, HOME = "idle/IdleScreen.qml", "home/HomeScreen.qml"


def test_the_engine_is_cleared_up_after_a_page_has_stood(qtbot: QtBot) -> None:
    engine = QQmlEngine()
    stage = Stage()
    rest = Rest(engine, stage)
    gone: list[str] = []
    left = QObject()
    left.destroyed.connect(lambda: gone.append("left"))
    QQmlEngine.setObjectOwnership(left, QQmlEngine.ObjectOwnership.JavaScriptOwnership)
    engine.newQObject(left)
    stage.present(HOME, "{}", "{}")
    assert rest.is_due and not gone
    with qtbot.waitSignal(rest.cleared_up):
        stage.present(HOME, '{"a": 1}', "{}")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not rest.is_due and gone == ["left"]


def test_pythons_own_clearing_waits_until_nobody_stands_there(qtbot: QtBot) -> None:
    class Ring:
        def __init__(self) -> None:
            self.itself = self

    engine, stage = QQmlEngine(), Stage()
    rest = Rest(engine, stage)
    gc.disable()
    try:
        ring = weakref.ref(Ring())
        with qtbot.waitSignal(rest.cleared_up):
            stage.present(HOME, "{}", "{}")
        assert ring() is not None
        with qtbot.waitSignal(rest.cleared_up):
            stage.present(IDLE, "{}", "{}")
        assert ring() is None
    finally:
        gc.enable()
