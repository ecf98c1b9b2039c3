"""Credentials for the judges: fixed ones that use every kind of value, and drawn ones."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any

from hypothesis import strategies as st

from tesela.codecs import multibase
from tesela.codecs.contexts import BUNDLED
from tesela.proofs.data_integrity import secure
from tesela.proofs.keys import SoftwareKey
from tesela.proofs.suites import suite_named
from tesela.status import bitstring
from tesela.status.bitstring import PURPOSES, Purpose

Json = Any

KEY = SoftwareKey(bytes(range(32)))
CREATED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NOW = "2026-11-01T12:00:00Z"
"""The judges' clock; between the documents' dates."""

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
LIST = "https://issuer.example/status/3"
WITHDRAWN = 77

NAMES = (
    "Ana Müller-O’Connor",
    "Αλεξάνδρα Παπαδοπούλου",
    "Георги Иванов",
    "Łucja Żółć",
    "Ġorġ Żammit",
    "محمد الأمين",
    "李小龍",
    "नेहा शर्मा",
    'Lea "Lee" Novák \\ née d\'Arc',
    "first line\nsecond line\tafter a tab",
    "👩🏽‍🎓 e\u0301 é \u200d \u2028 \ufeff \U0010ffff",
)


def uuid(number: int) -> str:
    return f"urn:uuid:5f0d1c5e-27a1-4d0e-9d3c-{number:012d}"


def small() -> dict[str, Json]:
    """The least that VCDM 2.0 and both judges want."""
    return {
        "@context": [CREDENTIALS],
        "id": uuid(1),
        "type": ["VerifiableCredential"],
        "issuer": KEY.controller,
        "validFrom": "2026-03-01T00:00:00Z",
        "credentialSubject": {"id": uuid(2), "name": "Ana"},
    }


def full() -> dict[str, Json]:
    """An Open Badge that uses lists, several types, status entries, an issuer object,
    text in many scripts, numbers, nodes with and without identity."""
    return {
        "@context": [CREDENTIALS, BADGES, EXTENSIONS],
        "id": uuid(10),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Assistance in daily living",
        "description": "A small course\nwith “care”.",
        "issuer": {
            "id": KEY.controller,
            "type": ["Profile"],
            "name": "Zentrum für Bildung – Κέντρο – Център",
            "url": "https://issuer.example/über",
            "email": "office@issuer.example",
            "address": {
                "id": uuid(11),
                "type": ["Address"],
                "addressCountry": "Österreich",
                "addressCountryCode": "AT",
                "addressLocality": "Linz",
            },
            "otherIdentifier": [
                {"type": "IdentifierEntry", "identifier": "ATU1", "identifierType": "identifier"},
                {"type": "IdentifierEntry", "identifier": "999", "identifierType": "systemId"},
            ],
        },
        "validFrom": "2026-03-01T00:00:00Z",
        "validUntil": "2036-03-01T00:00:00+02:00",
        "awardedDate": "2026-02-27T15:00:00Z",
        "credentialSubject": {
            "id": uuid(12),
            "type": ["AchievementSubject"],
            "name": NAMES[1],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "identityHash": NAMES[0],
                    "identityType": "name",
                    "hashed": False,
                }
            ],
            "creditsEarned": 2.5,
            "activityStartDate": "2026-01-10",
            "role": NAMES[9],
            "achievement": {
                "id": "https://issuer.example/achievements/7",
                "type": ["Achievement"],
                "achievementType": "MicroCredential",
                "name": NAMES[2],
                "description": NAMES[8],
                "inLanguage": "de",
                "creditsAvailable": 3,
                "specialization": [{"@value": "Pflege", "@language": "de"}, "care"],
                "criteria": {"id": uuid(13), "narrative": "Show **it**:\n\n- once\n- twice\n"},
                "tag": ["care", "Pflege", NAMES[7], NAMES[10]],
                "image": {
                    "id": "https://issuer.example/tile.svg",
                    "type": "Image",
                    "caption": NAMES[5],
                },
                "alignment": [
                    {
                        "type": ["Alignment"],
                        "targetName": "interact with others",
                        "targetUrl": "http://data.europa.eu/esco/skill/a59708e3",
                        "targetFramework": "ESCO",
                        "targetType": "ext:ESCOSkill",
                    },
                    {
                        "type": ["Alignment"],
                        "targetName": NAMES[3],
                        "targetUrl": "http://data.europa.eu/snb/eqf/4",
                        "targetCode": "4",
                        "targetType": "ext:QualityLevel",
                    },
                ],
                "resultDescription": [
                    {
                        "id": uuid(14),
                        "type": ["ResultDescription"],
                        "name": "Grade",
                        "resultType": "LetterGrade",
                        "allowedValue": ["D", "C", "B", "A", "A"],
                    }
                ],
            },
            "result": [
                {
                    "type": ["Result"],
                    "resultDescription": uuid(14),
                    "value": "A",
                    "status": "Completed",
                }
            ],
        },
        "evidence": [
            {
                "id": "https://issuer.example/evidence/1",
                "type": ["Evidence"],
                "name": NAMES[6],
                "narrative": NAMES[4],
            }
        ],
        "credentialStatus": [entry("revocation", 4711), entry("suspension", 4711)],
        "credentialSchema": [
            {
                "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
                "type": "1EdTechJsonSchemaValidator2019",
            }
        ],
        "relatedResource": [
            {
                "id": "https://issuer.example/achievements/7.jsonld",
                "mediaType": "application/ld+json",
                "digestSRI": "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC",
            }
        ],
    }


def entry(purpose: Purpose, index: int) -> dict[str, Json]:
    return bitstring.entry(bitstring.Place(f"{LIST}/{purpose}", index, purpose))


def status_list(purpose: Purpose) -> dict[str, Json]:
    """An unsigned status list in which the place `WITHDRAWN` is set."""
    row = bitstring.encoded(bitstring.MINIMUM_BITS, [WITHDRAWN])
    return bitstring.list_document(f"{LIST}/{purpose}", KEY.controller, purpose, row, CREATED)


def nameless() -> dict[str, Json]:
    """As `full`, but most nodes have no identity, so that canonical labels matter."""
    document = full()
    del document["id"]
    subject = document["credentialSubject"]
    for node in (subject, subject["achievement"]["criteria"], document["evidence"][0]):
        del node["id"]
    del document["issuer"]["address"]["id"]
    return document


DOCUMENTS = {
    "small": small,
    "full": full,
    "nameless": nameless,
    "status list": lambda: status_list("revocation"),
}


def signed(document: dict[str, Json], suite: str) -> dict[str, Json]:
    """`document` with our proof, as it reads after it was sent."""
    return sent(secure(document, KEY, CREATED, suite))


def signed_with(document: dict[str, Json], suite: str, **options: Json) -> dict[str, Json]:
    """`document` with a proof that says more, or otherwise, than we ever write."""
    made = secure(document, KEY, CREATED, suite)
    proof = {**made["proof"], **options}
    del proof["proofValue"]
    signature = KEY.sign(suite_named(suite).signed_bytes(document, proof, BUNDLED, KEY.kind))
    return sent({**document, "proof": {**proof, "proofValue": multibase.encode(signature)}})


def sent(document: dict[str, Json]) -> dict[str, Json]:
    """`document` written and read again, so that its parts are no longer the same objects."""
    read: dict[str, Json] = json.loads(json.dumps(document))
    return read


def known() -> dict[str, Json]:
    """What a judge may load: the two status lists, signed."""
    lists = (status_list(purpose) for purpose in PURPOSES)
    return {listed["id"]: signed(listed, "eddsa-rdfc-2022") for listed in lists}


# Control characters other than tab, newline and return are refused by us: PyLD, following
# URDNA2015, escapes them otherwise than RDFC-1.0, so implementations differ on them.
TEXTS = st.one_of(
    st.sampled_from(NAMES),
    st.text(
        st.characters(
            exclude_categories=("Cs",), exclude_characters=[chr(127), chr(0xFFFE), chr(0xFFFF)]
        ).filter(lambda character: ord(character) > 31 or character in "\t\n\r"),
        min_size=1,
        max_size=30,
    ),
)
_IN_A_LANGUAGE = st.fixed_dictionaries(
    {"@value": TEXTS, "@language": st.sampled_from(("de", "sr-latn-rs", "mt"))}
)
_IRIS = st.text("abcé/?&=1", max_size=12).map(lambda drawn: f"https://issuer.example/{drawn}")
_ID = st.just("")
"""An identity; `_identified` makes each another."""
_MOMENTS = st.sampled_from(
    ("2026-03-01T00:00:00Z", "2026-02-28T23:59:59.250+05:30", "2025-12-31T00:00:00-11:00")
)


def _some(**members: st.SearchStrategy[Json]) -> dict[str, Any]:
    return {"optional": members}


def _several(drawn: st.SearchStrategy[Json], most: int = 3) -> st.SearchStrategy[Json]:
    return st.lists(drawn, min_size=1, max_size=most)


_ALIGNMENTS = st.fixed_dictionaries(
    {"type": st.just(["Alignment"]), "targetName": TEXTS, "targetUrl": _IRIS},
    **_some(targetCode=TEXTS, targetDescription=TEXTS, targetType=TEXTS),
)
_IDENTIFIERS = st.fixed_dictionaries(
    {"type": st.just("IdentifierEntry"), "identifier": TEXTS, "identifierType": TEXTS}
)
_ACHIEVEMENTS = st.fixed_dictionaries(
    {
        "type": st.sampled_from((["Achievement"], "Achievement")),
        "name": TEXTS,
        "criteria": st.fixed_dictionaries({"narrative": TEXTS}, **_some(id=_ID)),
    },
    **_some(
        id=_ID,
        description=TEXTS,
        creditsAvailable=st.one_of(
            st.integers(-5, 10**15), st.sampled_from((0.5, 2.25, 0.1, 1e-5))
        ),
        humanCode=TEXTS,
        inLanguage=TEXTS,
        tag=_several(TEXTS),
        alignment=_several(_ALIGNMENTS),
        otherIdentifier=_several(_IDENTIFIERS),
        resultDescription=_several(
            st.fixed_dictionaries(
                {
                    "type": st.just(["ResultDescription"]),
                    "name": TEXTS,
                    "allowedValue": _several(TEXTS, 4),
                },
                **_some(id=_ID, requiredValue=TEXTS),
            ),
            2,
        ),
    ),
)
_SUBJECTS = st.fixed_dictionaries(
    {"type": st.just(["AchievementSubject"]), "achievement": _ACHIEVEMENTS},
    **_some(
        id=_ID,
        name=TEXTS,
        role=TEXTS,
        creditsEarned=st.integers(0, 60),
        identifier=_several(
            st.fixed_dictionaries(
                {
                    "type": st.just("IdentityObject"),
                    "identityHash": TEXTS,
                    "identityType": TEXTS,
                    "hashed": st.booleans(),
                }
            ),
            2,
        ),
    ),
)
_ISSUERS = st.one_of(
    st.just(KEY.controller),
    st.fixed_dictionaries(
        {"id": st.just(KEY.controller), "type": st.just(["Profile"]), "name": TEXTS},
        **_some(url=_IRIS, description=TEXTS, otherIdentifier=_several(_IDENTIFIERS)),
    ),
)
_UNIDENTIFIED = st.fixed_dictionaries(
    {
        "@context": st.just([CREDENTIALS, BADGES]),
        "type": st.just(["VerifiableCredential", "OpenBadgeCredential"]),
        "issuer": _ISSUERS,
        "validFrom": _MOMENTS,
        "credentialSubject": st.one_of(_SUBJECTS, _several(_SUBJECTS, 2)),
    },
    **_some(
        id=_ID,
        name=st.one_of(TEXTS, _several(_IN_A_LANGUAGE, 2)),
        description=TEXTS,
        validUntil=st.just("2041-01-01T00:00:00Z"),
        evidence=_several(
            st.fixed_dictionaries(
                {"type": st.just(["Evidence"])}, **_some(id=_ID, name=TEXTS, genre=TEXTS)
            ),
            2,
        ),
    ),
)


def _identified(value: Json, numbers: Iterator[int]) -> Json:
    """`value` with an identity of its own for every node that shall have one."""
    if isinstance(value, list):
        return [_identified(member, numbers) for member in value]
    if not isinstance(value, dict):
        return value
    made = {name: _identified(member, numbers) for name, member in value.items()}
    if made.get("id") == "":
        number = next(numbers)
        made["id"] = uuid(number) if number % 2 else f"https://issuer.example/é/{number}?a=1#b"
    return made


BADGES_DRAWN = _UNIDENTIFIED.map(lambda drawn: _identified(drawn, count(100)))
"""Open Badges with members that come and go, some nodes with and some without identity."""
