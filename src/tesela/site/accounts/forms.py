"""The forms of signing in and of one's account."""

import json
from typing import Any

from django import forms
from django.core.validators import EmailValidator

from tesela.site.components.forms import Form, fault
from tesela.site.languages import NAMES
from tesela.text.languages import COMPLETE_LANGUAGES

MAXIMUM_CREDENTIAL = 100_000
"""Characters of what a browser says about a passkey."""


class AddressField(forms.EmailField):
    """An e-mail address in small letters; a wrong one has a sentence of its own."""

    default_validators = [EmailValidator(code="form.email")]  # noqa: RUF012

    def clean(self, value: Any) -> Any:
        return str(super().clean(value)).casefold()


class SignInForm(Form):
    """Where the code goes."""

    words = "accounts.sign_in"
    email = AddressField(
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class CodeForm(Form):
    """The code, with any spacing."""

    words = "accounts.code"
    code = forms.CharField(
        max_length=200,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
                "class": "code",
                "maxlength": None,
            }
        ),
    )


class SpokenField(forms.CharField):
    """A JSON object of bounded size."""

    def clean(self, value: Any) -> Any:
        try:
            said = json.loads(super().clean(value))
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            raise fault("accounts.passkey.refused")
        return said


class CredentialForm(Form):
    """What the browser says about a passkey, put there by `passkey.js`."""

    words = "accounts.passkey"
    credential = SpokenField(max_length=MAXIMUM_CREDENTIAL, widget=forms.HiddenInput())


class NameForm(Form):
    """What a passkey is called."""

    words = "accounts.passkey"
    name = forms.CharField(max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class NewPasskeyForm(CredentialForm, NameForm):
    """A new passkey with its name."""

    words = "accounts.passkey"


class AccountForm(Form):
    """What one may change about oneself."""

    words = "accounts.account"
    name = forms.CharField(
        max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(  # type: ignore[assignment]  # a field, not the page's language
        choices=[(tag, NAMES[tag]) for tag in COMPLETE_LANGUAGES]
    )


class DeleteForm(Form):
    """That one is sure."""

    words = "accounts.delete"
    sure = forms.BooleanField()
