"""Making a link, looking after it, and the page that it opens.

Links made on an award's page are looked after there; those of an account in
the account. Both go through the same steps: fill in, check, make.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from tesela.formats.document.code import drawn
from tesela.site import tokens
from tesela.site.accounts.models import User
from tesela.site.awards.models import Award
from tesela.site.languages import NAMES, language_of
from tesela.site.limits import asked_too_often, too_busy, too_often, turn
from tesela.site.portfolio import sharing
from tesela.site.portfolio.forms import ShareForm, last_day
from tesela.site.portfolio.links import for_award, missing, token_of, unlisted
from tesela.site.portfolio.models import Share, Shares
from tesela.site.portfolio.parts import PARTS, USUAL
from tesela.site.portfolio.sharing import Item
from tesela.site.portfolio.shown import Disclosed, ShownVerdict, parts_of, present_parts, verdict_of
from tesela.site.verifier.actions import BoundedFetch
from tesela.text.errors import TeselaError

LINKS_A_MINUTE = 20
"""How many links one address may make."""
_A_PAGE = 25


@dataclass(frozen=True)
class Where:
    """Where links are made and looked after: the page of one award, or an account."""

    award: Award | None = None
    user: User | None = None

    @property
    def home(self) -> str:
        """The page that this belongs to."""
        return reverse("learner-award", args=[token_of(self.award)]) if self.award else "/portfolio"

    def listed(self) -> str:
        """Address of the list of links."""
        return f"{self.home}/shares"

    def one(self, share: Share) -> str:
        """Address of the page about one link."""
        return f"{self.home}/shares/{share.seed}"

    @property
    def shares(self) -> Shares:
        """The links themselves."""
        if self.award:
            return sharing.shares_of_award(self.award)
        assert self.user
        return sharing.shares_of_user(self.user)


@dataclass(frozen=True)
class SharedOne:
    """One credential on the page that a link opens."""

    verdict: ShownVerdict
    disclosed: Disclosed
    replaced: bool


@require_http_methods(["GET", "HEAD", "POST"])
@for_award
def share_award(request: HttpRequest, award: Award) -> HttpResponse:
    """A link to this award: fill in, check, make."""
    if award.opened_at is None:
        return redirect("learner-award", token=token_of(award))
    return make_link(request, Where(award=award), {str(award.pk): award}, present_parts(award))


@require_http_methods(["GET", "HEAD", "POST"])
@for_award
def show_award(request: HttpRequest, award: Award) -> HttpResponse:
    """A link for somebody who stands here: the usual parts, until tomorrow, with a QR code."""
    if award.opened_at is None:
        return redirect("learner-award", token=token_of(award))
    where = Where(award=award)
    parts = [name for name in present_parts(award) if name in USUAL]
    if request.method != "POST":
        codes = [PARTS[name] for name in parts]
        return render(request, "portfolio/show.html", {"where": where, "parts": codes})
    if asked_too_often(request, "share", LINKS_A_MINUTE):
        return too_often(request, "portfolio.too_often")
    form_language = language_of(request)
    share = sharing.make(
        None,
        [award],
        parts,
        language=form_language if form_language in NAMES else "en",
        ends_on=last_day("day", _today()),
    )
    return redirect(where.one(share))


@require_safe
@for_award
def award_shares(request: HttpRequest, award: Award) -> HttpResponse:
    """The links made on this award's page."""
    return list_links(request, Where(award=award))


@require_http_methods(["GET", "HEAD", "POST"])
@for_award
def award_one_share(request: HttpRequest, award: Award, seed: UUID) -> HttpResponse:
    """One of them: the link, its code, who looked, and how to stop it."""
    return one_link(request, Where(award=award), seed)


@require_safe
@unlisted
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody sees who was given a link: the verdict of now, and the chosen parts."""
    share = Share.objects.filter(token_digest=tokens.digest(token[:64])).first()
    if share is None:
        return missing(request)
    if "lang" not in request.GET:
        request.language = share.language  # type: ignore[attr-defined]
    items = sharing.items_of(share) if share.state == "working" else []
    if not items:
        return _alone(render(request, "portfolio/ended.html", status=410), request)
    if asked_too_often(request, "verify", settings.VERIFICATIONS_A_MINUTE, len(items)):
        return too_often(request, "portfolio.too_often")
    language, fetch = language_of(request), BoundedFetch()
    try:
        with turn():
            results = [
                SharedOne(
                    verdict_of(item, language, fetch, set(PARTS) - set(share.parts)),
                    parts_of(item, language, share.parts),
                    isinstance(item, Award) and item.state == "superseded",
                )
                for item in items
            ]
    except TeselaError as error:
        if error.code != "api.busy":
            raise
        return too_busy(request)
    if request.method == "GET":
        sharing.seen(share)
    context = {"share": share, "shown": results, "parts": [PARTS[name] for name in share.parts]}
    return _alone(render(request, "portfolio/shared.html", context), request)


def make_link(
    request: HttpRequest,
    where: Where,
    items: Mapping[str, Item],
    present: list[str],
    choices: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    """The steps to a link. `items` may be shown; with `choices` the learner says which."""
    language, step = language_of(request), request.POST.get("step", "")
    settled: dict[str, Any] = {"choices": choices, "present": present, "language": language}
    if request.method != "POST":
        chosen = [key for key in request.GET.getlist("which") if key in items]
        form = ShareForm(initial={"which": chosen}, **settled)
        return render(request, "portfolio/share.html", {"where": where, "form": form})
    form = ShareForm(request.POST, **settled)
    if not form.is_valid() or step == "change":
        status = 200 if form.is_valid() else 422
        return render(
            request, "portfolio/share.html", {"where": where, "form": form}, status=status
        )
    given = form.cleaned_data
    chosen_items = [items[key] for key in given.get("which", items)]
    if step != "make":
        context = {
            "where": where,
            "form": form,
            "shown": [parts_of(item, given["tongue"], given["parts"]) for item in chosen_items],
            "hidden": [PARTS[name] for name in present if name not in given["parts"]],
            "language_name": NAMES[given["tongue"]],
            "ends_on": form.ends_on(_today()),
            "sent": [(name, value) for name in form.fields for value in _values(form, name)],
        }
        return render(request, "portfolio/share_check.html", context)
    if asked_too_often(request, "share", LINKS_A_MINUTE):
        return too_often(request, "portfolio.too_often")
    share = sharing.make(
        where.user,
        chosen_items,
        given["parts"],
        language=given["tongue"],
        ends_on=form.ends_on(_today()),
        note=given["note"],
    )
    return redirect(where.one(share))


def list_links(request: HttpRequest, where: Where) -> HttpResponse:
    """All links made here, the newest first."""
    page = Paginator(where.shares, _A_PAGE).get_page(request.GET.get("page"))
    listed = [(share, where.one(share)) for share in page.object_list]
    context = {"where": where, "page": page, "listed": listed}
    return render(request, "portfolio/shares.html", context)


def one_link(request: HttpRequest, where: Where, seed: UUID) -> HttpResponse:
    """The page about one link; sending its form stops the link."""
    share = where.shares.filter(seed=str(seed)).first()
    if share is None:
        raise Http404
    if request.method == "POST":
        sharing.stop(share)
        return redirect(where.one(share))
    address = sharing.address(share)
    context: dict[str, Any] = {
        "where": where,
        "share": share,
        "titles": [parts_of(item, language_of(request), []) for item in sharing.items_of(share)],
        "parts": [PARTS[name] for name in share.parts],
        "language_name": NAMES.get(share.language, share.language),
    }
    if share.state == "working":
        context["address"] = address
        context["code"] = mark_safe(drawn(address))  # noqa: S308 - our own drawing
    return render(request, "portfolio/one_share.html", context)


def _alone(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """A page without forms tells nobody where its reader came from."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Content-Language"] = language_of(request)
    return response


def _values(form: ShareForm, name: str) -> list[str]:
    value = form.cleaned_data[name]
    return list(value) if isinstance(value, list) else [value]


def _today() -> date:
    return datetime.now(UTC).date()
