"""Pages that a link opens without signing in: who has it, may.

They are in no search engine and no cache, and their addresses are told to
nobody else. `same-origin` is the strictest policy under which browsers still
say where a form comes from, which the protection against foreign forms needs;
pages without forms of their own say nothing at all.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tesela.site import tokens
from tesela.site.awards.models import Award
from tesela.site.limits import asked_too_often, too_often

MISSES_A_MINUTE = 20
"""How often one address may ask for links that open nothing."""
_LONGEST = 64

View = Callable[..., Any]


def unlisted(view: View) -> View:
    """View decorator: the answer is kept, listed and referred to nowhere."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> Any:
        response = view(request, *args, **named)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response

    return answered


def for_award(view: View) -> View:
    """View decorator: the token in the address becomes `award`; a wrong one a page that helps."""

    @unlisted
    @wraps(view)
    def found(request: HttpRequest, token: str, **named: Any) -> Any:
        complete = Award.objects.select_related(
            "organisation", "edition__description", "learner", "superseded_by"
        )
        award = opened_by("page_digest", token, complete) if len(token) <= _LONGEST else None
        if award is None:
            return missing(request)
        return view(request, award, **named)

    return found


def opened_by(member: str, secret: str, among: "QuerySet[Award] | None" = None) -> Award | None:
    """The award whose `page_digest` or `code_digest` (`member`) this secret opens.

    Also one that another service gave out, whose register came here.
    """
    awards, digest = Award.objects.all() if among is None else among, tokens.digest(secret)
    # One after the other, each by its index; asked together every award is looked at.
    for name in (member, f"earlier_link__{member}"):
        if found := awards.filter(**{name: digest}).first():
            return found
    return None


def missing(request: HttpRequest) -> HttpResponse:
    """Nothing is behind this link; whom to ask."""
    if asked_too_often(request, "missing-link", MISSES_A_MINUTE):
        return too_often(request, "portfolio.too_often")
    return render(request, "portfolio/missing.html", status=404)


def token_of(award: Award) -> str:
    """The token that opens the learner's page of `award`."""
    return tokens.token("award", str(award.pk))
