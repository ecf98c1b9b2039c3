"""Signing in by a code: sent to an address, typed in the same browser, good once.

Built on django-allauth's process of the same name, which keeps its state in
the session and counts time and tries. Three things differ: an account is made
when the address is proved, not when it is typed, so known and unknown
addresses are treated alike and nobody's address is kept who did not prove it;
of the code only a digest is kept; and a new code has its full time.
"""

import secrets
import time
import unicodedata
from datetime import UTC, datetime

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import EmailAddress, Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from tesela.site.accounts.adapter import is_own, short_session
from tesela.site.accounts.mails import send_code
from tesela.site.accounts.models import User
from tesela.site.languages import language_of
from tesela.text.errors import TeselaError
from tesela.text.languages import COMPLETE_LANGUAGES, best_language

MINUTES: int = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
TRIES: int = settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS


class CodeProcess(LoginCodeVerificationProcess):  # type: ignore[misc]
    """One person on the way to being signed in; `state` lives in the session."""

    @property
    def email(self) -> str:
        """Where the code was sent."""
        return str(self.state["email"])

    @property
    def is_late(self) -> bool:
        """Whether the code has had its time."""
        return not self.is_valid()

    @property
    def tries_left(self) -> int:
        """How many more codes may be typed."""
        return TRIES - int(self.state["failed_attempts"])

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        code = get_adapter().generate_login_code()
        self.state["code"] = _digest(code)
        self.state["at"] = time.time()
        send_code(email, code, MINUTES, language_of(self.request))

    def resend(self) -> None:
        """Send a new code; the one before no longer counts. Raises TeselaError as `begin`."""
        _allow(self.request, self.email)
        self.send()
        self.record_resend()
        self.persist()

    def fits(self, typed: str) -> bool:
        """Whether the code is right; each asking counts, also those at the same moment."""
        key = f"code:{self.code}"
        cache.add(key, 0, timeout=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        try:
            tried = cache.incr(key)
        except ValueError:  # forgotten in between, because there are too many
            tried = 1
        return tried <= TRIES and secrets.compare_digest(_digest(plain(typed)), self.code)

    def finish(self, redirect_url: str | None = None) -> HttpResponse:
        """The code was right: sign in, with an account made where there is none."""
        with transaction.atomic():
            self._user = proved(self.email, language_of(self.request))
        target = self.state.get("next")
        to = target if is_own(self.request, target) else None
        response: HttpResponse = super().finish(to)
        return response


def begin(request: HttpRequest, email: str, target: str = "") -> None:
    """Send a code to `email`; afterwards the browser is led to `target` on this service.

    Raises TeselaError `accounts.too_often` and `accounts.not_sent`.
    """
    _allow(request, email)
    login = Login(email=email)
    login.state["stages"] = {"current": LoginByCodeStage.key}
    stage = LoginByCodeStage(LoginStageController(request, login), request, login)
    stage.state.update(CodeProcess.initial_state(user=None, email=email))
    stage.state["initiated_by_user"] = True
    if is_own(request, target):
        stage.state["next"] = target
    process = CodeProcess(stage)
    process.send()
    process.persist()
    short_session(request)


def under_way(request: HttpRequest) -> CodeProcess | None:
    """What `begin` began in this browser, however late it is; None where nothing was begun."""
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    return CodeProcess(stage) if stage and stage.state.get("code") else None


def proved(email: str, language: str) -> User:
    """The user of an address that was just proved. A first sign-in settles the language."""
    user = User.objects.of_address(email)
    address, is_new = EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    if not address.verified:
        address.set_verified()
    if is_new or user.last_login is None:
        user.language = best_language(language, COMPLETE_LANGUAGES) or "en"
        user.save(update_fields=["language"])
    return user


def plain(typed: str) -> str:
    """The digits of what was typed or pasted, whatever stands between them."""
    return "".join(str(unicodedata.decimal(letter)) for letter in typed[:200] if letter.isdecimal())


def lately_proved(request: HttpRequest, seconds: int) -> bool:
    """Whether the person proved in this session, not long ago, who they are."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    since = datetime.now(UTC).timestamp() - seconds
    return any(record["at"] >= since for record in records)


def _allow(request: HttpRequest, email: str) -> None:
    """Raises TeselaError where this asker or for this address too much was asked."""
    if not ratelimit.consume(request, action="request_login_code", key=email):
        raise TeselaError("accounts.too_often")


def _digest(code: str) -> str:
    return salted_hmac("tesela.accounts.code", code, algorithm="sha256").hexdigest()


__all__ = ["MINUTES", "TRIES", "CodeProcess", "begin", "lately_proved", "proved", "under_way"]
