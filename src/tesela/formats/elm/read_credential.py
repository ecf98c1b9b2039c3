"""A European Digital Credential, ours or anyone's → achievement and award, and what was lost.

1. Concepts that are written by label or code alone get the URIs of their lists
   (`recognise`), with a hint; what no list has stays unknown.
2. The first learning achievement claimed is read. What stands at its
   specification counts; where that is silent, what was done is asked: the
   assessment, the activity, whoever awarded it.
3. Names of the document's own nodes (`urn:epass:…`) mean nothing elsewhere, so
   achievement, award and learner get names made from the credential's.
4. What does not fit the model is left out (`fitting`).
5. Both are written again; what the document states and the writing does not is
   a loss (`statements`).

Nothing is taken for granted and nothing raises: any member may be missing or of
another kind than expected.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pydantic import ValidationError

from tesela.codecs import jsontext
from tesela.codecs.recent import Recent
from tesela.formats.elm.credential import CertifiedOrganisation, write_credential
from tesela.formats.elm.describe import describe
from tesela.formats.elm.fitting import Draft, fitted
from tesela.formats.elm.members import members
from tesela.formats.elm.nodes import SUBJECT_SCHEME, Node
from tesela.formats.elm.offer import completed
from tesela.formats.elm.recognise import Hint, recognised
from tesela.formats.elm.statements import losses, statements
from tesela.formats.elm.values import (
    code,
    day_meant,
    facts,
    hours,
    language,
    many,
    node_in,
    nodes_in,
    texts,
)
from tesela.model.achievement import Achievement
from tesela.model.award import Award

_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_PASSED = f"{SUBJECT_SCHEME}/passed"
_STATED = ("credentialSubject", "evidence", "attachment")
_DISPLAYED = ("title", "description")
_UNLESS = {"award.assessed_after": "assessed_on", "award.ends_before": "valid_until"}
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_NOBODY = CertifiedOrganisation("", "", "BE")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a credential says in our words; None where it says too little for that."""

    achievement: Achievement | None
    award: Award | None
    losses: tuple[str, ...]
    """Members (JSON Pointers) that had no place in the model or could not be read."""
    hints: tuple[Hint, ...]
    """What was understood otherwise than it is written, and what would mislead."""


def is_european_credential(document: Mapping[str, Any]) -> bool:
    """Whether this is a European Digital Credential."""
    return "EuropeanDigitalCredential" in many(document.get("type"))


def read_credential(document: Mapping[str, Any]) -> Reading:
    """The credential in our words. Raises nothing: what is unreadable is a loss."""
    own, known, hints = _known(document)
    achievement, award = _in_our_words(own, known, hints)
    lost = _losses(known, achievement, award, own=own is not None)  # 5
    return Reading(achievement, award, tuple(lost), tuple(hints))


def read_words(document: Mapping[str, Any]) -> tuple[Achievement | None, Award | None]:
    """The same without asking what was lost, which takes longer than reading. Raises nothing."""
    own, known, hints = _known(document)
    return _in_our_words(own, known, hints)


def _known(document: Mapping[str, Any]) -> tuple[Achievement | None, Node, list[Hint]]:
    """Our own achievement, if it is one; the document with known concepts; what was recognised."""
    own = _ours(_achieved(document))
    known, found = (dict(document), ()) if own else recognised(dict(document))  # 1
    return own, known, list(found)


def _in_our_words(
    own: Achievement | None, known: Node, hints: list[Hint]
) -> tuple[Achievement | None, Award | None]:
    claim = _achieved(known)  # 2
    achievement = own or (_achievement(known, claim, hints) if claim else None)
    award = _award(known, claim, achievement, hints) if achievement else None
    return achievement, award


def displayed_title(document: Mapping[str, Any]) -> str | None:
    """The title that the credential shows, in its own language where it has one."""
    display = node_in(document.get("displayParameter"))
    title = texts(display.get("title")) or {}
    return _in_language(title, language(display.get("primaryLanguage")) or "en")


def issuer_name(document: Mapping[str, Any]) -> str | None:
    """The name of whoever issued it, as the credential says it."""
    return _in_language(texts(node_in(document.get("issuer")).get("legalName")) or {}, "en")


def _achieved(document: Mapping[str, Any]) -> Node:
    """The first learning achievement that is claimed."""
    claims = nodes_in(node_in(document.get("credentialSubject")).get("hasClaim"))
    return next((some for some in claims if "LearningAchievement" in many(some.get("type"))), {})


def _ours(claim: Node) -> Achievement | None:
    """The achievement of a description that we wrote: its name is the edition's.

    Credentials of one edition say the same of it, so what was read lately is remembered.
    """
    specification = node_in(claim.get("specifiedBy"))
    stated = sha256(jsontext.fingerprint(specification)).digest()
    return _OURS.get_or_make(stated, lambda: _ours_now(specification))


_OURS: Recent[bytes, Achievement | None] = Recent(64)


def _ours_now(specification: Node) -> Achievement | None:
    try:
        own = Achievement.model_validate(members(specification))
    except ValidationError:
        return None
    return own if own.edition == specification.get("id") else None


def _achievement(document: Node, claim: Node, hints: list[Hint]) -> Achievement | None:
    specification = node_in(claim.get("specifiedBy"))
    hints.extend(_durations(claim, "/credentialSubject/hasClaim"))
    draft = completed(members(specification), document, claim)
    draft["id"] = _iri_of(specification, document)
    draft.setdefault("version", "1")
    found: Achievement | None = _fitted(Achievement, draft)  # 4
    return found


def _fitted(kind: type[Any], draft: Draft) -> Any:
    stated = {name: value for name, value in draft.items() if value not in (None, (), [], {})}
    return fitted(kind, stated, _UNLESS)


def _iri_of(specification: Node, document: Node) -> str:
    """Its own address, where it has one; else a name made from the credential's (3)."""
    own = specification.get("id")
    if isinstance(own, str) and own.startswith(("https://", "http://")):
        return own
    return uuid5(NAMESPACE_URL, f"{document.get('id')} {own}").urn


def _award(
    document: Node, claim: Node, achievement: Achievement, hints: list[Hint]
) -> Award | None:
    person = node_in(document.get("credentialSubject"))
    noted = facts(claim).get("award", facts(claim))
    assessment = node_in(claim.get("provenBy"))
    display = node_in(document.get("displayParameter"))
    tongue = noted.get("language") or language(display.get("primaryLanguage")) or "en"
    place = "/credentialSubject"
    awarded = node_in(claim.get("awardedBy")).get("awardingDate")
    draft: Draft = {
        "id": _urn(document.get("id"), ""),
        "achievement": achievement.edition,
        "learner": {
            "id": _urn(person.get("id"), str(document.get("id"))),
            "given_name": _in_language(texts(person.get("givenName")) or {}, tongue),
            "family_name": _in_language(texts(person.get("familyName")) or {}, tongue),
            "full_name": _in_language(texts(person.get("fullName")) or {}, tongue),
            "date_of_birth": _day(person.get("dateOfBirth"), f"{place}/dateOfBirth", hints),
        },
        "awarded_on": _day(awarded, f"{place}/hasClaim/awardedBy/awardingDate", hints)
        or next(_issued(document, hints), None),
        "assessed_on": _day(
            assessment.get("dateIssued"), f"{place}/hasClaim/provenBy/dateIssued", hints
        ),
        "valid_until": _day(
            document.get("validUntil") or document.get("expirationDate"), "/validUntil", []
        ),
        "grade": _grade(assessment, tongue),
        "language": tongue,
        "evidence": [
            page
            for some in nodes_in(claim.get("supplementaryDocument"))
            for page in many(some.get("contentURL"))
        ],
        "narrative": _in_language(texts(claim.get("description")) or {}, tongue),
        "workload_hours": _hours_spent(claim),
        "ects_credits": _ects(claim),
        "supersedes": noted.get("supersedes"),
    }
    learner = draft["learner"]
    draft["learner"] = {name: value for name, value in learner.items() if value is not None}
    found: Award | None = _fitted(Award, draft)
    return found


def _issued(document: Node, hints: list[Hint]) -> Iterator[str]:
    """The day of issuing, for those who write no day of awarding."""
    for name in ("issued", "issuanceDate", "validFrom"):
        if found := _day(document.get(name), f"/{name}", hints):
            yield found


def _grade(assessment: Node, tongue: str) -> str | None:
    grade = node_in(assessment.get("grade"))
    if node_in(grade.get("subject")).get("id") == _PASSED:
        return None
    return _in_language(texts(grade.get("noteLiteral")) or {}, tongue)


def _hours_spent(claim: Node) -> str | None:
    spent = (hours(some.get("workload")) for some in nodes_in(claim.get("influencedBy")))
    return next((some for some in spent if some), None)


def _ects(claim: Node) -> str | None:
    received = nodes_in(claim.get("creditReceived"))
    return next(
        (
            str(some.get("point"))
            for some in received
            if code(some.get("framework"), "credit-system") == "ects"
        ),
        None,
    )


def _day(moment: Any, path: str, hints: list[Hint]) -> str | None:
    """The day meant, with a hint where another one is written."""
    meant = day_meant(moment)
    if meant and not str(moment).startswith(meant):
        hints.append(Hint("elm.day_in_utc", path, str(moment), meant))
    return meant


def _durations(value: Any, path: str) -> Iterator[Hint]:
    """Workloads in months or years, which are no number of hours."""
    if isinstance(value, list):
        for at, some in enumerate(value):
            yield from _durations(some, f"{path}/{at}")
    elif isinstance(value, dict):
        for name, some in value.items():
            if isinstance(some, dict | list):
                yield from _durations(some, f"{path}/{name}")
            elif (
                name in ("volumeOfLearning", "workload")
                and isinstance(some, str)
                and hours(some) is None
            ):
                yield Hint("elm.no_hours", f"{path}/{name}", some[:80])


def _urn(name: Any, within: str) -> str:
    """A random name as it is; for others one made from it that is always the same."""
    text = name if isinstance(name, str) else ""
    if _UUID.match(text):
        return text
    return uuid5(NAMESPACE_URL, f"{within} {text}".strip()).urn


def _in_language(said: dict[str, str], wanted: str) -> str | None:
    found = said.get(wanted) or said.get(wanted.split("-", maxsplit=1)[0])
    text = found or next(iter(said.values()), None)
    return text.strip() if text else None


def _losses(
    document: Node, achievement: Achievement | None, award: Award | None, *, own: bool
) -> Iterator[str]:
    """What is not written again; the issuer of ours is the certificate's."""
    kept = statements(describe(achievement)) if achievement else frozenset()
    if achievement and award:
        again = write_credential(achievement, award, issuer=_NOBODY, issued_at=_ANY_TIME, image=b"")
        kept |= statements(again["credentialSubject"])
    for member in _STATED if own else (*_STATED, "issuer"):
        if member in document:
            yield from losses(document[member], kept, f"/{member}")
    display = node_in(document.get("displayParameter"))
    said = {text for _, _, text in kept}
    for member in _DISPLAYED:
        shown = texts(display.get(member)) or {}
        if not said.issuperset(text.strip() for text in shown.values()):
            yield f"/displayParameter/{member}"
