"""Award and achievement → an unsecured European Digital Credential (ELM 3.2).

The form is that of the EDC application profile 1.2.0 (shapes edc-generic-full)
on the W3C's data model 1.1; a seal (JAdES) is put round it by others. Rules:

- Every node has an IRI. Those of the offer are the description's, fragments of
  the edition; those of the award are random as the award, so that no two
  credentials say different things of one node.
- The issuer is whoever seals, with the name, country and number that are in the
  certificate: sealing tools of the Commission write it so, and verifiers compare.
- Who seals for others says so (`mandate`): profile, schema and evidence of the
  application profile for credentials issued by mandate.
- The profile demands a picture of the document. It is the same for all learners
  of an edition and shows nothing that `displayParameter` does not say as text.
- Shapes 3.2 allow one status, a node of the class `CredentialStatus`, and say
  nothing of its members, to which the model's context gives no meaning either.
  Each place where the state is published is therefore a `credentialStatus` of
  both types in JSON, for readers of Bitstring Status Lists, and all have one
  `id`, since they tell one thing, the state of this credential (Bitstring
  Status List 1.0, 2.1). The seal covers all bytes, with or without a meaning.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tesela.formats.award_nodes import of_award
from tesela.formats.elm.claim import AwardNodes, Claim
from tesela.formats.elm.nodes import Node, Nodes, last_moment, scheme
from tesela.formats.elm.parties import Parties
from tesela.formats.elm.table import CONTEXTS
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.model.party import Party
from tesela.vocab.places import language_name

_SNB = "http://data.europa.eu/snb/"
_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_PROFILES = "http://data.europa.eu/snb/model/ap/"
_UNDETERMINED = _AUTHORITY + "language/UND"


@dataclass(frozen=True, slots=True)
class CertifiedOrganisation:
    """What a seal certificate says of the organisation it belongs to (ETSI EN 319 412-3).

    `name` is its O, `identifier` its organizationIdentifier (2.5.4.97, such as
    VATES-A00000000), `country` its C (ISO 3166-1 alpha-2).
    """

    name: str
    identifier: str
    country: str

    def is_party(self, party: Party) -> bool:
        """Whether a party is this organisation: by a number of it, else by its legal name."""
        if party.country not in (None, self.country):
            return False
        own = _letters(self.identifier)
        stated = {_letters(number.value) for number in party.identifiers}
        if stated & {own, own[3:], own[5:]}:  # ETSI EN 319 412-1, 5.1.4: VAT, BE, -, number
            return True
        names = {party.legal_name, *party.name.values()}
        return self.name.casefold() in {name.casefold() for name in names if name}

    def awards(self, achievement: Achievement) -> bool:
        """Whether it is one of the bodies that award; otherwise it needs a mandate of theirs."""
        return any(map(self.is_party, achievement.responsible_bodies))


def write_credential(
    achievement: Achievement,
    award: Award,
    *,
    issuer: CertifiedOrganisation,
    issued_at: datetime,
    image: bytes,
    status: Sequence[Node] = (),
    state_page: str | None = None,
    mandate: str | None = None,
    mandates: Sequence[bytes] = (),
) -> dict[str, Any]:
    """The European Digital Credential that states `award`, to be sealed by `issuer`.

    `image` is the picture of the document, a PNG; `status` the entries of its
    status lists, `state_page` where people ask for its state; `mandate` what the
    sealer says about acting for the awarding body, None where they are the same; `mandates`
    are the signed statements (JSON) that it acts on, which travel inside.
    The same arguments give the same document. It conforms where the issuer and
    the awarding bodies have countries. Raises nothing: the model has been checked.
    """
    offer = Nodes(achievement)
    parties = Parties(offer)
    claim = Claim(achievement, award, parties, offer)
    nodes = AwardNodes(achievement, award)
    moment = issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    written: dict[str, Any] = {
        "@context": list(CONTEXTS),
        "id": award.id,
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "identifier": nodes.identifier("identifier", "award", award.id),
        **_profiles(mandated=mandate is not None),
        "displayParameter": _display(achievement, award, image, nodes),
        "issuer": _issuer(achievement, issuer, parties, nodes),
        "issuanceDate": moment,
        "issued": moment,
        "validFrom": moment,
    }
    if award.valid_until:
        written["validUntil"] = written["expirationDate"] = last_moment(award.valid_until)
    written["credentialSubject"] = claim.person(state_page)
    if mandate is not None:
        written["evidence"] = _mandate(mandate, mandates, nodes)
    if status:
        entries = [_status(entry, award) for entry in status]
        written["credentialStatus"] = entries[0] if len(entries) == 1 else entries
    return written


def _profiles(*, mandated: bool) -> Node:
    """Which application profiles it keeps."""
    profiles = [_listed("credential", "e34929035b", "Generic")]
    schemas = [_schema("edc-generic-full")]
    if mandated:
        profiles.append(_listed("credential", "c_9a31f32a", "Mandated Issue"))
        schemas.append(_schema("edc-issued-by-mandate"))
    return {
        "credentialProfiles": profiles if mandated else profiles[0],
        "credentialSchema": schemas if mandated else schemas[0],
    }


def _schema(name: str) -> Node:
    return {"id": _PROFILES + name, "type": "ShaclValidator2017"}


def _display(achievement: Achievement, award: Award, image: bytes, nodes: AwardNodes) -> Node:
    """The picture of the document, and as text what it shows."""
    tag = achievement.title.language_for(award.language)
    shown = _language(tag, nodes)
    written: Node = {
        "id": nodes.iri("display"),
        "type": "DisplayParameter",
        "title": dict(achievement.title),
        "primaryLanguage": _language(award.language, nodes),
        "language": shown,
        "summaryDisplay": _summary(achievement, tag),
        "individualDisplay": {
            "id": nodes.iri("display/1"),
            "type": "IndividualDisplay",
            "language": shown,
            "displayDetail": {
                "id": nodes.iri("display/1/page/1"),
                "type": "DisplayDetail",
                "page": 1,
                "image": {
                    "id": nodes.iri("display/1/page/1/image"),
                    "type": "MediaObject",
                    "title": dict(achievement.title),
                    "contentType": _concept(
                        f"{_AUTHORITY}file-type/PNG", "PNG", f"{_AUTHORITY}file-type"
                    ),
                    "contentEncoding": _listed("encoding", "6146cde7dd", "base64"),
                    "content": base64.b64encode(image).decode(),
                },
            },
        },
    }
    if achievement.summary:
        written["description"] = dict(achievement.summary)
    return written


def _summary(achievement: Achievement, tag: str) -> str:
    """What the picture shows: the title and who awards it."""
    bodies = ", ".join(body.name.in_language(tag) for body in achievement.responsible_bodies)
    return f"{achievement.title.in_language(tag)}\n{bodies}"


def _language(tag: str, nodes: Nodes) -> Node:
    """The language's concept; that of an undetermined one where the list has it not."""
    return nodes.language(tag) or {
        "id": _UNDETERMINED,
        "type": "Concept",
        "prefLabel": {reader: language_name("und", reader) for reader in nodes.languages},
        "inScheme": scheme(f"{_AUTHORITY}language"),
    }


def _issuer(
    achievement: Achievement,
    certified: CertifiedOrganisation,
    parties: Parties,
    nodes: AwardNodes,
) -> Node:
    """Whoever seals, under a name made of what the certificate says.

    What the achievement says of the same organisation is added.
    """
    own = f"{achievement.edition} {certified.identifier} {certified.country} {certified.name}"
    iri = uuid5(NAMESPACE_URL, own).urn
    tag = achievement.title.language_for("en")
    known = next(
        (
            parties.organisation(place, party)
            for place, party in _places(achievement)
            if certified.is_party(party)
        ),
        {},
    )
    spatial = nodes.country(certified.country)
    written: Node = {
        "id": iri,
        "type": "Organisation",
        "legalName": {tag: certified.name},
        "eIDASIdentifier": {
            "id": uuid5(NAMESPACE_URL, f"{own} identifier").urn,
            "type": "LegalIdentifier",
            "notation": certified.identifier,
            "schemeName": "eidas",
            "spatial": spatial,
        },
        "location": list(known.get("location", ())),
    }
    names = known.get("altLabel") or known.get("legalName")
    if names and names != written["legalName"]:
        written["altLabel"] = names
    for member in ("identifier", "vatIdentifier", "taxIdentifier", "registration", "homepage"):
        if member in known:
            written[member] = known[member]
    if not written["location"]:
        written["location"].append(
            {
                "id": uuid5(NAMESPACE_URL, f"{own} location").urn,
                "type": "Location",
                "address": [
                    {
                        "id": uuid5(NAMESPACE_URL, f"{own} address").urn,
                        "type": "Address",
                        "countryCode": spatial,
                    }
                ],
            }
        )
    return written


def _places(achievement: Achievement) -> list[tuple[str, Party]]:
    bodies = enumerate(achievement.awarding_bodies, start=1)
    return [
        ("issuer", achievement.issuer),
        *((f"awarding-body/{number}", body) for number, body in bodies),
    ]


def _mandate(statement: str, signed: Sequence[bytes], nodes: AwardNodes) -> Node:
    written: Node = {
        "id": nodes.iri("mandate"),
        "type": "Evidence",
        "dcType": _listed("evidence-type", "c_18016257", "Mandate"),
        "evidenceStatement": statement,
    }
    embedded = [
        {
            "id": nodes.iri(f"mandate/{at}"),
            "type": "MediaObject",
            "title": {"en": "Mandate"},
            "contentType": _concept(
                f"{_AUTHORITY}file-type/JSON_LD", "JSON-LD", f"{_AUTHORITY}file-type"
            ),
            "contentEncoding": _listed("encoding", "6146cde7dd", "base64"),
            "content": base64.b64encode(one).decode(),
        }
        for at, one in enumerate(signed, start=1)
    ]
    if embedded:
        written["embeddedEvidence"] = embedded if len(embedded) > 1 else embedded[0]
    return written


def _status(entry: Node, award: Award) -> Node:
    return {
        **entry,
        "id": of_award(award, "status"),
        "type": [entry["type"], "CredentialStatus"],
    }


def _letters(number: str) -> str:
    """Letters and digits of a number, however it is spaced."""
    return "".join(filter(str.isalnum, number.upper()))


def _listed(name: str, code: str, label: str) -> Node:
    return _concept(f"{_SNB}{name}/{code}", label, f"{_SNB}{name}/25831c2")


def _concept(iri: str, label: str, in_scheme: str) -> Node:
    return {
        "id": iri,
        "type": "Concept",
        "prefLabel": {"en": label},
        "inScheme": scheme(in_scheme),
    }
