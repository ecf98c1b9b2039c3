"""Pages of awards for members: the list, one award, its files.

The learner's link is on none of them: members may send it again or print it
in a letter, and both are written down.
"""

import logging
import uuid
from datetime import datetime
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tesela.site.awards import making
from tesela.site.awards.listing import A_PAGE, MOST, Filters, Pages, class_name, last_mails
from tesela.site.awards.models import Award, MailState, Withdrawal, WithdrawalState
from tesela.site.awards.offered import forms_of, purposes_of
from tesela.site.classes.models import Batch
from tesela.site.languages import language_of
from tesela.site.providers.models import Organisation
from tesela.site.providers.roles import for_members, may
from tesela.text.errors import TeselaError

LOOKS = {"active": "good", "suspended": "open", "withdrawn": "", "superseded": ""}
MAIL_LOOKS = {MailState.SENT: "good", MailState.FAILED: "bad", MailState.BOUNCED: "bad"}
_LISTED = (
    "id", "name", "awarded_on", "issued_at", "withdrawn_at", "suspended_at", "current",
    "opened_at", "edition__title", "learner__email",
)  # fmt: skip


_log = logging.getLogger(__name__)


class Happened(NamedTuple):
    """One line of an award's history."""

    at: datetime
    code: str
    who: str = ""
    reason: str = ""


@for_members("see")
@require_safe
def awards(request: HttpRequest) -> HttpResponse:
    """The organisation's awards."""
    organisation, language = organisation_of(request), language_of(request)
    filters = Filters(request.GET, organisation, language)
    listed = filters.asked_for().select_related("edition", "learner").only(*_LISTED)
    pages = Pages(listed, A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    mails = last_mails(page.object_list)
    return render(
        request,
        "awards/awards.html",
        {
            "filters": filters,
            "page": page,
            "most": MOST if pages.has_more else None,
            "rows": [
                (award, LOOKS[award.state], mails.get(award.pk), _look(mails.get(award.pk)))
                for award in page.object_list
            ],
            "may_withdraw": may(_role(request), "withdraw"),
            "asked": Withdrawal.objects.filter(
                organisation=organisation, state=WithdrawalState.ASKED
            ).order_by("made_at")[:20],
        },
    )


@for_members("see")
@require_safe
def award_detail(request: HttpRequest, award: uuid.UUID) -> HttpResponse:
    """One award: what, who, when, how it stands, and what can be done."""
    found = award_of(request, award)
    batch = (
        Batch.objects.filter(organisation=found.organisation, pk=found.batch).first()
        if found.batch
        else None
    )
    mails = list(found.mails.order_by("pk"))
    role = _role(request)
    return render(
        request,
        "awards/award.html",
        {
            "award": found,
            "stated": found.stated,
            "look": LOOKS[found.state],
            "batch": batch,
            "class_name": class_name(batch, language_of(request)) if batch else "",
            "mails": [(mail, _look(mail)) for mail in mails],
            "last_mail": mails[-1] if mails else None,
            "history": _history(found),
            "later": Award.objects.filter(supersedes=found).first(),
            "purposes": purposes_of(found.organisation),
            "may_issue": may(role, "issue"),
            "may_withdraw": may(role, "withdraw"),
        },
    )


@for_members("see")
@require_safe
def award_file(request: HttpRequest, award: uuid.UUID, name: str) -> HttpResponse:
    """A file of an award, to keep."""
    found = award_of(request, award)
    form = forms_of(found.organisation).get(name)
    if form is None:
        raise Http404
    try:
        content = making.file(found, form.format)
    except TeselaError:
        _log.warning("a file was not made", exc_info=True)
        return not_now(request)
    response = HttpResponse(content, content_type=form.media_type)
    file_name = f"award-{str(found.pk)[:8]}{form.suffix}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def not_now(request: HttpRequest) -> HttpResponse:
    """A file needs something that did not answer, such as a time-stamp authority."""
    context = {"what": "offered.not_now"}
    return render(request, "components/trouble.html", context, status=503)


def organisation_of(request: HttpRequest) -> Organisation:
    """The organisation that `for_members` found."""
    found: Organisation = request.organisation  # type: ignore[attr-defined]
    return found


def award_of(request: HttpRequest, award: uuid.UUID) -> Award:
    """The organisation's own award; others' do not exist here."""
    return get_object_or_404(
        Award.objects.select_related("organisation", "edition__description", "learner"),
        organisation=organisation_of(request),
        pk=award,
    )


def _role(request: HttpRequest) -> str:
    return str(request.membership.role)  # type: ignore[attr-defined]


def _look(mail: Any) -> str:
    return MAIL_LOOKS.get(mail.state, "open") if mail else ""


def _history(award: Award) -> list[Happened]:
    listed = [Happened(award.issued_at, "issued")]
    listed += [
        Happened(
            change.at, change.kind, change.actor.shown_name if change.actor else "", change.reason
        )
        for change in award.changes.select_related("actor").order_by("pk")
    ]
    if award.state == "superseded" and award.withdrawn_at:
        listed.append(Happened(award.withdrawn_at, "superseded"))
    listed += [
        Happened(at, code)
        for at, code in ((award.opened_at, "opened"), (award.saved_at, "saved"))
        if at
    ]
    return sorted(listed, key=lambda one: one.at)
