"""Settings of the web service. What an operator may change comes from the environment.

docs/operating.md lists every setting. Without any of them the service is fit
for one's own machine: SQLite-free for now, since nothing is stored yet.
"""

import os
from pathlib import Path

import fontpkg_noto_sans
from csp.constants import NONE, SELF

from tesela.text.languages import EU_LANGUAGES

PACKAGE = Path(__file__).parent


def _listed(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


DEBUG = False
SECRET_KEY = os.environ.get("TESELA_SECRET_KEY") or os.urandom(32).hex()
ALLOWED_HOSTS = _listed("TESELA_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
TRUSTED_REGISTRY = os.environ.get("TESELA_REGISTRY")
"""Folder of the registry that verdicts about issuers rest on."""
VERIFICATIONS_A_MINUTE = int(os.environ.get("TESELA_VERIFICATIONS_A_MINUTE", "60"))
"""How often one address may ask for a verification."""
FETCH_NOTHING = os.environ.get("TESELA_OFFLINE") == "1"

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
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tesela.site.languages.ReaderLanguage",
    "django.middleware.common.CommonMiddleware",
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
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LANGUAGE_CODE = "en"
LANGUAGES = [(tag, tag) for tag in EU_LANGUAGES]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [("fonts", Path(fontpkg_noto_sans.__file__).parent / "files")]
"""The typeface comes from its package, the same that the PDF is set in."""
STATIC_ROOT = os.environ.get("TESELA_STATIC_ROOT")
WHITENOISE_USE_FINDERS = True

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 20_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 22_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50
DATA_UPLOAD_MAX_NUMBER_FILES = 20

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
_HTTPS = os.environ.get("TESELA_HTTPS") == "1"
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
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
