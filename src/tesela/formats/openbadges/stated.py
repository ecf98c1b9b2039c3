"""What an Open Badge 3.0 states apart from our words, and where.

Read as the document stands; nothing raises. An alignment claims to be a term of
a European list by its `targetType` or its framework's name; where its address
is no term of that list, it is named.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tesela.formats.openbadges.table import TARGET_TYPES
from tesela.formats.pointers import At, inside, lines
from tesela.model.stated import State, Stated, Term, Written
from tesela.vocab import Concept, concept_by_uri, vocabulary

_BIRTHS = ("ext:dateOfBirth", "dateOfBirth", "birthdate")
_NAMES = ("ext:givenName", "ext:familyName")
_FULL_NAMES = ("name",)
_CONTACTS = ("emailAddress", "email", "phoneNumber")
_NATIONAL = ("nationalIdentityNumber", "ext:nationalIdentityNumber")
_FRAMEWORKS = re.compile(r"\b(?:EQF|European Qualifications Framework)\b")
_MIDNIGHT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T00:00:00(?:\.0+)?(?:Z|[+-][0-9:]+)?)?\Z")
_BADGE = "/credentialSubject/achievement"
_PLACES = {
    "/issuer": "/issuer",
    "/issuer/country": "/issuer/address/addressCountryCode",
    "/issuer/place": "/issuer/address/addressLocality",
    "/issuer/identifiers": "/issuer/otherIdentifier",
    "/awarding_bodies": f"{_BADGE}/creator",
    "/title": f"{_BADGE}/name",
    "/summary": f"{_BADGE}/description",
    "/workload": f"{_BADGE}/creditsAvailable",
    "/level": f"{_BADGE}/alignment",
    "/assessment": f"{_BADGE}/alignment",
    "/participation": f"{_BADGE}/alignment",
    "/quality_assurance": f"{_BADGE}/alignment",
    "/learning_outcomes": f"{_BADGE}/criteria/narrative",
    "/prerequisites": f"{_BADGE}/criteria/narrative",
    "/accessibility": f"{_BADGE}/criteria/narrative",
    "/stackability": f"{_BADGE}/related",
    "/grading": f"{_BADGE}/resultDescription",
    "/picture": f"{_BADGE}/image",
    "/page": f"{_BADGE}/id",
    "/learner": "/credentialSubject",
    "/grade": "/credentialSubject/result",
    "/awarded_on": "/awardedDate",
    "/valid_until": "/validUntil",
}


def stated(document: Mapping[str, Any]) -> Stated:
    """What the badge states, as it stands. Raises nothing."""
    whole = At(document, "")
    subject = list(inside([whole], "credentialSubject"))[:1]
    badge = list(inside(subject, "achievement"))[:1]
    issuer = list(inside([whole], "issuer"))[:1]
    known = list(inside(subject, "identifier"))
    issued = "validFrom" if "validFrom" in document else "issuanceDate"
    return Stated(
        names=_of(known, _NAMES),
        full_names=_of(known, _FULL_NAMES),
        learner_numbers=lines(inside(subject, "id")) + _hashed(known),
        births=_of(known, _BIRTHS),
        national_numbers=_of(known, _NATIONAL),
        contacts=_of(known, _CONTACTS),
        remarks=lines(inside(subject, "narrative"))
        + lines(inside([whole], "evidence", "narrative")),
        issuers=_texts(inside(issuer, "name")),
        issuer_numbers=lines(issuer)
        + lines(inside(issuer, "otherIdentifier", "identifier"))
        + lines(inside(issuer, "id")),
        bodies=_texts(inside(badge, "creator", "name")),
        on_behalf=_on_behalf(issuer, list(inside(badge, "creator"))),
        mandates=tuple(_mandates(whole)),
        began=lines(inside(subject, "activityStartDate")),
        ended=lines(inside(subject, "activityEndDate")),
        awarded=lines(inside([whole], "awardedDate")),
        issued=lines(inside([whole], issued)),
        valid_from=lines(inside([whole], issued)),
        issue_place="/validFrom",
        shifted_days=tuple(one for one in _of(known, _BIRTHS) if not _MIDNIGHT.match(one.text)),
        terms=tuple(_terms(badge)),
        grades=lines(inside(subject, "result", "value")),
        pictures_without_text=tuple(_pictures(badge)),
        states=tuple(states(whole)),
        places=_PLACES,
    )


def states(whole: At) -> Iterator[State]:
    """Where a credential of the W3C's data model says its state can be asked."""
    for at in inside([whole], "credentialStatus"):
        if isinstance(at.value, dict):
            address = at.value.get("statusListCredential") or at.value.get("id") or ""
            shared = bool({"statusListIndex", "revocationListIndex"} & at.value.keys())
            revocations = at.value.get("type") == "1EdTechRevocationList"
            yield State(at.path, str(address), shared=shared or revocations)


def _of(known: list[At], kinds: Iterable[str]) -> tuple[Written, ...]:
    """What identifies the learner by one of these kinds, in clear text."""
    return tuple(
        Written(f"{at.path}/identityHash", str(at.value["identityHash"]))
        for at in known
        if isinstance(at.value, dict)
        and at.value.get("hashed") is not True
        and str(at.value.get("identityType")) in kinds
        and at.value.get("identityHash")
    )


def _hashed(known: list[At]) -> tuple[Written, ...]:
    """Identifiers, hashed or of kinds that tell no more than who it is."""
    spoken_for = {*_NAMES, *_FULL_NAMES, *_BIRTHS, *_CONTACTS, *_NATIONAL}
    return tuple(
        Written(f"{at.path}/identityHash", str(at.value["identityHash"]))
        for at in known
        if isinstance(at.value, dict)
        and at.value.get("identityHash")
        and (at.value.get("hashed") is True or str(at.value.get("identityType")) not in spoken_for)
    )


def _pictures(badge: list[At]) -> Iterator[Written]:
    for at in inside(badge, "image"):
        if isinstance(at.value, str) or not _texts(inside([at], "caption")):
            yield Written(at.path, "")


def _texts(found: Iterable[At]) -> tuple[Written, ...]:
    """Plain texts, and those with a language."""
    values = list(found)
    return lines(values) + lines(inside(values, "@value"))


def _on_behalf(issuer: list[At], creators: list[At]) -> bool:
    marks = [_marks(at.value) for at in creators]
    known = _marks(issuer[0].value) if issuer else set()
    return bool(known) and bool(marks) and not any(known & one for one in marks)


def _marks(profile: Any) -> set[str]:
    if isinstance(profile, str):
        return {profile}
    if not isinstance(profile, dict):
        return set()
    names = _texts([At(profile.get("name"), "")])
    own = profile.get("id")
    return {one.text.casefold() for one in names} | ({own} if isinstance(own, str) else set())


def _mandates(whole: At) -> Iterator[Written]:
    """Evidence or an endorsement that calls itself a mandate."""
    for at in inside([whole], "evidence"):
        if isinstance(at.value, dict) and "mandate" in str(at.value.get("genre", "")).casefold():
            yield Written(at.path, str(at.value.get("narrative") or ""))


def _terms(badge: list[At]) -> Iterator[Term]:
    for at in inside(badge, "alignment"):
        if isinstance(at.value, dict) and (name := _list_of(at.value)):
            uri = str(at.value.get("targetUrl") or "")
            known = concept_by_uri(uri)
            if known is None or known.list != name:
                said = str(at.value.get("targetName") or uri)[:200]
                meant = _meant(name, said, str(at.value.get("targetCode") or ""))
                yield Term(
                    at.path, said, name, meant.uri if meant else "", known.list if known else ""
                )


def _list_of(alignment: Mapping[str, Any]) -> str:
    """The list that an alignment claims its target to be of; empty where it claims none."""
    kind = str(alignment.get("targetType") or "")
    if kind in TARGET_TYPES:
        return TARGET_TYPES[kind]
    framework = str(alignment.get("targetFramework") or "")
    return "eqf" if kind == "ext:EQF" or _FRAMEWORKS.search(framework) else ""


def _meant(name: str, said: str, code: str) -> Concept | None:
    """The list's own term with this label or code; levels by the one number in it."""
    terms = vocabulary(name)
    numbers = re.findall(r"[0-9]+", code or said)
    by_code = terms.get(code.casefold()) or (
        terms.get(numbers[0]) if name == "eqf" and len(numbers) == 1 else None
    )
    return by_code or next(
        (
            one
            for one in terms.concepts
            if not one.extension
            and said.casefold() in {label.casefold() for label in one.labels.values()}
        ),
        None,
    )
