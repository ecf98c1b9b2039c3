"""The scheme editor: which schemes an organisation offers, and those that it writes itself."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tesela.process.schemes import PHASES, shipped
from tesela.site.components.forms import fault
from tesela.site.languages import language_of
from tesela.site.providers.roles import for_members
from tesela.site.quality import offering
from tesela.site.quality.forms import CriterionForm, SchemeForm, TranslationForm
from tesela.site.quality.models import SchemeDraft
from tesela.site.quality.views import REFUSED, acting, tell
from tesela.text.errors import TeselaError
from tesela.text.languages import EU_LANGUAGES
from tesela.vocab.places import language_name

_ANSWERS = ["GET", "HEAD", "POST"]
_NEW = "new"


@require_http_methods(_ANSWERS)
@for_members("issue")
def schemes(request: HttpRequest) -> HttpResponse:
    """Tick what one reviews by; own schemes below."""
    by = acting(request)
    if request.method == "POST":
        offering.offer_shipped(by, set(request.POST.getlist("offer")))
        tell(request, "form.saved")
        return redirect("quality-schemes", by.organisation.slug)
    open_now = set(
        by.organisation.quality_offers.filter(draft=None, open=True).values_list("name", flat=True)
    )
    context = {
        "shipped": [(name, shipped(name), name in open_now) for name in offering.REVIEWED],
        "own": by.organisation.scheme_drafts.order_by("slug"),
    }
    return render(request, "quality/schemes.html", context)


@require_http_methods(_ANSWERS)
@for_members("issue")
def new(request: HttpRequest) -> HttpResponse:
    """What the new scheme is."""
    by, language = acting(request), language_of(request)
    form = SchemeForm(request.POST if request.method == "POST" else None, language=language)
    if request.method == "POST" and form.is_valid():
        main = (by.organisation.languages or [language])[0]
        try:
            made = offering.begin(by, form.cleaned_data, main)
        except TeselaError as error:
            form.add_error(None, fault(error.code, **error.problem.data))
        else:
            return redirect("quality-scheme", by.organisation.slug, made.slug)
    status = REFUSED if request.method == "POST" else 200
    return render(request, "quality/scheme_about.html", {"form": form}, status=status)


@require_http_methods(_ANSWERS)
@for_members("issue")
def scheme(request: HttpRequest, scheme: str) -> HttpResponse:
    """Its questions along the cycle; publish it."""
    by = acting(request)
    found = _found(request, scheme)
    problem = None
    if request.method == "POST":
        try:
            offering.publish(by, found)
        except TeselaError as error:
            problem = error.problem
        else:
            tell(request, "quality.said.published")
            return redirect("quality-scheme", by.organisation.slug, found.slug)
    criteria = found.stated["criteria"]
    context = {
        "draft": found,
        "phases": [(phase, [one for one in criteria if one["phase"] == phase]) for phase in PHASES],
        "count": len(criteria),
        "last": found.offers.order_by("-pk").first(),
        "problem": problem,
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "quality/scheme.html", context, status=status)


@require_http_methods(_ANSWERS)
@for_members("issue")
def about(request: HttpRequest, scheme: str) -> HttpResponse:
    """Say something else about it."""
    by, found = acting(request), _found(request, scheme)
    stated, tag = found.stated, found.language
    present = {
        "title": stated["title"].get(tag, ""),
        "summary": stated.get("summary", {}).get(tag, ""),
        "kind": stated["kind"],
        "cycle_months": stated["cycle_months"],
    }
    sent = request.POST if request.method == "POST" else None
    form = SchemeForm(sent, language=language_of(request), initial=present)
    if sent is not None and form.is_valid():
        offering.change(by, found, form.cleaned_data)
        tell(request, "form.saved")
        return redirect("quality-scheme", by.organisation.slug, found.slug)
    context = {"form": form, "draft": found}
    status = REFUSED if sent is not None else 200
    return render(request, "quality/scheme_about.html", context, status=status)


@for_members("issue")
@require_POST
def opened(request: HttpRequest, scheme: str) -> HttpResponse:
    """Whether one can apply under the newest version."""
    by, found = acting(request), _found(request, scheme)
    last = found.offers.order_by("-pk").first()
    if last:
        offering.set_open(by, last, request.POST.get("open") == "1")
        tell(request, "form.saved")
    return redirect("quality-scheme", by.organisation.slug, found.slug)


@require_http_methods(_ANSWERS)
@for_members("issue")
def criterion(request: HttpRequest, scheme: str, criterion: str) -> HttpResponse:
    """One question, or a new one."""
    by, found = acting(request), _found(request, scheme)
    listed = {one["id"]: one for one in found.stated["criteria"]}
    present = {} if criterion == _NEW else _of(listed, criterion)
    tag = found.language
    written = {
        name: present.get(name, {}).get(tag, "") for name in ("text", "help", "evidence")
    } | {"phase": present.get("phase") or request.GET.get("phase") or PHASES[0]}
    sent = request.POST if request.method == "POST" else None
    form = CriterionForm(sent, language=language_of(request), initial=written)
    if sent is not None and form.is_valid():
        named = None if criterion == _NEW else criterion
        try:
            offering.put_criterion(by, found, named, form.cleaned_data)
        except TeselaError as error:
            form.add_error(None, fault(error.code, **error.problem.data))
        else:
            tell(request, "form.saved")
            return redirect("quality-scheme", by.organisation.slug, found.slug)
    context = {"form": form, "draft": found, "criterion": present.get("id")}
    status = REFUSED if sent is not None else 200
    return render(request, "quality/criterion.html", context, status=status)


@require_safe
@for_members("issue")
def languages(request: HttpRequest, scheme: str) -> HttpResponse:
    """In which languages the scheme is there, and how much of it."""
    found, reader = _found(request, scheme), language_of(request)
    texts = offering.translatable(found).values()
    listed = [
        (tag, language_name(tag, reader), sum(tag in one for one in texts))
        for tag in EU_LANGUAGES
        if tag != found.language
    ]
    context = {
        "draft": found,
        "main": language_name(found.language, reader),
        "languages": sorted(listed, key=lambda one: (-one[2], one[1])),
        "all": len(texts),
    }
    return render(request, "quality/scheme_languages.html", context)


@require_http_methods(_ANSWERS)
@for_members("issue")
def translate(request: HttpRequest, scheme: str, language: str) -> HttpResponse:
    """All texts of the scheme, to be written in another language."""
    by, found, reader = acting(request), _found(request, scheme), language_of(request)
    if language == found.language or language not in EU_LANGUAGES:
        raise Http404
    texts = offering.translatable(found)
    sent = request.POST if request.method == "POST" else None
    form = TranslationForm(sent, language=reader, texts=texts, wanted=language)
    if sent is not None and form.is_valid():
        try:
            offering.translate(by, found, language, form.cleaned_data)
        except TeselaError as error:
            form.add_error(None, fault(error.code, **error.problem.data))
        else:
            tell(request, "form.saved")
            return redirect("quality-scheme-languages", by.organisation.slug, found.slug)
    main = found.language
    own = [
        (name, format_html('<span lang="{}">{}</span>', main, said.get(main, "")))
        for name, said in texts.items()
    ]
    context = {
        "form": form,
        "draft": found,
        "wanted": language,
        "name": language_name(language, reader),
        "about": [(name, said) for name, said in own if "." not in name],
        "questions": [
            [(name, said) for name, said in own if name.partition(".")[2] == one["id"]]
            for one in found.stated["criteria"]
        ],
    }
    status = REFUSED if sent is not None else 200
    return render(request, "quality/scheme_translate.html", context, status=status)


@for_members("issue")
@require_POST
def criterion_remove(request: HttpRequest, scheme: str, criterion: str) -> HttpResponse:
    """Ask it no more in the next version."""
    by, found = acting(request), _found(request, scheme)
    offering.remove_criterion(by, found, criterion)
    tell(request, "form.saved")
    return redirect("quality-scheme", by.organisation.slug, found.slug)


def _of(listed: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    if name not in listed:
        raise Http404
    return listed[name]


def _found(request: HttpRequest, slug: str) -> SchemeDraft:
    return get_object_or_404(SchemeDraft, organisation=acting(request).organisation, slug=slug)
