"""What a European Digital Credential states apart from our words, and where (ELM 3.2, EDC profile).

Read as the document stands, before anything is recognised or mended: whoever
checks wants to hear of it. The claim looked at is the one that `read_credential`
reads. Nothing raises.

- A concept that should be of a European list is named when it is of none: with
  the list's own term, where its label or code says which was meant.
- A day is doubtful when it is written as a moment that is not midnight where it
  was written: 22:00 UTC is the next day in Brussels.
- A workload counts in hours; months and years are of no certain length.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tesela.formats.elm.nodes import SUBJECT_SCHEME, Node
from tesela.formats.elm.recognise import (
    Listed,
    controlled,
    is_detailed_field,
    term_meant,
    written,
)
from tesela.formats.elm.values import day_meant, hours, many, node_in, nodes_in, texts
from tesela.formats.pointers import At, inside, lines
from tesela.model.stated import State, Stated, Term, Written
from tesela.vocab import concept_by_uri, vocabulary

_NUMBERS = ("eIDASIdentifier", "vatIdentifier", "taxIdentifier", "registration", "identifier")
_MANDATE = "http://data.europa.eu/snb/evidence-type/c_18016257"
_MIDNIGHT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T00:00:00(?:\.0+)?(?:Z|[+-][0-9:]+)?)?\Z")
_IN_THE_CLAIM = {
    "/title": "/title",
    "/learning_outcomes": "/specifiedBy/learningOutcome",
    "/workload": "/specifiedBy/volumeOfLearning",
    "/level": "/specifiedBy/eqfLevel",
    "/assessment": "/provenBy",
    "/participation": "/specifiedBy/mode",
    "/quality_assurance": "/specifiedBy/accreditation",
    "/prerequisites": "/specifiedBy/entryRequirement",
    "/grading": "/provenBy/specifiedBy/gradingScheme",
    "/stackability": "/specifiedBy/isPartOf",
    "/further_information": "/specifiedBy/additionalNote",
    "/fields": "/specifiedBy/thematicArea",
    "/languages": "/specifiedBy/language",
    "/summary": "/specifiedBy/description",
    "/target_groups": "/specifiedBy/targetGroup",
    "/page": "/specifiedBy/homepage",
    "/awarding_bodies": "/awardedBy/awardingBody",
    "/awarded_on": "/awardedBy/awardingDate",
    "/assessed_on": "/provenBy/dateIssued",
    "/grade": "/provenBy/grade",
}
"""Our members, and where they stand in the learning achievement."""
_OFFER = "/specifiedBy"


def place_in_description(path: str) -> str:
    """Where a description says what stands at `path` in our words; the whole, if unknown."""
    while path and not _IN_THE_CLAIM.get(path, "").startswith(_OFFER):
        path = path.rpartition("/")[0]
    return _IN_THE_CLAIM[path].removeprefix(_OFFER) if path else ""


def stated(document: Mapping[str, Any]) -> Stated:
    """What the credential states, as it stands. Raises nothing."""
    whole = At(document, "")
    person = list(inside([whole], "credentialSubject"))[:1]
    claim = list(_claim(person))
    issuer = list(inside([whole], "issuer"))[:1]
    bodies = list(inside(claim, "awardedBy", "awardingBody"))
    contacts = list(inside(person, "contactPoint"))
    return Stated(
        names=_said(inside(person, "givenName")) + _said(inside(person, "familyName")),
        full_names=_said(inside(person, "fullName")),
        learner_numbers=lines(inside(person, "identifier", "notation")) + _lasting(person),
        births=lines(inside(person, "dateOfBirth")),
        national_numbers=lines(inside(person, "nationalID", "notation"))
        + lines(inside(person, "nationalId", "notation")),
        contacts=_contacts(contacts),
        remarks=tuple(_remarks(claim)),
        issuers=_said(inside(issuer, "legalName")) or _said(inside(issuer, "altLabel")),
        issuer_numbers=tuple(
            number for member in _NUMBERS for number in lines(inside(issuer, member, "notation"))
        )
        + _lasting(issuer),
        bodies=_said(inside(bodies, "legalName")),
        on_behalf=_on_behalf(issuer, bodies),
        mandates=tuple(_mandates(whole)),
        began=lines(inside(claim, "influencedBy", "temporal", "startDate")),
        ended=lines(inside(claim, "influencedBy", "temporal", "endDate")),
        assessed=lines(inside(claim, "provenBy", "dateIssued")),
        awarded=lines(inside(claim, "awardedBy", "awardingDate")),
        issued=lines(inside([whole], "issued")),
        valid_from=lines(inside([whole], "validFrom")),
        shifted_days=tuple(_shifted(person, claim)),
        durations=tuple(_uncertain_durations(claim)),
        terms=tuple(_terms(document)),
        grades=tuple(_grades(claim)),
        states=tuple(_states(whole)),
        places=_places(claim),
    )


def _claim(person: list[At]) -> Iterator[At]:
    """The first learning achievement that is claimed."""
    for at in inside(person, "hasClaim"):
        if isinstance(at.value, dict) and "LearningAchievement" in many(at.value.get("type")):
            yield at
            return


def _said(found: Iterable[At]) -> tuple[Written, ...]:
    """The texts of language maps, one a map."""
    said = ((at.path, texts(at.value)) for at in found)
    return tuple(Written(path, next(iter(map_.values()))) for path, map_ in said if map_)


def _lasting(nodes: list[At]) -> tuple[Written, ...]:
    """Names of nodes that mean something outside this document (not `urn:epass:…`)."""
    named = lines(inside(nodes, "id"))
    return tuple(one for one in named if not one.text.startswith("urn:epass:"))


def _contacts(contacts: list[At]) -> tuple[Written, ...]:
    mailboxes = lines(inside(contacts, "emailAddress", "id"))
    return (
        *(Written(one.path, one.text.removeprefix("mailto:")) for one in mailboxes),
        *lines(inside(contacts, "phone", "phoneNumber")),
        *_said(inside(contacts, "address", "fullAddress", "noteLiteral")),
    )


def _remarks(claim: list[At]) -> Iterator[Written]:
    """What is said of this learner in free words; our own notes are no free words."""
    for at in inside(claim, "description"):
        for tag, text in (texts(at.value) or {}).items():
            yield Written(f"{at.path}/{tag}", text)
    notes = [*inside(claim, "additionalNote"), *inside(claim, "provenBy", "additionalNote")]
    for at in notes:
        if isinstance(at.value, dict) and not _is_ours(at.value):
            for tag, text in (texts(at.value.get("noteLiteral")) or {}).items():
                yield Written(f"{at.path}/noteLiteral/{tag}", text)


def _is_ours(note: Node) -> bool:
    return str(node_in(note.get("subject")).get("id")).startswith(SUBJECT_SCHEME)


def _on_behalf(issuer: list[At], bodies: list[At]) -> bool:
    """Whether the issuer is none of the awarding bodies, by number or by name."""
    if not issuer or not bodies:
        return False
    known = _marks(issuer[0].value)
    return not any(known & _marks(at.value) for at in bodies)


def _marks(organisation: Any) -> set[str]:
    """All names and numbers by which an organisation is known."""
    if not isinstance(organisation, dict):
        return set()
    names = {
        text.casefold()
        for member in ("legalName", "altLabel")
        for text in (texts(organisation.get(member)) or {}).values()
    }
    numbers = {
        f"{member} {number.get('notation')}"
        for member in _NUMBERS
        for number in nodes_in(organisation.get(member))
        if number.get("notation")
    }
    return names | numbers


def _mandates(whole: At) -> Iterator[Written]:
    for at in inside([whole], "evidence"):
        if isinstance(at.value, dict) and node_in(at.value.get("dcType")).get("id") == _MANDATE:
            yield Written(at.path, str(at.value.get("evidenceStatement") or ""))


def _shifted(person: list[At], claim: list[At]) -> Iterator[Written]:
    """A birth is a day, so any time of day is doubtful; others where midnight was meant."""
    for one in lines(inside(person, "dateOfBirth")):
        if not _MIDNIGHT.match(one.text):
            yield one
    for one in (
        *lines(inside(claim, "awardedBy", "awardingDate")),
        *lines(inside(claim, "provenBy", "dateIssued")),
    ):
        if (meant := day_meant(one.text)) and not one.text.startswith(meant):
            yield one


def _uncertain_durations(claim: list[At]) -> Iterator[Written]:
    offers = [*inside(claim, "specifiedBy"), *inside(claim, "influencedBy", "specifiedBy")]
    durations = [
        *inside(offers, "volumeOfLearning"),
        *inside(claim, "influencedBy", "workload"),
    ]
    for one in lines(durations):
        if hours(one.text) in (None, "0"):
            yield one


def _terms(document: Mapping[str, Any]) -> Iterator[Term]:
    """Concepts that are none of the list that they should be of."""
    for listed in controlled(document.get("credentialSubject"), "/credentialSubject"):
        if (term := _term(listed)) is not None:
            yield term
    for listed in controlled(document.get("evidence"), "/evidence"):
        if (term := _term(listed)) is not None:
            yield term


def _term(listed: Listed) -> Term | None:
    uri = listed.concept.get("id")
    known = concept_by_uri(uri) if isinstance(uri, str) else None
    if known and known.list == listed.list:
        return None
    if is_detailed_field(listed.concept):
        return None
    meant = term_meant(listed.concept, listed.list)
    other = known.list if known else _scheme_of(listed.concept)
    return Term(
        path=listed.path,
        text=written(listed.concept),
        list=listed.list,
        meant=meant.uri if meant and not meant.extension else "",
        other=other if other != listed.list else "",
    )


def _scheme_of(concept: Node) -> str:
    """The list that its scheme is, where we know it."""
    named = node_in(concept.get("inScheme")).get("id")
    return _schemes().get(named, "") if isinstance(named, str) else ""


def _schemes() -> Mapping[str, str]:
    return {vocabulary(name).scheme: name for name in ("assessment-type", "participation")}


def _grades(claim: list[At]) -> Iterator[Written]:
    for at in inside(claim, "provenBy", "grade"):
        if isinstance(at.value, dict) and not _is_ours(at.value):
            for text in (texts(at.value.get("noteLiteral")) or {}).values():
                yield Written(at.path, text)
                break


def _states(whole: At) -> Iterator[State]:
    for at in inside([whole], "credentialStatus"):
        if isinstance(at.value, dict):
            address = at.value.get("statusListCredential") or at.value.get("id") or ""
            yield State(at.path, str(address), shared="statusListIndex" in at.value)


def _places(claim: list[At]) -> dict[str, str]:
    """Where each member stands in this document: through the lists that it really has."""
    base = claim[0] if claim else At({}, "/credentialSubject/hasClaim")
    found = {name: _real(base, path) for name, path in _IN_THE_CLAIM.items()}
    return found | {
        "/issuer": "/issuer",
        "/issuer/country": "/issuer/location/address/countryCode",
        "/issuer/place": "/issuer/location/address/fullAddress",
        "/issuer/identifiers": "/issuer/eIDASIdentifier",
        "/learner": "/credentialSubject",
        "/valid_until": "/validUntil",
    }


def _real(base: At, path: str) -> str:
    """`path` below `base`, with the number 0 where the document has a list on the way."""
    at = base
    *way, last = path.strip("/").split("/")
    for member in way:
        step = next(inside([at], member), None)
        if step is None:
            return base.path + path
        at = step
    return f"{at.path}/{last}"
