"""What is done about an invitation or a mandate: one button each, some with a reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from tesela.site.languages import language_of
from tesela.site.networks.forms import ReasonForm
from tesela.site.providers.settings_views import acting, tell
from tesela.text.errors import Problem, TeselaError


@dataclass(frozen=True)
class Acts:
    """The acts of a page, by the name of their button."""

    plain: Mapping[str, Callable[..., Any]]
    """They take who acts and what it is about."""
    reasoned: Mapping[str, Callable[..., Any]]
    """They take a reason too."""
    said: str
    """Beginning of the codes that say what was done."""


@dataclass(frozen=True)
class Answer:
    """What became of a request."""

    form: ReasonForm
    is_done: bool = False
    refused: Problem | None = None

    def told(self, language: str) -> tuple[str, str | None] | None:
        """Why it was refused, and what to do."""
        if self.refused is None:
            return None
        return self.refused.message(language), self.refused.fix(language)


def answered(request: HttpRequest, about: Any, acts: Acts) -> Answer:
    """Do what was asked for, if anything was and it can be done. Raises Http404 for no such act."""
    language = language_of(request)
    if request.method != "POST":
        return Answer(ReasonForm(language=language))
    name = request.POST.get("act", "")
    by = acting(request)
    if name in acts.plain:
        form, act = ReasonForm(language=language), acts.plain[name]
        words: tuple[str, ...] = ()
    elif name in acts.reasoned:
        form, act = ReasonForm(request.POST, language=language), acts.reasoned[name]
        if not form.is_valid():
            return Answer(form)
        words = (form.cleaned_data["reason"],)
    else:
        raise Http404
    try:
        act(by, about, *words)
    except TeselaError as error:
        return Answer(form, refused=error.problem)
    tell(request, f"{acts.said}{name}")
    return Answer(form, is_done=True)
