"""The claims of a wallet's credential, ours or anyone's → achievement and award, and what was lost.

Three shapes are understood: the EU learning credential (and our own type,
which has it inside), and the flat claims of `VerifiableMicroCredential`. What
a claim says in words is looked up in all 24 languages, since the EU type does
not say which one it is in; its texts are marked `und`, undetermined.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from pydantic import ValidationError

from tesela.formats.sdjwt.exact import read_member
from tesela.formats.sdjwt.table import EU_TYPE, TABLE, claims_of
from tesela.model.achievement import Achievement
from tesela.model.award import Award, Learner
from tesela.text.catalogue import say
from tesela.text.languages import is_language_tag
from tesela.vocab import vocabulary

Json = Mapping[str, Any]
Made = TypeVar("Made", Achievement, Award)
UNDETERMINED = "und"
"""The language of texts that do not say theirs (BCP 47, 4.1)."""
FLAT_TYPE = "VerifiableMicroCredential"
NESTED_TYPE = "urn:eudi:micro_credential:1"
"""A type whose claims are those of an Open Badge; it is read as one."""
_TECHNICAL = frozenset(
    ("iss", "iat", "nbf", "exp", "vct", "vct#integrity", "aka_vcts", "cnf", "status", "sub", "aud")
)
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")

_FLAT_NAMES = {
    "title": "achievement_title",
    "givenName": "given_name",
    "familyName": "family_name",
    "dateOfBirth": "birthdate",
    "issuerCountry": "issuing_country",
    "issuanceDate": "date_of_issuance",
    "learningOutcomes": "learning_outcomes",
    "entryRequirements": "prerequisites_to_enroll",
    "stackable": "integration_stackability_options",
    "grade": "assessment_grade",
}
"""Claims of `VerifiableMicroCredential` → those of the EU type that mean the same."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a credential says in our words; None where it says too little for that."""

    achievement: Achievement | None
    award: Award | None
    losses: tuple[str, ...]
    """Claims (JSON Pointers) that had no place in the model or could not be read."""


def is_learning_credential(claims: Json) -> bool:
    """Whether these are the claims of a type that is understood."""
    named = claims.get("vct")
    if not isinstance(named, str):
        return False
    return (
        named in (EU_TYPE, FLAT_TYPE) or {"achievement_title", "date_of_issuance"} <= claims.keys()
    )


def read(claims: Json) -> Reading:
    """The claims in our words. Raises nothing: what is unreadable is a loss."""
    losses: list[str] = []
    known = _with_eu_names(claims) if claims.get("vct") == FLAT_TYPE else dict(claims)
    achievement = _made(Achievement, _achievement_draft(known), losses)
    award = _made(Award, _award_draft(known, achievement), losses)
    understood = _TECHNICAL | {claim.name for claim in claims_of(own=True)} | _EXTRA
    losses += [f"/{name}" for name in known if name not in understood]
    losses += [f"/{name}" for name in _half_understood(known)]
    return Reading(achievement, award, tuple(dict.fromkeys(losses)))


def _half_understood(claims: Json) -> Iterator[str]:
    """Claims whose words, or some of them, mean nothing to us; exact ones beside them would do."""
    exact = {row.claim for row in TABLE if row.own in claims}
    for name, understood in _UNDERSTOOD.items():
        if name in claims and name not in exact and not understood(claims[name]):
            yield name


def _achievement_draft(claims: Json) -> dict[str, Any]:
    level = claims.get("level_of_learning_experience")
    draft: dict[str, Any] = {
        "id": _made_up_id(claims),
        "title": _text(claims.get("achievement_title")),
        "summary": _text(claims.get("achievement_description")),
        "languages": list(filter(is_language_tag, _texts(claims.get("language_of_classes")))),
        "issuer": _issuer(claims),
        "awarding_bodies": [{"name": _text(name)} for name in _texts(claims.get("awardingBody"))],
        "learning_outcomes": [
            {"id": f"outcome-{at}", "text": _text(text)}
            for at, text in enumerate(_texts(claims.get("learning_outcomes")), start=1)
        ],
        "workload": _workload(claims.get("expected_study_time")),
        "level": {"eqf": level} if _is_whole(level) else None,
        "participation": _coded("participation", claims.get("form_of_participation")),
        "quality_assurance": [
            {"kind": code}
            for code in _coded("quality-assurance", claims.get("types_of_quality_assurance"))
        ],
        "prerequisites": {"text": text}
        if (text := _text("\n".join(_texts(claims.get("prerequisites_to_enroll")))))
        else None,
        "assessment": _assessment(claims),
        "stackability": _stackability(claims.get("integration_stackability_options")),
    }
    return draft | _exactly("achievement", Achievement, claims)


def _award_draft(claims: Json, achievement: Achievement | None) -> dict[str, Any]:
    given, family = claims.get("given_name"), claims.get("family_name")
    identity = claims.get("learner_identification")
    learner = {
        "id": _urn(identity if isinstance(identity, str) else f"{claims.get('jti')} learner"),
        "given_name": given,
        "family_name": family if given else None,
        "full_name": None if given else family,
        "date_of_birth": claims.get("birthdate"),
    } | _exactly("award.learner", Learner, claims)
    if learner.get("full_name") and family and not given and family != learner["full_name"]:
        learner["family_name"] = family
    draft = {
        "id": _urn(str(claims.get("jti"))),
        "achievement": achievement.edition if achievement else None,
        "learner": {name: value for name, value in learner.items() if value is not None},
        "awarded_on": claims.get("date_of_issuance"),
        "valid_until": claims.get("date_of_expiry"),
        "grade": claims.get("assessment_grade"),
    }
    return draft | _exactly("award", Award, claims)


def _exactly(place: str, kind: type[Achievement | Award | Learner], claims: Json) -> dict[str, Any]:
    """The members of `place` that our own type says exactly."""
    rows = [row for row in TABLE if row.own and row.field.rpartition(".")[0] == place]
    return {
        name: read_member(kind, name, claims[row.own])
        for row in rows
        if row.own in claims and (name := row.field.rpartition(".")[2]) != "achievement"
    }


def _made(kind: type[Made], draft: dict[str, Any], losses: list[str]) -> Made | None:
    """`kind` from `draft`; parts that do not fit are left out and named by their claim."""
    draft = {name: value for name, value in draft.items() if value not in (None, (), [])}
    for _ in range(len(draft) + 1):
        try:
            return kind.model_validate(draft)
        except ValidationError as error:
            unfit = {str(found["loc"][0]) for found in error.errors() if found["loc"]}
            if not unfit & draft.keys():
                losses.append(f"/{kind.__name__.lower()}")
                return None
            for name in unfit & draft.keys():
                losses.append(f"/{_claim_of(kind, name)}")
                del draft[name]
    return None


def _claim_of(kind: type[Achievement | Award], name: str) -> str:
    field = f"{kind.__name__.lower()}.{name}"
    return next((row.claim or row.own for row in TABLE if row.field == field), name)


def _issuer(claims: Json) -> dict[str, Any] | None:
    name = _text(claims.get("issuing_authority") or claims.get("awardingBody"))
    party = {
        "name": name,
        "country": claims.get("issuing_country"),
        "id": claims.get("iss"),
    }
    return {member: value for member, value in party.items() if value} if name else None


def _is_study_time(value: object) -> bool:
    found = _workload(value)
    known = ((found["hours"] is not None) + len(found["credits"])) if found else 0
    return isinstance(value, str) and known == len(value.split("; "))


def _workload(value: object) -> dict[str, Any] | None:
    """What `write.study_time` says in any language, and figures with `ECTS`."""
    hours: Decimal | None = None
    points: list[dict[str, Any]] = []
    for said in value.split("; ") if isinstance(value, str) else []:
        figure = _FIGURE.search(said)
        if figure is None:
            continue
        unit = said.replace(figure[0], "#", 1).strip().casefold()
        number = _decimal(figure[0])
        if unit in _units("hours"):
            hours = number
        points += [
            {"system": system, "points": number}
            for system in ("ects", "ecvet")
            if unit in _units(system) | {f"# {system}", f"{system} #"}
        ]
    return {"hours": hours, "credits": points} if hours or points else None


@cache
def _units(unit: str) -> frozenset[str]:
    """How a figure with this unit is written in each language, with `#` for the figure.

    Data, since opening 24 catalogues takes seconds, and because credentials outlive their words.
    """
    file = resources.files("tesela.formats.sdjwt") / "data" / "units.json"
    return frozenset(json.loads(file.read_text("utf-8"))[unit])


def _coded(name_of_list: str, value: object) -> list[str]:
    """Codes of the labels, codes or URIs that are in the list."""
    known = codes_of(name_of_list)
    said = (known.get(text.strip().casefold()) for text in _texts(value))
    return list(dict.fromkeys(code for code in said if code))


@cache
def codes_of(name_of_list: str) -> dict[str, str]:
    """What a list's terms are called, in small letters (code, URI, labels) → the code."""
    found: dict[str, str] = {}
    for concept in vocabulary(name_of_list).concepts:
        for word in (concept.code, concept.uri, *concept.labels.values()):
            found.setdefault(word.casefold(), concept.code)
    return found


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _all_coded(name_of_list: str) -> Callable[[object], bool]:
    def understood(value: object) -> bool:
        known = codes_of(name_of_list)
        return all(text.strip().casefold() in known for text in _texts(value))

    return understood


_UNDERSTOOD: Mapping[str, Callable[[object], bool]] = {
    "expected_study_time": _is_study_time,
    "level_of_learning_experience": _is_whole,
    "integration_stackability_options": lambda value: isinstance(value, bool),
    "types_of_quality_assurance": _all_coded("quality-assurance"),
    "form_of_participation": _all_coded("participation"),
    "typeOfAssessment": _all_coded("assessment-type"),
    "evaluator_verification": _all_coded("supervision"),
    "language_of_classes": lambda value: all(map(is_language_tag, _texts(value))),
}


def _assessment(claims: Json) -> list[dict[str, Any]]:
    kinds = _coded("assessment-type", claims.get("typeOfAssessment"))
    watched = _coded("supervision", claims.get("evaluator_verification"))
    return [{"type": kind, **({"supervision": watched[0]} if watched else {})} for kind in kinds]


def _stackability(value: object) -> dict[str, str] | None:
    if not isinstance(value, bool):
        return None
    return {"mode": "stackable" if value else "stand-alone"}


_EXTRA = frozenset(
    (
        "form_of_participation",
        "evaluator_verification",
        "typeOfAssessment",
        "awardingBody",
    )
)
"""Claims of others that `_achievement_draft` reads under their own names."""


def _with_eu_names(claims: Json) -> dict[str, Any]:
    """The claims of `VerifiableMicroCredential` under the EU type's names."""
    known = {_FLAT_NAMES.get(name, name): value for name, value in claims.items()}
    workload = known.pop("notionalWorkload", None)
    if isinstance(workload, dict):
        unit = {"ECTS": "element.ects_points", "hours": "element.hours"}.get(
            str(workload.get("unit"))
        )
        if unit:
            known["expected_study_time"] = say(unit, "en", 2, figure=str(workload.get("value")))
    renamed: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
        ("level", "level_of_learning_experience", _eqf),
        ("qualityAssurance", "types_of_quality_assurance", _texts),
        ("formOfParticipation", "form_of_participation", _texts),
        ("languageOfAssessment", "language_of_classes", _texts),
        ("idVerificationMethod", "evaluator_verification", _texts),
        ("identifier", "jti", lambda value: claims.get("jti", value)),
    )
    for theirs, ours, made in renamed:
        if theirs in known:
            known[ours] = made(known.pop(theirs))
    return known


def _eqf(value: object) -> int | None:
    text = str(value).removeprefix("EQF-")
    return int(text) if text in "12345678" and len(text) == 1 else None


def _made_up_id(claims: Json) -> str:
    """The EU type does not name the achievement; the same words always get the same id."""
    words = "\n".join(
        str(claims.get(name)) for name in ("iss", "issuing_authority", "achievement_title")
    )
    return uuid5(NAMESPACE_URL, words).urn


def _urn(text: str) -> str:
    """The id, or for foreign ids one made from it that is always the same."""
    return text if _UUID.match(text) else uuid5(NAMESPACE_URL, text).urn


def _text(value: object) -> dict[str, str] | None:
    return {UNDETERMINED: value} if isinstance(value, str) and value.strip() else None


def _texts(value: object) -> list[str]:
    listed: Iterable[object] = value if isinstance(value, list) else [value]
    return [text for text in listed if isinstance(text, str) and text.strip()]


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
