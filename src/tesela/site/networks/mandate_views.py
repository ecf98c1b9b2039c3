"""Offering a mandate, answering it, ending it; and its statements, which everybody may read."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tesela.model.mandate import Act
from tesela.process.mandates import State
from tesela.site.design.models import Description
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_often
from tesela.site.networks import mandating, statements
from tesela.site.networks.answering import Acts, answered
from tesela.site.networks.forms import OWN, MandateForm
from tesela.site.networks.models import Given
from tesela.site.networks.shown import shown_mandate
from tesela.site.networks.standing import COUNTED
from tesela.site.providers.forms import say_in
from tesela.site.providers.models import Membership, Organisation
from tesela.site.providers.roles import for_members, may
from tesela.site.providers.settings_views import acting, tell
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText

REFUSED = 422
OFFERS_A_MINUTE = 20
_ANSWERS = ["GET", "HEAD", "POST"]
_ACTS = Acts(
    plain={"accept": mandating.accept, "take_back": mandating.take_back},
    reasoned={"decline": mandating.decline, "end": mandating.end},
    said="networks.done.mandate_",
)
_FIELD_OF = {
    "mandate.dates": "ends",
    "networks.mandate_days": "begins",
    "mandate.nothing": "acts",
    "mandate.wider": "under",
    "mandate.depth": "steps",
    "networks.not_own": "achievements",
}
"""Refusal → the field of the form that it is about; the others are about whom it is offered to."""


@require_http_methods(_ANSWERS)
@for_members("manage")
def offer(request: HttpRequest) -> HttpResponse:
    """Offer a mandate to an organisation of the same network."""
    by, language = acting(request), language_of(request)
    of = by.organisation
    form = _form(request, by, language)
    if form.is_bound and form.is_valid():
        if asked_too_often(request, "mandates", OFFERS_A_MINUTE):
            return too_often(request, "api.too_often")
        to = Organisation.objects.get(slug=form.cleaned_data["to"])
        try:
            made = mandating.offer(by, to, _wanted(form.cleaned_data))
        except TeselaError as error:
            say_in(form, _FIELD_OF.get(error.code, "to"), error)
        else:
            tell(request, "networks.done.offer")
            return redirect("mandate", of.slug, made.pk)
    status = REFUSED if form.is_bound else 200
    context = {"form": form, "partners": form.fields["to"].choices}  # type: ignore[attr-defined]
    return render(request, "networks/offer.html", context, status=status)


def _form(request: HttpRequest, by: Membership, language: str) -> MandateForm:
    of = by.organisation
    own = of.descriptions.filter(editions__isnull=False).distinct().select_related("organisation")
    held = mandating.may_pass_on(of, datetime.now(UTC))
    return MandateForm(
        request.POST if request.method == "POST" else None,
        partners=[(one.slug, _named(one, language)) for one in mandating.partners(of)],
        held=[(str(one.pk), _told(one, language)) for one in held],
        achievements=[(one.address, _titled(one, language)) for one in own.order_by("slug")],
        language=language,
    )


def _wanted(said: dict[str, Any]) -> mandating.Wanted:
    own = said["under"] == OWN
    return mandating.Wanted(
        acts=frozenset(Act(one) for one in said["acts"]),
        begins=said["begins"],
        ends=said["ends"],
        achievements=frozenset(said["achievements"]) if own and said["achievements"] else None,
        depth=int(said["steps"]),
        under=None if own else Given.objects.get(pk=said["under"]),
        note=said["note"],
    )


@require_http_methods(_ANSWERS)
@for_members("see")
def one(request: HttpRequest, number: UUID) -> HttpResponse:
    """One mandate: what it allows, how it stands, and what can be done about it now."""
    by, language = acting(request), language_of(request)
    of = by.organisation
    known = Given.objects.select_related("mandator", "mandatary", "under__mandator")
    found = get_object_or_404(known, pk=number)
    if of.pk not in (found.mandator_id, found.mandatary_id):
        raise Http404
    answer = answered(request, found, _ACTS)
    if answer.is_done:
        return redirect("mandate", of.slug, found.pk)
    shown = shown_mandate(found, of, datetime.now(UTC))
    context = {
        "shown": shown,
        "given": found,
        "acts": [f"mandate.act.{act}" for act in found.acts],
        "achievements": _achievements(found),
        "is_public": found.state in COUNTED,
        "may_manage": may(by.role, "manage"),
        "is_offered": found.state == State.OFFERED,
        "in_force": found.state == State.IN_FORCE,
        "no": answer.form,
        "refused": answer.told(language),
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "networks/mandate.html", context, status=status)


@require_safe
def statement(request: HttpRequest, number: UUID) -> HttpResponse:
    """The exact statement that credentials pin."""
    return _for_everybody(statements.as_given(number))


@require_safe
def present(request: HttpRequest, number: UUID) -> HttpResponse:
    """The mandate's present form: it ends where it was ended."""
    return _for_everybody(statements.present(number))


def _for_everybody(content: bytes | None) -> HttpResponse:
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=statements.MEDIA_TYPE)
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "public, max-age=60"
    return answer


def _achievements(found: Given) -> list[tuple[dict[str, str], str]]:
    """Titles and addresses of what it is for; none where it is for all."""
    wanted = set(found.achievements or ())
    root = found
    while root.under is not None:
        root = root.under
    listed = Description.objects.filter(organisation=root.mandator_id).select_related(
        "organisation"
    )
    known = {one.address: one.title for one in listed} if wanted else {}
    return [(known.get(address, {}), address) for address in sorted(wanted)]


def _named(organisation: Organisation, language: str) -> str:
    return LocalizedText(organisation.name).in_language(language)


def _titled(description: Description, language: str) -> str:
    return LocalizedText(description.title).in_language(language)


def _told(held: Given, language: str) -> str:
    """A mandate that one holds, in words."""
    code = "networks.offer.under.held_until" if held.ends else "networks.offer.under.held"
    day: dict[str, Any] = {"day": held.ends.isoformat()} if held.ends else {}
    return say(code, language, mandator=_named(held.mandator, language), **day)
