"""Pages around the editor: the list, how one begins, and publishing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tesela.model.description import DescriptionUnfitError
from tesela.site.design import publishing, starting
from tesela.site.design.checking import BlockedError
from tesela.site.design.differences import differences
from tesela.site.design.drawing import drawn, tile_facts
from tesela.site.design.forms import StartForm
from tesela.site.design.listing import editions, listed
from tesela.site.design.mending import mending
from tesela.site.design.models import Description, Edition
from tesela.site.design.state import findings, found_of
from tesela.site.languages import language_of
from tesela.site.providers.roles import for_members, may
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError

_LONGEST_QUERY = 100
_MOST_OFFERED = 20


def described(request: HttpRequest, slug: str) -> Description:
    """The organisation's own description of this name; to others it does not exist."""
    found: Description = get_object_or_404(
        Description.objects.select_related("copied_from__description__organisation"),
        organisation=request.organisation,  # type: ignore[attr-defined]
        slug=slug,
    )
    found.organisation = request.organisation  # type: ignore[attr-defined]
    return found


@require_safe
@for_members("see")
def descriptions(request: HttpRequest) -> HttpResponse:
    """What can be earned here, with the state of each."""
    query = request.GET.get("q", "").strip()[:_LONGEST_QUERY]
    organisation = request.organisation  # type: ignore[attr-defined]
    page, shown = listed(organisation, query, request.GET.get("page"))
    context = {
        "page": page,
        "listed": shown,
        "count": page.paginator.count,
        "query": query,
        "may_describe": may(request.membership.role, "describe"),  # type: ignore[attr-defined]
    }
    return render(request, "design/list.html", context)


@require_safe
@for_members("describe")
def start(request: HttpRequest) -> HttpResponse:
    """The ways to begin: an own description, a file, a ready one, a copy."""
    return render(request, "design/start.html")


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("describe")
def start_own(request: HttpRequest) -> HttpResponse:
    """The three questions with which an own description begins."""
    organisation = request.organisation  # type: ignore[attr-defined]
    form = StartForm(request.POST or None, language=language_of(request))
    main = (organisation.languages or [language_of(request)])[0]
    if request.method == "POST" and form.is_valid():
        try:
            made = starting.start_own(organisation, form.content(main), request.user.pk)
        except TeselaError as error:
            form.add_error(None, error.code)
        else:
            messages.success(request, say("design.made", language_of(request)))
            return redirect("description", organisation.slug, made.slug)
    status = 422 if form.errors else 200
    return render(request, "design/own.html", {"form": form, "main": main}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("describe")
def start_copy(request: HttpRequest) -> HttpResponse:
    """Search the public editions, and copy one."""
    organisation = request.organisation  # type: ignore[attr-defined]
    if request.method == "POST":
        wanted = request.POST.get("edition", "")
        edition = get_object_or_404(
            Edition.objects.select_related("description"),
            pk=int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 16 else 0,
        )
        made = starting.copy(edition, organisation, request.user.pk)
        messages.success(request, say("design.made", language_of(request)))
        return redirect("description", organisation.slug, made.slug)
    query = request.GET.get("q", "").strip()[:_LONGEST_QUERY]
    found = editions(query, None if query else organisation)
    offered = found.defer("frozen", "public")[:_MOST_OFFERED]
    context = {"query": query, "editions": list(offered), "searched": bool(query)}
    return render(request, "design/copy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("describe")
def publish(request: HttpRequest, description: str) -> HttpResponse:
    """Check answers, then freeze the draft as an edition."""
    found, language = described(request, description), language_of(request)
    listed_findings = findings(found)
    blocking = [one for one in listed_findings if one.severity == "blocks"]
    thinking = [one for one in listed_findings if one.severity != "blocks" and not one.is_question]
    last = publishing.last_edition(found)
    problem = ""
    if request.method == "POST" and not blocking:
        try:
            made = publishing.publish(found, request.user.pk)
            return redirect(
                "description-published", found.organisation.slug, found.slug, made.version
            )
        except BlockedError as error:  # found since the page was asked for
            blocking = found_of(error.findings)
        except TeselaError as error:
            problem = error.code
    try:
        achievement = publishing.draft(found, last.version if last else "1")
    except DescriptionUnfitError:
        achievement = None
    context = {
        "description": found,
        "achievement": achievement,
        "blocking": [mending(one, found, language) for one in blocking],
        "others": len(thinking) + bool(found.unread),
        "last": last,
        "version": str(int(last.version) + 1) if last else "1",
        "changes": differences(last.achievement, achievement, language)
        if last and achievement
        else None,
        "tile": drawn(tile_facts(achievement)) if achievement and not blocking else "",
        "problem": problem,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "design/publish.html", context, status=status)


@require_safe
@for_members("see")
def published(request: HttpRequest, description: str, version: str) -> HttpResponse:
    """It is published: what now?"""
    found = described(request, description)
    edition = get_object_or_404(Edition, description=found, version=version)
    context = {
        "description": found,
        "edition": edition,
        "tile": drawn(tile_facts(edition.achievement)),
    }
    return render(request, "design/published.html", context)
