"""Award and achievement → the claims of a wallet's credential (SD-JWT VC), unsigned.

The EU type is in the award's language and says neither more nor less than its
type metadata has; our own type says the same and, beside it, everything
exactly. Days are dates; moments are seconds since 1970 (RFC 7519, 2).
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from tesela.formats.sdjwt.exact import member
from tesela.formats.sdjwt.table import EU_TYPE, TABLE, claims_of
from tesela.model.achievement import Achievement, Workload
from tesela.model.award import Award, Learner
from tesela.model.base import Part
from tesela.text.catalogue import say
from tesela.vocab import vocabulary

Json = dict[str, Any]
YEARS_VALID = 10
"""How long a credential lasts in a wallet when the award itself never ends: `exp` is mandatory."""


class OwnType(NamedTuple):
    """Our own type, as a credential names it."""

    vct: str
    """The https address of its metadata."""
    integrity: str
    """Of that document (`vct#integrity`)."""


class Claims(NamedTuple):
    """What is to be signed."""

    claims: Json
    hidden: frozenset[str]
    """Those that the holder can hold back."""
    digests: int
    """How many digests there are to be, decoys included: as many as the type has such claims."""


def write(
    achievement: Achievement,
    award: Award,
    *,
    issuer: str,
    issued_at: datetime,
    own: OwnType | None = None,
    holder: Mapping[str, Any] | None = None,
    status: Mapping[str, Any] | None = None,
) -> Claims:
    """The claims that state `award`, of the EU type or of our own.

    `issuer` is the identity that will sign, `holder` the public key (JWK) in
    the learner's wallet, `status` the claim that says where the state stands.
    A mandatory claim whose fact is not known is left out: see `lacking`.
    Raises nothing: the model has been checked.
    """
    claims: Json = {
        "iss": issuer,
        "iat": int(issued_at.timestamp()),
        "exp": last_second(award, issued_at),
        "vct": own.vct if own else EU_TYPE,
        "jti": award.id,
    }
    if own:
        claims |= {"nbf": claims["iat"], "vct#integrity": own.integrity}
    if holder:
        claims["cnf"] = {"jwk": dict(holder)}
    if status:
        claims["status"] = dict(status)
    claims |= _eu_claims(achievement, award)
    if own:
        claims |= _own_claims(achievement, award)
    disclosable = {claim.name for claim in claims_of(own=own is not None) if claim.sd == "always"}
    hidden = frozenset(disclosable & claims.keys())
    return Claims(claims, hidden, len(disclosable))


def lacking(claims: Mapping[str, Any], *, own: bool) -> tuple[str, ...]:
    """Mandatory claims of the type that are not there; strict wallets refuse it without them."""
    return tuple(
        claim.name for claim in claims_of(own=own) if claim.mandatory and claim.name not in claims
    )


def unsaid(achievement: Achievement) -> tuple[str, ...]:
    """Mandatory claims whose facts the description of the achievement does not have."""
    said = _of_achievement(achievement, achievement.title.language_for("en"))
    mandatory = {claim.name for claim in claims_of(own=False) if claim.mandatory}
    return tuple(name for name, value in said.items() if name in mandatory and _is_empty(value))


def _eu_claims(achievement: Achievement, award: Award) -> Json:
    language = achievement.title.language_for(award.language)
    found = {**_of_achievement(achievement, language), **_of_award(award)}
    return {name: value for name, value in found.items() if not _is_empty(value)}


def _is_empty(value: object) -> bool:
    return value in (None, [], "")


def _of_achievement(achievement: Achievement, language: str) -> Json:
    issuer = achievement.issuer
    level, stackability = achievement.level, achievement.stackability
    return {
        "issuing_authority": issuer.legal_name or issuer.name.in_language(language),
        "issuing_country": issuer.country,
        "achievement_title": achievement.title.in_language(language),
        "achievement_description": achievement.summary
        and achievement.summary.in_language(language),
        "learning_outcomes": [
            outcome.text.in_language(language) for outcome in achievement.learning_outcomes
        ],
        "language_of_classes": list(achievement.languages),
        "expected_study_time": study_time(achievement.workload, language),
        "level_of_learning_experience": level.eqf if level else None,
        "types_of_quality_assurance": _kinds(achievement, language),
        "prerequisites_to_enroll": list(_prerequisites(achievement, language)),
        "integration_stackability_options": stackability and stackability.mode == "stackable",
    }


def _of_award(award: Award) -> Json:
    learner = award.learner
    return {
        "date_of_issuance": award.awarded_on.isoformat(),
        "date_of_expiry": award.valid_until and award.valid_until.isoformat(),
        "family_name": learner.family_name or learner.full_name,
        "given_name": learner.given_name,
        "learner_identification": learner.id,
        "assessment_grade": award.grade,
    }


def study_time(workload: Workload | None, language: str) -> str:
    """Hours and credit points in words; empty when neither is known."""
    if workload is None:
        return ""
    figures = [("element.hours", workload.hours)] if workload.hours is not None else []
    figures += [(f"element.{some.system}_points", some.points) for some in workload.credits]
    return "; ".join(_counted(code, value, language) for code, value in figures)


def _counted(code: str, value: Decimal, language: str) -> str:
    """A figure with its unit; anything that is not one whole thing is many."""
    return say(code, language, 1 if value == 1 else 2, figure=f"{value.normalize():f}")


def _kinds(achievement: Achievement, language: str) -> list[str]:
    labels = (
        vocabulary("quality-assurance").concept(statement.kind).label(language)
        for statement in achievement.quality_assurance
    )
    return list(dict.fromkeys(labels))


def _prerequisites(achievement: Achievement, language: str) -> Iterator[str]:
    prerequisites = achievement.prerequisites
    if prerequisites is None:
        return
    yield prerequisites.text.in_language(language)
    for target in prerequisites.achievements:
        yield target.title.in_language(language)


def _own_claims(achievement: Achievement, award: Award) -> Json:
    parts = {"achievement": achievement, "award": award, "award.learner": award.learner}
    kinds: dict[str, type[Part]] = {
        "achievement": Achievement,
        "award": Award,
        "award.learner": Learner,
    }
    written: Json = {}
    for row in TABLE:
        place, _, name = row.field.rpartition(".")
        if not row.own or place not in parts or row.field == "award.achievement":
            continue
        value = getattr(parts[place], name)
        if value not in (None, ()):
            written[row.own] = member(kinds[place], name, value)
    return written


def last_second(award: Award, issued_at: datetime) -> int:
    """When its credential ends in a wallet, in seconds since 1970."""
    return _last_second(award.valid_until, issued_at.date())


@lru_cache(maxsize=64)
def _last_second(valid_until: date | None, issued_on: date) -> int:
    """The award's own last day, whole; else so many years after issuing."""
    if valid_until:
        end = datetime.combine(valid_until, time(), UTC) + timedelta(days=1, seconds=-1)
    else:
        end = datetime.combine(_years_after(issued_on), time(), UTC)
    return int(end.timestamp())


def _years_after(day: date) -> date:
    year = day.year + YEARS_VALID
    return (
        day.replace(year=year, day=28)
        if (day.month, day.day) == (2, 29)
        else day.replace(year=year)
    )
