"""The forms with which an own description begins, and a question is judged."""

from typing import Any, ClassVar

from django import forms

from tesela.site.components.forms import Form, fault
from tesela.site.design.choices import choices
from tesela.site.design.judging import MOST_CHARACTERS, RESULTS

MOST_OUTCOMES = 100


MOST_LETTERS = 2_000
"""Of one outcome; 300 are much."""


class Figure(forms.DecimalField):
    """A figure, with a point or a comma before its fraction."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class StartForm(Form):
    """Three questions: what can they do, how did you check it, how long does it take."""

    words: ClassVar[str] = "design.start"
    title = forms.CharField(max_length=300)
    outcomes = forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), max_length=40_000)
    assessment = forms.ChoiceField()
    criteria = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=5_000
    )
    hours = Figure(
        required=False,
        localize=False,
        max_digits=7,
        decimal_places=2,
        min_value=0,
        max_value=10_000,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    ects = Figure(
        required=False,
        localize=False,
        max_digits=6,
        decimal_places=2,
        min_value=0,
        max_value=1_000,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = sorted(choices("assessment-type", self.language, {}), key=lambda one: one[1])
        chooser = self.fields["assessment"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [("", self.said("design.choose")), *offered]

    def clean_title(self) -> str:
        return _no_control(" ".join(self.cleaned_data["title"].split()))

    def clean_criteria(self) -> str:
        return _no_control(self.cleaned_data["criteria"])

    def clean_outcomes(self) -> list[str]:
        lines = _no_control(self.cleaned_data["outcomes"]).splitlines()
        stated = [" ".join(line.split()).lstrip("-•* ") for line in lines]
        stated = [line for line in stated if line]
        if len(stated) > MOST_OUTCOMES:
            raise fault("design.start.too_many", number=len(stated), maximum=MOST_OUTCOMES)
        if any(len(line) > MOST_LETTERS for line in stated):
            raise fault("design.fault.long", maximum=MOST_LETTERS)
        return stated

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        untold = not cleaned.get("hours") and not cleaned.get("ects")
        if untold and "hours" not in self.errors and "ects" not in self.errors:
            self.add_error("hours", fault("design.start.no_time"))
        return cleaned

    def content(self, tag: str) -> dict[str, Any]:
        """The answers as members of an achievement, with texts in the language `tag`."""
        said = self.cleaned_data
        part: dict[str, Any] = {"type": said["assessment"]}
        if said["criteria"]:
            part["criteria"] = {tag: said["criteria"]}
        workload: dict[str, Any] = {}
        if said["hours"]:
            workload["hours"] = str(said["hours"])
        if said["ects"]:
            workload["credits"] = [{"system": "ects", "points": str(said["ects"])}]
        return {
            "title": {tag: said["title"]},
            "learning_outcomes": [
                {"id": f"outcome-{number}", "text": {tag: text}}
                for number, text in enumerate(said["outcomes"], start=1)
            ],
            "assessment": [part],
            "workload": workload,
        }


def _no_control(text: str) -> str:
    if any((ord(letter) < 32 and letter not in "\r\n\t") or ord(letter) == 127 for letter in text):
        raise fault("design.fault.control")
    return text.replace("\r\n", "\n")


class JudgementForm(Form):
    """What a reviewer says to a question."""

    words = "design.judge"
    result = forms.ChoiceField(widget=forms.RadioSelect())
    note = forms.CharField(
        required=False, max_length=MOST_CHARACTERS, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **more)
        field: Any = self.fields["result"]
        field.choices = [(one, self.said(f"design.judge.result.{one}")) for one in RESULTS]

    def clean_note(self) -> str:
        """The reason with plain ends of lines, as a description's texts have them."""
        note = str(self.cleaned_data["note"]).replace("\r\n", "\n").strip()
        if any(ord(letter) < 32 and letter not in "\n\t" for letter in note):
            raise fault("form.invalid")
        return note

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("result") in RESULTS[1:] and cleaned.get("note") == "":
            self.add_error("note", fault("design.judge.note.missing"))
        return cleaned
