"""The pages of one's own account."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tesela.site.accounts import actions, passkeys
from tesela.site.accounts.adapter import keep_language
from tesela.site.accounts.codes import lately_proved
from tesela.site.accounts.forms import AccountForm, DeleteForm, NameForm, NewPasskeyForm
from tesela.site.accounts.mails import send_passkey_added
from tesela.site.accounts.models import User
from tesela.site.accounts.views import optional, posted
from tesela.site.components.forms import fault
from tesela.site.languages import language_of
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError

View = Callable[..., HttpResponse]


def signed_in(view: View, lately: bool = False) -> View:
    """For whoever is signed in; `lately`: only if who they are was proved a short while ago."""

    @never_cache
    @wraps(view)
    def seen(request: HttpRequest, **named: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if lately and not lately_proved(request, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT):
            return redirect_to_login(request.get_full_path(), reverse("account_reauthenticate"))
        return view(request, **named)

    return seen


def signed_in_lately(view: View) -> View:
    """For what a found or stolen session must not be enough for."""
    return signed_in(view, lately=True)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Name, language, passkeys, and the way out."""
    user, language = _user(request), language_of(request)
    kept = {"name": user.name, "language": user.language}
    form = AccountForm(posted(request), initial=kept, language=language)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            actions.save(user, form.cleaned_data["name"], form.cleaned_data["language"])
            response = redirect(f"{reverse('account')}?saved=1")
            keep_language(request, response, user.language)
            return response
        status = 422
    context = {
        "form": form,
        "saved": "saved" in request.GET,
        "passkeys": [_shown(passkey) for passkey in passkeys.of(user)],
    }
    return render(request, "accounts/account.html", context, status=status)


@signed_in_lately
@require_http_methods(["GET", "HEAD", "POST"])
def new_passkey(request: HttpRequest) -> HttpResponse:
    """Make a passkey in this browser and keep it. A mail tells so."""
    user, language = _user(request), language_of(request)
    named = say("accounts.passkey.first", language, number=passkeys.of(user).count() + 1)
    form = NewPasskeyForm(posted(request), initial={"name": named}, language=language)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            name = form.cleaned_data["name"]
            try:
                passkeys.add(user, name, form.cleaned_data["credential"])
            except TeselaError as error:
                form.add_error(None, fault(error.code, **error.problem.data))
            else:
                _tell_of_passkey(user, name)
                return redirect("account")
    context = {"form": form, "options_json": json.dumps(passkeys.options_for_new(user))}
    return render(request, "accounts/new_passkey.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rename_passkey(request: HttpRequest, number: int) -> HttpResponse:
    """Call it something else."""
    user = _user(request)
    passkey = _passkey(user, number)
    form = NameForm(
        posted(request), initial={"name": passkey["name"]}, language=language_of(request)
    )
    if request.method == "POST" and form.is_valid():
        passkeys.rename(user, number, form.cleaned_data["name"])
        return redirect("account")
    status = 422 if request.method == "POST" else 200
    return render(
        request, "accounts/name_passkey.html", {"form": form, "passkey": passkey}, status=status
    )


@signed_in_lately
@require_http_methods(["GET", "HEAD", "POST"])
def remove_passkey(request: HttpRequest, number: int) -> HttpResponse:
    """Asks, then forgets it."""
    user = _user(request)
    passkey = _passkey(user, number)
    if request.method == "POST":
        passkeys.remove(user, number)
        return redirect("account")
    return render(request, "accounts/remove_passkey.html", {"passkey": passkey})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Asks, then ends all sessions of this person, this one too."""
    if request.method != "POST":
        return render(request, "accounts/sign_out_everywhere.html")
    actions.end_all_sessions(_user(request))
    get_adapter().logout(request)
    return redirect("signed-out")


@signed_in_lately
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Says what goes and what stays, offers an export, asks, and deletes."""
    user = _user(request)
    form = DeleteForm(posted(request), language=language_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.delete(user)
        except TeselaError as error:
            form.add_error(None, fault(error.code, **error.problem.data))
        else:
            get_adapter().logout(request)
            return redirect("account-deleted")
    context = {
        "form": form,
        "export": optional("portfolio-export"),
        "owned_alone": actions.owned_alone(user),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/delete.html", context, status=status)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """That it is done."""
    return render(request, "accounts/done.html", {"what": "accounts.deleted"})


def _tell_of_passkey(user: User, name: str) -> None:
    """A mail, in case it was somebody else; without a mail server the passkey is kept all the same."""
    try:
        send_passkey_added(user.email, name, user.language)
    except TeselaError as error:
        if error.code != "accounts.not_sent":
            raise


def _passkey(user: User, number: int) -> dict[str, Any]:
    try:
        return _shown(passkeys.of(user).get(pk=number))
    except Authenticator.DoesNotExist:
        raise Http404 from None


def _shown(passkey: Any) -> dict[str, Any]:
    return {
        "number": passkey.pk,
        "name": passkey.wrap().name,
        "made_at": passkey.created_at,
        "used_at": passkey.last_used_at,
    }


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)
