"""Asking another organisation to endorse an achievement, and answering when one is asked."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tesela.model.endorsement import Side
from tesela.site.design.models import Description
from tesela.site.design.publishing import last_edition
from tesela.site.endorsements import actions, lists
from tesela.site.endorsements.forms import AskForm, GiveForm, ReasonForm
from tesela.site.endorsements.models import Endorsement, State
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_often
from tesela.site.providers.finding import others_named
from tesela.site.providers.forms import say_in
from tesela.site.providers.models import Organisation
from tesela.site.providers.roles import for_members, may
from tesela.site.providers.settings_views import acting, tell
from tesela.text.errors import TeselaError

REFUSED = 422
QUESTIONS_A_MINUTE = 10
_A_PAGE = 25
_ANSWERS = ["GET", "HEAD", "POST"]


@require_safe
@for_members("see")
def endorsements(request: HttpRequest) -> HttpResponse:
    """What waits for an answer here, what was given, and what was asked of others."""
    of = acting(request).organisation
    wanted = Endorsement.objects.filter(
        Q(endorser=of) | Q(edition__description__organisation=of)
    ).select_related("endorser", "edition__description__organisation")
    page = Paginator(wanted.order_by("-asked_at", "-pk"), _A_PAGE).get_page(request.GET.get("page"))
    listed = [(one, one.endorser_id == of.pk) for one in page.object_list]
    return render(request, "endorsements/list.html", {"page": page, "listed": listed})


@require_http_methods(_ANSWERS)
@for_members("describe")
def ask(request: HttpRequest, description: str) -> HttpResponse:
    """Find an organisation, and ask it about the newest edition."""
    by, language = acting(request), language_of(request)
    found = get_object_or_404(Description, organisation=by.organisation, slug=description)
    edition = last_edition(found)
    query = (request.GET.get("q") or request.POST.get("q") or "").strip()[:100]
    offered = others_named(query, by.organisation, language)
    sent = request.POST if request.method == "POST" else None
    form = AskForm(sent, offered=offered, language=language)
    if sent is not None and edition and form.is_valid():
        if asked_too_often(request, "endorsements", QUESTIONS_A_MINUTE):
            return too_often(request, "api.too_often")
        endorser = Organisation.objects.get(slug=form.cleaned_data["endorser"])
        try:
            actions.ask(by, edition, endorser, form.cleaned_data["note"])
        except TeselaError as error:
            say_in(form, "endorser", error)
        else:
            tell(request, "endorsements.asked")
            return redirect("endorsements", by.organisation.slug)
    context = {
        "description": found,
        "edition": edition,
        "form": form,
        "query": query,
        "offered": offered,
        "known": edition.endorsements.select_related("endorser") if edition else (),
    }
    status = REFUSED if sent is not None else 200
    return render(request, "endorsements/ask.html", context, status=status)


@require_http_methods(_ANSWERS)
@for_members("see")
def one(request: HttpRequest, number: UUID) -> HttpResponse:
    """One question: what is asked, the answer, and what can be done about it now."""
    by, language = acting(request), language_of(request)
    of = by.organisation
    found = get_object_or_404(
        Endorsement.objects.select_related("endorser", "edition__description__organisation"),
        pk=number,
    )
    is_endorser = found.endorser_id == of.pk
    if not is_endorser and found.asker.pk != of.pk:
        raise Http404
    give, no = GiveForm(language=language), ReasonForm(language=language)
    status = 200
    if request.method == "POST":
        act = request.POST.get("act", "")
        give = GiveForm(request.POST, language=language) if act == "give" else give
        no = ReasonForm(request.POST, language=language) if act in ("decline", "withdraw") else no
        if _done(request, found, act, give, no):
            return redirect("endorsement", of.slug, found.pk)
        status = REFUSED
    context = {
        "one": found,
        "is_endorser": is_endorser,
        "may_answer": is_endorser and may(by.role, "manage"),
        "may_take_back": not is_endorser and may(by.role, "describe"),
        "give": give,
        "no": no,
    }
    return render(request, "endorsements/one.html", context, status=status)


def _done(
    request: HttpRequest, found: Endorsement, act: str, give: GiveForm, no: ReasonForm
) -> bool:
    """Whether what was asked for was done; else the forms say why not."""
    by = acting(request)
    form = give if act == "give" else no
    field = "side" if act == "give" else "reason"
    try:
        if act == "take_back":
            actions.take_back(by, found)
        elif not form.is_bound or not form.is_valid():
            return False
        elif act == "give":
            said = give.cleaned_data
            actions.give(by, found, Side(said["side"]), said["comment"], said["ends_on"])
        else:
            answer = actions.decline if act == "decline" else actions.withdraw
            answer(by, found, no.cleaned_data["reason"])
    except TeselaError as error:
        if not form.is_bound:
            raise Http404 from error
        say_in(form, "ends_on" if error.code == "endorsements.ends" else field, error)
        return False
    tell(request, f"endorsements.done.{act}")
    return True


@require_safe
def credential(request: HttpRequest, number: UUID) -> HttpResponse:
    """The signed endorsement, also after it was withdrawn: its status says so."""
    found = get_object_or_404(
        Endorsement, pk=number, state__in=(State.GIVEN, State.WITHDRAWN), credential__isnull=False
    )
    return _for_everybody(bytes(found.credential or b""))


@require_safe
def status_list(request: HttpRequest, name: str) -> HttpResponse:
    """The signed list of what an endorser has withdrawn."""
    document = lists.document_of(name)
    if document is None:
        raise Http404
    return _for_everybody(document)


def _for_everybody(content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/vc")
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "public, max-age=60"
    return answer
