"""The form that all forms are: its words come from the catalogue, its errors carry codes.

A form names its `words`; a field `name` then has the label `<words>.name`
and, where the catalogue has it, the hint `<words>.name.hint`. A template
shows it with `{% field form "name" %}`, and all faults at the top with
`{% problems form %}`.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from tesela.text.catalogue import say
from tesela.text.messages.table import MESSAGES

DEFAULT_CODES = {
    "required": "form.required",
    "invalid": "form.invalid",
    "invalid_choice": "form.choice",
    "invalid_list": "form.choice",
    "max_length": "form.too_long",
    "min_length": "form.too_short",
    "max_value": "form.too_great",
    "min_value": "form.too_small",
    "max_decimal_places": "form.invalid",
    "max_digits": "form.invalid",
    "null_characters_not_allowed": "form.invalid",
    "invalid_image": "form.invalid",
    "empty": "form.required",
    "missing": "form.required",
    "surrogate_characters_not_allowed": "form.invalid",
}
"""Django's own codes of errors → ours."""


class Form(forms.Form):
    """A form in the reader's language."""

    words: ClassVar[str] = ""
    """Beginning of the codes of its sentences."""

    def __init__(self, *args: Any, language: str = "en", **kwargs: Any) -> None:
        self.language = language
        super().__init__(*args, **kwargs)

    def label_code(self, name: str) -> str:
        """The code of a field's label."""
        return f"{self.words}.{name}"

    def hint_code(self, name: str) -> str | None:
        """The code of a field's hint; None where it has none."""
        code = f"{self.words}.{name}.hint"
        return code if code in MESSAGES else None

    def faults(self, name: str) -> list[tuple[str, Mapping[str, Any]]]:
        """Code and data of each fault of a field; of the form as a whole under `__all__`."""
        listed: Iterable[ValidationError] = self.errors.as_data().get(name, [])
        return [
            (DEFAULT_CODES.get(error.code or "", error.code or "form.invalid"), _data(error))
            for error in listed
        ]

    def said(self, code: str, **data: Any) -> str:
        """A sentence in the reader's language, such as the label of a choice."""
        return say(code, self.language, **data)


def fault(code: str, **data: Any) -> ValidationError:
    """An error for a field: `raise fault("classes.empty")` in a form's `clean_…`."""
    return ValidationError(code, code=code, params=data)


def _data(error: ValidationError) -> dict[str, Any]:
    found = dict(error.params or {})
    return {
        name: value
        for name, value in found.items()
        if isinstance(value, str | int | float) or name == "value"
    }
