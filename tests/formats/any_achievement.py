"""Any achievement the model allows, made from the model's own annotations.

A field that the model gains later is filled without a change here. Only the
rules between fields are said by hand.
"""

import types
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from tesela.model import achievement as model
from tesela.model import offer, origin
from tesela.model.achievement import Achievement
from tesela.model.base import CodeOf, CountryCode, Iri, LanguageTag, Line, Part, WebAddress
from tesela.text.localized import LocalizedText
from tesela.vocab import vocabulary

_TAGS = ("en", "de", "el", "fi", "pt-BR", "sr-Latn", "isg")
_CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
_WORDS = st.sampled_from(
    (
        "Erste Hilfe",
        "a: b",
        "title (en): x",
        "Πρώτες\nβοήθειες",
        "x\n  y\n\nz ",
        " –",
        "a, b 1",
        "{}",
    )
)
_TEXT = (_WORDS | st.text(_CHARACTERS, min_size=1, max_size=8)).filter(str.strip)
_LINE = st.sampled_from(
    ("ESCO", "Galway", "a: b", "vat", "eidas", "web", "BE1", "AUT_BLD", "FI")
) | (st.text(_CHARACTERS, min_size=1, max_size=8).filter(str.strip))
_IRIS = (
    "https://school.example/care",
    "http://data.europa.eu/esco/skill/1d6cbb9b-0000-4000-8000-000000000001",
    "http://data.europa.eu/snb/dcf/3h9eab1489",
    "urn:uuid:5f0c1c9e-6b0a-4f4e-9f43-0b1a3c8c2a11",
    "did:web:school.example",
)
_PAGES = ("https://school.example/", "http://a.example/b?c=d&e#f", "https://ö.example/ü")
_LEAVES: tuple[tuple[Any, st.SearchStrategy[Any]], ...] = (
    (Line, _LINE),
    (Iri, st.sampled_from(_IRIS)),
    (WebAddress, st.sampled_from(_PAGES)),
    (LanguageTag, st.sampled_from((*_TAGS, "xx", "pt"))),
    (CountryCode, st.sampled_from(("BE", "GR", "GB", "XK"))),
    (model.Handle, st.sampled_from(("outcome-1", "outcome-2", "issuer", "a"))),
    (model.Points, st.decimals("0.01", 1000, places=2)),
    (origin.Version, st.sampled_from(("1", "2026.1", "a-b"))),
    (origin.Licence, st.sampled_from(("CC0-1.0", "CC-BY-SA-4.0", "https://school.example/terms"))),
    (model.EqfLevel, st.integers(1, 8)),
    (LocalizedText, st.dictionaries(st.sampled_from(_TAGS), _TEXT, min_size=1, max_size=2)),
    (date, st.dates(date(1990, 1, 1), date(2100, 1, 1))),
    (Decimal, st.decimals("0.01", 100, places=2)),
    (int, st.integers(1, 20)),
    (str, _LINE),
)


def _of(annotation: Any) -> st.SearchStrategy[Any]:
    for known, strategy in _LEAVES:
        if annotation == known:
            return strategy
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation is type(None):
        return st.none()
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return _part(annotation)
    if origin in (Union, types.UnionType):
        return st.one_of([_of(some) for some in arguments])
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(_of(arguments[0]), max_size=2).map(tuple)
    for metadata in getattr(annotation, "__metadata__", ()):
        if isinstance(metadata, CodeOf):
            return st.sampled_from(vocabulary(metadata.name).codes)
    return _of(annotation.__origin__)


def _part(kind: type[Part]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind, include_extras=True)
    fields = {name: _of(hints[name]) for name in kind.model_fields}
    return st.fixed_dictionaries(fields).map(_SENSIBLE.get(kind, dict)).map(kind.model_validate)


def _workload(fields: dict[str, Any]) -> dict[str, Any]:
    return fields if fields["credits"] else {**fields, "hours": fields["hours"] or Decimal(25)}


def _level(fields: dict[str, Any]) -> dict[str, Any]:
    stated = fields["eqf"] or fields["national"] or fields["cycle"]
    return {**fields, "not_applicable": None if stated else {"en": "None applies."}}


def _quality(fields: dict[str, Any]) -> dict[str, Any]:
    first, last = fields["decided_on"], fields["valid_until"]
    if first and last and last < first:
        return {**fields, "decided_on": last, "valid_until": first}
    return fields


def _media(fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "text": fields["text"] if fields["page"] else "Easy.\nText."}


def _contact(fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "email": fields["email"] or "ask@school.example"}


def _offer(fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "cost": fields["cost"] or {"en": "It is free."}}


def _record(fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "updated_on": fields["updated_on"] or date(2026, 1, 2)}


def _achievement(fields: dict[str, Any]) -> dict[str, Any]:
    outcomes = {some.id: some for some in fields["learning_outcomes"]}
    parts = [
        part.model_copy(
            update={"outcomes": tuple(handle for handle in part.outcomes if handle in outcomes)}
        )
        for part in fields["assessment"]
    ]
    return {
        **fields,
        "version": "1.0-a",
        "routes": fields["routes"] or ("course",),
        "learning_outcomes": tuple(outcomes.values()),
        "assessment": tuple(parts),
    }


_SENSIBLE = {
    model.Workload: _workload,
    model.Level: _level,
    model.QualityAssurance: _quality,
    model.Media: _media,
    offer.ContactPoint: _contact,
    offer.Offer: _offer,
    offer.DesignRecord: _record,
    Achievement: _achievement,
}

ACHIEVEMENTS: st.SearchStrategy[Achievement] = _part(Achievement)
