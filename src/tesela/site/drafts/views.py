"""The pages on which a description begins with a file.

The file is read and forgotten. What was found travels in the form, signed
(`carried`), and becomes a draft only when the person says so.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tesela.site.components.forms import fault
from tesela.site.drafts import actions
from tesela.site.drafts.carried import Shown, packed, unpacked
from tesela.site.drafts.finds import (
    NOTHING,
    Taken,
    gaps,
    name_of,
    sections,
    ticked,
    with_uncontested,
)
from tesela.site.drafts.forms import FileForm, TakeForm
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_busy, too_often, turn
from tesela.site.providers.models import Organisation
from tesela.site.providers.roles import for_members
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError

REFUSED = 422
_SAID_BESIDE = "draft.two_values"
"""A note that stands beside the values themselves."""
_ANSWERS = ["GET", "HEAD", "POST"]


@require_http_methods(_ANSWERS)
@for_members("describe")
def from_file(request: HttpRequest) -> HttpResponse:
    """Choose a file; after sending it, what it says."""
    organisation, person = _acting(request)
    language = language_of(request)
    if request.method != "POST":
        return _file_form(request, FileForm(language=language))
    form = FileForm(request.POST, request.FILES, language=language)
    if not form.is_valid():
        return _file_form(request, form, REFUSED)
    if asked_too_often(request, "draft", settings.VERIFICATIONS_A_MINUTE):
        return too_often(request, "site.too_often")
    try:
        with turn():
            shown = actions.read(*form.handed())
        carried = packed(shown, organisation.pk, person)
    except TeselaError as error:
        if error.code == "api.busy":
            return too_busy(request)
        form.add_error("chosen", fault(error.code, **_plain(error.problem.data)))
        return _file_form(request, form, REFUSED)
    return _finds(request, shown, TakeForm(initial={"shown": carried}, language=language))


@require_http_methods(_ANSWERS)
@for_members("describe")
def take(request: HttpRequest) -> HttpResponse:
    """Tick all or nothing, or make the draft of what is ticked."""
    organisation, person = _acting(request)
    language = language_of(request)
    if request.method != "POST":  # who had to sign in on the way
        return redirect("description-file", organisation.slug)
    try:
        shown = unpacked(request.POST.get("shown", ""), organisation.pk, person)
    except TeselaError as error:
        form = FileForm({}, language=language)
        form.errors.clear()
        form.add_error("chosen", fault(error.code))
        return _file_form(request, form, REFUSED)
    taken = ticked(shown, request.POST)
    match request.POST.get("do"):
        case "all":
            return _again(request, shown, with_uncontested(shown, taken))
        case "none":
            return _again(request, shown, NOTHING)
        case _:
            return _make(request, shown, taken)


def _again(request: HttpRequest, shown: Shown, taken: Taken) -> HttpResponse:
    """The same finds, with other ones ticked."""
    kept = {name: request.POST.get(name, "") for name in ("shown", "name")}
    form = TakeForm(initial=kept, language=language_of(request))
    return _finds(request, shown, form, taken, said=True)


def _make(request: HttpRequest, shown: Shown, taken: Taken) -> HttpResponse:
    organisation, person = _acting(request)
    form = TakeForm(request.POST, language=language_of(request))
    if not form.is_valid():
        return _finds(request, shown, form, taken)
    try:
        made = actions.make(
            organisation,
            person,
            shown,
            taken=taken.finds,
            linked=taken.links,
            title=_title(form.cleaned_data["name"], shown, organisation),
        )
    except actions.UnfitFindsError as error:
        if not error.finds:
            form.add_error(None, fault(error.code))
        return _finds(request, shown, form, taken, unfit=error.finds)
    except TeselaError as error:
        form.add_error("name", fault(error.code, **_plain(error.problem.data)))
        return _finds(request, shown, form, taken)
    messages.success(request, say("drafts.made", language_of(request)))
    return redirect("description", organisation.slug, made.slug)


def _file_form(request: HttpRequest, form: FileForm, status: int = 200) -> HttpResponse:
    return render(request, "drafts/file.html", {"form": form}, status=status)


def _finds(
    request: HttpRequest,
    shown: Shown,
    form: TakeForm,
    taken: Taken = NOTHING,
    *,
    unfit: Collection[int] = (),
    said: bool = False,
) -> HttpResponse:
    language = language_of(request)
    context = {
        "form": form,
        "source": shown.draft.source,
        "found": len(shown.draft.found),
        "sections": sections(shown, taken, language),
        "gaps": gaps(shown.draft),
        "notes": [
            (note.message(language), note.fix(language))
            for note in shown.draft.notes
            if note.code != _SAID_BESIDE
        ],
        "ticked": len(taken.finds),
        "unfit": sorted({name_of(shown.draft, number) for number in unfit}),
        "said": said,
    }
    status = REFUSED if unfit or form.errors else 200
    return render(request, "drafts/finds.html", context, status=status)


def _title(name: str, shown: Shown, organisation: Organisation) -> dict[str, str]:
    """What the person wrote, in the language of the file, else of the organisation."""
    tag = shown.draft.source.language or (organisation.languages or ["en"])[0]
    return {tag: name} if name else {}


def _acting(request: HttpRequest) -> tuple[Organisation, int]:
    """For whom, and who."""
    organisation: Organisation = request.organisation  # type: ignore[attr-defined]
    person = request.user.pk
    assert person is not None
    return organisation, person


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, int) else str(value) for name, value in data.items()}
