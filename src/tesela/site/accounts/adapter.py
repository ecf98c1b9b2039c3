"""How django-allauth is fitted to this service."""

import secrets
from hashlib import blake2b
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from tesela.site.accounts.models import User
from tesela.site.languages import COOKIE
from tesela.site.limits import address_of

DIGITS = 8
_YEAR_SECONDS = 31_536_000


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in without passwords: a code or a passkey is enough, and pages say what happened."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whose allowance is used up: known as everywhere in this service, by a digest."""
        return blake2b(address_of(request).encode(), digest_size=12).hexdigest()

    def get_login_stages(self) -> list[str]:
        """One proof is enough: a passkey is instead of the code, never on top of it."""
        return ["allauth.account.stages.LoginByCodeStage"]

    def generate_login_code(self) -> str:
        """Eight digits, which every keyboard has."""
        return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"

    def is_safe_url(self, url: str | None) -> bool:
        """Whether `url` leads to this host, whatever else the service is called."""
        return is_own(self.request, url)

    def login(self, request: HttpRequest, user: User) -> None:
        """The session, short until now (`short_session`), lasts as others do."""
        super().login(request, user)
        request.session.set_expiry(None)

    def post_login(self, request: HttpRequest, user: User, **named: Any) -> HttpResponse:
        """Pages follow the person's language, unless one was chosen in this browser."""
        response: HttpResponse = super().post_login(request, user, **named)
        if COOKIE not in request.COOKIES:
            keep_language(request, response, user.language)
        return response

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: where a person arrives says that it worked."""


def short_session(request: HttpRequest) -> None:
    """What is kept of somebody who began to sign in goes soon if they do not finish."""
    if not request.user.is_authenticated:
        request.session.set_expiry(settings.ACCOUNT_LOGIN_TIMEOUT)


def keep_language(request: HttpRequest, response: HttpResponse, language: str) -> None:
    """Pages are shown in `language` from now on, as after `?lang=`."""
    response.set_cookie(
        COOKIE,
        language,
        max_age=_YEAR_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )


def is_own(request: HttpRequest, url: str | None) -> bool:
    """Whether `url` leads to the host that was asked."""
    return url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
