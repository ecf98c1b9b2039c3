"""The forms of quality assurance: schemes, the workbook, and one for each step of a case."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar

from django import forms
from pydantic import TypeAdapter
from pydantic import ValidationError as UnfitError

from tesela.model.achievement import Scope
from tesela.model.base import WebAddress
from tesela.process.quality_guards import LONGEST_TEXT, months_after
from tesela.process.schemes import PHASES, Criterion
from tesela.site.components.forms import Form, fault
from tesela.site.quality.actions import LONGEST_ANSWER
from tesela.site.quality.file_kinds import KINDS
from tesela.site.quality.files import MOST_FILE_BYTES
from tesela.vocab import vocabulary
from tesela.vocab.places import countries, country_name, is_country

_WEB = TypeAdapter(WebAddress)
_BROAD_FIELD = 2
"""Digits of a broad field of ISCED-F."""


def _text(rows: int = 4, most: int = LONGEST_TEXT, **more: Any) -> forms.CharField:
    return forms.CharField(max_length=most, widget=forms.Textarea({"rows": rows}), **more)


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)


def _page(value: str) -> None:
    try:
        _WEB.validate_python(value)
    except UnfitError as error:
        raise fault("providers.website") from error


def _address() -> forms.CharField:
    return forms.CharField(
        required=False,
        max_length=2000,
        validators=[_page],
        widget=forms.URLInput({"spellcheck": "false"}),
    )


class QualityForm(Form):
    """What all of them share."""

    words: ClassVar[str] = "quality.form"
    scope_names: ClassVar[bool] = False
    """Whether it asks for fields, levels and countries."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **named)


class NothingForm(QualityForm):
    """A step that brings nothing with it but the wish to take it."""


class DocumentsForm(QualityForm):
    """What the assurer needs to begin: text and links, one a line."""

    documents = _text(8)


class FeedbackForm(QualityForm):
    """What learners said, or why they could not be asked."""

    summary = _text(6, required=False)
    learners = forms.IntegerField(
        required=False, min_value=0, max_value=1_000_000, widget=forms.NumberInput({"min": 0})
    )
    representative = forms.CharField(required=False, max_length=300)
    reason = _text(3, required=False)


class QuestionForm(QualityForm):
    """What the reviewer wants to know."""

    question = _text()


class AnswerForm(QualityForm):
    """What the provider answers."""

    answer = _text()


class ReasonsForm(QualityForm):
    """Why."""

    reasons = _text()


class ReportForm(QualityForm):
    """What the monitoring looked at, and found."""

    report = _text(6)


class ConditionsForm(QualityForm):
    """What has to be done, and by when."""

    conditions = _text()
    until = _day()


class ScopeForm(QualityForm):
    """Anything that is limited to fields, levels and countries."""

    scope_names: ClassVar[bool] = True

    fields_covered = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    levels = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(str(level), str(level)) for level in range(1, 9)],
    )
    countries = forms.CharField(required=False, max_length=1000)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["fields_covered"].choices = [  # type: ignore[attr-defined]
            (concept.code, concept.label(self.language))
            for concept in vocabulary("isced-f").concepts
            if len(concept.code) == _BROAD_FIELD
        ]

    def clean_countries(self) -> list[str]:
        """By name or code, with commas between."""
        written = [one.strip() for one in self.cleaned_data["countries"].split(",")]
        names = {country_name(code, self.language).casefold(): code for code in countries()}
        found = []
        for one in filter(None, written):
            code = names.get(one.casefold(), one.upper())
            if not is_country(code):
                raise fault("quality.no_country", written=one[:60])
            found.append(code)
        return list(dict.fromkeys(found))

    @property
    def scope(self) -> Scope:
        """What was ticked and written."""
        said = self.cleaned_data
        return Scope(
            fields=tuple(said["fields_covered"]),
            eqf_levels=tuple(int(level) for level in said["levels"]),
            countries=tuple(said["countries"]),
        )


class DecisionForm(ScopeForm):
    """What is granted: why, for what, from when to when."""

    reasons = _text()
    decided_on = _day()
    valid_until = _day()
    conditions = _text(3, required=False)
    report_page = _address()

    field_order = ("reasons", "decided_on", "valid_until", "fields_covered", "levels", "countries")

    def __init__(self, *args: Any, months: int = 12, country: str = "", **named: Any) -> None:
        today = datetime.now(UTC).date()
        usual = {
            "decided_on": today,
            "valid_until": months_after(today, months),
            "countries": country_name(country, named.get("language", "en")) if country else "",
        }
        super().__init__(*args, initial=usual, **named)


class OwnForm(ScopeForm):
    """What the provider states itself."""

    kind = forms.ChoiceField()
    assurer = forms.CharField(required=False, max_length=300)
    decided_on = _day()
    valid_until = _day(required=False)
    decision_page = _address()

    field_order = ("kind", "assurer", "decided_on", "valid_until", "decision_page")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["kind"].choices = kinds(self.language)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        begins, ends = said.get("decided_on"), said.get("valid_until")
        if begins and ends and ends < begins:
            self.add_error("valid_until", fault("quality.dates_reversed"))
        return said


_MOST_CHARACTERS = {
    "title": 300, "summary": 2_000, "text": 500, "help": 2_000, "evidence": 2_000,
}  # fmt: skip
"""Of the texts of a scheme, in every language."""


class SchemeForm(QualityForm):
    """What a scheme is."""

    words: ClassVar[str] = "quality.scheme"
    title = forms.CharField(max_length=_MOST_CHARACTERS["title"])
    summary = _text(3, _MOST_CHARACTERS["summary"], required=False)
    kind = forms.ChoiceField()
    cycle_months = forms.IntegerField(
        min_value=1, max_value=240, initial=36, widget=forms.NumberInput({"min": 1, "max": 240})
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        granted = [pair for pair in kinds(self.language) if pair[0] != "internal-quality-assurance"]
        self.fields["kind"].choices = granted  # type: ignore[attr-defined]


class CriterionForm(QualityForm):
    """One question of a scheme."""

    words: ClassVar[str] = "quality.criterion"
    text = forms.CharField(max_length=_MOST_CHARACTERS["text"])
    phase = forms.ChoiceField(widget=forms.RadioSelect, initial=PHASES[0])
    help = _text(2, _MOST_CHARACTERS["help"], required=False)
    evidence = _text(2, _MOST_CHARACTERS["evidence"], required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        phases = [(phase, self.said(f"scheme.phase.{phase}")) for phase in PHASES]
        self.fields["phase"].choices = phases  # type: ignore[attr-defined]


class TranslationForm(QualityForm):
    """All texts of a scheme in another language; what is left empty falls back."""

    words: ClassVar[str] = "quality.translation"

    def __init__(
        self, *args: Any, texts: dict[str, dict[str, str]], wanted: str, **named: Any
    ) -> None:
        self.texts = texts
        present = {name: said.get(wanted, "") for name, said in texts.items()}
        super().__init__(*args, initial=present, **named)
        for name in texts:
            part = name.partition(".")[0]
            most = _MOST_CHARACTERS[part]
            self.fields[name] = (
                forms.CharField(max_length=most, required=False)
                if part in ("title", "text")
                else _text(2, most, required=False)
            )

    def label_code(self, name: str) -> str:
        """As on the pages on which it is written in the scheme's own language."""
        part, _, question = name.partition(".")
        return f"{CriterionForm.words if question else SchemeForm.words}.{part}"


class WorkbookForm(QualityForm):
    """All questions of one phase, each with an answer and its evidence."""

    words: ClassVar[str] = "quality.workbook"

    def __init__(
        self, *args: Any, criteria: Iterable[Criterion], answers: dict[str, Any], **named: Any
    ) -> None:
        self.criteria = tuple(criteria)
        written = {
            f"{part}_{one.id}": answers.get(one.id, {}).get(part, "")
            for one in self.criteria
            for part in ("answer", "evidence")
        }
        super().__init__(*args, initial=written, **named)
        for one in self.criteria:
            self.fields[f"answer_{one.id}"] = _text(5, LONGEST_ANSWER, required=False)
            self.fields[f"evidence_{one.id}"] = _text(2, LONGEST_ANSWER, required=False)

    def label_code(self, name: str) -> str:
        """Fields that there are several of share their label."""
        return f"{self.words}.{name.partition('_')[0]}"

    def hint_code(self, name: str) -> str | None:
        """Hints come from the scheme."""
        return None

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        """Criterion → what was written."""
        return {
            one.id: {
                part: self.cleaned_data[f"{part}_{one.id}"].strip()
                for part in ("answer", "evidence")
            }
            for one in self.criteria
        }

    @property
    def questions(self) -> list[tuple[Criterion, str, str]]:
        """Each criterion with the names of its two fields."""
        return [(one, f"answer_{one.id}", f"evidence_{one.id}") for one in self.criteria]


class FileForm(QualityForm):
    """A file that shows what was answered."""

    words: ClassVar[str] = "quality.file"
    chosen = forms.FileField(
        max_length=1_000,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{one}" for one in KINDS)}),
    )

    def clean_chosen(self) -> Any:
        """Refused unread where it is too large."""
        chosen = self.cleaned_data["chosen"]
        if chosen.size > MOST_FILE_BYTES:
            raise fault("quality.file_too_large", maximum=MOST_FILE_BYTES // 1_000_000)
        return chosen


def kinds(language: str) -> list[tuple[str, str]]:
    """All kinds of quality assurance by their names."""
    return [
        (concept.code, concept.label(language))
        for concept in vocabulary("quality-assurance").concepts
    ]
