"""An Open Badge 3.0, ours or anyone's → achievement and award, and what was lost.

Whoever made it: nothing is taken for granted, every member may be missing or
of another kind than expected. What cannot be read is left out and named.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from pydantic import ValidationError

from tesela.codecs import jsontext
from tesela.codecs.recent import Recent
from tesela.formats.openbadges.criteria import SECTIONS, sections
from tesela.formats.openbadges.table import TARGET_TYPES
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.text.catalogue import say
from tesela.text.languages import is_language_tag
from tesela.vocab import concept_by_uri, vocabulary

Json = Mapping[str, Any]
Made = TypeVar("Made", Achievement, Award)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a badge says in our words; None where it says too little for that."""

    achievement: Achievement | None
    award: Award | None
    losses: tuple[str, ...]
    """Members (JSON Pointers) that had no place in the model or could not be read.

    Of the criteria's text each section that says more than was read is named,
    by its heading after `#`; with no heading the text as a whole.
    """


def is_open_badge(document: Json) -> bool:
    """Whether this is an Open Badge 3.0."""
    types = document.get("type")
    listed = types if isinstance(types, list) else [types]
    return "OpenBadgeCredential" in listed or "AchievementCredential" in listed


def read(document: Json) -> Reading:
    """The badge in our words. Raises nothing: what is unreadable is a loss."""
    losses: list[str] = []
    subject = _object(document.get("credentialSubject"))
    badge = _object(subject.get("achievement"))
    language = _language(badge.get("inLanguage"))
    issuer = _object(document.get("issuer"))
    achievement, lost = _read_before(issuer, badge, language)
    losses += lost
    award = _award(document, subject, language, achievement, losses)
    return Reading(achievement, award, tuple(losses))


def _read_before(
    issuer: Json, badge: Json, language: str
) -> tuple[Achievement | None, tuple[str, ...]]:
    """The achievement and what was lost; badges of one edition say the same of it."""

    def read_now() -> tuple[Achievement | None, tuple[str, ...]]:
        losses: list[str] = []
        return _achievement(issuer, badge, language, losses), tuple(losses)

    stated = jsontext.fingerprint([issuer, badge, language])
    return _ACHIEVEMENTS.get_or_make(sha256(stated).digest(), read_now)


_ACHIEVEMENTS: Recent[bytes, tuple[Achievement | None, tuple[str, ...]]] = Recent(64)


def _achievement(issuer: Json, badge: Json, language: str, losses: list[str]) -> Achievement | None:
    narrative = _text(_object(badge.get("criteria")).get("narrative"))
    found = sections(narrative, language)
    concepts = _concepts(badge)
    draft: dict[str, Any] = {
        **_identity_and_version(badge),
        "title": _localized(badge.get("name"), language),
        "summary": _localized(badge.get("description"), language),
        "languages": (),
        "fields": concepts.get("isced-f", ()),
        "issuer": party_members(issuer, language),
        "awarding_bodies": [party]
        if (party := party_members(_object(badge.get("creator")), language))
        else (),
        "learning_outcomes": _outcomes(found.get("element.6", []), badge, language),
        "workload": _workload(found.get("element.7", []), badge.get("creditsAvailable")),
        "level": {"eqf": int(concepts["eqf"][0])} if concepts.get("eqf") else None,
        "assessment": [{"type": code} for code in concepts.get("assessment-type", ())],
        "participation": concepts.get("participation", ()),
        "quality_assurance": [
            {"kind": code}
            for code in _kinds(found.get("element.11", []), language)
            or concepts.get("quality-assurance", ())
        ],
        "stackability": _stackability(found.get("element.15", []), language),
        "accessibility": _accessibility(found.get("element.accessibility", []), language),
        "renewal": _renewal(found.get("element.renewal", []), language),
        "picture": _picture(_object(badge.get("image")), language),
        "prerequisites": _noted(found.get("element.12"), language),
        "grading": _grading(badge, language),
    }
    if draft["assessment"] and concepts.get("supervision"):
        draft["assessment"][0]["supervision"] = concepts["supervision"][0]
    pages = _noted(found.get("element.16"), language)
    if pages:
        draft["further_information"] = pages
    achievement = _made(Achievement, draft, "/credentialSubject/achievement", losses)
    losses += _untold(narrative, found, achievement, language)
    return achievement


def _untold(
    narrative: str, found: Mapping[str, list[str]], achievement: Achievement | None, language: str
) -> Iterator[str]:
    """Sections of the criteria that, written again, would not say the same."""
    place = "/credentialSubject/achievement/criteria/narrative"
    if narrative and not found:
        yield place
    if achievement is None:
        return
    for section in SECTIONS:
        if section.heading not in found:
            continue
        again = (line.strip() for line in section.lines(achievement, language))
        if " ".join(found[section.heading]) != " ".join(again):
            yield f"{place}#{say(section.heading, language)}"


def _award(
    document: Json,
    subject: Json,
    language: str,
    achievement: Achievement | None,
    losses: list[str],
) -> Award | None:
    known = {
        str(entry.get("identityType")): str(entry.get("identityHash"))
        for entry in _objects(subject.get("identifier"))
        if entry.get("hashed") is not True
    }
    result = next(_objects(subject.get("result")), {})
    dates = [_day(document.get(name)) for name in ("awardedDate", "validFrom", "issuanceDate")]
    draft = {
        "id": _urn(document.get("id")),
        "achievement": achievement.edition if achievement else None,
        "learner": {
            "id": _urn(subject.get("id")),
            "given_name": known.get("ext:givenName"),
            "family_name": known.get("ext:familyName"),
            "full_name": None if "ext:givenName" in known else known.get("name"),
            "date_of_birth": known.get("ext:dateOfBirth"),
        },
        "awarded_on": next((day for day in dates if day), None),
        "valid_until": _day(document.get("validUntil") or document.get("expirationDate")),
        "grade": result.get("value"),
        "language": language,
        "evidence": [
            entry["id"]
            for entry in _objects(document.get("evidence"))
            if str(entry.get("id")).startswith("https://")
        ],
        "narrative": subject.get("narrative"),
        "ects_credits": subject.get("creditsEarned"),
    }
    return _made(Award, draft, "/credentialSubject", losses)


def _made(kind: type[Made], draft: dict[str, Any], path: str, losses: list[str]) -> Made | None:
    """`kind` from `draft`; parts that do not fit are left out and named."""
    draft = {name: value for name, value in draft.items() if value not in (None, (), [])}
    for _ in range(len(draft) + 1):
        try:
            return kind.model_validate(draft)
        except ValidationError as error:
            unfit = {str(found["loc"][0]) for found in error.errors() if found["loc"]}
            if not unfit & draft.keys():
                losses.append(path)
                return None
            for name in unfit & draft.keys():
                losses.append(f"{path}/{name}")
                del draft[name]
    return None


def _identity_and_version(badge: Json) -> dict[str, Any]:
    """Our edition is the id and the version; anyone else's id stands for both."""
    identity, version = _text(badge.get("id")), _text(badge.get("version"))
    if version and identity.endswith(f"/{version}"):
        return {"id": identity.removesuffix(f"/{version}"), "version": version}
    return {"id": identity, "version": version or "1"}


def _concepts(badge: Json) -> dict[str, tuple[str, ...]]:
    """Controlled list → the codes that the alignments name by their URI."""
    found: dict[str, list[str]] = {}
    for alignment in _objects(badge.get("alignment")):
        concept = concept_by_uri(_text(alignment.get("targetUrl")))
        if (
            concept
            and TARGET_TYPES.get(_text(alignment.get("targetType")), concept.list) == concept.list
        ):
            found.setdefault(concept.list, []).append(concept.code)
    return {name: tuple(dict.fromkeys(codes)) for name, codes in found.items()}


def _outcomes(lines: list[str], badge: Json, language: str) -> list[dict[str, Any]]:
    texts = [line.removeprefix("- ") for line in lines]
    references: dict[str, list[dict[str, Any]]] = {}
    for alignment in _objects(badge.get("alignment")):
        if alignment.get("targetType") == "ext:LearningOutcome":
            reference = {
                "framework": _text(alignment.get("targetFramework")),
                "uri": _text(alignment.get("targetUrl")),
                "code": alignment.get("targetCode"),
                "label": {language: _text(alignment.get("targetName"))},
            }
            text = " ".join(_text(alignment.get("targetDescription")).split())
            references.setdefault(text, []).append(reference)
    return [
        {
            "id": f"outcome-{at}",
            "text": {language: text},
            "references": references.get(text, ()),
        }
        for at, text in enumerate(texts, start=1)
    ]


def _workload(lines: list[str], ects: object) -> dict[str, Any] | None:
    figures = [_FIGURE.search(line) for line in lines[:1]]
    hours = None
    credits_ = [{"system": "ects", "points": _decimal(ects)}] if _decimal(ects) else []
    first_is_hours = len(lines) > len(credits_)
    if figures and figures[0] and first_is_hours:
        hours = _decimal(figures[0][0].replace(",", "."))
    return {"hours": hours, "credits": credits_} if hours or credits_ else None


def _kinds(lines: list[str], language: str) -> list[str]:
    """The kinds of quality assurance, each the first thing that its line says."""
    codes = {
        concept.label(tag): concept.code
        for tag in ("en", language)
        for concept in vocabulary("quality-assurance").concepts
    }
    said = (line.removeprefix("- ").split(" · ")[0] for line in lines if line.startswith("- "))
    return [codes[label] for label in said if label in codes]


def _stackability(lines: list[str], language: str) -> dict[str, Any] | None:
    modes = {
        say(code, tag): mode
        for tag in ("en", language)
        for code, mode in (
            ("element.stackable", "stackable"),
            ("element.stand_alone", "stand-alone"),
        )
    }
    if not lines or lines[0] not in modes:
        return None
    notes = [line for line in lines[1:] if not line.startswith("- ")]
    return {"mode": modes[lines[0]], **({"note": {language: notes[-1]}} if notes else {})}


def _accessibility(lines: list[str], language: str) -> dict[str, Any] | None:
    texts = ({language: line} for line in lines)
    return dict(zip(("summary", "support"), texts, strict=False)) or None


def _renewal(lines: list[str], language: str) -> dict[str, Any] | None:
    months = re.search(r"[0-9]{1,4}", lines[0]) if lines else None
    if months is None:
        return None
    text = {"text": {language: " ".join(lines[1:])}} if lines[1:] else {}
    return {"after_months": int(months[0]), **text}


def _picture(image: Json, language: str) -> dict[str, Any] | None:
    caption = _text(image.get("caption"))
    return {"alternative_text": {language: caption}} if caption else None


def _grading(badge: Json, language: str) -> dict[str, Any] | None:
    described = next(_objects(badge.get("resultDescription")), None)
    if described is None or not _text(described.get("name")):
        return None
    listed = described.get("allowedValue")
    return {
        "title": {language: _text(described.get("name"))},
        "pass_mark": described.get("requiredValue"),
        "lowest": described.get("valueMin"),
        "highest": described.get("valueMax"),
        "values": listed if isinstance(listed, list) else (),
    }


def party_members(profile: Json, language: str) -> dict[str, Any] | None:
    """The members of the `Party` that a Profile states; None where it has no name."""
    if not _text(profile.get("name")):
        return None
    address = _object(profile.get("address"))
    numbers = [
        (_text(entry.get("identifierType")).removeprefix("ext:"), _text(entry.get("identifier")))
        for entry in _objects(profile.get("otherIdentifier"))
    ]
    country = _text(address.get("addressCountryCode") or address.get("addressCountry"))
    draft = {
        "name": {language: _text(profile.get("name"))},
        "legal_name": next((value for kind, value in numbers if kind == "legalName"), None),
        "country": country if len(country) == 2 else None,
        "region": address.get("addressRegion"),
        "place": address.get("addressLocality"),
        "identifiers": [
            {"scheme": kind, "value": value} for kind, value in numbers if kind != "legalName"
        ],
        "id": _text(profile.get("id")) or None,
        "website": profile.get("url"),
        "email": profile.get("email"),
    }
    return {name: value for name, value in draft.items() if value}


def _noted(lines: list[str] | None, language: str) -> dict[str, Any] | None:
    return {"text": {language: "\n".join(lines)}} if lines else None


def _localized(value: object, language: str) -> dict[str, str] | None:
    """Plain text, or the language objects that VCDM 2.0 (4.6) allows."""
    if isinstance(value, str) and value.strip():
        return {language: value}
    texts = {
        str(entry.get("@language", language)): _text(entry.get("@value"))
        for entry in _objects(value)
    }
    return {tag: text for tag, text in texts.items() if text and is_language_tag(tag)} or None


def _language(value: object) -> str:
    text = _text(value)
    return text if is_language_tag(text) else "en"


def _day(value: object) -> str | None:
    found = _DATE.match(_text(value))
    return found[0] if found else None


def _decimal(value: object) -> Decimal | None:
    try:
        return Decimal(str(value)) if value is not None else None
    except InvalidOperation:
        return None


def _urn(value: object) -> str:
    """The id, or for foreign ids one made from it that is always the same."""
    text = _text(value)
    return text if text.startswith("urn:uuid:") else uuid5(NAMESPACE_URL, text).urn


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _object(value: object) -> Json:
    return next(_objects(value), {})


def _objects(value: object) -> Iterator[Json]:
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, dict):
            yield entry
