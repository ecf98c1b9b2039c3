"""Accreditations as Europass's service gave them before the European Learning Model had its present form.

Plain JSON and no JSON-LD: texts are lists of `language` and `value`, moments
are milliseconds since 1970, names end in a plural. What is known of the form is
the Commission's one sample; so only what stands in it is read, and what a limit
looks like is not known: `older_limit` says that there is one.
"""

from datetime import UTC, datetime
from typing import Any

from tesela.formats.elm.values import node_in, nodes_in
from tesela.model.days import day_meant
from tesela.text.languages import is_language_tag
from tesela.vocab.places import country_from_uri

_KINDS = {
    "http://data.europa.eu/europass/accreditationType/institutionalQualityAssurance": (
        "institutional-quality-assurance"
    ),
}
_COUNTRY = "http://publications.europa.eu/resource/authority/country/"
_DEQAR = "https://data.deqar.eu/"
_LATEST = 253_402_300_799_000
"""The end of the year 9999."""


def is_older(written: dict[str, Any]) -> bool:
    """Whether an object has that form."""
    return "accreditedOrganization" in written and "accreditingAgent" in written


def read_older(written: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Members of `Party` and of `QualityAssurance`, as `registered.read_accreditations` has them."""
    statement = {
        "kind": _KINDS.get(str(written.get("type"))),
        "title": _texts(written.get("titles")),
        "agency": _party(written.get("accreditingAgent")) or None,
        "decision_page": node_in(written.get("landingpages")).get("url"),
        "report_page": node_in(written.get("report")).get("url"),
        "decided_on": _day(written.get("issuedDate")),
        "valid_until": _day(written.get("expiryDate")),
        "reviewed_on": _day(written.get("reviewDate")),
    }
    return _party(written.get("accreditedOrganization")), statement


def older_limit(written: dict[str, Any]) -> str | None:
    """The member with a limit; none is read."""
    return next(
        (name for name in sorted(written) if name.startswith("limit") and written[name]), None
    )


def _party(written: Any) -> dict[str, Any]:
    organisation = node_in(written)
    label = _texts(organisation.get("prefLabels")) or {}
    others = _texts(organisation.get("alternativeNames")) or {}
    number = organisation.get("registration")
    found = {
        "name": label and {**label, **{tag: others[tag] for tag in others if tag not in label}},
        "legal_name": next(iter(label.values()), None) if others else None,
        "country": _country(organisation),
        "website": node_in(organisation.get("homepages")).get("url"),
        "identifiers": (
            [{"scheme": "deqar", "value": number}]
            if isinstance(number, str) and number.startswith(_DEQAR)
            else []
        ),
    }
    return {name: value for name, value in found.items() if value}


def _country(organisation: dict[str, Any]) -> str | None:
    places = nodes_in(node_in(organisation.get("locations")).get("locations"))
    code = node_in(places).get("isoAlpha3Code")
    return country_from_uri(_COUNTRY + code) if isinstance(code, str) else None


def _texts(written: Any) -> dict[str, str] | None:
    return {
        tag: text
        for one in nodes_in(written)
        if isinstance(tag := one.get("language"), str)
        and isinstance(text := one.get("value"), str)
        and is_language_tag(tag)
        and text.strip()
    } or None


def _day(milliseconds: Any) -> str | None:
    """The day of a moment; what is no moment stays, so that it is refused where days are checked."""
    if milliseconds is None:
        return None
    if type(milliseconds) is not int or not 0 <= milliseconds <= _LATEST:
        return str(milliseconds)[:40]
    moment = datetime.fromtimestamp(milliseconds // 1000, UTC)
    day = day_meant(moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    return day.isoformat() if day else None
