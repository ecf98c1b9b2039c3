"""The asker's pages: make an ask, hand out one link, read the answers behind the other."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tesela.site import tokens
from tesela.site.addresses import absolute
from tesela.site.asks import actions, shown
from tesela.site.asks.forms import AskForm
from tesela.site.asks.models import Ask
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_busy, too_often, turn
from tesela.site.portfolio.links import unlisted
from tesela.text.errors import TeselaError

ASKS_A_MINUTE = 10
PAGES_A_MINUTE = 60
"""Pages of answers that one address may read, since each checks anew."""
ON_A_PAGE = 20

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """View decorator: listed, kept and referred to nowhere, and without any device."""

    @unlisted
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        response = view(request, *args, **named)
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        return response

    return answered


def guarded(field: str) -> Callable[[View], View]:
    """View decorator: the token becomes the ask whose `field` is its digest.

    Another token is nobody's (404); an ask that has ended says so (410).
    """

    def decorate(view: View) -> View:
        @private
        @wraps(view)
        def found(request: HttpRequest, token: str, **named: Any) -> HttpResponse:
            ask = Ask.objects.filter(**{field: tokens.digest(token)}).first()
            if ask is None:
                raise Http404
            if actions.has_ended(ask):
                return render(request, "asks/ended.html", status=410)
            try:
                return view(request, ask, **named)
            except TeselaError as error:
                if error.code != "api.busy":
                    raise
                return too_busy(request)

        return found

    return decorate


@private
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Who asks, what for, and what to show."""
    language = language_of(request)
    if request.method != "POST":
        return render(request, "asks/ask.html", {"form": AskForm(language=language)})
    if asked_too_often(request, "ask", ASKS_A_MINUTE):
        return too_often(request, "asks.too_often")
    form = AskForm(request.POST, language=language)
    if not form.is_valid():
        return render(request, "asks/ask.html", {"form": form}, status=422)
    said = form.cleaned_data
    made = actions.make(
        said["asker"], said["purpose"], said["wanted"], said["written_in"], said["ends_on"]
    )
    return redirect("ask-links", token=actions.results_token(made))


@require_safe
@guarded("results_digest")
def links(request: HttpRequest, ask: Ask) -> HttpResponse:
    """The two links: one to give away, one to keep."""
    give = reverse("asked", args=[actions.answer_token(ask)])
    keep = reverse("ask-results", args=[actions.results_token(ask)])
    context = {"ask": ask, "give_path": give, "keep_path": keep}
    more = {"give": absolute(give), "keep": absolute(keep)}
    return render(request, "asks/links.html", context | more)


@require_safe
@guarded("results_digest")
def results(request: HttpRequest, ask: Ask) -> HttpResponse:
    """The table of answers, each checked at this moment."""
    if asked_too_often(request, "answers", PAGES_A_MINUTE):
        return too_often(request, "asks.too_often")
    page = Paginator(shown.sent_answers(ask), ON_A_PAGE).get_page(request.GET.get("page"))
    with turn():
        rows = shown.rows(ask, list(page.object_list), language_of(request))
    context = {
        "ask": ask,
        "page": page,
        "rows": rows,
        "further": any(row.further for row in rows),
        "token": actions.results_token(ask),
    }
    return render(request, "asks/results.html", context)


@require_safe
@guarded("results_digest")
def table(request: HttpRequest, ask: Ask) -> HttpResponse:
    """All answers as a file for a spreadsheet program."""
    if asked_too_often(request, "answers", PAGES_A_MINUTE, PAGES_A_MINUTE // 10):
        return too_often(request, "asks.too_often")
    language = language_of(request)
    with turn():
        rows = shown.rows(ask, list(shown.sent_answers(ask)), language)
    return HttpResponse(
        shown.as_csv(ask, rows, language),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="answers.csv"'},
    )


@require_safe
@guarded("results_digest")
def one_answer(request: HttpRequest, ask: Ask, number: int) -> HttpResponse:
    """One answer with the parts that its learner chose to show."""
    if asked_too_often(request, "answers", PAGES_A_MINUTE):
        return too_often(request, "asks.too_often")
    answer = shown.sent_answers(ask).filter(number=number).first()
    if answer is None:
        raise Http404
    with turn():
        items = shown.shown_items(answer, language_of(request))
    context = {"ask": ask, "answer": answer, "items": items, "token": actions.results_token(ask)}
    return render(request, "asks/one_answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded("results_digest")
def end(request: HttpRequest, ask: Ask) -> HttpResponse:
    """End it before its time; asked before it is done."""
    token = actions.results_token(ask)
    if request.method == "POST":
        actions.end(ask)
        return redirect("ask-results", token=token)
    return render(request, "asks/end.html", {"ask": ask, "token": token})
