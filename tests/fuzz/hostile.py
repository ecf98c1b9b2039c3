"""Documents of at most one megabyte that were made to cost as much as they can.

Each has a form that some part of verifying has to look at: JSON, contexts, statements, blank
nodes, proofs, status entries, endorsements, evidence, tokens, European credentials. Signatures are
ours where what comes behind them is to be reached, else of no value.
"""

import json
import zlib
from collections.abc import Callable, Mapping
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any
from uuid import UUID

from tesela.codecs.multibase import base64url_encode
from tesela.formats import openbadges
from tesela.proofs.data_integrity import secure
from tests.samples import ACHIEVEMENT, KEY, NOW, award

VECTORS = Path(__file__).parents[1] / "vectors"
LARGEST = 1_000_000
Json = dict[str, Any]
_STATUS = "https://care.example/status"


def badge(**members: Any) -> Json:
    made = openbadges.write(ACHIEVEMENT, award(), issuer=KEY.controller, issued_at=NOW)
    copied: Json = json.loads(json.dumps(made))
    return {**copied, **members}


def signed(document: Json) -> bytes:
    """Really signed, as text."""
    return written(secure(document, KEY, NOW, suite="eddsa-jcs-2022"))


def as_text(document: Json) -> bytes:
    """With a proof over the text that is none."""
    return unsigned(document, "eddsa-jcs-2022")


def unsigned(document: Json, suite: str = "eddsa-rdfc-2022") -> bytes:
    """With a proof over statements that is none."""
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "created": "2026-06-15T09:30:00Z",
        "verificationMethod": f"{KEY.controller}#{KEY.controller.removeprefix('did:key:')}",
        "proofPurpose": "assertionMethod",
        "proofValue": "z" + "1" * 64,
    }
    return written({**document, "proof": options})


def written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _filled(one: Callable[[int], Any], reserve: int = 20_000) -> list[Any]:
    """As many as a megabyte holds."""
    made, size = [], 0
    while size < LARGEST - reserve:
        made.append(one(len(made)))
        size += len(written(made[-1])) + 1
    return made


def evidence(one: Callable[[int], Any], most: int | None = None) -> Json:
    return badge(evidence=_filled(one)[:most])


def _achievement(document: Json) -> Json:
    made: Json = document["credentialSubject"]["achievement"]
    return made


def with_alignments(alignments: list[Json]) -> Json:
    document = badge()
    _achievement(document)["alignment"] = alignments
    return document


def clique(size: int) -> Json:
    """Blank nodes of which each leads to each other (RDFC-1.0, 7.1)."""
    nodes: list[Json] = [{"id": f"_:n{one}", "type": ["Evidence"]} for one in range(size)]
    for one, other in combinations(range(size), 2):
        nodes[one].setdefault("relatedResource", []).append({"id": f"_:n{other}"})
        nodes[other].setdefault("relatedResource", []).append({"id": f"_:n{one}"})
    return badge(evidence=nodes)


def circles(length: int, count: int) -> Json:
    """Lists of equal values: their cells look alike for as long as the lists are."""
    described = [
        {"type": ["ResultDescription"], "name": "n", "allowedValue": ["a"] * length}
        for _ in range(count)
    ]
    document = badge()
    _achievement(document)["resultDescription"] = described
    return document


def nested(depth: int, opening: str, closing: str) -> bytes:
    return (opening * depth + "1" + closing * depth).encode()


def deep_relations(most: int = LARGEST) -> Json:
    """As deep as JSON may be, over and over, each level of a type with contexts of its own."""
    organisation: Json = {"type": ["Profile"], "name": "x"}
    for _ in range(40):
        organisation = {"type": ["Profile"], "name": "x", "parentOrg": organisation}
    achievement = {**_achievement(badge()), "creator": organisation}
    subject = {"type": ["AchievementSubject"], "achievement": achievement}
    count = min((LARGEST - 20_000) // (len(written(subject)) + 1), most)
    return badge(credentialSubject=[subject] * count)


def presentation(count: int) -> Json:
    inside = badge()
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [inside] * count,
    }


def presentations_within(depth: int) -> Json:
    document: Json = badge()
    for _ in range(depth):
        document = {
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "type": ["VerifiablePresentation"],
            "verifiableCredential": [document],
        }
    return document


def endorsed(depth: int, width: int) -> Json:
    """Endorsements of endorsements."""

    def one(left: int) -> Json:
        made: Json = {
            "@context": badge()["@context"],
            "id": f"urn:uuid:{UUID(int=left)}",
            "type": ["VerifiableCredential", "EndorsementCredential"],
            "name": "E",
            "issuer": {"id": KEY.controller, "type": ["Profile"]},
            "validFrom": "2026-06-15T09:30:00Z",
            "credentialSubject": {"id": "urn:x:y", "type": ["EndorsementSubject"]},
        }
        if left:
            made["endorsement"] = [one(left - 1)] * width
        return made

    return badge(endorsement=[one(depth)] * width)


def status_entries(count: int) -> Json:
    return badge(
        credentialStatus=[
            {
                "id": f"{_STATUS}/{number}#1",
                "type": "BitstringStatusListEntry",
                "statusPurpose": "revocation",
                "statusListIndex": str(number),
                "statusListCredential": f"{_STATUS}/{number}",
            }
            for number in range(count)
        ]
    )


def many_proofs(count: int) -> bytes:
    document = badge()
    made = secure(document, KEY, NOW)
    return written({**made, "proof": [{**made["proof"], "id": f"urn:x:{n}"} for n in range(count)]})


def token(payload: Json, header: Json | None = None, *disclosures: str) -> bytes:
    parts = [written(header or {"alg": "ES256", "typ": "dc+sd-jwt"}), written(payload)]
    jwt = ".".join([*map(base64url_encode, parts), base64url_encode(bytes(64))])
    return ("~".join([jwt, *disclosures, ""]) if disclosures else jwt).encode()


def disclosures(count: int) -> bytes:
    texts = [base64url_encode(written([f"salt{n}", f"claim{n}", "v"])) for n in range(count)]
    digests = [base64url_encode(sha256(text.encode()).digest()) for text in texts]
    return token({"vct": "https://care.example/t", "_sd": digests}, None, *texts)


def european(change: Callable[[Json], None]) -> bytes:
    """A sealed credential with another payload."""
    document = json.loads((VECTORS / "elm.jsonld").read_bytes())
    payload = json.loads(document["payload"])
    change(payload)
    return written({**document, "payload": written(payload).decode()})


def _references(payload: Json, count: int = 900) -> None:
    """Achievements that are parts of each other, in circles."""
    subject = payload["credentialSubject"]
    subject = subject[0] if isinstance(subject, list) else subject
    subject["hasClaim"] = [
        {
            "id": f"urn:epass:learningAchievement:{number}",
            "type": "LearningAchievement",
            "title": {"en": ["A"]},
            "hasPart": [
                {
                    "id": f"urn:epass:learningAchievement:{(number * 7 + step) % count}",
                    "type": "LearningAchievement",
                }
                for step in range(6)
            ],
        }
        for number in range(count)
    ]


def _languages(payload: Json, count: int = 32_000) -> None:
    payload["displayParameter"]["title"] = {
        f"x-{number:05}": [f"t {number}"] for number in range(count)
    }


def unfolding_list() -> Json:
    packing = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    row = packing.compress(bytes(100_000_000)) + packing.flush()
    return badge(
        type=["VerifiableCredential", "BitstringStatusListCredential"],
        credentialSubject={
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": "u" + base64url_encode(row),
        },
    )


def _evidence_of_many_shapes(number: int) -> Json:
    names = ("name", "narrative", "genre", "audience", "description")
    chosen = [name for bit, name in enumerate(names) if number >> bit & 1]
    return {"type": ["Evidence"], **dict.fromkeys(chosen, f"t{number}")}


def _with_keys(keys: Mapping[str, Any]) -> Json:
    return badge(credentialSubject={**badge()["credentialSubject"], **keys})


HOSTILE: dict[str, Callable[[], bytes]] = {
    # JSON
    "lists in lists": lambda: nested(490_000, "[", "]"),
    "objects in objects": lambda: nested(160_000, '{"a":', "}"),
    "brackets inside texts": lambda: signed(badge(name="[{" * 490_000)),
    "as deep as may be": lambda: as_text(badge(name=json.loads(nested(50, "[", "]")))),
    "a number of a million digits": lambda: b'{"a":' + b"9" * 990_000 + b"}",
    "numbers": lambda: unsigned(_with_keys({"result": _filled(lambda n: n / 64)})),
    "long fractions": lambda: unsigned(_with_keys({"result": _filled(lambda n: 1e-300 * n)})),
    "escapes": lambda: unsigned(badge(name="q")).replace(
        b'"q"', b'"' + b"\\u00e9" * 160_000 + b'"'
    ),
    "half surrogates": lambda: unsigned(badge(name="q")).replace(
        b'"q"', b'"' + b"\\ud83d\\ude00" * 80_000 + b'"'
    ),
    "quotation marks": lambda: unsigned(badge(name='"\\' * 240_000)),
    "a text of a megabyte": lambda: unsigned(badge(name="x" * 980_000)),
    "letters of three octets": lambda: unsigned(badge(name="€" * 320_000)),
    "doubled members": lambda: b"{" + b'"a":1,' * 160_000 + b'"b":1}',
    "cut short": lambda: unsigned(badge(name="x" * 900_000))[:-1],
    # members and statements
    "100,000 members": lambda: unsigned(_with_keys({f"k{n:05}": 1 for n in range(90_000)})),
    "the same text": lambda: unsigned(badge(name=["same"] * 140_000)),
    "evidence": lambda: unsigned(
        evidence(lambda n: {"id": f"urn:x:{n}", "type": ["Evidence"], "name": f"n{n}"})
    ),
    "evidence, signed as text": lambda: as_text(
        evidence(lambda n: {"id": f"urn:x:{n}", "type": ["Evidence"], "name": f"n{n}"})
    ),
    "evidence, each of another shape": lambda: unsigned(evidence(_evidence_of_many_shapes)),
    "evidence just allowed": lambda: unsigned(
        evidence(lambda n: {"id": f"urn:x:{n}", "type": ["Evidence"], "name": f"n{n}"}, 1_850)
    ),
    "references": lambda: unsigned(badge(evidence=_filled(lambda n: {"id": f"urn:x:{n}"}))),
    "addresses that are none": lambda: unsigned(
        badge(evidence=_filled(lambda n: {"id": f"https://a b/{n}", "type": "Evidence"}))
    ),
    "an address without an end": lambda: unsigned(badge(id="urn:x:" + "%41" * 320_000)),
    "types": lambda: unsigned(
        badge(type=["VerifiableCredential", *(f"T{n}" for n in range(90_000))])
    ),
    "the same type": lambda: unsigned(badge(type=["VerifiableCredential"] * 40_000)),
    "values just allowed": lambda: unsigned(badge(name=[f"n{n}" for n in range(11_900)])),
    "shapes just allowed": lambda: unsigned(evidence(_evidence_of_many_shapes, 1_850)),
    "types just allowed": lambda: unsigned(badge(type=["VerifiableCredential"] * 50)),
    "relations just allowed": lambda: unsigned(deep_relations(14)),
    "types with contexts just allowed": lambda: unsigned(
        evidence(lambda n: {"type": ["Profile", "Achievement", "Evidence"], "name": "n"}, 720)
    ),
    "references just allowed": lambda: unsigned(
        badge(evidence=[{"id": f"urn:x:{n}"} for n in range(3_700)])
    ),
    "types with contexts": lambda: unsigned(
        evidence(lambda n: {"type": ["Profile", "Achievement", "Evidence"], "name": "n"})
    ),
    "languages": lambda: unsigned(
        badge(name=_filled(lambda n: {"@value": "x", "@language": f"x-{n}"}))
    ),
    "relations": lambda: unsigned(deep_relations()),
    "base64 pictures": lambda: unsigned(
        badge(image={"id": "data:image/png;base64," + "A" * 970_000, "type": "Image"})
    ),
    # contexts
    "contexts": lambda: unsigned(badge(**{"@context": badge()["@context"] * 9_000})),
    "unknown contexts": lambda: unsigned(
        badge(**{"@context": [f"https://a.example/{n}" for n in range(35_000)]})
    ),
    "the same contexts": lambda: unsigned(
        badge(**{"@context": [*badge()["@context"], *[badge()["@context"][1]] * 40]})
    ),
    "contexts just allowed": lambda: unsigned(
        {
            **with_alignments([{"type": ["Alignment"], "targetName": f"t{n}"} for n in range(950)]),
            "@context": badge()["@context"] * 10,
        }
    ),
    "a context inside": lambda: unsigned(
        badge(
            **{"@context": [*badge()["@context"], {f"t{n}": f"urn:x:{n}" for n in range(40_000)}]}
        )
    ),
    # blank nodes
    "clique of 5": lambda: unsigned(clique(5)),
    "clique of 8": lambda: unsigned(clique(8)),
    "clique of 12": lambda: unsigned(clique(12)),
    "equal nodes": lambda: unsigned(with_alignments([{"type": ["Alignment"]}] * 190)),
    "many equal nodes": lambda: unsigned(with_alignments([{"type": ["Alignment"]}] * 30_000)),
    "nodes alike in pairs": lambda: unsigned(
        with_alignments([{"type": ["Alignment"], "targetName": f"t{n // 2}"} for n in range(190)])
    ),
    "nodes without names": lambda: unsigned(
        with_alignments(_filled(lambda n: {"type": ["Alignment"], "targetName": f"t{n}"}))
    ),
    "nodes without names just allowed": lambda: unsigned(
        with_alignments([{"type": ["Alignment"], "targetName": f"t{n}"} for n in range(1_850)])
    ),
    "lists of equal values": lambda: unsigned(circles(30, 4)),
    "long lists of equal values": lambda: unsigned(circles(4_000, 2)),
    # what stands beside
    "proofs": lambda: many_proofs(2_000),
    "proofs just allowed": lambda: many_proofs(10),
    "status entries": lambda: as_text(status_entries(4_500)),
    "status entries just allowed": lambda: signed(status_entries(8)),
    "status entries over statements": lambda: unsigned(status_entries(4_500)),
    "endorsements": lambda: as_text(endorsed(0, 1_500)),
    "endorsements over statements": lambda: unsigned(endorsed(0, 1_500)),
    "endorsements of endorsements": lambda: as_text(endorsed(3, 6)),
    "endorsements of endorsements over statements": lambda: unsigned(endorsed(3, 6)),
    "status list": lambda: as_text(unfolding_list()),
    # tokens
    "disclosures": lambda: disclosures(9_000),
    "disclosures just allowed": lambda: disclosures(500),
    "digests": lambda: token(
        {"vct": "a", "_sd": _filled(lambda n: f"{n:043}", reserve=300_000)}, None, "WyJhIl0"
    ),
    "a token of members": lambda: token({f"k{n}": n for n in range(50_000)}, {"alg": "ES256"}),
    "a token's header": lambda: token(
        badge(), {"alg": "ES256", "typ": "vc+jwt", **{f"k{n}": n for n in range(50_000)}}
    ),
    "a token of dots": lambda: b"a." * 490_000,
    "a token of tildes": lambda: token({"vct": "a"}) + b"~" * 900_000,
    # European credentials
    "parts of each other": lambda: european(_references),
    "parts of each other, just allowed": lambda: european(lambda made: _references(made, 180)),
    "titles in all languages": lambda: european(_languages),
    "titles in many languages": lambda: european(lambda made: _languages(made, 11_000)),
}

PRESENTED: dict[str, Callable[[], bytes]] = {
    "presented, far too many": lambda: unsigned(presentation(150)),
    "presented, just allowed": lambda: unsigned(presentation(40)),
    "presented, with endorsements just allowed": lambda: unsigned(
        {**presentation(1), "verifiableCredential": [endorsed(0, 48)]}
    ),
    "presentations within": lambda: unsigned(presentations_within(15)),
    "presented, with endorsements": lambda: unsigned(
        {**presentation(1), "verifiableCredential": [endorsed(0, 100)]}
    ),
}
"""What is handed over as a presentation."""
