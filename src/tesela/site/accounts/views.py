"""Signing in and out: a code by mail, or a passkey."""

import json

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tesela.site.accounts import codes, passkeys
from tesela.site.accounts.adapter import is_own, short_session
from tesela.site.accounts.forms import CodeForm, CredentialForm, SignInForm
from tesela.site.components.forms import Form, fault
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_often
from tesela.text.errors import TeselaError

PASSKEYS_A_MINUTE = 30
"""How often one address may try to sign in by passkey."""
_STATUS = {"accounts.too_often": 429, "accounts.not_sent": 503}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """One field for everybody, known or new; a code is sent there."""
    target = _target(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(target or settings.LOGIN_REDIRECT_URL)
    if request.method != "POST":
        return _ask_address(request, SignInForm(language=language_of(request)), target, 200)
    form = SignInForm(request.POST, language=language_of(request))
    if not form.is_valid():
        return _ask_address(request, form, target, 422)
    try:
        codes.begin(request, form.cleaned_data["email"], target)
    except TeselaError as error:
        return _ask_address(request, _with(form, error), target, _STATUS[error.code])
    return redirect("account_confirm_login_code")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code is typed here."""
    process = codes.under_way(request)
    if process is None:
        return redirect("account_login")
    form = CodeForm(posted(request), language=language_of(request))
    if request.method != "POST":
        return _ask_code(request, form, process, 200)
    return _tried(request, form, process)


@never_cache
@require_POST
def code_again(request: HttpRequest) -> HttpResponse:
    """Send a new code to the same address."""
    process = codes.under_way(request)
    if process is None:
        return redirect("account_login")
    try:
        process.resend()
    except TeselaError as error:
        form = _with(CodeForm({}, language=language_of(request)), error)
        return _ask_code(request, form, process, _STATUS[error.code])
    return redirect(f"{reverse('account_confirm_login_code')}?sent=again")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_passkey(request: HttpRequest) -> HttpResponse:
    """A button that asks the browser for a passkey; needs JavaScript, and says so."""
    target = _target(request)
    if asked_too_often(request, "passkey", PASSKEYS_A_MINUTE):
        return too_often(request, "accounts.too_often")
    form = CredentialForm(posted(request), language=language_of(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return passkeys.sign_in(request, form.cleaned_data["credential"], target)
            except TeselaError as error:
                _with(form, error)
    short_session(request)
    context = {
        "form": form,
        "next": target,
        "options_json": json.dumps(passkeys.options_for_sign_in()),
    }
    return render(request, "accounts/by_passkey.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Asks, then signs out."""
    if request.method != "POST":
        return render(request, "accounts/sign_out.html")
    get_adapter().logout(request)
    return redirect("signed-out")


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """That it is done."""
    return render(request, "accounts/done.html", {"what": "accounts.signed_out"})


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """The operator has closed this account."""
    return render(request, "components/trouble.html", {"what": "accounts.closed"}, status=403)


@never_cache
@require_safe
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Whoever belongs to an organisation works there; others see what they have learned."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    return redirect("organisations" if request.user.organisations.exists() else "portfolio")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prove_again(request: HttpRequest) -> HttpResponse:
    """Before something weighty in a session that is old: a new code, to one's own address."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    target = _target(request)
    form = Form({} if request.method == "POST" else None, language=language_of(request))
    status = 200
    if request.method == "POST":
        try:
            codes.begin(request, request.user.email, target)
        except TeselaError as error:
            form.is_valid()
            status = _STATUS[error.code]
            _with(form, error)
        else:
            return redirect("account_confirm_login_code")
    has_passkey = passkeys.of(request.user).exists()
    context = {"form": form, "next": target, "has_passkey": has_passkey}
    return render(request, "accounts/prove_again.html", context, status=status)


def optional(name: str) -> str:
    """The address of a page that another part of the service may lack; empty without it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None where none was sent."""
    return request.POST if request.method == "POST" else None


def _ask_address(request: HttpRequest, form: Form, target: str, status: int) -> HttpResponse:
    context = {"form": form, "next": target}
    return render(request, "accounts/sign_in.html", context, status=status)


def _ask_code(
    request: HttpRequest, form: Form, process: codes.CodeProcess, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "email": process.email,
        "minutes": codes.MINUTES,
        "again": request.GET.get("sent") == "again",
        "mailbox": optional("demo-mailbox") if settings.DEMO else "",
        "known": request.user.is_authenticated,
    }
    return render(request, "accounts/code.html", context, status=status)


def _tried(request: HttpRequest, form: Form, process: codes.CodeProcess) -> HttpResponse:
    if process.is_late:
        return _anew(request, process, "accounts.code.late")
    if not form.is_valid():
        return _ask_code(request, form, process, 422)
    if process.fits(form.cleaned_data["code"]):
        return process.finish()
    if not process.record_invalid_attempt():
        return _anew(request, process, "accounts.code.tried")
    error = TeselaError("accounts.code.wrong", count=process.tries_left)
    return _ask_code(request, _with(form, error), process, 422)


def _anew(request: HttpRequest, process: codes.CodeProcess, why: str) -> HttpResponse:
    """This code is of no use any more: back to the first step, with the address filled in."""
    process.abort()
    form = SignInForm({"email": process.email}, language=language_of(request))
    _with(form, TeselaError(why))
    return _ask_address(request, form, str(process.state.get("next") or ""), 422)


def _with(form: Form, error: TeselaError) -> Form:
    """The form with an error about the whole of it or, where it has one field, about that."""
    fields = [name for name, field in form.fields.items() if not field.widget.is_hidden]
    form.is_valid()
    if len(fields) == 1:
        form.errors.pop(fields[0], None)
    form.add_error(fields[0] if len(fields) == 1 else None, fault(error.code, **error.problem.data))
    return form


def _target(request: HttpRequest) -> str:
    """Where to go afterwards, if that is on this host; else empty."""
    named = request.POST.get("next") or request.GET.get("next") or ""
    return named if is_own(request, named) else ""
