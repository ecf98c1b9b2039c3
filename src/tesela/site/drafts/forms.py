"""The forms on which a file is handed in, and what was found in it is taken."""

from typing import Any, ClassVar

from django import forms

from tesela.site.checker.forms import HandedField
from tesela.site.components.forms import Form, fault
from tesela.site.design.choices import written_languages
from tesela.site.drafts.carried import MAXIMUM_CHARACTERS


class FileForm(Form):
    """One file, and the language that it is in."""

    words: ClassVar[str] = "drafts"
    chosen = HandedField(required=False, widget=forms.FileInput())
    language_of_file = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        chooser = self.fields["language_of_file"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [
            ("", self.said("drafts.language.find")),
            *written_languages(self.language),
        ]

    def label_code(self, name: str) -> str:
        return "drafts.language" if name == "language_of_file" else super().label_code(name)

    def clean_chosen(self) -> Any:
        file = self.cleaned_data["chosen"]
        if not file:
            raise fault("drafts.missing")
        return file

    def handed(self) -> tuple[str, bytes, str | None]:
        """The file's name and bytes, and the language if it was told."""
        file = self.cleaned_data["chosen"]
        return file.name or "", file.read(), self.cleaned_data["language_of_file"] or None


class TakeForm(Form):
    """A title of one's own, and what was shown, signed. What is ticked is read in `finds`."""

    words: ClassVar[str] = "drafts"
    name = forms.CharField(required=False, max_length=300)
    shown = forms.CharField(max_length=MAXIMUM_CHARACTERS, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)

    def clean_name(self) -> str:
        """The title on one line."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if any(ord(letter) < 32 or ord(letter) == 127 for letter in name):
            raise fault("design.fault.control")
        return name
