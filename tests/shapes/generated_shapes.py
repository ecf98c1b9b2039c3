"""Generated documents of ever new shapes, most of which no processor would keep whole.

`badges` are Open Badges of which members are dropped, doubled, moved to other nodes, given other
kinds of values, or invented. `oddities` use contexts that have everything JSON-LD 1.1 has: scopes of
types and properties, propagating ones and such as clear what was, vocabularies, prefixes, lists,
language maps, indexes, graphs, JSON, nested, included and reversed members.
"""

import copy
import random
from collections.abc import Iterator
from typing import Any

from tesela.codecs.contexts import BUNDLED, ContextSet

Json = dict[str, Any]
OPEN_BADGES = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
ODD = "https://contexts.example/odd"
NEXT = "https://contexts.example/next"
_EX = "https://vocabulary.example/"
_XSD = "http://www.w3.org/2001/XMLSchema#"
ODD_CONTEXTS: dict[str, Json] = {
    ODD: {
        "@version": 1.1,
        "id": "@id",
        "type": "@type",
        "ex": _EX,
        "Person": {
            "@id": "ex:Person",
            "@context": {"name": "ex:personName", "age": {"@id": "ex:age", "@type": "ex:years"}},
        },
        "Course": {
            "@id": "ex:Course",
            "@context": {"@propagate": True, "name": "ex:courseName", "part": "ex:coursePart"},
        },
        "Free": {"@id": "ex:Free", "@context": {"@vocab": "https://free.example/"}},
        "Shy": {"@id": "ex:Shy", "@context": {"name": None, "note": None}},
        "name": "ex:name",
        "note": {"@id": "ex:note", "@language": "en"},
        "age": {"@id": "ex:age", "@type": f"{_XSD}integer"},
        "share": {"@id": "ex:share", "@type": f"{_XSD}double"},
        "link": {"@id": "ex:link", "@type": "@id"},
        "kind": {"@id": "ex:kind", "@type": "@vocab"},
        "steps": {"@id": "ex:steps", "@container": "@list"},
        "part": {"@id": "ex:part", "@container": "@set"},
        "title": {"@id": "ex:title", "@container": "@language"},
        "indexed": {"@id": "ex:indexed", "@container": "@index"},
        "claims": {"@id": "ex:claims", "@type": "@id", "@container": "@graph"},
        "raw": {"@id": "ex:raw", "@type": "@json"},
        "more": "@nest",
        "beside": "@included",
        "partOf": {"@reverse": "ex:part", "@type": "@id"},
        "inner": {"@id": "ex:inner", "@context": {"name": "ex:innerName", "note": "ex:plainNote"}},
        "clear": {"@id": "ex:clear", "@context": None},
    },
    NEXT: {
        "name": {"@id": "ex:otherName", "@type": f"{_XSD}token"},
        "age": "https://other.example/age",
        "Person": "https://other.example/Person",
        "ex": "https://elsewhere.example/",
    },
}


def odd_contexts() -> ContextSet:
    """The bundled contexts and the odd ones."""
    return BUNDLED.with_extra(ODD_CONTEXTS)


_TEXTS = ("Ana", 'say "x"\\', "Ελ\n", "ex:term", "name", "Person", "https://a.example/1", "")
_ADDRESSES = (
    "https://a.example/1",
    "urn:x:1",
    "ex:thing",
    "Person",
    "relative",
    "did:web:a.example",
    "https://a b",
)
_NUMBERS = (1, 0, -3, 1.5, 10.0, 2.25e-5, 123456789, True, False)
_TYPES = ("Person", "Course", "Free", "Shy", "Unknown", "ex:Thing", "https://a.example/Type")
_NAMES = (
    "name", "note", "age", "share", "link", "kind", "steps", "part", "title", "indexed", "claims",
    "raw", "more", "beside", "partOf", "inner", "clear", "unknown",
)  # fmt: skip
_INSIDE = ("part", "inner", "claims", "steps", "link", "more", "beside", "clear", "indexed", "raw")


def oddities(seed: int, number: int) -> Iterator[Json]:
    """`number` documents, always the same for a seed."""
    chance = random.Random(seed)
    for _ in range(number):
        named = [ODD, NEXT] if chance.random() < 0.2 else [ODD]
        node = _node(chance, depth=0)
        yield {"@context": named[0] if chance.random() < 0.2 else named, **node}


def _node(chance: random.Random, depth: int) -> Json:
    made: Json = {}
    if depth == 0 or chance.random() < 0.3:
        made["id"] = f"urn:x:{chance.randrange(30)}" if chance.random() < 0.97 else "relative"
    if depth == 0 or chance.random() < 0.5:
        types = chance.sample(_TYPES[: 2 + depth] if chance.random() < 0.9 else _TYPES, 1)
        if chance.random() < 0.05:
            types.append(chance.choice(_TYPES))
        made["type"] = types if chance.random() < 0.8 else types[0]
    easy = chance.random() < 0.85
    for name in chance.sample(_NAMES[:9] if easy else _NAMES, chance.randrange(1, 4)):
        made[name] = _value(chance, name, depth)
    if chance.random() < 0.02:
        made["title"] = None
    return made


def _value(chance: random.Random, name: str, depth: int) -> Any:
    if chance.random() < 0.25:
        return [_one(chance, name, depth) for _ in range(chance.randrange(1, 4))]
    return _one(chance, name, depth)


def _one(chance: random.Random, name: str, depth: int) -> Any:
    if name == "title" and chance.random() < 0.9:
        return {tag: chance.choice(_TEXTS) for tag in chance.sample(("en", "de", "el-GR"), 2)}
    if name in _INSIDE and depth < 2 and chance.random() < 0.6:
        return _node(chance, depth + 1)
    if chance.random() < 0.08:
        return {"@value": chance.choice(_TEXTS), **chance.choice(_ABOUT)}
    if name in ("age", "share") or chance.random() < 0.05:
        return chance.choice(_NUMBERS)
    return chance.choice(_ADDRESSES if name in ("link", "kind", "claims", "partOf") else _TEXTS)


_ABOUT: tuple[Json, ...] = (
    {}, {"@language": "en"}, {"@language": "EN-gb"}, {"@type": f"{_XSD}date"}, {"@type": "ex:own"},
    {"@direction": "rtl"}, {"@index": "i"}, {"@type": f"{_XSD}date", "@language": "en"},
)  # fmt: skip


def badges(seed: int, number: int) -> Iterator[Json]:
    """`number` small badges and wrong ones, always the same for a seed."""
    chance = random.Random(seed)
    for _ in range(number):
        made = copy.deepcopy(_BADGE)
        for _ in range(chance.randrange(1, 5)):
            chance.choice(_CHANGES)(made, chance)
        yield made


_BADGE: Json = {
    "@context": OPEN_BADGES,
    "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "name": "A badge",
    "issuer": {"id": "did:web:issuer.example", "type": ["Profile"], "name": "Issuer"},
    "validFrom": "2026-01-01T00:00:00Z",
    "credentialSubject": {
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": "Ana",
                "identityType": "name",
            }
        ],
        "achievement": {
            "id": "https://issuer.example/a",
            "type": ["Achievement"],
            "name": "Achieved",
            "criteria": {"narrative": "How"},
            "creditsAvailable": 2.5,
            "tag": ["one", "two"],
            "alignment": [
                {
                    "type": ["Alignment"],
                    "targetName": "Skill",
                    "targetUrl": "https://skills.example/1",
                }
            ],
            "resultDescription": [
                {
                    "id": "urn:x:result",
                    "type": ["ResultDescription"],
                    "name": "Grade",
                    "resultType": "LetterGrade",
                    "allowedValue": ["A", "B"],
                }
            ],
        },
    },
}


def _nodes(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for name, member in value.items():
            if name != "@context":
                yield from _nodes(member)
    elif isinstance(value, list):
        for member in value:
            yield from _nodes(member)


def _member(made: Json, chance: random.Random) -> tuple[Json, str]:
    node = chance.choice([node for node in _nodes(made) if node.keys() - {"@context"}])
    return node, chance.choice(sorted(node.keys() - {"@context"}))


def _drop(made: Json, chance: random.Random) -> None:
    node, name = _member(made, chance)
    del node[name]


def _move(made: Json, chance: random.Random) -> None:
    """A member to another node, where it may mean something else or nothing."""
    node, name = _member(made, chance)
    chance.choice(list(_nodes(made)))[name] = copy.deepcopy(node[name])


def _invent(made: Json, chance: random.Random) -> None:
    names = ("invented", "image", "description", "url", "role", "term", "tag", "evidence", "@index")
    weights = (1, 3, 3, 3, 3, 3, 3, 3, 1)
    name = chance.choices(names, weights)[0]
    chance.choice(list(_nodes(made)))[name] = chance.choice(
        ("text", "https://a.example/1", {"id": "https://a.example/1"}, 3, 1.25, ["x", "y"])
    )


def _retype(made: Json, chance: random.Random) -> None:
    types = ("Profile", "Achievement", "Alignment", "Result", "Related", "Invented", "Image")
    node = chance.choice(list(_nodes(made)))
    node["type"] = chance.choice(types) if chance.random() < 0.7 else chance.sample(types, 2)


def _alone_or_many(made: Json, chance: random.Random) -> None:
    node, name = _member(made, chance)
    value = node[name]
    if isinstance(value, list):
        node[name] = value[0] if value else value
    else:
        node[name] = [value]


def _other_value(made: Json, chance: random.Random) -> None:
    node, name = _member(made, chance)
    if name == "type":
        return
    node[name] = chance.choice(
        (
            "x",
            "https://a.example/2",
            "relative address",
            7,
            0.5,
            True,
            None,
            [],
            {},
            {"@value": "v"},
        )
    )


_CHANGES = (_drop, _drop, _move, _invent, _retype, _alone_or_many, _other_value)
