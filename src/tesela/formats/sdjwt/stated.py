"""What the claims of a wallet's credential state apart from our words, and where.

What the holder can hold back (RFC 9901) is not in the clear: the places of such
claims are handed in by whoever opened the token. The EU type writes levels,
participation and quality assurance in words, so words of its lists are terms of
them; words of none are named. Nothing raises.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from tesela.formats.pointers import At, inside, lines
from tesela.formats.sdjwt.read import codes_of
from tesela.model.stated import State, Stated, Term, Written

_NATIONAL = (
    "personal_administrative_number",
    "nationalID",
    "national_id",
    "tax_id_code",
    "social_security_pin",
)
_CONTACTS = ("email", "email_address", "phone_number", "mobile_phone_number", "address")
_BIRTHS = ("birthdate", "birth_date", "dateOfBirth")
_ISSUED = ("date_of_issuance", "issuanceDate", "iat")
_MIDNIGHT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T00:00:00(?:\.0+)?(?:Z|[+-][0-9:]+)?)?\Z")
_LISTS = {
    "types_of_quality_assurance": "quality-assurance",
    "qualityAssurance": "quality-assurance",
    "form_of_participation": "participation",
    "formOfParticipation": "participation",
    "typeOfAssessment": "assessment-type",
    "evaluator_verification": "supervision",
    "idVerificationMethod": "supervision",
}
_PLACES = {
    "/issuer": "/issuing_authority",
    "/issuer/country": "/issuing_country",
    "/issuer/place": "/issuing_organisation/place",
    "/awarding_bodies": "/awarding_bodies",
    "/title": "/achievement_title",
    "/summary": "/achievement_description",
    "/languages": "/language_of_classes",
    "/learning_outcomes": "/learning_outcomes",
    "/workload": "/expected_study_time",
    "/level": "/level_of_learning_experience",
    "/assessment": "/assessment",
    "/participation": "/form_of_participation",
    "/quality_assurance": "/types_of_quality_assurance",
    "/prerequisites": "/prerequisites_to_enroll",
    "/stackability": "/integration_stackability_options",
    "/grading": "/grading",
    "/picture": "/picture",
    "/page": "/achievement_page",
    "/learner": "/family_name",
    "/grade": "/assessment_grade",
    "/awarded_on": "/date_of_issuance",
    "/assessed_on": "/assessed_on",
    "/valid_until": "/date_of_expiry",
}


def stated(claims: Mapping[str, Any], held_back: Collection[str] = ()) -> Stated:
    """What the claims state, as they stand; `held_back` are pointers. Raises nothing."""
    whole = At(claims, "")
    return Stated(
        names=_any(whole, ("given_name", "givenName", "family_name", "familyName")),
        full_names=_any(whole, ("full_name",)),
        learner_numbers=_any(whole, ("learner_identification", "identifier", "sub"))
        + tuple(Written(at.path, "cnf") for at in inside([whole], "cnf")),
        births=_any(whole, _BIRTHS),
        national_numbers=_any(whole, _NATIONAL),
        contacts=_any(whole, _CONTACTS),
        held_back=frozenset(held_back),
        remarks=_any(whole, ("narrative",)),
        issuers=_any(whole, ("issuing_authority", "awardingBody")),
        issuer_numbers=_any(whole, ("iss",))
        + lines(inside([whole], "issuing_organisation", "identifiers", "value")),
        bodies=lines(inside([whole], "awarding_bodies", "legal_name")),
        assessed=_any(whole, ("assessed_on",)),
        awarded=_any(whole, ("date_of_issuance", "issuanceDate")),
        issued=tuple(map(_moment, _any(whole, _ISSUED)[:1])),
        valid_from=tuple(map(_moment, _any(whole, ("nbf",)))),
        issue_place="/iat",
        shifted_days=tuple(one for one in _any(whole, _BIRTHS) if not _MIDNIGHT.match(one.text)),
        terms=tuple(_terms(whole)),
        grades=_any(whole, ("assessment_grade", "grade")),
        states=tuple(_states(whole)),
        places=_PLACES,
    )


def _any(whole: At, members: Iterable[str]) -> tuple[Written, ...]:
    return tuple(one for member in members for one in lines(inside([whole], member)))


def _moment(one: Written) -> Written:
    """Seconds since 1970, as tokens count, written as a date and time."""
    try:
        moment = datetime.fromtimestamp(float(one.text), UTC)
    except (ValueError, OverflowError, OSError):
        return one
    return Written(one.path, moment.isoformat())


def _terms(whole: At) -> Iterator[Term]:
    for member, name in _LISTS.items():
        for one in lines(inside([whole], member)):
            if one.text.casefold() not in codes_of(name):
                yield Term(one.path, one.text[:200], name)


def _states(whole: At) -> Iterator[State]:
    for at in inside([whole], "status", "status_list"):
        if isinstance(at.value, dict):
            yield State(at.path, str(at.value.get("uri") or ""), shared="idx" in at.value)
