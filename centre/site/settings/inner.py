"""The inner zone: opens submissions and serves the staff's pages."""

import os

from centre.site.keys import InnerKeys
from centre.site.settings.base import *  # noqa: F403
from centre.site.settings.base import DATA_DIR, ROOT

ZONE = "inner"
INNER_KEYS = DATA_DIR / "keys" / "inner"
SECRET_KEY = InnerKeys(INNER_KEYS).secret
ROOT_URLCONF = "centre.site.urls.inner"
WSGI_APPLICATION = "centre.site.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "centre.intake",
    "centre.staff",
    "centre.cases",
    "centre.fleet",
]
MIDDLEWARE = [
    "centre.site.headers.SafeHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "centre.staff.sign_in.AskForSignIn",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "centre" / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ],
            "builtins": ["centre.staff.templatetags.words"],
        },
    }
]

AUTH_USER_MODEL = "staff.Account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "queue"
TRIES_BEFORE_WAIT = 5
WAIT_AFTER_TRIES_S = 900

SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "centre.staff.views.form_was_stale"
# Cookies travel over TLS only, except where the centre listens on this machine's loopback alone.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("CENTRE_PLAIN_HTTP") != "1"
if os.environ.get("CENTRE_BEHIND_TLS") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "centre" / "site" / "static", ("fonts", ROOT / "assets" / "fonts")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = (
    3600  # the fonts for rare characters are large; after an hour the browser asks whether they changed
)
