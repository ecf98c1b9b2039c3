"""The forms of asking and answering."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.html import format_html

from tesela.site.asks.actions import MAXIMUM_DAYS, MAXIMUM_WANTED, USUAL_DAYS
from tesela.site.asks.models import AnsweredItem
from tesela.site.components.forms import Form, fault
from tesela.site.portfolio.parts import PARTS
from tesela.text.languages import EU_LANGUAGES, best_language
from tesela.vocab.places import language_name

MAXIMUM_FILE = 2_000_000
"""Bytes of a credential that is held in a file; a PDF has some 300,000."""
_LONGEST_WANTED = 200


class AskForm(Form):
    """What somebody asks to be shown."""

    words: ClassVar[str] = "asks.form"
    asker = forms.CharField(
        max_length=200, widget=forms.TextInput({"autocomplete": "organization"})
    )
    purpose = forms.CharField(max_length=500, widget=forms.Textarea({"rows": 3}))
    wanted = forms.CharField(max_length=2_500, widget=forms.Textarea({"rows": 4}))
    written_in = forms.ChoiceField()
    ends_on = forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        today = datetime.now(UTC).date()
        self._first, self._last = today, today + timedelta(days=MAXIMUM_DAYS)
        usual = {"written_in": language, "ends_on": today + timedelta(days=USUAL_DAYS)}
        kwargs.setdefault("initial", usual)
        super().__init__(*args, language=language, use_required_attribute=False, **kwargs)
        reader = best_language(language, EU_LANGUAGES) or "en"
        named: list[tuple[str, str]] = [(tag, language_name(tag, reader)) for tag in EU_LANGUAGES]
        field = self.fields["written_in"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _by_name(named)

    def clean_wanted(self) -> list[str]:
        """One wanted thing a line, each once."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["wanted"].splitlines()]
        wanted = list(dict.fromkeys(line for line in lines if line))
        if len(wanted) > MAXIMUM_WANTED:
            raise fault("asks.too_many_wanted", maximum=MAXIMUM_WANTED)
        if any(len(line) > _LONGEST_WANTED for line in wanted):
            raise fault("asks.wanted_too_long", maximum=_LONGEST_WANTED)
        return wanted

    def clean_ends_on(self) -> date:
        """Not before today and not too far away."""
        ends_on: date = self.cleaned_data["ends_on"]
        if not self._first <= ends_on <= self._last:
            raise fault("asks.ends_on", maximum=MAXIMUM_DAYS)
        return ends_on


def _by_name(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(choices, key=lambda choice: choice[1])


class FindForm(Form):
    """The link that somebody gave a learner."""

    words: ClassVar[str] = "asks.find"
    link = forms.CharField(max_length=2_000, widget=forms.TextInput({"autocomplete": "off"}))


class AddForm(Form):
    """Credentials to put into an answer: held in the account, by link or code, from a file."""

    words: ClassVar[str] = "asks.add"
    held = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    link = forms.CharField(
        required=False,
        max_length=2_000,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(required=False, max_length=1_000)

    def __init__(self, *args: Any, held: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        if held:
            field = self.fields["held"]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = held
        else:
            del self.fields["held"]

    def clean_file(self) -> Any:
        """A file within bounds."""
        file = self.cleaned_data["file"]
        if file and file.size > MAXIMUM_FILE:
            raise fault("asks.file_too_large")
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in self.fields):
            self.add_error(next(iter(self.fields)), fault("asks.nothing_chosen"))
        return cleaned


class ItemForm(Form):
    """What one credential is shown for, and which of its parts."""

    words: ClassVar[str] = "asks.item"
    meets = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    parts = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, item: AnsweredItem, present: Iterable[str], *args: Any, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"meets": item.meets, "parts": item.parts})
        super().__init__(*args, **kwargs)
        meets, parts = self.fields["meets"], self.fields["parts"]
        assert isinstance(meets, forms.TypedMultipleChoiceField)
        assert isinstance(parts, forms.MultipleChoiceField)
        ask = item.answer.ask
        foreign = ask.language != self.language
        meets.choices = [
            (at, format_html('<span lang="{}">{}</span>', ask.language, line) if foreign else line)
            for at, line in enumerate(ask.wanted)
        ]
        parts.choices = [(name, self.said(PARTS[name])) for name in present]


class NameForm(Form):
    """How the learner wants to be called there."""

    words: ClassVar[str] = "asks.name"
    name = forms.CharField(
        required=False, max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
