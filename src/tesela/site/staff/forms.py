"""What is asked about the competence of staff."""

from typing import Any, ClassVar

from django import forms

from tesela.model.competence import ROLES
from tesela.site.components.forms import Form, fault
from tesela.site.staff.actions import MOST_PEOPLE

MAXIMUM_BYTES = 10_000_000


class CountForm(Form):
    """How many people there are in each role."""

    words: ClassVar[str] = "staff.count"
    assessor = forms.IntegerField(min_value=0, max_value=MOST_PEOPLE)
    trainer = forms.IntegerField(min_value=0, max_value=MOST_PEOPLE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)


class HandInForm(Form):
    """A credential of one's own, and what it is for."""

    words: ClassVar[str] = "staff.show"
    role = forms.ChoiceField(widget=forms.RadioSelect)
    upload = forms.FileField()
    name_shown = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (one, self.said(f"staff.role.{one}")) for one in ROLES
        ]

    def clean_upload(self) -> bytes:
        """The file's bytes, within bounds."""
        upload = self.cleaned_data["upload"]
        if upload.size > MAXIMUM_BYTES:
            raise fault("staff.too_large")
        data: bytes = upload.read()
        return data
