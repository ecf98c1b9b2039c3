"""Registered providers as ELM 3.2 organisations, each with its accreditations; and accreditations read.

An organisation has `accreditation` (ELM 3.2, Organisation). What ELM has no
kind or no agency's country for, and the state in the registry, stand as notes.
An accreditation that somebody else wrote names the organisation that it is of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tesela.formats.elm.nodes import Node, Nodes
from tesela.formats.elm.older_accreditations import is_older, older_limit, read_older
from tesela.formats.elm.parties import Parties, read_party
from tesela.formats.elm.quality import accreditation, lost_limit, read_accreditation
from tesela.formats.elm.table import CONTEXTS
from tesela.formats.elm.values import node_in
from tesela.model.achievement import QualityAssurance
from tesela.model.party import Party


@dataclass(frozen=True, slots=True)
class RegisteredOrganisation:
    """What is written of one provider."""

    entry: str
    """Where it can be read."""
    party: Party
    evidence: tuple[QualityAssurance, ...]
    state: str
    """The registry's word, in English: `active`, `suspended`, `withdrawn`."""


def write_registered(
    listed: Sequence[RegisteredOrganisation],
    *,
    identity: str,
    issuer: str,
    issued_at: datetime,
    until: datetime,
) -> dict[str, Any]:
    """A verifiable credential about all of them, to be signed by the registry.

    `identity` is its own address, `until` when the next one is due.
    """
    return {
        "@context": list(CONTEXTS),
        "id": identity,
        "type": ["VerifiableCredential"],
        "issuer": issuer,
        "issuanceDate": _moment(issued_at),
        "expirationDate": _moment(until),
        "credentialSubject": [_organisation(one) for one in listed],
    }


@dataclass(frozen=True, slots=True)
class FoundAccreditation:
    """An accreditation that somebody else wrote."""

    party: dict[str, Any]
    """Members of `Party`."""
    statement: dict[str, Any]
    """Members of `QualityAssurance`."""
    lost_limit: str | None
    """The member with a limit that these have no place for."""


def read_accreditations(document: Any) -> list[FoundAccreditation]:
    """Each accreditation in a document, by ELM's terms or in the form before them.

    The document is one accreditation or a list of them, with the organisation inside.
    """
    listed = _untyped(document if isinstance(document, list) else [document])
    return [found for one in listed if isinstance(one, dict) and (found := _found(one))]


def _found(written: dict[str, Any]) -> FoundAccreditation | None:
    if is_older(written):
        return FoundAccreditation(*read_older(written), older_limit(written))
    if "Accreditation" not in _types(written):
        return None
    statement = read_accreditation(written)
    party = read_party(node_in(written.get("organisation")))
    return FoundAccreditation(party, statement, lost_limit(written, statement))


def _organisation(one: RegisteredOrganisation) -> Node:
    nodes = Nodes.about(one.entry, one.party.name)
    parties = Parties(nodes)
    written = parties.organisation("organisation", one.party)
    found, notes = [], nodes.lines("organisation", "party", {"status": one.state})
    for number, statement in enumerate(one.evidence, start=1):
        place = f"quality-assurance/{number}"
        if given := accreditation(statement, place, nodes, parties):
            found.append(given)
        else:
            notes.append(nodes.item("quality_assurance", number, statement))
    if found:
        written["accreditation"] = found
    written["additionalNote"] = [*written.get("additionalNote", ()), *notes]
    return written


def _untyped(value: Any) -> Any:
    """Typed values (`@value`) as plain ones: the Commission's samples type their notations."""
    if isinstance(value, list):
        return [_untyped(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "@value" in value and "@language" not in value:
        return value["@value"]
    return {name: _untyped(member) for name, member in value.items()}


def _types(node: dict[str, Any]) -> list[Any]:
    types = node.get("@type", node.get("type"))
    return types if isinstance(types, list) else [types]


def _moment(value: datetime) -> str:
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")
