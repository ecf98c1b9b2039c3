"""What is asked about providers: by readers who search, and by the authority that decides."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from pydantic import TypeAdapter
from pydantic import ValidationError as UnfitError

from tesela.codecs import multibase
from tesela.model.achievement import QualityAssurance
from tesela.model.base import Iri, WebAddress
from tesela.proofs.keys import PublicKey
from tesela.site.components.forms import Form, fault
from tesela.site.providers.forms import SCHEMES
from tesela.site.registry.shown import STATUSES
from tesela.text.errors import TeselaError
from tesela.text.languages import EU_LANGUAGES
from tesela.trust.fetch import checked_address
from tesela.trust.provider_entries import ProviderKind, Record
from tesela.vocab import vocabulary
from tesela.vocab.places import countries, country_name, language_name

_IRI = TypeAdapter(Iri)
_WEB = TypeAdapter(WebAddress)
_LINE = 500


def _named(codes: Any, name: Any, language: str) -> list[tuple[str, str]]:
    return sorted(((code, name(code, language)) for code in codes), key=lambda pair: pair[1])


def _checked(kind: Any, code: str) -> Any:
    def check(value: str) -> None:
        try:
            kind.validate_python(value)
        except UnfitError as error:
            raise fault(code) from error

    return check


def _day(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **options)


def _text(**options: Any) -> forms.CharField:
    return forms.CharField(**{"max_length": _LINE, **options})


def _paragraphs(**options: Any) -> forms.CharField:
    return forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 3}), **options)


def _not_later_than_today(value: date | None) -> date | None:
    if value and value > datetime.now(UTC).date():
        raise fault("registry.later_than_today")
    return value


class SearchForm(Form):
    """What a reader looks for; every part may stay empty."""

    words = "registry.search"
    q = _text(required=False, max_length=200)
    country = forms.ChoiceField(required=False)
    status = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", self.said("registry.search.every"))]
        named = _named(countries(), country_name, self.language)
        self.fields["country"].choices = every + named  # type: ignore[attr-defined]
        self.fields["status"].choices = every + [  # type: ignore[attr-defined]
            (one, self.said(f"registry.status.{one}")) for one in STATUSES
        ]


class DayForm(Form):
    """The day that a reader asks about."""

    words = "registry.day"
    on = _day(required=False)

    def clean_on(self) -> date | None:
        return _not_later_than_today(self.cleaned_data.get("on"))


class ProviderForm(Form):
    """Who a provider is. What is not asked stays as it was."""

    words = "registry.said"
    main = forms.ChoiceField()
    legal_name = _text()
    name = _text(required=False)
    country = forms.ChoiceField()
    place = _text(required=False)
    website = _text(
        required=False, max_length=2000, validators=[_checked(_WEB, "providers.website")]
    )
    email = _text(required=False, max_length=254, validators=[EmailValidator(code="form.email")])
    kinds = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    identities = _paragraphs(required=False)
    scheme = forms.ChoiceField(required=False)
    number = _text(required=False, max_length=200)
    key = _text(required=False)
    since = _day(required=False)

    def __init__(self, *args: Any, record: Record | None = None, **kwargs: Any) -> None:
        self.record = record
        super().__init__(*args, **{"initial": _present(record), **kwargs})
        choices = {
            "main": _named(EU_LANGUAGES, language_name, self.language),
            "country": _named(countries(), country_name, self.language),
            "kinds": [(one.value, self.said(f"registry.kind.{one.value}")) for one in ProviderKind],
            "scheme": [
                ("", "–"),
                *((one, self.said(f"providers.scheme.{one}")) for one in SCHEMES),
            ],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean_identities(self) -> list[str]:
        listed: list[str] = str(self.cleaned_data["identities"]).split()
        for one in listed:
            try:
                _IRI.validate_python(one)
            except UnfitError as error:
                raise fault("registry.said.identities.wrong", identity=one[:80]) from error
        return listed

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"]).strip()
        try:
            if key:
                PublicKey(*multibase.decode_key(key))
        except (TeselaError, StopIteration) as error:
            raise fault("registry.said.key.wrong") from error
        return key

    def clean_since(self) -> date | None:
        return _not_later_than_today(self.cleaned_data.get("since"))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for one, other in (("number", "scheme"), ("scheme", "number")):
            if said.get(one) and not said.get(other):
                self.add_error(other, fault("form.required"))
        return said

    @property
    def said_of_it(self) -> dict[str, Any]:
        """Members of a record. A text in another language, number or key than before is kept."""
        given, held = self.cleaned_data, self.record
        main = given["main"]
        now = datetime.now(UTC).replace(microsecond=0)
        said: dict[str, Any] = {
            "legal_name": {**_texts(held.legal_name if held else None), main: given["legal_name"]},
            "name": {**_texts(held.name if held else None), main: given["name"]}
            if given["name"]
            else None,
            "identities": given["identities"],
            "identifiers": [one.model_dump() for one in held.identifiers] if held else [],
            "keys": [one.model_dump() for one in held.keys] if held else [],
            "kinds": given["kinds"],
        }
        for name in ("country", "place", "website", "email"):
            said[name] = given[name] or None
        if given["number"]:
            said["identifiers"] = [
                *(one for one in said["identifiers"] if one["scheme"] != given["scheme"]),
                {"scheme": given["scheme"], "value": given["number"]},
            ]
        if given["key"] and given["key"] not in [one["public"] for one in said["keys"]]:
            said["keys"] = [*said["keys"], {"public": given["key"], "valid_from": now}]
        return said


class EvidenceForm(Form):
    """One statement of accreditation or quality assurance."""

    words = "registry.evidence"
    kind = forms.ChoiceField()
    title = _text(required=False)
    agency = _text()
    agency_country = forms.ChoiceField()
    decision = _text(required=False)
    decision_page = _text(
        required=False, max_length=2000, validators=[_checked(_WEB, "providers.website")]
    )
    decided_on = _day()
    valid_until = _day(required=False)
    areas = forms.MultipleChoiceField(required=False)
    eqf_levels = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "kind": _concepts("quality-assurance", self.language),
            "agency_country": _named(countries(), country_name, self.language),
            "areas": _concepts("isced-f", self.language),
            "eqf_levels": [(str(level), str(level)) for level in range(1, 9)],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        begins, ends = said.get("decided_on"), said.get("valid_until")
        if begins and ends and ends < begins:
            self.add_error("valid_until", fault("registry.evidence.reversed"))
        return said

    @property
    def evidence(self) -> QualityAssurance:
        """As the model has it, its words in the language of whoever wrote them."""
        given, language = self.cleaned_data, self.language
        scope = {"fields": given["areas"], "eqf_levels": [int(one) for one in given["eqf_levels"]]}
        return QualityAssurance.model_validate(
            {
                "kind": given["kind"],
                "title": {language: given["title"]} if given["title"] else None,
                "agency": {
                    "name": {language: given["agency"]}, "country": given["agency_country"],
                },
                "decision": {language: given["decision"]} if given["decision"] else None,
                "decision_page": given["decision_page"] or None,
                "decided_on": given["decided_on"],
                "valid_until": given["valid_until"],
                "scope": scope if any(scope.values()) else None,
            }
        )  # fmt: skip


class StatusForm(Form):
    """What the registry says of a provider from a day on, and why."""

    words = "registry.decide"
    status = forms.ChoiceField(widget=forms.RadioSelect)
    reason = _paragraphs()
    since = _day(required=False)
    successor = forms.CharField(required=False, max_length=80)

    def __init__(self, *args: Any, present: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            (one, self.said(f"registry.decide.{one}")) for one in STATUSES if one != present
        ]

    def clean_since(self) -> date | None:
        return _not_later_than_today(self.cleaned_data.get("since"))


class ReasonForm(Form):
    """Why a statement counts no more."""

    words = "registry.take_back"
    reason = _paragraphs()


class SourceForm(Form):
    """Another registry whose feed is to be read."""

    words = "registry.source"
    address = _text(max_length=2000)
    key = _text(max_length=2000)

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip()
        try:
            checked_address(address)
        except TeselaError as error:
            raise fault("registry.source.address.wrong") from error
        return address


class ImportForm(Form):
    """A list from elsewhere."""

    words = "registry.import"
    kind = forms.ChoiceField(widget=forms.RadioSelect)
    file = forms.FileField()
    of_lists = forms.FileField(required=False)

    def __init__(self, *args: Any, kinds: Mapping[str, object], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (one, self.said(f"registry.import.{one}")) for one in kinds
        ]


def _concepts(name: str, language: str) -> list[tuple[str, str]]:
    listed = vocabulary(name)
    return [(code, listed.concept(code).label(language)) for code in listed.codes]


def _texts(value: Mapping[str, str] | None) -> dict[str, str]:
    return dict(value) if value else {}


def _present(record: Record | None) -> dict[str, Any]:
    if record is None:
        return {}
    main = next(iter(record.legal_name))
    return {
        "main": main,
        "legal_name": record.legal_name[main],
        "name": _texts(record.name).get(main, ""),
        "country": record.country,
        "place": record.place or "",
        "website": record.website or "",
        "email": record.email or "",
        "kinds": [one.value for one in record.kinds],
        "identities": "\n".join(record.identities),
    }
