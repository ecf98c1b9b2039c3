"""The form of the page: files, pasted text, a link, or all of them."""

import re
from typing import Any, ClassVar

from django import forms

from tesela.site.addresses import own_path
from tesela.site.components.forms import Form, fault

MAXIMUM_FILES = 20
MAXIMUM_BYTES = 20_000_000
MAXIMUM_TEXT = 2_000_000
"""Characters of pasted text."""
MAXIMUM_LINK = 2_000
_SHARE = re.compile(r"/s/[A-Za-z0-9_-]{1,100}\Z")


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Several files, each within bounds."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        listed = list(data) if isinstance(data, list | tuple) else [data] if data else []
        if len(listed) > MAXIMUM_FILES:
            raise fault("site.verify.too_many_files")
        if any(file.size > MAXIMUM_BYTES for file in listed):
            raise fault("site.verify.too_large")
        return listed


class PastedField(forms.CharField):
    """Pasted text, as it came; every refusal carries a code of the catalogue."""

    widget = forms.Textarea

    def clean(self, value: Any) -> str:
        text = str(value or "").strip()
        if len(text) > MAXIMUM_TEXT:
            raise fault("api.too_large")
        return text


class CredentialForm(Form):
    """At least one of files, pasted text and a link. Errors carry codes of the catalogue."""

    words: ClassVar[str] = "site.verify"
    chosen = SeveralFilesField(required=False, widget=SeveralFiles())
    text = PastedField(
        required=False,
        widget=forms.Textarea({"rows": 7, "spellcheck": "false", "autocomplete": "off"}),
    )
    link = forms.CharField(
        required=False,
        max_length=MAXIMUM_LINK,
        widget=forms.TextInput(
            {"inputmode": "url", "spellcheck": "false", "autocomplete": "off"},
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="%s", use_required_attribute=False, **kwargs)

    def label_code(self, name: str) -> str:
        return "site.verify.files" if name == "chosen" else super().label_code(name)

    def hint_code(self, name: str) -> str | None:
        return "site.verify.files.hint" if name == "chosen" else super().hint_code(name)

    def clean_link(self) -> str:
        """The link without the spaces and line breaks of a mail. A learner's own link is none."""
        link = "".join(str(self.cleaned_data["link"]).split())
        path = own_path(link) or ""
        if path.startswith("/c/"):
            raise fault("site.verify.link.own_page")
        return link

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if not any(cleaned.get(name) for name in self.fields):
            self.add_error("chosen", fault("site.verify.nothing"))
        elif self.share and (cleaned["text"] or cleaned["chosen"]):
            self.add_error("link", fault("site.verify.link.alone"))
        return cleaned

    @property
    def share(self) -> str | None:
        """The path of the share that the link leads to; None where it leads elsewhere."""
        path = own_path(self.cleaned_data.get("link") or "") or ""
        return path if _SHARE.match(path) else None

    def handed_over(self) -> list[tuple[str, bytes]]:
        """Name and bytes of each credential but the link's, pasted text first."""
        found = []
        if self.cleaned_data["text"]:
            found.append(("", self.cleaned_data["text"].encode()))
        return found + [(file.name or "", file.read()) for file in self.cleaned_data["chosen"]]
