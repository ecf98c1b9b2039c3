"""The files of one question: the provider's page, and each file to save, for the two sides alone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tesela.process.quality_case import CLOSED, Side, Stage
from tesela.process.schemes import Criterion
from tesela.site.languages import language_of
from tesela.site.providers.roles import for_members, may
from tesela.site.quality import actions
from tesela.site.quality import files as held
from tesela.site.quality.case_views import not_allowed, refuse, seen
from tesela.site.quality.file_kinds import KINDS
from tesela.site.quality.forms import FileForm
from tesela.site.quality.models import Case
from tesela.site.quality.views import REFUSED, acting, tell
from tesela.text.errors import TeselaError


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("see")
def files(request: HttpRequest, number: int, criterion: str) -> HttpResponse:
    """What shows the answer to one question; the provider adds to it."""
    found, side = seen(request, number)
    by, question = acting(request), _question(found, criterion)
    writes = side is Side.PROVIDER and may(by.role, actions.PERMISSION[side])
    sent = request.method == "POST"
    if sent and not writes:
        return not_allowed(request)
    form = FileForm(*((request.POST, request.FILES) if sent else ()), language=language_of(request))
    if sent and form.is_valid():
        chosen = form.cleaned_data["chosen"]
        try:
            held.add(by, found, question, chosen.name, chosen.read())
        except TeselaError as error:
            refuse(form, error)
        else:
            tell(request, "quality.said.file_added")
            return redirect("quality-files", by.organisation.slug, found.pk, question.id)
    context = {
        "case": found,
        "question": question,
        "form": form,
        "files": held.by_question(found, side).get(question.id, ()),
        "adds": writes and Stage(found.stage) not in CLOSED,
        "removes": writes and held.removable(found),
        "handed_in": held.handed_in(found),
    }
    return render(request, "quality/files.html", context, status=REFUSED if sent else 200)


@require_safe
@for_members("see")
def file(request: HttpRequest, number: int, criterion: str, file: int) -> HttpResponse:
    """The bytes as they came, to be saved and never shown; the name is ours."""
    found, side = seen(request, number)
    one = held.seen_by(found, side).filter(pk=file, criterion=criterion).first()
    if one is None or one.content is None:
        raise Http404
    answer = HttpResponse(bytes(one.content), content_type=KINDS[one.ending].media_type)
    name = f"{found.provider.slug}-evidence-{one.pk}.{one.ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@for_members("see")
@require_POST
def remove(request: HttpRequest, number: int, criterion: str, file: int) -> HttpResponse:
    """Remove a file that was not handed in yet."""
    found, _ = seen(request, number)
    question = _question(found, criterion)
    try:
        held.remove(acting(request), found, file)
    except TeselaError as error:
        messages.error(request, error.problem.message(language_of(request)))
    else:
        tell(request, "quality.said.file_removed")
    return redirect("quality-files", acting(request).organisation.slug, found.pk, question.id)


def _question(found: Case, criterion: str) -> Criterion:
    for one in found.offer.scheme.criteria:
        if one.id == criterion:
            return one
    raise Http404
