"""What is asked when an endorsement is asked for, given, declined or withdrawn."""

from typing import Any, ClassVar

from django import forms

from tesela.model.endorsement import Side
from tesela.site.components.forms import Form

_LONGEST_NOTE = 1000
_LONGEST_COMMENT = 2000


class AskForm(Form):
    """Which organisation is asked, of those that were found, and what one writes to it."""

    words: ClassVar[str] = "endorsements.ask"
    endorser = forms.ChoiceField(widget=forms.RadioSelect)
    note = forms.CharField(
        required=False, max_length=_LONGEST_NOTE, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["endorser"].choices = offered  # type: ignore[attr-defined]


class GiveForm(Form):
    """For whom the endorser speaks, and what it says."""

    words: ClassVar[str] = "endorsements.give"
    side = forms.ChoiceField(widget=forms.RadioSelect)
    comment = forms.CharField(
        required=False, max_length=_LONGEST_COMMENT, widget=forms.Textarea({"rows": 4})
    )
    ends_on = forms.DateField(
        required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["side"].choices = [  # type: ignore[attr-defined]
            (side.value, self.said(f"endorsements.side.{side}")) for side in Side
        ]


class ReasonForm(Form):
    """Why it is declined or withdrawn; the other organisation reads it."""

    words: ClassVar[str] = "endorsements.no"
    reason = forms.CharField(max_length=_LONGEST_NOTE, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
