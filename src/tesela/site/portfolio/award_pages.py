"""The learner's page of one award, behind the link in the mail or the code on the letter."""

import logging
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST

from tesela.formats import document
from tesela.formats.document.parts import Section
from tesela.model.party import Party
from tesela.site.addresses import absolute
from tesela.site.awards import making
from tesela.site.awards.models import Award
from tesela.site.awards.offered import forms_of, purposes_of
from tesela.site.awards.views import not_now
from tesela.site.components.pictures import silent
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_often, turn
from tesela.site.portfolio import actions, keeping
from tesela.site.portfolio.forms import CodeForm
from tesela.site.portfolio.links import for_award, token_of, unlisted
from tesela.site.portfolio.models import Holding
from tesela.site.portfolio.sharing import shares_of_award
from tesela.site.portfolio.shown import questions_of
from tesela.site.verifier.actions import BoundedFetch
from tesela.site.verifier.questions import ShownAnswer
from tesela.text.errors import TeselaError

CODES_A_MINUTE = 15
FILES_A_MINUTE = 60
"""How many files one address may have made; a PDF takes a moment."""
_FIRST = ("outcomes", "assessment")
"""Sections that stand on the page itself."""
_NOT_HERE = ("check", *_FIRST)
"""What the details leave out: what the page says or offers itself."""


_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ShownAward:
    """One award for its learner, in the reader's language."""

    title: tuple[str, str]
    """Language and text."""
    statement: Any
    tile: SafeString
    tile_alternative: str
    tile_language: str
    outcomes: Section | None
    assessment: Section | None
    bodies: tuple[Party, ...]
    details: list[Section]


@require_http_methods(["GET", "HEAD", "POST"])
@for_award
def award_page(request: HttpRequest, award: Award) -> HttpResponse:
    """First a button, so that programs that follow links in mails use nothing up; then the page."""
    if request.method == "POST":
        actions.opened(award)
        return redirect("learner-award", token=token_of(award))
    if award.opened_at is None:
        return render(request, "portfolio/closed.html", {"award": award})
    context = {
        "award": award,
        "token": token_of(award),
        "shown": shown_award(award, language_of(request)),
        "questions": _questions(award, language_of(request)),
        "corrected": token_of(award.superseded_by) if _was_corrected(award) else "",
        "purposes": purposes_of(award.organisation),
        "working": shares_of_award(award).working().count(),
        "held": request.user.is_authenticated
        and Holding.objects.filter(user_id=request.user.pk, award=award).exists(),
    }
    return render(request, "portfolio/award.html", context)


def _questions(award: Award, language: str) -> list[ShownAnswer]:
    """Why others may trust it, as the verifier says it now; empty while too many ask."""
    try:
        with turn():
            return questions_of(award, language, BoundedFetch())
    except TeselaError:
        _log.warning("the questions about an award were not answered", exc_info=True)
        return []


@require_http_methods(["GET"])
@for_award
def award_file(request: HttpRequest, award: Award, name: str) -> HttpResponse:
    """A file to keep: the credential, the PDF, the page, or the bundle of everything."""
    if award.opened_at is None:
        return redirect("learner-award", token=token_of(award))
    if asked_too_often(request, "file", FILES_A_MINUTE):
        return too_often(request, "portfolio.too_often")
    if name != keeping.BUNDLE and name not in forms_of(award.organisation):
        raise Http404
    try:
        if name == keeping.BUNDLE:
            response = _bundle(award, language_of(request))
        else:
            response = download(*keeping.single(award, name))
    except TeselaError:
        _log.warning("a file was not made", exc_info=True)
        return not_now(request)
    actions.saved(award)
    return response


def _bundle(award: Award, language: str) -> HttpResponse:
    stem = keeping.file_stem(award)
    files = keeping.zipped(keeping.bundle(award, language), f"{stem}/")
    return download(files, "application/zip", f"{stem}.zip")


@require_POST
@for_award
def keep_award(request: HttpRequest, award: Award) -> HttpResponse:
    """Take the award into the account of whoever is signed in."""
    if not request.user.is_authenticated:
        return redirect("learner-award", token=token_of(award))
    actions.take(request.user, award)
    return redirect("portfolio")


@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
def letter_code(request: HttpRequest) -> HttpResponse:
    """The code on a letter leads to the award's page."""
    if request.method != "POST":
        return render(request, "portfolio/code.html", {"form": CodeForm()})
    if asked_too_often(request, "letter-code", CODES_A_MINUTE):
        return too_often(request, "portfolio.too_often")
    form = CodeForm(request.POST, language=language_of(request))
    if not form.is_valid():
        return render(request, "portfolio/code.html", {"form": form}, status=422)
    actions.opened(form.award)  # no scanner types codes
    return redirect("learner-award", token=token_of(form.award))


def download(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file that is saved and never shown in place, whatever is in it."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def shown_award(award: Award, language: str) -> ShownAward:
    """What the learner reads, with all standard elements."""
    edition = making.edition_of(award)
    achievement = edition.achievement
    said = document.content(
        achievement,
        award.stated,
        language=language,
        issued_on=award.issued_at.date(),
        state_page=absolute("/verify"),
        credential_name=f"{keeping.file_stem(award)}.json",
        tile_svg=edition.tile(language),
    )
    sections = {section.key: section for section in said.sections}
    return ShownAward(
        title=(said.title[0].language, said.title[0].text),
        statement=said.statement,
        tile=silent(said.tile),
        tile_alternative="".join(run.text for run in said.tile_alternative),
        tile_language=said.tile_alternative[0].language,
        outcomes=sections.get("outcomes"),
        assessment=sections.get("assessment"),
        bodies=achievement.responsible_bodies,
        details=[section for key, section in sections.items() if key not in _NOT_HERE],
    )


def _was_corrected(award: Award) -> bool:
    return award.state == "superseded" and hasattr(award, "superseded_by")
