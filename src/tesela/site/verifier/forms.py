"""The form of the page: pasted text, files, or both."""

from typing import Any

from django import forms

MAXIMUM_FILES = 20
MAXIMUM_BYTES = 20_000_000
MAXIMUM_TEXT = 2_000_000
"""Characters of pasted text."""


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Several files, each within bounds."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        listed = list(data) if isinstance(data, list | tuple) else [data] if data else []
        if len(listed) > MAXIMUM_FILES:
            raise forms.ValidationError("too many", code="site.verify.too_many_files")
        if any(file.size > MAXIMUM_BYTES for file in listed):
            raise forms.ValidationError("too large", code="site.verify.too_large")
        return listed


class PastedField(forms.CharField):
    """Pasted text, as it came; every refusal carries a code of the catalogue."""

    def clean(self, value: Any) -> str:
        text = str(value or "").strip()
        if len(text) > MAXIMUM_TEXT:
            raise forms.ValidationError("too large", code="api.too_large")
        return text


class CredentialForm(forms.Form):
    """At least one of pasted text and files. Errors carry codes of the catalogue."""

    text = PastedField(required=False)
    chosen = SeveralFilesField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("text") and not cleaned.get("chosen"):
            self.add_error("chosen", forms.ValidationError("nothing", code="site.verify.nothing"))
        return cleaned

    def handed_over(self) -> list[tuple[str, bytes]]:
        """Name and bytes of each credential, pasted text first."""
        found = []
        if self.cleaned_data["text"]:
            found.append(("", self.cleaned_data["text"].encode()))
        return found + [(file.name or "", file.read()) for file in self.cleaned_data["chosen"]]
