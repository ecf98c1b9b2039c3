"""The register of needs: public to read, and organisations speak in it."""

from collections.abc import Mapping
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tesela.site.components.forms import Form
from tesela.site.design.words import plain
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_often
from tesela.site.needs import actions
from tesela.site.needs.forms import AnswerForm, CloseForm, ProposeForm, SpeakForm, offered
from tesela.site.needs.models import Need, Purpose, Voice
from tesela.site.providers.forms import say_in
from tesela.site.providers.models import Membership
from tesela.site.providers.roles import for_members, may
from tesela.site.providers.settings_views import acting, tell
from tesela.text.errors import TeselaError

REFUSED = 422
ACTS_A_MINUTE = 20
_A_PAGE = 25
_MOST_DESCRIPTIONS = 100
_MOST_SHOWN = 200
_ANSWERS = ["GET", "HEAD", "POST"]


@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """All needs, the newest first; by words and purpose."""
    query = request.GET.get("q", "").strip()[:100]
    purpose = request.GET.get("purpose", "")
    found = Need.objects.select_related("organisation").order_by("-made_at", "-pk")
    for word in plain(query).split()[:10]:
        found = found.filter(words__contains=word)
    if purpose in Purpose.values:
        found = found.filter(purpose=purpose)
    context = {
        "page": Paginator(found, _A_PAGE).get_page(request.GET.get("page")),
        "query": query,
        "purpose": purpose,
        "purposes": Purpose.values,
        "own": _own(request),
    }
    return render(request, "needs/list.html", context)


@require_safe
def need(request: HttpRequest, number: UUID) -> HttpResponse:
    """One need: whose it is, who agrees, what others say, what answers it."""
    found = get_object_or_404(Need.objects.select_related("organisation"), pk=number)
    voices = list(
        found.voices.filter(taken_back_at=None)
        .select_related("organisation")
        .order_by("made_at")[:_MOST_SHOWN]
    )
    context = {
        "need": found,
        "agree": [one for one in voices if one.agrees],
        "comments": [one for one in voices if not one.agrees],
        "answers": _latest(found),
        "own": _own(request),
    }
    return render(request, "needs/need.html", context)


@require_http_methods(_ANSWERS)
@for_members("describe")
def propose(request: HttpRequest) -> HttpResponse:
    """A new need."""
    by, language = acting(request), language_of(request)
    sent = request.POST if request.method == "POST" else None
    first = {"written_in": (by.organisation.languages or [language])[0], "purpose": Purpose.LABOUR}
    form = ProposeForm(sent, language=language, initial=first)
    if sent is not None and form.is_valid():
        if asked_too_often(request, "needs", ACTS_A_MINUTE):
            return too_often(request, "api.too_often")
        try:
            made = actions.propose(by, form.proposal)
        except TeselaError as error:
            say_in(form, "title", error)
        else:
            tell(request, "needs.proposed")
            return redirect("need", made.pk)
    status = REFUSED if sent is not None else 200
    return render(request, "needs/propose.html", {"form": form}, status=status)


@require_http_methods(_ANSWERS)
@for_members("describe")
def speak(request: HttpRequest, number: UUID) -> HttpResponse:
    """What one's organisation says of a need, and does about it."""
    by, language = acting(request), language_of(request)
    found = get_object_or_404(Need.objects.select_related("organisation"), pk=number)
    mine = found.voices.filter(organisation=by.organisation, taken_back_at=None)
    listed = list(by.organisation.descriptions.order_by("slug")[:_MOST_DESCRIPTIONS])
    act = request.POST.get("act", "") if request.method == "POST" else ""
    sent = request.POST
    said = {"language": language}
    forms = {
        "speak": SpeakForm(sent if act in ("agree", "comment") else None, **said),
        "answer": AnswerForm(
            sent if act == "answer" else None, offered=offered(listed, language), **said
        ),
        "close": CloseForm(sent if act == "close" else None, **said),
    }
    if act and _done(request, found, act, forms):
        return redirect("need-speak", by.organisation.slug, found.pk)
    context = {
        "need": found,
        "mine": mine.order_by("made_at"),
        "is_own": found.organisation_id == by.organisation_id,
        "has_agreed": mine.filter(agrees=True).exists(),
        "descriptions": listed,
        **forms,
    }
    return render(request, "needs/speak.html", context, status=REFUSED if act else 200)


def _done(request: HttpRequest, found: Need, act: str, forms: Mapping[str, Form]) -> bool:
    """Whether what was asked for was done; else the forms say why not."""
    by = acting(request)
    if act == "take_back":
        number = request.POST.get("voice", "")
        own = Voice.objects.filter(need=found, organisation=by.organisation)
        voice = own.filter(pk=int(number)).first() if number.isdecimal() else None
        if voice is None:
            return False
        actions.take_back(by, voice)
        tell(request, "needs.done.take_back")
        return True
    name, field = {
        "agree": ("speak", "kind"),
        "comment": ("speak", "text"),
        "answer": ("answer", "description"),
        "close": ("close", "closing"),
    }.get(act, ("", ""))
    form = forms.get(name)
    if not isinstance(form, SpeakForm | AnswerForm | CloseForm) or not form.is_valid():
        return False
    try:
        _act(by, found, act, form)
    except TeselaError as error:
        say_in(form, field, error)
        return False
    tell(request, f"needs.done.{act}")
    return True


def _act(by: Membership, found: Need, act: str, form: SpeakForm | AnswerForm | CloseForm) -> None:
    given = form.cleaned_data
    if act == "close":
        actions.close(by, found, given["closing"])
    elif act == "answer":
        description = by.organisation.descriptions.get(slug=given["description"])
        actions.answer(by, found, description)
    else:
        if act == "comment" and not given["text"]:
            raise TeselaError("needs.nothing_said")
        actions.speak(by, found, given["kind"], given["text"], agrees=act == "agree")


def _own(request: HttpRequest) -> list[Membership]:
    """Organisations for which the reader may speak here."""
    if not request.user.is_authenticated:
        return []
    listed = Membership.objects.filter(user_id=request.user.pk).select_related("organisation")
    return [one for one in listed.order_by("organisation__slug") if may(one.role, "describe")]


def _latest(found: Need) -> list[object]:
    """Of each description the newest edition that answers it."""
    latest: dict[int, object] = {}
    links = found.answers.select_related("edition__description__organisation")
    for link in links.order_by("-edition__published_at")[:_MOST_SHOWN]:
        latest.setdefault(link.edition.description_id, link.edition)
    return list(latest.values())
