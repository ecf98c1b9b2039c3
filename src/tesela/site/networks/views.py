"""The networks of an organisation: who belongs together, invitations, shared descriptions."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tesela.process.mandates import State
from tesela.site.design.models import Description
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_often
from tesela.site.networks import actions, sharing
from tesela.site.networks.answering import Acts, answered
from tesela.site.networks.forms import InviteForm
from tesela.site.networks.models import Belonging, Given, Link
from tesela.site.networks.shown import shown_mandates
from tesela.site.providers.finding import others_named
from tesela.site.providers.forms import say_in
from tesela.site.providers.models import Organisation
from tesela.site.providers.roles import for_members, may
from tesela.site.providers.settings_views import acting, tell
from tesela.text.errors import TeselaError

REFUSED = 422
QUESTIONS_A_MINUTE = 20
_MOST_LISTED = 200
_ANSWERS = ["GET", "HEAD", "POST"]
_ACTS = Acts(
    plain={"join": actions.join, "take_back": actions.take_back},
    reasoned={"decline": actions.decline, "leave": actions.leave},
    said="networks.done.",
)


@require_safe
@for_members("see")
def networks(request: HttpRequest) -> HttpResponse:
    """Where one belongs, who belongs here, and the mandates between them."""
    by = acting(request)
    of = by.organisation
    known = Link.objects.filter(Q(above=of) | Q(below=of)).select_related("above", "below")
    links = list(known.order_by("-invited_at", "-pk")[:_MOST_LISTED])
    mandates = (
        Given.objects.filter(Q(mandator=of) | Q(mandatary=of))
        .exclude(state=State.TAKEN_BACK)
        .select_related("mandator", "mandatary", "under")
    )
    listed = shown_mandates(mandates.order_by("-offered_at", "pk")[:_MOST_LISTED], of)
    context = {
        "above": [one for one in links if one.below_id == of.pk],
        "below": [one for one in links if one.above_id == of.pk],
        "held": [one for one in listed if not one.is_mandator],
        "given": [one for one in listed if one.is_mandator],
        "is_linked": any(one.state == Belonging.JOINED for one in links),
        "may_manage": may(by.role, "manage"),
    }
    return render(request, "networks/networks.html", context)


@require_http_methods(_ANSWERS)
@for_members("manage")
def invite(request: HttpRequest) -> HttpResponse:
    """Find an organisation, and invite it."""
    by, language = acting(request), language_of(request)
    query = (request.GET.get("q") or request.POST.get("q") or "").strip()[:100]
    offered = others_named(query, by.organisation, language)
    sent = request.POST if request.method == "POST" else None
    form = InviteForm(sent, offered=offered, language=language)
    if sent is not None and form.is_valid():
        if asked_too_often(request, "networks", QUESTIONS_A_MINUTE):
            return too_often(request, "api.too_often")
        invited = Organisation.objects.get(slug=form.cleaned_data["invited"])
        try:
            actions.invite(by, invited, form.cleaned_data["note"])
        except TeselaError as error:
            say_in(form, "invited", error)
        else:
            tell(request, "networks.done.invite")
            return redirect("networks", by.organisation.slug)
    context = {"form": form, "query": query, "offered": offered}
    return render(request, "networks/invite.html", context, status=_status(request))


@require_http_methods(_ANSWERS)
@for_members("see")
def link(request: HttpRequest, number: int) -> HttpResponse:
    """One membership: how it stands, and what can be done about it now."""
    by, language = acting(request), language_of(request)
    of = by.organisation
    found = get_object_or_404(Link.objects.select_related("above", "below"), pk=number)
    if of.pk not in (found.above_id, found.below_id):
        raise Http404
    answer = answered(request, found, _ACTS)
    if answer.is_done:
        return redirect("networks", of.slug)
    is_below = found.below_id == of.pk
    context = {
        "link": found,
        "is_below": is_below,
        "other": found.above if is_below else found.below,
        "may_manage": may(by.role, "manage"),
        "mandates": Given.objects.filter(
            Q(mandator=found.above, mandatary=found.below)
            | Q(mandator=found.below, mandatary=found.above),
            state=State.IN_FORCE,
        ).count(),
        "no": answer.form,
        "refused": answer.told(language),
    }
    return render(request, "networks/link.html", context, status=_status(request))


@require_http_methods(_ANSWERS)
@for_members("see")
def descriptions(request: HttpRequest) -> HttpResponse:
    """What one's networks share, to use or to begin from; and what one shares oneself."""
    by, language = acting(request), language_of(request)
    refused = None
    if request.method == "POST":
        try:
            return _shared(request)
        except TeselaError as error:
            refused = error.problem
    context = {
        "offered": sharing.offered(by.organisation, language),
        "own": sharing.own(by.organisation),
        "may_describe": may(by.role, "describe"),
        "may_issue": may(by.role, "issue"),
        "refused": refused and (refused.message(language), refused.fix(language)),
    }
    return render(request, "networks/descriptions.html", context, status=_status(request))


def _shared(request: HttpRequest) -> HttpResponse:
    """Share, share no longer, or begin an own description from a shared one. Raises TeselaError."""
    by, act = acting(request), request.POST.get("act", "")
    number = request.POST.get("description", "")
    known = Description.objects.select_related("organisation")
    found = get_object_or_404(known, pk=int(number) if _is_number(number) else 0)
    if act == "share":
        actions.share(by, found)
    elif act == "unshare":
        actions.unshare(by, found)
    elif act == "fork":
        made = sharing.fork(by, found)
        return redirect("description", by.organisation.slug, made.slug)
    else:
        raise Http404
    tell(request, f"networks.done.{act}")
    return redirect("network-descriptions", by.organisation.slug)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18


def _status(request: HttpRequest) -> int:
    return REFUSED if request.method == "POST" else 200
