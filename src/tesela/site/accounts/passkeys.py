"""Passkeys (WebAuthn level 3): asking the browser for one, keeping it, signing in with it.

django-allauth keeps the challenge in the session and python-fido2 checks the
answer. A passkey always asks for the person too (user verification), so it
is a proof by itself. What went wrong is one error, `accounts.passkey.refused`:
more would tell a stranger which accounts there are.
"""

from typing import Any

from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth, flows
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from fido2.utils import websafe_encode

from tesela.site.accounts.adapter import is_own
from tesela.site.accounts.models import User
from tesela.text.errors import TeselaError

MOST = 20
"""Passkeys of one person."""
_KIND = Authenticator.Type.WEBAUTHN


def of(user: User) -> QuerySet[Any]:
    """A person's passkeys, the oldest first."""
    found: QuerySet[Any] = Authenticator.objects.filter(user=user, type=_KIND).order_by("pk")
    return found


def options_for_new(user: User) -> dict[str, Any]:
    """What the browser needs to make a passkey, as JSON."""
    return dict(auth.begin_registration(user, passwordless=True))


def options_for_sign_in() -> dict[str, Any]:
    """What the browser needs to show a passkey of anybody, as JSON."""
    return dict(auth.begin_authentication(user=None))


def add(user: User, name: str, credential: dict[str, Any]) -> None:
    """Keep a passkey. Raises TeselaError `accounts.passkey.refused`, `accounts.passkey.too_many`."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if of(user).count() >= MOST:
            raise TeselaError("accounts.passkey.too_many", most=MOST)
        try:
            auth.parse_registration_response(credential)
            made = auth.complete_registration(credential)
        except (ValidationError, *_MALFORMED) as error:
            raise TeselaError("accounts.passkey.refused") from error
        if not made.is_user_verified():
            raise TeselaError("accounts.passkey.refused")
        auth.WebAuthn.add(user, name, _kept(credential, made))


def rename(user: User, number: int, name: str) -> None:
    """Call a passkey something else. Raises Authenticator.DoesNotExist."""
    passkey = of(user).get(pk=number)
    passkey.wrap().name = name
    passkey.save(update_fields=["data"])


def remove(user: User, number: int) -> None:
    """Forget a passkey. Raises Authenticator.DoesNotExist."""
    of(user).get(pk=number).delete()


def sign_in(request: HttpRequest, credential: dict[str, Any], target: str) -> HttpResponse:
    """Sign in whoever the passkey belongs to. Raises TeselaError `accounts.passkey.refused`."""
    try:
        auth.parse_authentication_response(credential)
        user = auth.extract_user_from_response(credential)
        passkey = auth.complete_authentication(user, credential)
    except (ValidationError, *_MALFORMED) as error:
        raise TeselaError("accounts.passkey.refused") from error
    login = Login(user=user, redirect_url=target if is_own(request, target) else None)
    response: HttpResponse = flows.perform_passwordless_login(request, passkey, login)
    return response


def _kept(credential: dict[str, Any], made: Any) -> dict[str, Any]:
    """What was checked of a browser's answer, and nothing that it may say besides."""
    name = websafe_encode(made.credential_data.credential_id)
    checked = ("clientDataJSON", "attestationObject")
    return {
        "id": name,
        "rawId": name,
        "type": "public-key",
        "response": {member: credential["response"][member] for member in checked},
        "clientExtensionResults": {"credProps": {"rk": True}},
    }


_MALFORMED = (ValueError, TypeError, KeyError, AttributeError, OverflowError)
"""What foreign code raises about an answer that is none."""
