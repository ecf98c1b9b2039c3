"""The forms of the page: a file or pasted text; and for how long a result is shared."""

from typing import Any, ClassVar

from django import forms

from tesela.conform.profiles import profiles
from tesela.site.checker.actions import DAYS
from tesela.site.checker.carried import MAXIMUM_CHARACTERS
from tesela.site.components.forms import Form, fault
from tesela.site.verifier.forms import MAXIMUM_BYTES, PastedField
from tesela.vocab.places import country_name


class HandedField(forms.FileField):
    """One file within bounds; an empty one is told apart later, like any other."""

    def __init__(self, **more: Any) -> None:
        super().__init__(allow_empty_file=True, **more)

    def clean(self, data: Any, initial: Any = None) -> Any:
        if data and data.size > MAXIMUM_BYTES:
            raise fault("site.verify.too_large")
        return super().clean(data, initial)


class HandedForm(Form):
    """A file or a pasted text, not both."""

    words: ClassVar[str] = "checker"
    chosen = HandedField(required=False, widget=forms.FileInput())
    text = PastedField(
        required=False,
        widget=forms.Textarea({"rows": 9, "spellcheck": "false", "autocomplete": "off"}),
    )

    country = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="%s", use_required_attribute=False, **kwargs)
        field: Any = self.fields["country"]
        field.choices = [("", self.said("checker.country.issuer")), *self._countries()]

    def _countries(self) -> list[tuple[str, str]]:
        """Those of whose own rules anything is known, by name."""
        named = [(code, country_name(code, self.language)) for code in profiles()]
        return sorted(named, key=lambda one: one[1].casefold())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if not cleaned.get("chosen") and not cleaned.get("text"):
            self.add_error("chosen", fault("checker.nothing"))
        elif cleaned.get("chosen") and cleaned.get("text"):
            self.add_error("text", fault("checker.one_only"))
        return cleaned

    @property
    def field(self) -> str:
        """Where what was handed in stands."""
        return "chosen" if self.cleaned_data["chosen"] else "text"

    def handed(self) -> tuple[str, bytes]:
        """Its name, empty for pasted text, and its bytes."""
        file = self.cleaned_data["chosen"]
        if file:
            return file.name or "", file.read()
        return "", self.cleaned_data["text"].encode()


class ShareForm(Form):
    """For how long a result is shared, and the result itself, signed."""

    words: ClassVar[str] = "checker.share"
    days = forms.TypedChoiceField(coerce=int, initial=DAYS[0], widget=forms.RadioSelect())
    result = forms.CharField(max_length=MAXIMUM_CHARACTERS, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        field: Any = self.fields["days"]
        field.choices = [
            (days, self.said("checker.share.days.choice", count=days)) for days in DAYS
        ]
