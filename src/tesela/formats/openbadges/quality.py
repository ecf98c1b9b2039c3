"""Quality evidence about a provider as a signed statement: an Open Badge whose subject is the provider.

Open Badges 3.0 has a type of achievement for it, `QualityAssuranceCredential`
(the same word as in CTDL: a credential that assures that an organisation or
programme meets requirements). So every reader of Open Badges can show and
verify it, and it has the dates and status lists of all our credentials
(docs/decisions/0020).

| of `QualityAssurance` | in the badge |
|---|---|
| `kind` | `achievement.humanCode`; an alignment too where Europe has the concept |
| `title` | `achievement.name`, `name` |
| `agency` | `issuer` |
| `decision` | `achievement.criteria.narrative` |
| `decision_page` | `achievement.criteria.id` |
| `report_page` | `evidence` |
| `decided_on`, `valid_until` | `validFrom` and `awardedDate`, `validUntil` |
| `scope` | alignments: ISCED-F, EQF, countries |

`reviewed_on` is not carried. A badge is in one language.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from tesela.formats.openbadges.read import party_members
from tesela.formats.openbadges.table import CONTEXTS
from tesela.formats.openbadges.write import profile
from tesela.model.achievement import QualityAssurance
from tesela.model.party import Party
from tesela.text.errors import TeselaError
from tesela.vocab import vocabulary
from tesela.vocab.places import country_from_uri, country_name, country_uri

Json = dict[str, Any]
TYPE = "QualityAssuranceCredential"
_LISTS = {"ext:FieldOfEducation": "isced-f", "ext:Level": "eqf"}
_COUNTRY = "ext:Country"


def write_quality(
    statement: QualityAssurance,
    *,
    provider: Party,
    assurer: Party,
    issuer: str,
    identifier: str,
    issued_at: datetime,
    reasons: str,
    conditions: str = "",
    language: str = "en",
    status: Sequence[Json] = (),
) -> Json:
    """The unsecured statement that `assurer` makes about `provider`.

    `issuer` is the identity that will sign, `identifier` the statement's own
    IRI, `reasons` and `conditions` what the assurer says, in `language`;
    `status` its places on status lists. `statement` has a day of decision.
    """
    title = statement.title or vocabulary("quality-assurance").concept(statement.kind).labels
    name = title.get(language) or next(iter(title.values()))
    begins = statement.decided_on or issued_at.date()
    written: Json = {
        "@context": list(CONTEXTS),
        "id": identifier,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": name,
        "issuer": profile(assurer, issuer, f"{identifier}#assurer", language),
        "validFrom": f"{begins.isoformat()}T00:00:00Z",
        "awardedDate": f"{begins.isoformat()}T12:00:00Z",
    }
    if statement.valid_until:
        written["validUntil"] = f"{statement.valid_until.isoformat()}T23:59:59Z"
    achievement: Json = {
        "id": f"{identifier}#achievement",
        "type": ["Achievement"],
        "achievementType": TYPE,
        "humanCode": statement.kind,
        "name": name,
        "description": "\n\n".join(filter(None, (reasons, conditions))) or name,
        "inLanguage": language,
        "creator": profile(assurer, issuer, f"{identifier}#assurer", language),
        "criteria": {
            "id": statement.decision_page or f"{identifier}#criteria",
            "narrative": reasons or name,
        },
    }
    if alignments := _alignments(statement, identifier, language):
        achievement["alignment"] = alignments
    written["credentialSubject"] = {
        "id": provider.id or f"{identifier}#provider",
        "type": ["AchievementSubject"],
        "identifier": _identity(provider, identifier, language),
        "achievement": achievement,
    }
    if statement.report_page:
        written["evidence"] = [{"id": statement.report_page, "type": ["Evidence"]}]
    if status:
        written["credentialStatus"] = list(status)
    return written


def is_quality(document: Mapping[str, Any]) -> bool:
    """Whether this Open Badge is a statement about a provider's quality."""
    achievement = _object(_object(document.get("credentialSubject")).get("achievement"))
    return achievement.get("achievementType") == TYPE


def read_quality(document: Mapping[str, Any]) -> tuple[QualityAssurance, Party]:
    """The statement and the provider that it is about.

    Raises TeselaError `quality.unreadable` where kind, assurer, provider or
    days are missing or wrong: a bare badge is no evidence.
    """
    subject = _object(document.get("credentialSubject"))
    achievement = _object(subject.get("achievement"))
    language = _text(achievement.get("inLanguage")) or "en"
    criteria = _object(achievement.get("criteria"))
    evidence = [_text(one.get("id")) for one in _objects(document.get("evidence"))]
    scope = _scope(achievement)
    stated = {
        "kind": achievement.get("humanCode"),
        "title": {language: _text(achievement.get("name"))},
        "agency": party_members(_object(document.get("issuer")), language),
        "decision": {language: _text(criteria.get("narrative"))},
        "decision_page": _page(criteria.get("id")),
        "report_page": next((page for one in evidence if (page := _page(one))), None),
        "decided_on": _text(document.get("awardedDate"))[:10],
        "valid_until": _text(document.get("validUntil"))[:10] or None,
        "scope": scope or None,
    }
    try:
        if not stated["agency"]:
            raise TeselaError("quality.unreadable")
        return QualityAssurance.model_validate(stated), _provider(subject, language)
    except ValidationError:
        raise TeselaError("quality.unreadable") from None


def _identity(provider: Party, identifier: str, language: str) -> list[Json]:
    facts = [
        ("name", provider.name.in_language(language)),
        ("ext:legalName", provider.legal_name),
        ("ext:country", provider.country),
        *((f"ext:{one.scheme}", one.value) for one in provider.identifiers),
    ]
    return [
        {
            "id": f"{identifier}#provider-{at}",
            "type": "IdentityObject",
            "hashed": False,
            "identityHash": value,
            "identityType": kind,
        }
        for at, (kind, value) in enumerate(facts, start=1)
        if value
    ]


def _provider(subject: Json, language: str) -> Party:
    known = [
        (_text(one.get("identityType")), _text(one.get("identityHash")))
        for one in _objects(subject.get("identifier"))
        if one.get("hashed") is not True
    ]
    single = dict(known)
    own = ("name", "ext:legalName", "ext:country")
    identity = _text(subject.get("id"))
    return Party.model_validate(
        {
            "name": {language: single.get("name", "")},
            "legal_name": single.get("ext:legalName"),
            "country": single.get("ext:country"),
            "identifiers": [
                {"scheme": kind.removeprefix("ext:"), "value": value}
                for kind, value in known
                if kind not in own
            ],
            "id": None if "#provider" in identity else identity,
        }
    )


def _alignments(statement: QualityAssurance, identifier: str, language: str) -> list[Json]:
    listed: list[tuple[str, str, str, str]] = []
    kind = vocabulary("quality-assurance").concept(statement.kind)
    if kind.published:
        listed.append(("ext:QualityAssurance", kind.label(language), kind.uri, kind.list))
    scope = statement.scope
    limits: dict[str, Sequence[str]] = {
        "ext:FieldOfEducation": scope.fields if scope else (),
        "ext:Level": [str(level) for level in scope.eqf_levels] if scope else (),
    }
    for target_type, codes in limits.items():
        for code in codes:
            concept = vocabulary(_LISTS[target_type]).concept(code)
            listed.append((target_type, concept.label(language), concept.uri, concept.list))
    listed.extend(
        (_COUNTRY, country_name(country, language), country_uri(country), "country")
        for country in (scope.countries if scope else ())
    )
    return [
        {
            "id": f"{identifier}#alignment-{at}",
            "type": ["Alignment"],
            "targetType": target_type,
            "targetName": name,
            "targetUrl": url,
            "targetFramework": framework,
        }
        for at, (target_type, name, url, framework) in enumerate(listed, start=1)
    ]


def _scope(achievement: Json) -> dict[str, list[Any]]:
    """What the alignments limit. A limit that is not known is no limit lifted: it is refused."""
    found: dict[str, list[Any]] = {}
    for one in _objects(achievement.get("alignment")):
        target_type, url = _text(one.get("targetType")), _text(one.get("targetUrl"))
        if target_type == _COUNTRY:
            found.setdefault("countries", []).append(country_from_uri(url) or url)
        elif name := _LISTS.get(target_type):
            concept = next((one for one in vocabulary(name).concepts if one.uri == url), None)
            member = "fields" if name == "isced-f" else "eqf_levels"
            found.setdefault(member, []).append(concept.code if concept else url)
    return found


def _page(value: object) -> str | None:
    text = _text(value)
    return text if text.startswith(("https://", "http://")) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[Json]:
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, dict)]
