"""Both zones in one process on the loopback: the demo, the tests, a single town's trial."""

from centre.site.settings.inner import *  # noqa: F403
from centre.site.settings.inner import DATA_DIR

ZONE = "embedded"
OUTER_KEYS = DATA_DIR / "keys" / "outer"
ROOT_URLCONF = "centre.site.urls.embedded"
