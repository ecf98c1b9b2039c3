"""The account's pages: the wall of tiles, credentials from elsewhere, links, and the export."""

from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tesela.site.awards import making
from tesela.site.awards.models import Award
from tesela.site.components.pictures import silent
from tesela.site.design.models import Edition
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_busy, too_often, turn
from tesela.site.portfolio import actions, keeping, share_pages
from tesela.site.portfolio.award_pages import download
from tesela.site.portfolio.exporting import export
from tesela.site.portfolio.forms import ImportForm
from tesela.site.portfolio.links import View, unlisted
from tesela.site.portfolio.models import Imported
from tesela.site.portfolio.parts import PARTS
from tesela.site.portfolio.share_pages import Where
from tesela.site.portfolio.sharing import shares_of_user
from tesela.site.portfolio.shown import report_of, report_on, stated
from tesela.site.portfolio.wall import held, key_of, piece, wall
from tesela.site.verifier.actions import NO_CREDENTIAL
from tesela.site.verifier.shown import shown
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError

EXPORTS_A_MINUTE = 4
_OFFERED_AT_ONCE = 25


def for_its_owner(view: View) -> View:
    """View decorator: for who is signed in; kept in no cache."""

    @login_required
    @unlisted
    @wraps(view)
    def seen(request: HttpRequest, *args: Any, **named: Any) -> Any:
        return view(request, *args, **named)

    return seen


@require_safe
@for_its_owner
def portfolio(request: HttpRequest) -> HttpResponse:
    """All that the person holds, and what waits to be taken."""
    language = language_of(request)
    page, pieces = wall(_user(request), language, request.GET.get("page"))
    waiting = actions.offered(_user(request))[:_OFFERED_AT_ONCE]
    context = {
        "page": page,
        "pieces": pieces,
        "offered": [(award, piece(award, language)) for award in waiting],
        "working": shares_of_user(_user(request)).working().count(),
    }
    return render(request, "portfolio/wall.html", context)


@require_POST
@for_its_owner
def take_offered(request: HttpRequest, award: UUID) -> HttpResponse:
    """Take an award that was sent to a proved address of this person."""
    found = get_object_or_404(actions.offered(_user(request)), pk=award)
    actions.take(_user(request), found)
    messages.success(request, say("portfolio.added", language_of(request)))
    return redirect("portfolio")


@require_http_methods(["GET", "HEAD", "POST"])
@for_its_owner
def put_back(request: HttpRequest, award: UUID) -> HttpResponse:
    """Take an award out of the account, after asking."""
    found = get_object_or_404(Award, pk=award, holdings__user=_user(request))
    if request.method == "POST":
        actions.put_back(_user(request), found)
        messages.success(request, say("portfolio.removed", language_of(request)))
        return redirect("portfolio")
    context = {"piece": piece(found, language_of(request)), "what": "portfolio.remove.award"}
    return render(request, "portfolio/remove.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_its_owner
def bring(request: HttpRequest) -> HttpResponse:
    """Bring a credential from elsewhere: it is checked, and its verdict kept with it."""
    language = language_of(request)
    if request.method != "POST":
        return render(request, "portfolio/import.html", {"form": ImportForm(language=language)})
    form = ImportForm(request.POST, request.FILES, language=language)
    if form.is_valid():
        if asked_too_often(request, "verify", settings.VERIFICATIONS_A_MINUTE):
            return too_often(request, "site.too_often")
        name, data = form.handed_over()
        try:
            with turn():
                kept = actions.bring(_user(request), name, data)
            return redirect("imported", number=kept.pk)
        except TeselaError as error:
            if error.code == "api.busy":
                return too_busy(request)
            if not error.code.startswith((*NO_CREDENTIAL, "portfolio.")):
                raise
            form.refuse(error.problem)
    return render(request, "portfolio/import.html", {"form": form}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@for_its_owner
def imported(request: HttpRequest, number: int) -> HttpResponse:
    """One credential from elsewhere with the verdict that is kept; sending checks it again."""
    item, language = _imported(request, number), language_of(request)
    if request.method == "POST":
        if asked_too_often(request, "verify", settings.VERIFICATIONS_A_MINUTE):
            return too_often(request, "site.too_often")
        try:
            with turn():
                actions.checked_again(item, report_on(item))
        except TeselaError as error:
            if error.code != "api.busy":
                raise
            return too_busy(request)
        return redirect("imported", number=item.pk)
    context = {
        "item": item,
        "key": key_of(item),
        "result": shown(item.name, report_of(item.report), language),
        "title": stated(item).title(language),
    }
    return render(request, "portfolio/imported.html", context)


@require_safe
@for_its_owner
def imported_file(request: HttpRequest, number: int) -> HttpResponse:
    """The bytes as they came, to be saved and never shown in place."""
    item = _imported(request, number)
    return download(bytes(item.content), "application/octet-stream", keeping.safe_name(item.name))


@require_http_methods(["GET", "HEAD", "POST"])
@for_its_owner
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Delete a credential from elsewhere, after asking."""
    item = _imported(request, number)
    if request.method == "POST":
        actions.discard(item)
        messages.success(request, say("portfolio.removed", language_of(request)))
        return redirect("portfolio")
    context = {"piece": piece(item, language_of(request)), "what": "portfolio.remove.imported"}
    return render(request, "portfolio/remove.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_its_owner
def share(request: HttpRequest) -> HttpResponse:
    """A link to several credentials."""
    items, language = held(_user(request)), language_of(request)
    choices = [(key, piece(item, language).title[1]) for key, item in items.items()]
    if not choices:
        return redirect("portfolio")
    where = Where(user=_user(request))
    return share_pages.make_link(request, where, items, list(PARTS), choices)


@require_safe
@for_its_owner
def shares(request: HttpRequest) -> HttpResponse:
    """The account's links."""
    return share_pages.list_links(request, Where(user=_user(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@for_its_owner
def one_share(request: HttpRequest, seed: UUID) -> HttpResponse:
    """One of them."""
    return share_pages.one_link(request, Where(user=_user(request)), seed)


@require_safe
@for_its_owner
def export_all(request: HttpRequest) -> HttpResponseBase:
    """Everything in the account as one ZIP."""
    if asked_too_often(request, "export", EXPORTS_A_MINUTE):
        return too_often(request, "portfolio.too_often")
    archive = export(_user(request), language_of(request))
    return FileResponse(archive, as_attachment=True, filename="my-credentials.zip")


@require_safe
def tile(request: HttpRequest, edition: int) -> HttpResponse:
    """The picture of a published edition; it never changes and says nothing of anybody."""
    found = get_object_or_404(
        Edition.objects.select_related("description__organisation"), pk=edition
    )
    drawn = making.shared(found, found.description.organisation.identity).tile("en")
    picture = silent(drawn).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    response = HttpResponse(picture, content_type="image/svg+xml")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _user(request: HttpRequest) -> Any:
    return request.user


def _imported(request: HttpRequest, number: int) -> Imported:
    item = Imported.objects.filter(pk=number, user=_user(request)).first()
    if item is None:
        raise Http404
    return item
