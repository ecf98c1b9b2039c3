"""The learner's pages: who asks, what to show, what leaves, and taking it back.

1. asked      who asks, what for; nothing happens before a button is pressed
2. choosing   which credentials
3. one        for what, and which parts of it
4. look       exactly what the asker will see; then it is sent
5. take_back  at any time
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tesela.site import tokens
from tesela.site.addresses import absolute
from tesela.site.asks import actions, shown
from tesela.site.asks.forms import AddForm, FindForm, ItemForm, NameForm
from tesela.site.asks.models import Answer, AnsweredItem, Ask
from tesela.site.asks.views import View, guarded, private
from tesela.site.awards.models import Award
from tesela.site.components.forms import fault
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_often, turn
from tesela.site.portfolio.models import Holding, Imported
from tesela.site.portfolio.shown import present_parts, stated
from tesela.site.verifier.actions import NO_CREDENTIAL
from tesela.text.errors import TeselaError

BEGUN_A_MINUTE = 60
TRIES_A_MINUTE = 60
"""Links and codes that one address may try: a class answers from one school, and a code has 60 bits."""
LOOKS_A_MINUTE = 120
"""Pages of own answers that one address may read: each checks anew, and a class may share it."""
_HELD = 200
"""Credentials of an account that are offered on the page."""
_ASK_LINK = re.compile(r"/a/([A-Za-z0-9_-]{1,64})/?(?:[?#].*)?\Z")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """From a learner's own page (`?with=` its token) to the ask whose link was given."""
    brought, language = request.GET.get("with", "")[:64], language_of(request)
    form = FindForm(request.POST or None, language=language)
    if request.method == "POST":
        link = _ASK_LINK.search(str(form.data.get("link", "")).strip())
        if form.is_valid() and link:
            rest = f"?{urlencode({'with': brought})}" if brought else ""
            return redirect(reverse("asked", args=[link[1]]) + rest)
        if form.is_valid():
            form.add_error("link", fault("asks.no_ask"))
        return render(request, "asks/find.html", {"form": form}, status=422)
    return render(request, "asks/find.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@guarded("answer_digest")
def asked(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Who asks, and what; a button begins an answer."""
    brought = request.GET.get("with", "")[:64]
    if request.method != "POST":
        return render(request, "asks/asked.html", {"ask": ask, "brought": brought})
    if asked_too_often(request, "answer", BEGUN_A_MINUTE):
        return too_often(request, "asks.too_often")
    user = request.user.pk if request.user.is_authenticated else None
    try:
        answer = actions.begin(ask, user, language_of(request))
    except TeselaError as error:
        return _trouble(request, error, request.path)
    award = actions.award_of(request.POST.get("with", "")) if request.POST.get("with") else None
    return _to(actions.add(answer, award) if award else answer)


def of_answer(view: View) -> View:
    """View decorator: the second token becomes the learner's own answer to this ask."""

    @guarded("answer_digest")
    @wraps(view)
    def found(request: HttpRequest, ask: Ask, answer: str, **named: Any) -> HttpResponse:
        own = ask.answers.select_related("ask").filter(token_digest=tokens.digest(answer)).first()
        if own is None:
            raise Http404
        try:
            return view(request, own, **named)
        except TeselaError as error:
            if not error.code.startswith("asks."):
                raise
            return _trouble(request, error, _address(own))

    return found


def of_item(view: Callable[..., HttpResponse]) -> View:
    """View decorator: the number becomes a credential in this answer."""

    @of_answer
    @wraps(view)
    def found(request: HttpRequest, answer: Answer, item: int) -> HttpResponse:
        own = answer.items.select_related("answer__ask", "award__edition", "imported")
        one = own.filter(pk=item).first()
        if one is None:
            raise Http404
        return view(request, one)

    return found


@require_http_methods(["GET", "HEAD", "POST"])
@of_answer
def choosing(request: HttpRequest, answer: Answer) -> HttpResponse:
    """The credentials of a draft, and more to add; once sent, what was sent."""
    if answer.sent_at:
        return _sent(request, answer)
    language = language_of(request)
    held = _held(request, language)
    choices = [(key, title) for key, (_, title) in held.items()]
    if request.method != "POST":
        return _choosing(request, answer, AddForm(held=choices, language=language))
    if asked_too_often(request, "verify", settings.VERIFICATIONS_A_MINUTE):
        return too_often(request, "asks.too_often")
    form = AddForm(request.POST, request.FILES, held=choices, language=language)
    if form.is_valid():
        added = _added(request, answer, form, {key: one for key, (one, _) in held.items()})
        if not form.errors:
            return _to(added[0] if len(added) == 1 else answer)
    return _choosing(request, answer, form, 422)


@require_POST
@of_answer
def name(request: HttpRequest, answer: Answer) -> HttpResponse:
    """How the learner wants to be called; then on to what leaves."""
    language = language_of(request)
    form = NameForm(request.POST, language=language)
    if not form.is_valid():
        add = AddForm(held=[(key, title) for key, (_, title) in _held(request, language).items()])
        return _choosing(request, answer, add, 422, form)
    actions.call(answer, form.cleaned_data["name"])
    if not answer.items.exists():
        raise TeselaError("asks.empty")
    return redirect("answer-look", *_tokens(answer))


@require_http_methods(["GET", "HEAD", "POST"])
@of_item
def one(request: HttpRequest, item: AnsweredItem) -> HttpResponse:
    """What a credential is shown for, and which of its parts."""
    if item.answer.sent_at:
        return _to(item.answer)
    language = language_of(request)
    present = present_parts(item.credential)
    form = ItemForm(item, present, request.POST or None, language=language)
    if request.method == "POST":
        # A form in which nothing is ticked is sent without any field but the token.
        form = ItemForm(item, present, request.POST, language=language)
        if form.is_valid():
            actions.choose(item, form.cleaned_data["meets"], form.cleaned_data["parts"])
            return _to(item.answer)
    context = {
        "form": form,
        "item": item,
        "ask": item.answer.ask,
        "title": stated(item.credential).title(language),
        "back": _address(item.answer),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "asks/one.html", context, status=status)


@require_POST
@of_item
def remove(request: HttpRequest, item: AnsweredItem) -> HttpResponse:
    """Take a credential out of a draft."""
    answer = item.answer
    actions.remove(item)
    return _to(answer)


@require_http_methods(["GET", "HEAD", "POST"])
@of_answer
def look(request: HttpRequest, answer: Answer) -> HttpResponse:
    """Exactly what the asker will see; sending it."""
    if answer.sent_at:
        return _to(answer)
    if request.method == "POST":
        actions.send(answer)
        return _to(answer)
    if not answer.items.exists():
        return _to(answer)
    if asked_too_often(request, "answer-look", LOOKS_A_MINUTE):
        return too_often(request, "asks.too_often")
    with turn():
        items = shown.shown_items(answer, language_of(request))
    context = {"ask": answer.ask, "answer": answer, "items": items, "back": _address(answer)}
    return render(request, "asks/look.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_answer
def take_back(request: HttpRequest, answer: Answer) -> HttpResponse:
    """Take the answer back; asked before it is done."""
    if request.method == "POST":
        token = actions.answer_token(answer.ask)
        actions.take_back(answer)
        return redirect("answer-taken-back", token=token)
    context = {"ask": answer.ask, "answer": answer, "back": _address(answer)}
    return render(request, "asks/take_back.html", context)


@require_safe
@guarded("answer_digest")
def taken_back(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Nothing is left of the answer."""
    return render(request, "asks/taken_back.html", {"ask": ask, "token": actions.answer_token(ask)})


def _choosing(
    request: HttpRequest,
    answer: Answer,
    form: AddForm,
    status: int = 200,
    called: NameForm | None = None,
) -> HttpResponse:
    language = language_of(request)
    items = [
        (item, stated(item.credential).title(language))
        for item in shown.items_of([answer]).get(answer.pk, [])
    ]
    context = {
        "ask": answer.ask,
        "answer": answer,
        "form": form,
        "called": called or NameForm(initial={"name": answer.name}, language=language),
        "items": items,
        "token": actions.answer_token(answer.ask),
        "own": actions.own_token(answer),
    }
    return render(request, "asks/choosing.html", context, status=status)


def _sent(request: HttpRequest, answer: Answer) -> HttpResponse:
    if asked_too_often(request, "answer-look", LOOKS_A_MINUTE):
        return too_often(request, "asks.too_often")
    with turn():
        items = shown.shown_items(answer, language_of(request))
    context = {
        "ask": answer.ask,
        "answer": answer,
        "items": items,
        "keep": absolute(_address(answer)),
        "token": actions.answer_token(answer.ask),
        "own": actions.own_token(answer),
    }
    return render(request, "asks/sent.html", context)


def _added(
    request: HttpRequest,
    answer: Answer,
    form: AddForm,
    held: dict[str, Award | Imported],
) -> list[AnsweredItem]:
    """What was put into the answer; what did not work stands in the form."""
    added = [actions.add(answer, held[key]) for key in form.cleaned_data.get("held", ())]
    if link := form.cleaned_data["link"]:
        tried = asked_too_often(request, "award-link", TRIES_A_MINUTE)
        award = None if tried else actions.award_of(link)
        if award:
            added.append(actions.add(answer, award))
        else:
            form.add_error("link", fault("asks.too_often" if tried else "asks.no_award"))
    if file := form.cleaned_data["file"]:
        try:
            with turn():
                added.append(actions.add_file(answer, file.name or "", file.read()))
        except TeselaError as error:
            if not error.code.startswith(NO_CREDENTIAL):
                raise
            form.add_error("file", fault(error.code, **error.problem.data))
    return added


def _held(request: HttpRequest, language: str) -> dict[str, tuple[Award | Imported, str]]:
    """Key → credential and title, of what whoever is signed in holds."""
    if not request.user.is_authenticated:
        return {}
    holdings = Holding.objects.filter(user_id=request.user.pk).order_by("-pk")
    held: list[Award | Imported] = [
        one.award for one in holdings.select_related("award__edition")[:_HELD]
    ]
    held += Imported.objects.filter(user_id=request.user.pk).order_by("-pk")[:_HELD]
    found: dict[str, tuple[Award | Imported, str]] = {}
    for some in held:
        title = stated(some).title(language)[1]
        found[f"{type(some).__name__.lower()}-{some.pk}"] = (some, title)
    return found


def _trouble(request: HttpRequest, error: TeselaError, back: str) -> HttpResponse:
    language = language_of(request)
    said = {"message": error.problem.message(language), "fix": error.problem.fix(language)}
    return render(request, "asks/trouble.html", said | {"back": back}, status=409)


def _tokens(answer: Answer) -> tuple[str, str]:
    return actions.answer_token(answer.ask), actions.own_token(answer)


def _address(answer: Answer) -> str:
    return reverse("answer", args=_tokens(answer))


def _to(where: Answer | AnsweredItem) -> HttpResponse:
    if isinstance(where, Answer):
        return redirect(_address(where))
    return redirect("answer-one", *_tokens(where.answer), where.pk)
