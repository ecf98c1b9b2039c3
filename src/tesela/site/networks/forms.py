"""What is asked when organisations are invited, and when a mandate is offered or ended."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

from django import forms

from tesela.model.mandate import Act
from tesela.site.components.forms import Form

_LONGEST_NOTE = 1000
OWN = "own"
"""Under no other mandate: it is for achievements of one's own."""
_STEPS = (0, 1, 2)


class InviteForm(Form):
    """Which organisation, of those that were found, and what one writes to it."""

    words: ClassVar[str] = "networks.invite"
    invited = forms.ChoiceField(widget=forms.RadioSelect)
    note = forms.CharField(
        required=False, max_length=_LONGEST_NOTE, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["invited"].choices = list(offered)  # type: ignore[attr-defined]


class ReasonForm(Form):
    """Why something is declined or ended; the other organisation reads it."""

    words: ClassVar[str] = "networks.no"
    reason = forms.CharField(max_length=_LONGEST_NOTE, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)


class MandateForm(Form):
    """To whom, what for, and for how long."""

    words: ClassVar[str] = "networks.offer"
    to = forms.ChoiceField(widget=forms.RadioSelect)
    under = forms.ChoiceField(widget=forms.RadioSelect)
    acts = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    achievements = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    begins = forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    ends = forms.DateField(
        required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    steps = forms.ChoiceField(widget=forms.RadioSelect)
    note = forms.CharField(
        required=False, max_length=_LONGEST_NOTE, widget=forms.Textarea({"rows": 3})
    )

    def __init__(
        self,
        *args: Any,
        partners: Sequence[tuple[str, str]],
        held: Sequence[tuple[str, str]],
        achievements: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault(
            "initial",
            {
                "under": OWN,
                "acts": [Act.AWARD.value, Act.ISSUE.value],
                "begins": datetime.now(UTC).date(),
                "steps": "0",
            },
        )
        super().__init__(*args, use_required_attribute=False, **kwargs)
        choices = {
            "to": list(partners),
            "under": [(OWN, self.said("networks.offer.under.own")), *held],
            "acts": [(act.value, self.said(f"mandate.act.{act}")) for act in Act],
            "achievements": list(achievements),
            "steps": [(str(one), self.said(f"networks.offer.steps.{one}")) for one in _STEPS],
        }
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]
