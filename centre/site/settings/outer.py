"""The outer zone: the stations' door alone. No private key, no pages, no sessions."""

from centre.site.settings.base import *  # noqa: F403
from centre.site.settings.base import DATA_DIR

ZONE = "outer"
# Django wants some key; the outer zone signs nothing with it.
SECRET_KEY = "the outer zone signs with keys/outer, not with this"
OUTER_KEYS = DATA_DIR / "keys" / "outer"
ROOT_URLCONF = "centre.site.urls.outer"
WSGI_APPLICATION = "centre.site.wsgi.application"
INSTALLED_APPS = ["centre.intake", "centre.fleet"]
