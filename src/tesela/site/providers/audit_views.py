"""The log of what an organisation's people did, to read and to take along."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tesela.site.accounts.models import User
from tesela.site.languages import language_of
from tesela.site.providers import audit
from tesela.site.providers.models import AuditEntry, Membership, Organisation
from tesela.site.providers.roles import for_members
from tesela.site.providers.settings_views import acting
from tesela.text.catalogue import say
from tesela.text.messages.table import MESSAGES

_PAGE = 25
_CHECKED_AT_ONCE = 2_000
"""A longer log is checked when somebody asks for it."""


@require_safe
@for_members("manage")
def log(request: HttpRequest) -> HttpResponse:
    """Page by page, the latest first; and whether the chain holds."""
    organisation, language = acting(request).organisation, language_of(request)
    page = Paginator(organisation.acts.order_by("-number"), _PAGE).get_page(request.GET.get("page"))
    count = page.paginator.count
    checked = count <= _CHECKED_AT_ONCE or "check" in request.GET
    context = {
        "page": page,
        "entries": _shown(list(page.object_list), language),
        "count": count,
        "checked": checked,
        "broken": list(audit.broken_links(organisation)) if checked else [],
        "last": organisation.acts.order_by("-number").first(),
    }
    return render(request, "providers/log.html", context)


@require_safe
@for_members("manage")
def log_file(request: HttpRequest) -> HttpResponse:
    """Everything, one JSON object a line, as the digests were computed over it."""
    organisation = acting(request).organisation
    answer = StreamingHttpResponse(_lines(organisation), content_type="application/x-ndjson")
    answer["Content-Disposition"] = f'attachment; filename="{organisation.slug}-log.ndjson"'
    return answer  # type: ignore[return-value]


def _lines(organisation: Organisation) -> Iterator[str]:
    for entry in organisation.acts.order_by("number").iterator():
        stated = {
            "organisation": entry.organisation_id,
            "number": entry.number,
            "at": entry.at.astimezone(UTC).isoformat(),
            "actor": entry.actor,
            "act": entry.act,
            "about": entry.about,
            "previous": entry.previous,
            "digest": entry.digest,
        }
        yield json.dumps(stated, ensure_ascii=False) + "\n"


def _shown(entries: Sequence[AuditEntry], language: str) -> list[dict[str, Any]]:
    people = _people(entries)
    members = _members(entries)
    return [
        {
            "entry": entry,
            "sentence": say(f"act.{entry.act}", language)
            if f"act.{entry.act}" in MESSAGES
            else entry.act,
            "actor": _called(entry.actor, people, language),
            "person": members.get(entry.about.get("user")) if "user" in entry.about else None,
            "about": [(name, _plain(value)) for name, value in entry.about.items()],
        }
        for entry in entries
    ]


def _people(entries: Sequence[AuditEntry]) -> dict[Any, str]:
    """Who acted, by name."""
    known = User.objects.filter(pk__in={entry.actor for entry in entries if entry.actor})
    return {user.pk: user.shown_name for user in known}


def _members(entries: Sequence[AuditEntry]) -> dict[Any, str]:
    """Who was added, changed or removed, as members see them; those removed by address."""
    numbers = {entry.about.get("user") for entry in entries}
    wanted = [one for one in numbers if isinstance(one, int)]
    if not wanted:
        return {}
    found = dict(User.objects.filter(pk__in=wanted).values_list("pk", "email"))
    listed = Membership.objects.filter(
        organisation=entries[0].organisation_id, user__in=wanted
    ).select_related("user")
    return found | {member.user_id: member.shown_name for member in listed}


def _called(actor: int | None, people: dict[Any, str], language: str) -> str:
    if actor is None:
        return say("providers.log.service", language)
    return people.get(actor) or say("providers.log.gone", language, number=actor)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
