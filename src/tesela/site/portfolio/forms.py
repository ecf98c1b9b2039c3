"""What learners fill in."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms

from tesela.site import tokens
from tesela.site.awards.models import Award
from tesela.site.components.forms import Form, fault
from tesela.site.languages import NAMES
from tesela.site.portfolio.links import opened_by
from tesela.site.portfolio.parts import PARTS, USUAL
from tesela.site.verifier.forms import PastedField
from tesela.text.errors import Problem

MAXIMUM_BYTES = 10_000_000
"""Of one credential from elsewhere."""
MOST_SHOWN = 20
"""Credentials that one link shows."""
ENDS = {"day": 1, "week": 7, "month": 30, "year": 365}
"""How long a link works → days."""


def last_day(ends: str, today: date) -> date:
    """The last day on which a link works that is made `today`; `ends` is one of `ENDS`."""
    return today + timedelta(days=ENDS[ends])


class CodeForm(Form):
    """The code on a letter, in any case and spacing."""

    words: ClassVar[str] = "portfolio.code"
    code = forms.CharField(
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    award: Award
    """Set once the form is valid."""

    def clean_code(self) -> str:
        code = tokens.read_code(self.cleaned_data["code"])
        found = opened_by("code_digest", code)
        if found is None:
            raise fault("portfolio.code.unknown")
        self.award = found
        return code


class ShareForm(Form):
    """What a link shows, to whom, in which language and until when."""

    words: ClassVar[str] = "portfolio.share"
    which = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(max_length=200, required=False)
    parts = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    tongue = forms.ChoiceField(choices=list(NAMES.items()))
    ends = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        choices: list[tuple[str, str]] | None,
        present: list[str],
        language: str = "en",
        **kwargs: Any,
    ) -> None:
        """`choices` are the credentials to choose from, None where there is only one."""
        kwargs["initial"] = {
            "parts": [name for name in USUAL if name in present],
            "tongue": language if language in NAMES else "en",
            "ends": "month",
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, language=language, **kwargs)
        if choices is None:
            del self.fields["which"]
        else:
            self.fields["which"].choices = choices  # type: ignore[attr-defined]
        self.fields["parts"].choices = [  # type: ignore[attr-defined]
            (name, self.said(PARTS[name])) for name in present
        ]
        self.fields["ends"].choices = [  # type: ignore[attr-defined]
            (name, self.said(f"portfolio.share.ends.{name}")) for name in ENDS
        ]

    def clean_which(self) -> list[str]:
        which: list[str] = self.cleaned_data["which"]
        if len(which) > MOST_SHOWN:
            raise fault("portfolio.share.too_many", maximum=MOST_SHOWN)
        return which

    def ends_on(self, today: date) -> date:
        """The last day on which the link works."""
        return last_day(self.cleaned_data["ends"], today)


class ImportForm(Form):
    """A credential from elsewhere: a file, or pasted."""

    words: ClassVar[str] = "portfolio.import"
    chosen = forms.FileField(required=False)
    text = PastedField(required=False, widget=forms.Textarea(attrs={"rows": 6}))

    def clean_chosen(self) -> Any:
        chosen = self.cleaned_data["chosen"]
        if chosen and chosen.size > MAXIMUM_BYTES:
            raise fault("portfolio.import.too_large")
        return chosen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = [name for name in ("chosen", "text") if cleaned.get(name)]
        if not self.errors and len(given) != 1:
            self.add_error(
                "chosen", fault("portfolio.import.both" if given else "portfolio.import.nothing")
            )
        return cleaned

    def refuse(self, problem: Problem) -> None:
        """Say what is wrong with what was handed over, beside where it came from."""
        given = "chosen" if self.cleaned_data.get("chosen") else "text"
        self.add_error(given, fault(problem.code, **problem.data))

    def handed_over(self) -> tuple[str, bytes]:
        """Name and bytes; pasted text has no name."""
        chosen = self.cleaned_data["chosen"]
        if chosen:
            return chosen.name or "", chosen.read()
        return "", self.cleaned_data["text"].encode()
