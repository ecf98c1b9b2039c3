"""Forms about awards: whom to withdraw and why, corrections, addresses."""

import csv
import uuid
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from tesela.issuing.roster import RosterRow
from tesela.site.awards.listing import descriptions
from tesela.site.components.forms import Form, fault
from tesela.site.providers.models import Organisation

MOST_LINES = 10_000
MOST_BYTES = 1_000_000


class ReasonForm(Form):
    """Why, in the provider's words; the learner may read it."""

    words = "awards.reason"

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    notify = forms.BooleanField(required=False)

    def __init__(self, *args: Any, notify: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not notify:
            del self.fields["notify"]


class AddressForm(Form):
    """Where the learner's link is sent."""

    words = "awards.send"

    email = forms.CharField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))

    def clean_email(self) -> str:
        """The address, in the form that mails are sent to."""
        email = str(self.cleaned_data["email"]).strip()
        try:
            validate_email(email)
        except ValidationError as error:
            raise fault("form.email") from error
        return email


class ListForm(Form):
    """Awards to withdraw, as a pasted list or a file: award numbers, addresses or identifiers."""

    words = "awards.list"

    lines = forms.CharField(
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(required=False)
    of = forms.ChoiceField(required=False)

    def __init__(
        self, *args: Any, organisation: Organisation, language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, language=language, **kwargs)
        field = self.fields["of"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", self.said("awards.list.of.none")),
            *descriptions(organisation, language),
        ]

    def clean_file(self) -> str:
        """The file's text."""
        given = self.cleaned_data["file"]
        if given is None:
            return ""
        if given.size > MOST_BYTES:
            raise fault("awards.list.too_large")
        data: bytes = given.read()
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            raise fault("awards.list.unreadable") from error

    def clean(self) -> dict[str, Any]:
        """The lines under `named`: each an award's UUID, or the text that names a learner."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        text = f"{cleaned.get('lines', '')}\n{cleaned.get('file') or ''}"
        listed = list(dict.fromkeys(named for line in text.splitlines() if (named := _named(line))))
        if not listed:
            self.add_error("lines", fault("awards.list.nothing"))
        elif len(listed) > MOST_LINES:
            self.add_error("lines", fault("awards.list.too_many", most=MOST_LINES))
        elif not cleaned.get("of") and not all(isinstance(one, uuid.UUID) for one in listed):
            self.add_error("of", fault("awards.list.of_what"))
        cleaned["named"] = listed
        return cleaned


class CorrectionForm(Form):
    """What the award should say instead; everything else stays as it is."""

    words = "awards.correct"

    given_name = forms.CharField(required=False, max_length=200)
    family_name = forms.CharField(required=False, max_length=200)
    full_name = forms.CharField(required=False, max_length=400)
    grade = forms.CharField(required=False, max_length=200)
    award_date = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    assessed_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    valid_until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, row: RosterRow, **kwargs: Any) -> None:
        initial = {name: getattr(row, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, **kwargs)
        self._row = row
        if not row.full_name:
            del self.fields["full_name"]
        elif not row.given_name:
            del self.fields["given_name"], self.fields["family_name"]
        for name in ("full_name",) if row.full_name else ("given_name", "family_name"):
            self.fields[name].required = True

    def row(self) -> RosterRow:
        """The row that says so."""
        said: dict[str, Any] = {name: self.cleaned_data[name] or None for name in self.fields}
        return replace(self._row, extra={}, **said)


def _named(line: str) -> uuid.UUID | str | None:
    """What a line names: an award's number if one stands anywhere in it, else an address, else its text.

    So a result file with many columns can be handed in as it is.
    """
    cells = [cell.strip() for cell in next(csv.reader([_one_delimiter(line)]), [])]
    for cell in cells:
        try:
            return uuid.UUID(cell.removeprefix("urn:uuid:"))
        except ValueError:
            continue
    texts = [cell for cell in cells if cell]
    return next((cell for cell in texts if "@" in cell), texts[0][:500] if texts else None)


def _one_delimiter(line: str) -> str:
    return line.replace(";", ",").replace("\t", ",").replace("\0", "")
