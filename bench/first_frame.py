"""A process that draws an empty QML window and says when (monotonic ns): `python -m bench.first_frame`.

The peer of the cold start: what anybody's smallest Qt Quick program in Python takes on this machine.
"""

import os
import sys
import time

EMPTY = b"import QtQuick\nimport QtQuick.Window\nWindow { width: 1080; height: 1920; visible: true }\n"


def main() -> None:
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlApplicationEngine
    from PySide6.QtQuick import QQuickWindow

    application = QGuiApplication(sys.argv[:1])
    engine = QQmlApplicationEngine()
    engine.loadData(EMPTY)
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)

    def drawn() -> None:
        print(time.monotonic_ns(), flush=True)
        application.quit()

    window.frameSwapped.connect(drawn, Qt.ConnectionType.QueuedConnection)
    application.exec()


if __name__ == "__main__":
    main()
