"""What is asked about an organisation."""

from typing import Any

from django import forms
from django.core.validators import EmailValidator
from pydantic import TypeAdapter
from pydantic import ValidationError as UnfitError

from tesela.model.base import Line, WebAddress
from tesela.site.components.forms import Form, fault
from tesela.site.providers.models import Organisation
from tesela.site.providers.roles import ROLES
from tesela.site.providers.seals import MOST_BYTES
from tesela.text.errors import TeselaError
from tesela.text.languages import EU_LANGUAGES
from tesela.vocab.places import countries, country_name, language_name

_LINE = TypeAdapter(Line)
_WEB = TypeAdapter(WebAddress)
_LINE_LENGTH = 500
SCHEMES = ("national-register", "vat", "eidas", "eter", "ror", "deqar", "other")
"""Registers that are offered; `model.party.Identifier` takes any."""
_IDENTIFIERS = 3


class _LineField(forms.CharField):
    """One line of text, as the model takes it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": _LINE_LENGTH, **options})

    def clean(self, value: Any) -> str:
        found: str = super().clean(value)
        if found:
            try:
                return _LINE.validate_python(found)
            except UnfitError as error:
                raise fault("form.invalid") from error
        return found


def _web_address(value: str) -> None:
    try:
        _WEB.validate_python(value)
    except UnfitError as error:
        raise fault("providers.website") from error


def _email(purpose: str = "email", **options: Any) -> forms.CharField:
    return forms.CharField(
        max_length=254,
        validators=[EmailValidator(code="form.email")],
        widget=forms.EmailInput(attrs={"autocomplete": purpose, "spellcheck": "false"}),
        **options,
    )


def _website() -> forms.CharField:
    return forms.CharField(
        required=False,
        max_length=2000,
        validators=[_web_address],
        widget=forms.URLInput(attrs={"autocomplete": "url", "spellcheck": "false"}),
    )


def _with_names(codes: tuple[str, ...], name: Any, language: str) -> list[tuple[str, str]]:
    return sorted(((code, name(code, language)) for code in codes), key=lambda pair: pair[1])


class MakeForm(Form):
    """A new organisation, in few words."""

    words = "providers.about"
    name = _LineField(widget=forms.TextInput(attrs={"autocomplete": "organization"}))
    main = forms.ChoiceField()
    country = forms.ChoiceField()
    place = _LineField(
        max_length=200, widget=forms.TextInput(attrs={"autocomplete": "address-level2"})
    )
    email = _email()
    website = _website()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self)

    @property
    def about(self) -> dict[str, Any]:
        """What `actions.make_organisation` wants to know."""
        said = dict(self.cleaned_data)
        main = said.pop("main")
        return {**said, "name": {main: said["name"]}, "languages": [main]}


class AboutForm(Form):
    """Everything that is said about an organisation; a name for each of its languages."""

    words = "providers.about"
    legal_name = _LineField(required=False)
    country = forms.ChoiceField()
    place = _LineField(max_length=200)
    email = _email()
    website = _website()
    main = forms.ChoiceField()
    languages = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        present = _present(organisation)
        super().__init__(*args, initial=present, **kwargs)
        self.tags: list[str] = list(organisation.languages) or list(organisation.name)
        _offer(self)
        named = _with_names(EU_LANGUAGES, language_name, self.language)
        self.fields["languages"].choices = named  # type: ignore[attr-defined]
        for tag in self.tags:
            self.fields[f"name_{tag}"] = _LineField(required=tag == self.tags[0])
        for number in range(_IDENTIFIERS):
            self.fields[f"scheme_{number}"] = forms.ChoiceField(
                required=False,
                choices=[
                    ("", "–"),
                    *((one, self.said(f"providers.scheme.{one}")) for one in SCHEMES),
                ],
            )
            self.fields[f"value_{number}"] = _LineField(required=False, max_length=200)

    def label_code(self, name: str) -> str:
        """Fields that there are several of share their label."""
        return f"{self.words}.{name.partition('_')[0] if name != 'legal_name' else name}"

    def hint_code(self, name: str) -> str | None:
        """Several of one kind need no hint each."""
        repeated = name.partition("_")[0] in ("name", "scheme", "value")
        return None if repeated else super().hint_code(name)

    @property
    def names(self) -> list[tuple[str, str, str]]:
        """Field, label and language of each name."""
        return [
            (
                f"name_{tag}",
                self.said("providers.name_in", language=language_name(tag, self.language)),
                tag,
            )
            for tag in self.tags
        ]

    @property
    def registers(self) -> list[tuple[str, str]]:
        """The fields of each identifier."""
        return [(f"scheme_{number}", f"value_{number}") for number in range(_IDENTIFIERS)]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for scheme, value in self.registers:
            if said.get(value) and not said.get(scheme):
                self.add_error(scheme, fault("form.required"))
            if said.get(scheme) and not said.get(value):
                self.add_error(value, fault("form.required"))
        return said

    @property
    def about(self) -> dict[str, Any]:
        """What `actions.change_about` wants to know."""
        said, main = self.cleaned_data, self.cleaned_data["main"]
        names = {tag: said[f"name_{tag}"] for tag in self.tags if said[f"name_{tag}"]}
        return {
            **{name: said[name] for name in ("legal_name", "country", "place", "email", "website")},
            "name": names,
            "languages": [main, *(tag for tag in said["languages"] if tag != main)],
            "identifiers": [
                {"scheme": said[scheme], "value": said[value]}
                for scheme, value in self.registers
                if said[value]
            ],
        }


class MemberForm(Form):
    """Somebody new in the organisation."""

    words = "providers.member"
    email = _email("off")
    role = forms.ChoiceField(widget=forms.RadioSelect, initial="viewer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _roles(self)  # type: ignore[attr-defined]


class RoleForm(Form):
    """What somebody may do from now on."""

    words = "providers.member"
    role = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _roles(self)  # type: ignore[attr-defined]


class FourEyesForm(Form):
    """Whether a second person must approve."""

    words = "providers.four_eyes"
    wanted = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted"].choices = [  # type: ignore[attr-defined]
            ("yes", self.said("providers.four_eyes.yes")),
            ("no", self.said("providers.four_eyes.no")),
        ]


class DomainForm(Form):
    """The organisation's own domain."""

    words = "providers.domain"
    domain = forms.CharField(
        max_length=300, widget=forms.TextInput(attrs={"spellcheck": "false", "inputmode": "url"})
    )

    def clean_domain(self) -> str:
        """The bare name, also where a whole address was pasted."""
        typed = str(self.cleaned_data["domain"]).strip().casefold()
        bare = typed.removeprefix("https://").removeprefix("http://").partition("/")[0].rstrip(".")
        try:
            return bare.encode("idna").decode()
        except UnicodeError as error:
            raise fault("providers.domain.fault", domain=typed[:100]) from error


class SealForm(Form):
    """A certificate with its key, as a PKCS#12 file, and what opens it."""

    words = "providers.seal"
    file = forms.FileField(
        max_length=300,
        allow_empty_file=False,
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx,application/x-pkcs12"}),
    )
    passphrase = forms.CharField(
        required=False,
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_file(self) -> Any:
        """Refused unread where it is larger than any such file is."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise fault("seal.file")
        return file


def say_in(form: Form, name: str, error: TeselaError) -> None:
    """Put what an action refused beside the field it is about."""
    form.add_error(name, fault(error.code, **error.problem.data))


def _roles(form: Form) -> list[tuple[str, str]]:
    return [(role, form.said(f"providers.role.{role}.may")) for role in ROLES]


def _offer(form: Form) -> None:
    """Languages and countries by their names in the reader's language."""
    tags = _with_names(EU_LANGUAGES, language_name, form.language)
    lands = _with_names(countries(), country_name, form.language)
    form.fields["main"].choices = tags  # type: ignore[attr-defined]
    form.fields["country"].choices = [("", "–"), *lands]  # type: ignore[attr-defined]
    form.fields["country"].widget.attrs["autocomplete"] = "country"


def _present(organisation: Organisation) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: getattr(organisation, name)
        for name in ("legal_name", "country", "place", "email", "website", "languages")
    }
    found["main"] = organisation.languages[0] if organisation.languages else "en"
    found |= {f"name_{tag}": text for tag, text in organisation.name.items()}
    for number, one in enumerate(organisation.identifiers[:_IDENTIFIERS]):
        found[f"scheme_{number}"], found[f"value_{number}"] = one["scheme"], one["value"]
    return found
