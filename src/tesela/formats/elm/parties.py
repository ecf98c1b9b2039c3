"""Organisations: `Party` ↔ ELM `Organisation`, with their legal identifiers and places.

A legal identifier needs a country; an organisation without one has its
numbers as plain identifiers. Names and places that the model holds in no
language are written in each language of the organisation's name, so that
every reader sees them.
"""

import re
from copy import deepcopy
from typing import Any
from urllib.parse import quote, unquote

from tesela.formats.elm.nodes import Node, Nodes, scheme
from tesela.formats.elm.values import by_place, country, facts, node_in, nodes_in, texts
from tesela.model.party import Identifier, Party

_NUTS = re.compile(r"[A-Z]{2}[A-Z0-9]{1,3}\Z")
_ATU = re.compile(r"[A-Z]{3}(_[A-Z0-9]+)+\Z")
_NUTS_SCHEME = "http://data.europa.eu/nuts"
_ATU_SCHEME = "http://publications.europa.eu/resource/authority/atu"
_LEGAL = {
    "eidas": "eIDASIdentifier",
    "national-register": "registration",
    "tax": "taxIdentifier",
    "vat": "vatIdentifier",
}
_SINGLE = ("eIDASIdentifier", "registration")
_PROPERTIES = ("identifier", *_LEGAL.values())
_REGISTERS = {"identifier": "identifier"} | {member: name for name, member in _LEGAL.items()}
"""What a number is of that does not say it."""


class Parties:
    """Writes each organisation of a document, the same one always alike."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._written: dict[Party, Node] = {}

    def organisation(self, place: str, party: Party) -> Node:
        """The organisation, named by its own IRI or else by where it stood first."""
        if party not in self._written:
            self._written[party] = self._organisation(place, party)
        return deepcopy(self._written[party])

    def _organisation(self, place: str, party: Party) -> Node:
        legal = dict.fromkeys(party.name, party.legal_name) if party.legal_name else party.name
        written: Node = {
            "id": self._nodes.own_or(place, party.id, party),
            "type": "Organisation",
            "legalName": dict(legal),
        }
        if party.legal_name:
            written["altLabel"] = dict(party.name)
        if location := self._location(place, party):
            written["location"] = [location]
        for number, identifier in enumerate(party.identifiers, start=1):
            self._identify(written, f"{place}/identifier/{number}", identifier, party.country)
        if party.id:
            web = self._nodes.identifier(f"{place}/identifier/web", "web", party.id)
            written.setdefault("identifier", []).append(web)
        if party.website:
            page = self._nodes.web_resource(f"{place}/website", party.website)
            written["homepage"] = [page]
        if party.email:
            written["contactPoint"] = [
                {
                    "id": self._nodes.iri(f"{place}/contact"),
                    "type": "ContactPoint",
                    "emailAddress": [{"id": _mailto(party.email), "type": "Mailbox"}],
                }
            ]
        if notes := self._nodes.lines(place, "party", _unplaced(party)):
            written["additionalNote"] = notes
        return written

    def _location(self, place: str, party: Party) -> Node | None:
        if party.country is None:
            return None
        address: Node = {
            "id": self._nodes.iri(f"{place}/address"),
            "type": "Address",
            "countryCode": self._nodes.country(party.country),
        }
        if party.place:
            address["fullAddress"] = {
                "id": self._nodes.iri(f"{place}/address/text"),
                "type": "Note",
                "noteLiteral": dict.fromkeys(party.name, party.place),
            }
        location: Node = {
            "id": self._nodes.iri(f"{place}/location"),
            "type": "Location",
            "address": [address],
        }
        if party.region and (region := _region(party.region)):
            location["spatialCode"] = [region]
        return location

    def _identify(
        self, written: Node, place: str, identifier: Identifier, country_code: str | None
    ) -> None:
        member = _LEGAL.get(identifier.scheme, "identifier") if country_code else "identifier"
        if member in _SINGLE and member in written:
            member = "identifier"
        number = self._nodes.identifier(place, identifier.scheme, identifier.value)
        if member != "identifier" and country_code:
            number |= {"type": "LegalIdentifier", "spatial": self._nodes.country(country_code)}
        if member in _SINGLE:
            written[member] = number
        else:
            written.setdefault(member, []).append(number)


def read_party(organisation: Node) -> dict[str, Any]:
    """The members of the `Party` that an organisation states."""
    legal, known_as = texts(organisation.get("legalName")), texts(organisation.get("altLabel"))
    location = node_in(organisation.get("location"))
    address = node_in(location.get("address"))
    numbers = [
        {"schemeName": _REGISTERS[name], **number}
        for name in _PROPERTIES
        for number in nodes_in(organisation.get(name))
    ]
    contact = node_in(organisation.get("contactPoint"))
    mailbox = node_in(contact.get("emailAddress")).get("id")
    found = {
        "name": known_as or legal,
        "legal_name": _any(legal) if known_as else None,
        "country": country(address.get("countryCode")),
        "region": _read_region(node_in(location.get("spatialCode"))),
        "place": _any(texts(node_in(address.get("fullAddress")).get("noteLiteral"))),
        "identifiers": [
            {"scheme": number.get("schemeName"), "value": number.get("notation")}
            for number in by_place(numbers)
            if not _is_web(number)
        ],
        "id": next((number.get("notation") for number in numbers if _is_web(number)), None),
        "website": node_in(organisation.get("homepage")).get("contentURL"),
        "email": unquote(mailbox.removeprefix("mailto:")) if isinstance(mailbox, str) else None,
    }
    return {name: value for name, value in found.items() if value is not None} | facts(organisation)


def _unplaced(party: Party) -> dict[str, object]:
    """What of the place needs an address, which needs a country, or has no code."""
    region = party.region if party.region and not _region(party.region) else None
    if party.country:
        return {"region": region}
    return {"region": party.region, "place": party.place}


def _is_web(number: Node) -> bool:
    return str(number.get("id")).endswith("/identifier/web")


def _any(texts: dict[str, str] | None) -> str | None:
    return next(iter(texts.values()), None) if texts else None


def _mailto(address: str) -> str:
    return "mailto:" + quote(address, safe="@+")


def _read_region(concept: Node) -> str | None:
    """Its code, which others write at the end of its IRI only."""
    own, iri = concept.get("notation"), concept.get("id")
    known = _region(iri.rsplit("/", maxsplit=1)[-1]) if isinstance(iri, str) else None
    code: str | None = known["notation"] if known and known["id"] == iri else own
    return code


def _region(code: str) -> Node | None:
    if _NUTS.match(code):
        iri, of = f"{_NUTS_SCHEME}/code/{code}", _NUTS_SCHEME
    elif _ATU.match(code):
        iri, of = f"{_ATU_SCHEME}/{code}", _ATU_SCHEME
    else:
        return None
    return {"id": iri, "type": "Concept", "notation": code, "inScheme": scheme(of)}
