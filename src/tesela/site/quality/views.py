"""An organisation's own quality: what it can show, its cases, applying, and its own word."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tesela.model.achievement import QualityAssurance
from tesela.site.components.forms import fault
from tesela.site.design.models import Description
from tesela.site.languages import language_of
from tesela.site.providers.models import Membership
from tesela.site.providers.roles import for_members, may
from tesela.site.quality import actions, evidence, shown
from tesela.site.quality.forms import OwnForm
from tesela.site.quality.models import Case, Offer, Statement
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError

REFUSED = 422
_MOST = 200
"""Cases and offers on a page."""


def acting(request: HttpRequest) -> Membership:
    """Who asks, as a member of the organisation that the page belongs to."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    return membership


def tell(request: HttpRequest, code: str) -> None:
    """Say on the next page what was done."""
    messages.success(request, say(code, language_of(request)))


@require_safe
@for_members("see")
def home(request: HttpRequest) -> HttpResponse:
    """What the organisation can show, what it has applied for, and what it has to review."""
    by = acting(request)
    organisation = by.organisation
    cases = Case.objects.select_related("offer", "provider", "assurer").order_by("-last")
    statements = evidence.of(organisation)
    context = {
        "evidence": shown.page(organisation, statements, datetime.now(UTC).date()),
        "descriptions": _to_say_it_in(by) if statements else (),
        "applied": cases.filter(provider=organisation)[:_MOST],
        "reviewing": cases.filter(assurer=organisation)[:_MOST],
        "offers": organisation.quality_offers.filter(open=True).count(),
        "may_describe": may(by.role, "describe"),
        "may_issue": may(by.role, "issue"),
    }
    return render(request, "quality/home.html", context)


def _to_say_it_in(by: Membership) -> Sequence[Description]:
    """The descriptions in which whoever asks can state evidence, the latest first."""
    if not may(by.role, "describe"):
        return ()
    return list(by.organisation.descriptions.order_by("-changed_at")[:_MOST])


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("describe")
def apply(request: HttpRequest) -> HttpResponse:
    """Choose who reviews, and by which scheme."""
    by = acting(request)
    problem = None
    if request.method == "POST":
        wanted = request.POST.get("offer", "")
        number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 16 else 0
        try:
            made = actions.apply(by, get_object_or_404(Offer, pk=number))
        except TeselaError as error:
            problem = error.problem
        else:
            tell(request, "quality.said.applied")
            return redirect("quality-case", by.organisation.slug, made.pk)
    offers = (
        Offer.objects.filter(open=True)
        .exclude(assurer=by.organisation)
        .select_related("assurer")
        .order_by("assurer__slug", "name")[:_MOST]
    )
    context = {"offers": [(one, one.scheme) for one in offers], "problem": problem}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "quality/apply.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("describe")
def state(request: HttpRequest) -> HttpResponse:
    """Something that the organisation states itself: its internal quality assurance first of all."""
    by, language = acting(request), language_of(request)
    form = OwnForm(request.POST if request.method == "POST" else None, language=language)
    if request.method == "POST" and form.is_valid():
        said, tag = form.cleaned_data, (by.organisation.languages or ["en"])[0]
        scope = form.scope
        stated = QualityAssurance.model_validate(
            {
                "kind": said["kind"],
                "agency": {"name": {tag: said["assurer"]}} if said["assurer"] else None,
                "decided_on": said["decided_on"],
                "valid_until": said["valid_until"],
                "decision_page": said["decision_page"] or None,
                "scope": scope if scope.fields or scope.eqf_levels or scope.countries else None,
            }
        )
        try:
            evidence.state_own(by, stated)
        except TeselaError as error:
            form.add_error(None, fault(error.code, **error.problem.data))
        else:
            tell(request, "quality.said.stated")
            return redirect("quality", by.organisation.slug)
    status = REFUSED if request.method == "POST" else 200
    return render(request, "quality/state.html", {"form": form}, status=status)


@for_members("describe")
@require_POST
def unstate(request: HttpRequest, number: int) -> HttpResponse:
    """Take back one's own word."""
    by = acting(request)
    found = get_object_or_404(Statement, pk=number, provider=by.organisation, case=None)
    evidence.remove_own(by, found)
    tell(request, "quality.said.unstated")
    return redirect("quality", by.organisation.slug)


@for_members("describe")
@require_POST
def into(request: HttpRequest, description: str) -> HttpResponse:
    """Put what is in force into element 11 of a description."""
    by = acting(request)
    found = get_object_or_404(Description, organisation=by.organisation, slug=description)
    try:
        evidence.put_into(by, found)
    except TeselaError as error:
        messages.error(request, f"{error.problem.message(language_of(request))}")
    else:
        tell(request, "quality.said.into")
    return redirect("description-page", by.organisation.slug, found.slug, "quality")
