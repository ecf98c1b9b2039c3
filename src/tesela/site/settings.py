"""Settings of the web service. What an operator may change comes from the environment.

docs/operating.md lists every setting. Without any of them the service is fit
for one's own machine. Nothing is stored but, where a data folder is named,
the service's secret key.
"""

import os
from pathlib import Path

import fontpkg_noto_sans
from csp.constants import NONE, SELF

from tesela.site.logs import is_worth_a_line
from tesela.site.secret import secret_key
from tesela.text.errors import TeselaError
from tesela.text.languages import EU_LANGUAGES

PACKAGE = Path(__file__).parent


def _listed(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def _number(name: str, default: int, least: int, most: int = 1_000_000) -> int:
    text = os.environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise TeselaError("serve.setting", name=name, value=text[:80])
    return int(text)


def _yes(name: str) -> bool:
    text = os.environ.get(name) or "0"
    if text not in ("0", "1"):
        raise TeselaError("serve.setting", name=name, value=text[:80])
    return text == "1"


def _folder(name: str) -> Path | None:
    text = os.environ.get(name)
    return Path(text) if text else None


DEBUG = False
DATA = _folder("TESELA_DATA")
"""Folder of what must outlast a restart."""
SECRET_KEY = secret_key(os.environ.get("TESELA_SECRET_KEY"), DATA)
ALLOWED_HOSTS = _listed("TESELA_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{'*' * host.startswith('.')}{host}" for host in ALLOWED_HOSTS]
TRUSTED_REGISTRY = os.environ.get("TESELA_REGISTRY")
"""Folder of the registry that verdicts about issuers rest on."""
REQUESTS_A_MINUTE: int = _number("TESELA_REQUESTS_A_MINUTE", 600, 1)
"""How often one address may ask for anything."""
VERIFICATIONS_A_MINUTE: int = _number("TESELA_VERIFICATIONS_A_MINUTE", 60, 1)
"""How often one address may ask for a verification."""
THREADS: int = _number("TESELA_THREADS", 16, 2, 256)
"""Requests that one process works on at once."""
VERIFICATIONS_AT_ONCE: int = max(1, THREADS * 3 // 4)
"""Of these, verifications: they may wait for others' servers, and pages must not wait for them."""
PROXIES: int = _number("TESELA_PROXIES", 0, 0, 10)
"""Reverse proxies in front of the service, whose X-Forwarded-For is believed."""
FETCH_NOTHING: bool = _yes("TESELA_OFFLINE")

ROOT_URLCONF = "tesela.site.urls"
WSGI_APPLICATION = "tesela.site.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "tesela.site.components",
    "tesela.site.verifier",
    "tesela.site.api",
]
MIDDLEWARE = [
    "tesela.site.health.Health",
    "django.middleware.security.SecurityMiddleware",
    "tesela.site.static.StaticFiles",
    "csp.middleware.CSPMiddleware",
    "tesela.site.languages.ReaderLanguage",
    "tesela.site.api.edge.ForMachines",
    "django.middleware.common.CommonMiddleware",
    "tesela.site.limits.BoundedRequests",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "tesela.site.languages.reader",
            ],
            "builtins": ["tesela.site.components.templatetags.words"],
        },
    }
]
DATABASES: dict[str, dict[str, str]] = {}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [(tag, tag) for tag in EU_LANGUAGES]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [("fonts", Path(fontpkg_noto_sans.__file__).parent / "files")]
"""The typeface comes from its package, the same that the PDF is set in."""
STATIC_ROOT = os.environ.get("TESELA_STATIC_ROOT")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "tesela.site.static.NamedByDigest"},
}
WHITENOISE_USE_FINDERS = True

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 22_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 22_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50
# More than the form takes, so that the form can say how many it takes.
DATA_UPLOAD_MAX_NUMBER_FILES = 100

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tesela.site.verifier.views.form_refused"
_HTTPS = _yes("TESELA_HTTPS")
CSRF_COOKIE_SECURE = _HTTPS
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "script-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"reticent": {"()": "tesela.site.logs.ReticentFormatter"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "reticent",
            "filters": [is_worth_a_line],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # What strangers get wrong is not for the log; what we get wrong is.
        "django": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.security": {"level": "CRITICAL"},
    },
}
