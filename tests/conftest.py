"""What holds for every test: no display, nothing of the developer's session, golden pictures only on demand."""

import atexit
import os
import shutil
import tempfile

import hypothesis
import pytest

# a machine that is busy is no failure: speed stands in ./station bench
hypothesis.settings.register_profile("station", deadline=None)
hypothesis.settings.load_profile("station")

# Before anything imports Qt. A display of the machine is never used, and the renderer is the one of a station.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ["QML_NO_TOUCH_COMPRESSION"] = "1"
os.environ["TZ"] = "Asia/Shanghai"
for left in ("DISPLAY", "WAYLAND_DISPLAY", "QT_SCALE_FACTOR", "QT_LOGGING_RULES", "QT_STYLE_OVERRIDE", "LC_ALL"):
    os.environ.pop(left, None)
os.environ["LANG"] = "C.UTF-8"  # any locale that is not UTF-8 makes Qt warn

pytest_plugins = ["tests.scheduling"]

# Qt warns when this folder is missing or open to others.
_runtime = tempfile.mkdtemp(prefix="station-test-")
os.environ["XDG_RUNTIME_DIR"] = _runtime
atexit.register(shutil.rmtree, _runtime, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write golden pictures and slips anew; look at each")


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--golden"))
