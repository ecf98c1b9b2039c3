"""What is asked of whoever proposes a need or speaks about one."""

from typing import Any, ClassVar

from django import forms
from pydantic import TypeAdapter, ValidationError

from tesela.model.base import Iri
from tesela.site.components.forms import Form, fault
from tesela.site.design.models import Description
from tesela.site.needs.models import Kind, Purpose
from tesela.text.languages import EU_LANGUAGES
from tesela.text.localized import LocalizedText
from tesela.vocab.places import language_name

MOST_REFERENCES = 10
_ESCO = ("http://data.europa.eu/esco/", "https://data.europa.eu/esco/")
_IRI = TypeAdapter(Iri)


class ProposeForm(Form):
    """A skills need in the words of whoever has it."""

    words: ClassVar[str] = "needs.propose"
    title = forms.CharField(max_length=200)
    text = forms.CharField(max_length=5000, widget=forms.Textarea({"rows": 6}))
    written_in = forms.ChoiceField()
    kind = forms.ChoiceField(widget=forms.RadioSelect)
    purpose = forms.ChoiceField(widget=forms.RadioSelect)
    sector = forms.CharField(required=False, max_length=200)
    references = forms.CharField(
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        choose(self, "kind", [(one, f"needs.kind.{one}") for one in Kind])
        choose(self, "purpose", [(one, f"needs.purpose.{one}") for one in Purpose])
        tongues = [(tag, language_name(tag, self.language)) for tag in EU_LANGUAGES]
        self.fields["written_in"].choices = tongues  # type: ignore[attr-defined]

    def clean_references(self) -> list[dict[str, str]]:
        """Addresses of ESCO, one a line."""
        lines = [line.strip() for line in self.cleaned_data["references"].splitlines()]
        found = [line for line in lines if line]
        if len(found) > MOST_REFERENCES:
            raise fault("needs.references", maximum=MOST_REFERENCES)
        for line in found:
            if not line.startswith(_ESCO) or not _is_iri(line):
                raise fault("needs.references", maximum=MOST_REFERENCES)
        return [{"uri": line} for line in dict.fromkeys(found)]

    @property
    def proposal(self) -> dict[str, Any]:
        """What `actions.propose` wants to know."""
        given = dict(self.cleaned_data)
        tag = given.pop("written_in")
        return {**given, "title": {tag: given["title"]}, "text": {tag: given["text"]}}


class SpeakForm(Form):
    """A word of an organisation about a need."""

    words: ClassVar[str] = "needs.speak"
    kind = forms.ChoiceField(widget=forms.RadioSelect)
    text = forms.CharField(required=False, max_length=2000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        choose(self, "kind", [(one, f"needs.kind.{one}") for one in Kind])


class AnswerForm(Form):
    """Which description answers it."""

    words: ClassVar[str] = "needs.answer"
    description = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["description"].choices = offered  # type: ignore[attr-defined]


class CloseForm(Form):
    """What came of it."""

    words: ClassVar[str] = "needs.close"
    closing = forms.CharField(max_length=1000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)


def choose(form: Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Offer choices whose labels are sentences of the catalogue."""
    said = [(value, form.said(code)) for value, code in choices]
    form.fields[name].choices = said  # type: ignore[attr-defined]


def offered(descriptions: list[Description], language: str) -> list[tuple[str, str]]:
    """Descriptions as choices, by their titles."""
    return [
        (one.slug, LocalizedText(one.title).in_language(language) if one.title else one.slug)
        for one in descriptions
    ]


def _is_iri(line: str) -> bool:
    try:
        _IRI.validate_python(line)
    except ValidationError:
        return False
    return True
