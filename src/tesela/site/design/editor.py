"""The editor: the task list of a description, its pages, its languages, and the check."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tesela.model.achievement import Achievement
from tesela.model.description import DescriptionUnfitError
from tesela.site.design import actions, publishing
from tesela.site.design.changing import change
from tesela.site.design.choices import written_languages
from tesela.site.design.differences import content_differences
from tesela.site.design.drawing import drawn, tile_facts
from tesela.site.design.mending import mending
from tesela.site.design.models import Description
from tesela.site.design.nodes import Page
from tesela.site.design.origins import origins
from tesela.site.design.outline import PAGES
from tesela.site.design.page_form import Note, PageForm, note_of
from tesela.site.design.reading import Reader, Value, as_value, cleaned, pruned
from tesela.site.design.state import Found, Ready, findings, missing_texts, ready, task_state
from tesela.site.design.views import described
from tesela.site.languages import language_of
from tesela.site.providers.roles import for_members, may
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.vocab.places import language_name

_BY_NAME = {page.name: page for page in PAGES}
_GROUPS = (
    ("what", ("title", "outcomes", "workload", "level", "assessment", "participation", "quality")),
    ("people", ("look", "access")),
    (
        "further",
        ("prerequisites", "stacking", "grading", "offer", "record", "further", "bodies"),
    ),
)
"""How the task list is divided."""


@require_safe
@for_members("see")
def description(request: HttpRequest, description: str) -> HttpResponse:
    """The task list."""
    found = described(request, description)
    achievement = _drafted(found)
    last = publishing.last_edition(found)
    listed = findings(found)
    missing = sum(missing_texts(found.content, found.languages).values())
    context = {
        **_beside(found, achievement),
        "groups": [
            {
                "name": f"design.tasks.{group}",
                "tasks": [
                    {
                        "page": _BY_NAME[name],
                        "state": task_state(_BY_NAME[name], found, achievement),
                    }
                    for name in names
                ],
            }
            for group, names in _GROUPS
        ],
        "blocking": sum(one.severity == "blocks" for one in listed),
        "others": sum(one.severity != "blocks" and not one.is_question for one in listed)
        + bool(found.unread),
        "to_judge": sum(one.is_question for one in listed),
        "missing_texts": missing,
        "begun_with": found.taken_values.order_by("pk").first(),
        "last": last,
        "changed": bool(last and achievement and publishing.has_changed(found, last)),
        "may_describe": may(request.membership.role, "describe"),  # type: ignore[attr-defined]
    }
    return render(request, "design/tasks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("describe")
def page(request: HttpRequest, description: str, page: str) -> HttpResponse:
    """One page of the editor."""
    found = described(request, description)
    if page not in _BY_NAME:
        raise Http404
    edited = _Edited(request, found, _BY_NAME[page])
    return edited.sent() if request.method == "POST" else edited.opened()


class _Edited:
    """One page being looked at or sent."""

    def __init__(self, request: HttpRequest, found: Description, page: Page) -> None:
        self.request, self.found, self.page = request, found, page
        self.language = language_of(request)
        asked = request.POST.get("with") or request.GET.get("with") or ""
        self.shown = _shown(found.languages, asked)

    def opened(self) -> HttpResponse:
        listed = [one for one in findings(self.found) if one.page == self.page.name]
        taken = origins(self.found, self.page.name, self.language)
        return self._drawn(as_value(self.page, self.found.content), noted=listed, taken=taken)

    def sent(self) -> HttpResponse:
        data = self.request.POST
        value = Reader(data, self.shown, self.found.languages).page(self.page, self.found.content)
        button = data.get("do", "save")[:200]
        if button in ("save", "close"):
            return self._saved(value, button)
        if button.startswith("search:"):
            return self._drawn(value, focus=button.partition(":")[2], unsaved="design.searched")
        try:
            focus = change(value, button)
        except TeselaError as error:
            return self._drawn(value, problem=error, status=422)
        return self._drawn(value, focus=focus, unsaved=f"design.done.{button.partition(':')[0]}")

    def _saved(self, value: Value, button: str) -> HttpResponse:
        opened = self.request.POST.get("opened", "")
        try:
            saved = actions.save_page(self.found, self.page, value, opened, self.request.user.pk)
        except actions.ChangedMeanwhileError as error:
            return self._meanwhile(value, error.now)
        except DescriptionUnfitError as error:
            return self._unfit(value, error)
        except TeselaError as error:
            return self._drawn(value, problem=error, status=422)
        messages.success(self.request, say("form.saved", self.language))
        names = [page.name for page in PAGES]
        at = names.index(self.page.name)
        where = (saved.organisation.slug, saved.slug)
        if button == "save" and at + 1 < len(names):
            return redirect("description-page", *where, names[at + 1])
        return redirect("description", *where)

    def _unfit(self, value: Value, error: DescriptionUnfitError) -> HttpResponse:
        # What is checked has no empty parts; so the faults stand at the right ones.
        return self._drawn(pruned(self.page, value), unfit=error, status=422)

    def _meanwhile(self, value: Value, now: Description) -> HttpResponse:
        """Somebody else was faster: what they wrote is shown beside what was typed."""
        mine = {**self.found.content, **cleaned(self.page, value)}
        theirs = content_differences(mine, now.content, self.language, (self.page,))
        self.found = now
        return self._drawn(value, status=409, theirs=theirs)

    def _drawn(
        self,
        value: Value,
        *,
        focus: str = "",
        unsaved: str = "",
        problem: TeselaError | None = None,
        unfit: DescriptionUnfitError | None = None,
        theirs: Sequence[Any] = (),
        noted: Sequence[Found] = (),
        taken: Sequence[tuple[str, Note]] = (),
        status: int = 200,
    ) -> HttpResponse:
        form = PageForm(
            self.page,
            value,
            language=self.language,
            shown=self.shown,
            content=self.found.content,
            queries=_queries(self.request.POST),
            focus=focus,
        )
        elsewhere = form.show_faults(unfit.misfits) if unfit else []
        faults = form.listed_faults()
        notes = [(one.path, note_of(one, self.language)) for one in noted if not one.is_question]
        notes = [*taken, *notes]
        if problem:
            elsewhere = [*elsewhere, problem.problem]
        context = {
            **_beside(self.found, _drafted(self.found)),
            "form": form,
            "page": self.page,
            "faults": faults,
            "elsewhere": [one.message(self.language) for one in elsewhere],
            "notes": form.show_notes(notes),
            "unsaved": unsaved,
            "conflict": status == 409,
            "theirs": theirs,
            "opened": actions.seal(self.found, self.page),
            "shown": self.shown,
            "with_language": self.shown[-1],
            "beside": [(tag, language_name(tag, tag)) for tag in self.found.languages[1:]]
            if len(self.found.languages) > 2
            else [],
            "unread": self.page.name in self.found.unread,
            "pages": PAGES,
        }
        return render(self.request, "design/page.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("describe")
def languages(request: HttpRequest, description: str) -> HttpResponse:
    """Which languages it is written in, and what is missing in each."""
    found, language = described(request, description), language_of(request)
    problem = ""
    if request.method == "POST":
        tag = request.POST.get("tag", "")[:35]
        act = actions.first_language if request.POST.get("do") == "first" else actions.add_language
        try:
            act(found, tag, request.user.pk)
            messages.success(request, say("form.saved", language))
            return redirect("description-languages", found.organisation.slug, found.slug)
        except TeselaError as error:
            problem = error.code
    missing = missing_texts(found.content, found.languages)
    context = {
        **_beside(found, _drafted(found)),
        "problem": problem,
        "languages": [
            {
                "tag": tag,
                "name": language_name(tag, language),
                "missing": missing[tag],
                "alone": actions.alone(found.content, tag),
            }
            for tag in found.languages
        ],
        "offered": [one for one in written_languages(language) if one[0] not in found.languages],
    }
    status = 422 if problem else 200
    return render(request, "design/languages.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("describe")
def without(request: HttpRequest, description: str, tag: str) -> HttpResponse:
    """Whether a language with all its texts is really to go."""
    found, language = described(request, description), language_of(request)
    if tag not in found.languages:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            actions.remove_language(found, tag, request.user.pk)
            messages.success(request, say("form.saved", language))
            return redirect("description-languages", found.organisation.slug, found.slug)
        except TeselaError as error:
            problem = error.code
    context = {
        "description": found,
        "tag": tag,
        "name": language_name(tag, language),
        "alone": actions.alone(found.content, tag) or len(found.languages) == 1,
        "problem": problem,
    }
    return render(request, "design/without.html", context, status=422 if problem else 200)


@require_safe
@for_members("see")
def check(request: HttpRequest, description: str) -> HttpResponse:
    """Everything that is found, each with the page where it is mended."""
    found, language = described(request, description), language_of(request)
    listed = findings(found)
    questions = [one for one in listed if one.is_question]
    shown = [mending(one, found, language) for one in listed if not one.is_question]
    context = {
        **_beside(found, _drafted(found)),
        "blocking": [one for one in shown if one["severity"] == "blocks"],
        "warnings": [one for one in shown if one["severity"] == "warns"],
        "copied": [page for page in PAGES if page.name in found.unread],
        "notices": [one for one in shown if one["severity"] == "informs"],
        "questions": [one for one in shown if one["severity"] == "asks"],
        "to_judge": len(questions),
    }
    return render(request, "design/check.html", context)


def _drafted(found: Description) -> Achievement | None:
    try:
        return publishing.draft(found)
    except DescriptionUnfitError:
        return None


def _beside(found: Description, achievement: Achievement | None) -> dict[str, Any]:
    """What stands beside the text on every page of the editor: the tile, and how far it is."""
    state: Ready | None = ready(achievement) if achievement else None
    try:
        tile = drawn(tile_facts(achievement)) if achievement else ""
    except ValueError:
        tile = ""
    return {
        "description": found,
        "achievement": achievement,
        "ready": state,
        "missing": [f"element.{number}" for number in state.missing] if state else [],
        "tile": tile,
    }


def _shown(written: Sequence[str], asked: str) -> list[str]:
    """The languages on the page: the main one, and one beside it."""
    if len(written) < 3:
        return list(written) or ["en"]
    return [written[0], asked if asked in written[1:] else written[1]]


def _queries(data: Mapping[str, Any]) -> dict[str, str]:
    return {
        name.removeprefix("search-"): str(data[name])[:100]
        for name in data
        if name.startswith("search-")
    }
