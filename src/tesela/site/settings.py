"""Settings of the web service. What an operator may change comes from the environment.

docs/operating.md lists every setting. Without any of them the service is fit
for one's own machine. What must last stands in the data folder (the secret
key, and the database unless another is named); without a data folder nothing
outlasts the process.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import fontpkg_noto_sans
from csp.constants import NONE, SELF

from tesela.proofs.seals import LEVELS, Level
from tesela.shapes import rechecking
from tesela.site.logs import is_worth_a_line
from tesela.site.secret import secret_key
from tesela.site.storage import database
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


def _power_of_two(name: str, least: int, most: int) -> int:
    """Of a number of places, which power of two it is; `least` and `most` are powers, too."""
    places = _number(name, 1 << least, 1 << least, 1 << most)
    if places.bit_count() != 1:
        raise TeselaError("serve.setting", name=name, value=str(places))
    return places.bit_length() - 1


def _level(name: str, default: Level) -> Level:
    text = os.environ.get(name) or default
    found = next((level for level in LEVELS if level == text), None)
    if found is None:
        raise TeselaError("serve.setting", name=name, value=text[:80])
    return found


def _folder(name: str) -> Path | None:
    text = os.environ.get(name)
    return Path(text) if text else None


def _file(name: str) -> Path | None:
    found = _folder(name)
    if found and not found.is_file():
        raise TeselaError("serve.setting", name=name, value=str(found)[:80])
    return found


DEBUG = False
DATA = _folder("TESELA_DATA")
"""Folder of what must outlast a restart."""
SECRET_KEY = secret_key(os.environ.get("TESELA_SECRET_KEY"), DATA)
"""Keeps sessions, links and signing keys. It must last as long as they do (docs/operating.md)."""
ADDRESS = (os.environ.get("TESELA_ADDRESS") or "http://localhost:8000").rstrip("/")
"""Where the service stands for the world: credentials and mails contain it."""
if urlsplit(ADDRESS).scheme not in ("http", "https") or not urlsplit(ADDRESS).hostname:
    raise TeselaError("serve.setting", name="TESELA_ADDRESS", value=ADDRESS[:80])
ALLOWED_HOSTS = _listed("TESELA_HOSTS", f"{urlsplit(ADDRESS).hostname},localhost,127.0.0.1,[::1]")
DEMO: bool = _yes("TESELA_DEMO")
"""Whether this is the demonstration: mails stay in a mailbox that everybody reads."""
CSRF_TRUSTED_ORIGINS = [f"https://{'*' * host.startswith('.')}{host}" for host in ALLOWED_HOSTS]
TRUSTED_REGISTRY = os.environ.get("TESELA_REGISTRY")
"""Folder of the registry that verdicts about issuers rest on."""
ESCO = _file("TESELA_ESCO")
"""File of ESCO's skills, written by `tesela esco import`; without it only DigComp is suggested."""
AUTHORITY: str = os.environ.get("TESELA_AUTHORITY") or ("quality-council" if DEMO else "")
"""Slug of the organisation that runs the registry of trusted providers at `/registry`."""
REQUESTS_A_MINUTE: int = _number("TESELA_REQUESTS_A_MINUTE", 600, 1)
"""How often one address may ask for anything."""
VERIFICATIONS_A_MINUTE: int = _number("TESELA_VERIFICATIONS_A_MINUTE", 60, 1)
"""How often one address may ask for a verification."""
BATCHED_A_MINUTE: int = _number("TESELA_BATCHED_A_MINUTE", 3_000, 1)
"""How many credentials one address may have verified in batches."""
THREADS: int = _number("TESELA_THREADS", 16, 2, 256)
"""Requests that one process works on at once."""
RECHECK_VERIFYING: int = _number("TESELA_RECHECK_VERIFYING", rechecking.VERIFYING, 0)
RECHECK_ISSUING: int = _number("TESELA_RECHECK_ISSUING", rechecking.ISSUING, 0)
"""One use in so many of what was learned of documents is compared with the general way; 0: none."""
VERIFICATIONS_AT_ONCE: int = max(1, THREADS * 3 // 4)
"""Of these, verifications: they may wait for others' servers, and pages must not wait for them."""
PROXIES: int = _number("TESELA_PROXIES", 0, 0, 10)
"""Reverse proxies in front of the service, whose X-Forwarded-For is believed."""
STATUS_BITS: int = _power_of_two("TESELA_STATUS_PLACES", 17, 24)
"""A status list of an organisation made from now on has 2 to this power of places."""
TIME_STAMPS: str = os.environ.get("TESELA_TIME_STAMPS") or ""
"""Address of the time-stamping authority (RFC 3161) for seals and for the age of what is issued."""
FETCH_NOTHING: bool = _yes("TESELA_OFFLINE")
VC_API: bool = _yes("TESELA_VC_API")
"""Whether the VC-API answers, with demonstration keys, for the public test suites."""
VC_API_PROOF_ONLY: bool = _yes("TESELA_VC_API_PROOF_ONLY")
"""Whether it also has an address that verifies proofs of anybody in anybody's name."""

SEAL_LEVEL: Level = _level("TESELA_SEAL_LEVEL", "B-LTA" if TIME_STAMPS else "B-B")
"""How far seals prove themselves (ETSI EN 319 132-1, baseline levels); all but B-B need time-stamps."""
if SEAL_LEVEL != "B-B" and not TIME_STAMPS:
    raise TeselaError("serve.setting", name="TESELA_SEAL_LEVEL", value=SEAL_LEVEL)

SEALERS = os.environ.get("TESELA_SEALERS") or ""
"""File that says where the operator keeps organisations' seal keys (`providers.sealers`)."""

METRICS_TOKEN = os.environ.get("TESELA_METRICS_TOKEN") or ""
"""Who has it may read `/metrics`; without it only this machine itself."""

ROOT_URLCONF = "tesela.site.urls"
WSGI_APPLICATION = "tesela.site.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "tesela.site.components",
    "tesela.site.accounts",
    "tesela.site.providers",
    "tesela.site.design",
    "tesela.site.drafts",
    "tesela.site.endorsements",
    "tesela.site.networks",
    "tesela.site.needs",
    "tesela.site.awards",
    "tesela.site.classes",
    "tesela.site.portfolio",
    "tesela.site.asks",
    "tesela.site.quality",
    "tesela.site.staff",
    "tesela.site.registry",
    "tesela.site.verifier",
    "tesela.site.checker",
    "tesela.site.api",
    "tesela.site.vcapi",
    "tesela.site.demo",
    # After our own, whose templates come before theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
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
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tesela.site.languages.reader",
                "tesela.site.demo.context.demonstration",
            ],
            "builtins": [
                "tesela.site.components.templatetags.words",
                "tesela.site.components.templatetags.parts",
            ],
        },
    }
]
DATABASES: dict[str, dict[str, Any]] = {
    "default": database(os.environ.get("TESELA_DATABASE"), DATA)
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tesela.site.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_TIMEOUT = 60 * 60
"""From the first code to the last of those that are sent anew."""
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
"""How long a proof of who one is counts for weighty steps."""
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,12/h/key"}
"""Codes: by who asks (tesela.site.limits.address_of), and by where they go."""
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = urlsplit(ADDRESS).hostname in ("localhost", "127.0.0.1")
CONTACT = os.environ.get("TESELA_CONTACT") or ""
"""The operator's e-mail address for questions and barriers; shown on the help page."""
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

EMAIL_BACKEND = (
    "tesela.site.demo.mailbox.Mailbox" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = os.environ.get("TESELA_SMTP_HOST") or "localhost"
EMAIL_PORT: int = _number("TESELA_SMTP_PORT", 25, 1, 65_535)
EMAIL_HOST_USER = os.environ.get("TESELA_SMTP_USER") or ""
EMAIL_HOST_PASSWORD = os.environ.get("TESELA_SMTP_PASSWORD") or ""
EMAIL_USE_TLS = _yes("TESELA_SMTP_STARTTLS")
EMAIL_USE_SSL = _yes("TESELA_SMTP_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("TESELA_MAIL_FROM") or f"no-reply@{urlsplit(ADDRESS).hostname}"
BOUNCE_TOKEN: str = os.environ.get("TESELA_BOUNCE_TOKEN") or ""
"""What a mail server must know to hand in what came back; without it nothing can be."""
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
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
# More than the form takes, so that the form can say how many it takes.
DATA_UPLOAD_MAX_NUMBER_FILES = 100

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tesela.site.components.views.form_refused"
_HTTPS = _yes("TESELA_HTTPS")
CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_SECURE = _HTTPS
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
