"""A mandate as a signed statement, and how a badge says that it was issued under one.

Open Badges have no document for a mandate. So it is an Open Badge whose subject
is the organisation that may act, like a statement about a provider's quality
(docs/decisions/0020): every reader of Open Badges can show and verify it. Its
type of achievement is the extension `ext:Mandate`.

| of `Mandate` | in the statement |
|---|---|
| `id` | `id`: where its current form stands, which ends where the mandate was ended |
| `mandator`, `mandatary` | `issuer.id`, `credentialSubject.id` |
| `acts`, `depth` | `achievement.otherIdentifier` of the types `ext:mandateAct`, `ext:mandateSteps` |
| `achievements` | `achievement.alignment` of the type `ext:MandatedAchievement`; none for all |
| `begins`, `ends`, `withdrawn_at` | `validFrom`, `validUntil` |
| `under` | `evidence` of the genre `Mandate`, which `relatedResource` pins |

A badge that was issued under mandates names each in its `evidence`, genre
`Mandate`, with a readable sentence, and pins the exact statement by its digest
(VCDM 2.0, 5.3): a later statement takes nothing from what was awarded before.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from tesela.formats.openbadges.read import party_members
from tesela.formats.openbadges.table import CONTEXTS, Pinned
from tesela.formats.openbadges.write import profile
from tesela.model.mandate import MOST_STEPS, Act, Cited, Mandate
from tesela.model.party import Party
from tesela.text.errors import TeselaError

Json = Mapping[str, Any]
TYPE = "ext:Mandate"
GENRE = "Mandate"
_ACT, _STEPS, _FOR = "ext:mandateAct", "ext:mandateSteps", "ext:MandatedAchievement"
_MOST_ACHIEVEMENTS = 500
_MEDIA_TYPE = "application/vc"
_LAST_SECOND = time(23, 59, 59)


def write_mandate(
    mandate: Mandate,
    *,
    mandator: Party,
    mandatary: Party,
    name: str,
    text: str,
    language: str,
    above: Pinned | None = None,
) -> dict[str, Any]:
    """The unsecured statement of `mandator`, which signs as `mandate.mandator`.

    `name` and `text` say it for people, in `language`; `above` is the statement
    of the mandate that it was given under. A mandate that was ended ends at that
    moment.
    """
    base = mandate.id
    written: dict[str, Any] = {
        "@context": list(CONTEXTS),
        "id": base,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": name,
        "issuer": profile(mandator, mandate.mandator, f"{base}#mandator", language),
        "validFrom": f"{mandate.begins.isoformat()}T00:00:00Z",
        "awardedDate": f"{mandate.begins.isoformat()}T00:00:00Z",
    }
    if ends := _last_moment(mandate):
        written["validUntil"] = ends.strftime("%Y-%m-%dT%H:%M:%SZ")
    achievement: dict[str, Any] = {
        "id": f"{base}#mandate",
        "type": ["Achievement"],
        "achievementType": TYPE,
        "name": name,
        "description": text,
        "inLanguage": language,
        "creator": profile(mandator, mandate.mandator, f"{base}#mandator", language),
        "criteria": {"id": f"{base}#criteria", "narrative": text},
        "otherIdentifier": list(_what(mandate)),
    }
    if mandate.achievements is not None:
        achievement["alignment"] = [
            {
                "id": f"{base}#for-{at}",
                "type": ["Alignment"],
                "targetType": _FOR,
                "targetName": one,
                "targetUrl": one,
            }
            for at, one in enumerate(sorted(mandate.achievements), start=1)
        ]
    written["credentialSubject"] = {
        "id": mandate.mandatary,
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "id": f"{base}#mandatary",
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": mandatary.legal_name or mandatary.name.in_language(language),
                "identityType": "name",
            }
        ],
        "achievement": achievement,
    }
    if above:
        written["evidence"] = [{"id": above.id, "type": ["Evidence"], "genre": GENRE}]
        written["relatedResource"] = [_pin(above)]
    return written


def is_mandate(document: Json) -> bool:
    """Whether this Open Badge is the statement of a mandate."""
    achievement = _object(_object(document.get("credentialSubject")).get("achievement"))
    return achievement.get("achievementType") == TYPE


def read_mandate(document: Json) -> Mandate:
    """What a statement says; nothing of it is believed yet.

    `under` is the address of the statement above. Raises TeselaError
    `mandate.unreadable`: what is half understood is no permission.
    """
    try:
        return _read(document)
    except (ValueError, OverflowError):  # the latter: a moment that UTC has no year for
        raise TeselaError("mandate.unreadable") from None


def _read(document: Json) -> Mandate:
    subject = _object(document.get("credentialSubject"))
    achievement = _object(subject.get("achievement"))
    known = [
        (one.get("identifierType"), _text(one.get("identifier")))
        for one in _objects(achievement.get("otherIdentifier"))
    ]
    named = list(_objects(achievement.get("alignment")))
    (depth,) = [int(value) for kind, value in known if kind == _STEPS]
    if not (
        is_mandate(document)
        and len(named) <= _MOST_ACHIEVEMENTS
        and all(one.get("targetType") == _FOR for one in named)
        and 0 <= depth < MOST_STEPS
    ):
        raise ValueError
    begins = datetime.fromisoformat(_needed(document.get("validFrom")))
    return Mandate(
        id=_needed(document.get("id")),
        mandator=_needed(_object(document.get("issuer")).get("id")),
        mandatary=_needed(subject.get("id")),
        acts=frozenset(Act(value) for kind, value in known if kind == _ACT),
        begins=begins.astimezone(UTC).date(),
        achievements=frozenset(_needed(one.get("targetUrl")) for one in named) or None,
        depth=depth,
        under=next(cited_in(document), None),
        **_end(document.get("validUntil")),
    )


def parties_of(document: Json) -> tuple[dict[str, Any], dict[str, Any]]:
    """Mandator and mandatary by their own names, as members of `model.party.Party`."""
    subject = _object(document.get("credentialSubject"))
    language = _text(_object(subject.get("achievement")).get("inLanguage")) or "en"
    names = [
        _text(one.get("identityHash"))
        for one in _objects(subject.get("identifier"))
        if one.get("identityType") == "name" and one.get("hashed") is not True
    ]
    mandatary = {"name": {language: names[0]}} if names and names[0] else {}
    return dict(party_members(_object(document.get("issuer")), language) or {}), mandatary


def carrying(badge: Json, cited: Sequence[Cited], language: str) -> Json:
    """An unsecured badge that names and pins the mandates it is issued under."""
    if not cited:
        return badge
    named = [
        {
            "id": one.address,
            "type": ["Evidence"],
            "name": one.name(language),
            "narrative": one.text(language),
            "genre": GENRE,
        }
        for one in cited
    ]
    pins = [_pin(Pinned(one.address, one.digest, _MEDIA_TYPE)) for one in cited]
    return {
        **badge,
        "evidence": [*badge.get("evidence", ()), *named],
        "relatedResource": [*badge.get("relatedResource", ()), *pins],
    }


def cited_in(document: Json) -> Iterator[str]:
    """Addresses of the statements that a badge, or a statement, names as its mandates."""
    for one in _objects(document.get("evidence")):
        if one.get("genre") == GENRE and isinstance(one.get("id"), str):
            yield one["id"]


def _what(mandate: Mandate) -> Iterator[dict[str, Any]]:
    stated = [*((_ACT, act.value) for act in sorted(mandate.acts)), (_STEPS, str(mandate.depth))]
    for at, (kind, value) in enumerate(stated, start=1):
        yield {
            "id": f"{mandate.id}#what-{at}",
            "type": "IdentifierEntry",
            "identifier": value,
            "identifierType": kind,
        }


def _last_moment(mandate: Mandate) -> datetime | None:
    stated = datetime.combine(mandate.ends, _LAST_SECOND, UTC) if mandate.ends else None
    moments = [one for one in (stated, mandate.withdrawn_at) if one]
    return min(moments).astimezone(UTC) if moments else None


def _end(value: object) -> dict[str, Any]:
    """Its last day, whole; any other moment is that at which it was ended."""
    if value is None:
        return {}
    moment = datetime.fromisoformat(_needed(value)).astimezone(UTC)
    if moment.time() == _LAST_SECOND:
        return {"ends": moment.date()}
    return {"withdrawn_at": moment}


def _pin(pinned: Pinned) -> dict[str, Any]:
    return {"id": pinned.id, "digestSRI": pinned.digest_sri, "mediaType": pinned.media_type}


def _needed(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError
    return value


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _object(value: object) -> Json:
    return value if isinstance(value, Mapping) else {}


def _objects(value: object) -> Iterator[Json]:
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, Mapping):
            yield entry
