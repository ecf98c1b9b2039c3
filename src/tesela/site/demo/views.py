"""The demonstration's own pages: the walk, being somebody, the mailbox, and a credential to break."""

import json

from django.conf import settings
from django.contrib.auth import login, logout
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tesela.site.accounts.models import User
from tesela.site.awards.making import file
from tesela.site.demo import care
from tesela.site.demo.models import DemoMail
from tesela.site.demo.people import CARE_REGISTER, LEARNER, PROVIDERS
from tesela.site.demo.walk import HOUSE, PASTED, STEPS, begin, mark, walk
from tesela.site.languages import language_of
from tesela.site.verifier.actions import changed_by_one_letter, check
from tesela.site.verifier.shown import shown

ROLES = {
    "coordinator": (PROVIDERS[0].owner[1], "descriptions", [HOUSE]),
    "colleague": (PROVIDERS[2].issuer[1], "organisation", [PROVIDERS[2].slug]),
    "registrar": (CARE_REGISTER.owner[1], "classes", [CARE_REGISTER.slug]),
    "learner": (LEARNER[1], "portfolio", []),
}
"""Whom one can be → address, and the page on which one then is."""
_MAILS_A_PAGE = 25


@never_cache
@require_safe
def steps(request: HttpRequest) -> HttpResponse:
    """All steps of the walk with their state, and whom one can be."""
    now = walk()
    listed = [
        {
            "name": step,
            "said": f"demo.step.{step}",
            "text": f"demo.step.{step}.text",
            "done": step in now.done,
            "link": now.links[step],
        }
        for step in STEPS
    ]
    return render(
        request,
        "demo/steps.html",
        {"steps": listed, "walk": now, "pasted": PASTED, "case": care.to_look_at()},
    )


@require_POST
def be(request: HttpRequest) -> HttpResponse:
    """Be one of `ROLES`, or nobody; only in the demonstration does nobody ask for a code."""
    who = request.POST.get("who", "")
    if who == "nobody":
        logout(request)
        return redirect("home")
    if who not in ROLES:
        raise Http404
    email, page, where = ROLES[who]
    user = get_object_or_404(User, email=email)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(reverse(page, args=where))


@require_POST
def anew(request: HttpRequest) -> HttpResponse:
    """Begin the walk anew."""
    begin()
    return redirect("demo")


@never_cache
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """All mails, the latest first."""
    pages = Paginator(DemoMail.objects.order_by("-pk"), _MAILS_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "demo/mailbox.html", {"page": page})


@never_cache
@require_safe
def mail(request: HttpRequest, number: int) -> HttpResponse:
    """One mail as text, its links to follow."""
    found = get_object_or_404(DemoMail, pk=number)
    if found.to in walk().addresses:
        mark("mail")
    return render(request, "demo/mail.html", {"mail": found})


@never_cache
def proof(request: HttpRequest) -> HttpResponse:
    """The credential of the walk: as it is, and with one letter changed."""
    award = walk().award
    if award is None:
        return redirect("demo")
    genuine = file(award, "openbadge")
    act = request.POST.get("act")
    if request.method != "POST" or act not in ("check", "change"):
        return render(request, "demo/proof.html", {"award": award})
    changed = changed_by_one_letter(genuine) if act == "change" else genuine
    language = language_of(request)
    result = shown(f"{award.pk}.json", check(changed), language)
    mark(act)
    before, after = _difference(*(_written(data) for data in (genuine, changed)))
    context = {"award": award, "result": result, "act": act, "before": before, "after": after}
    return render(request, "demo/proof.html", context)


def _written(data: bytes) -> str:
    """The document with the same spaces whoever wrote it."""
    return json.dumps(json.loads(data), ensure_ascii=False)


def _difference(before: str, after: str) -> tuple[str, str]:
    """The changed piece of both with a little around it; empty where they are the same."""
    if before == after:
        return "", ""
    pairs = enumerate(zip(before, after, strict=False))
    at = next(place for place, (one, other) in pairs if one != other)
    return before[max(0, at - 12) : at + 24], after[max(0, at - 12) : at + 24]
