"""Generated credentials: few shapes, each with many values, so that compiled shapes are really used."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tesela.formats import elm, openbadges
from tesela.status.bitstring import Place, entry
from tests.samples import ACHIEVEMENT, KEY, NOW, award

Json = dict[str, Any]
_PIECES = (
    "Ana", " Müller", "’", "Παπα", "Иван", "Łucja", "محمد", "李", "नेहा", "👩🏽‍🎓", "e\u0301",
    "\u2028", "\u00a0", "\U0010ffff", '"', "\\", "\n", "\t", "\r", "\\n", "%s", "%", "{0}",
    "<urn:x:y>", "_:b0", "^^", "@en", "urn:tesela:place:1", "urn:tesela:marker:2", "'", "/", ".",
)  # fmt: skip
"""What texts are made of: scripts, what JSON and N-Quads escape, and what looks like their own."""
_NAME = "Ana of the generated ones"
_SCHEMES = ("https://a.example/", "http://b.example:8080/?q=", "urn:x-own:", "did:web:", "tag:t,1:")


def documents(seed: int, number: int) -> Iterator[Json]:
    """`number` unsecured badges, always the same for a seed."""
    chance = random.Random(seed)
    for _ in range(number):
        yield _badge(chance)


def european(seed: int, number: int) -> Iterator[Json]:
    """`number` unsecured European credentials (ELM), for the proofs that badges have."""
    chance = random.Random(seed)
    sealer = elm.CertifiedOrganisation("Care", "VATBE-0000000000", "BE")
    for _ in range(number):
        one = award(
            id=UUID(int=chance.getrandbits(128), version=4).urn,
            learner={"id": UUID(int=chance.getrandbits(128), version=4).urn, "full_name": _NAME},
            awarded_on=date(2026, 1, 1) + timedelta(days=chance.randrange(100)),
            language=chance.choice(("en", "de")),
        )
        made = elm.write_credential(ACHIEVEMENT, one, issuer=sealer, issued_at=NOW, image=b"png")
        written = json.dumps(made).replace(json.dumps(_NAME), json.dumps(_text(chance)))
        document: Json = json.loads(written)
        document["@context"].append("https://w3id.org/security/data-integrity/v2")
        document["issuer"]["id"] = KEY.controller
        yield document


def _text(chance: random.Random) -> str:
    return "x" + "".join(chance.choices(_PIECES, k=chance.randrange(1, 6)))


def _badge(chance: random.Random) -> Json:
    full = chance.random() < 0.5
    learner: Json = {"id": UUID(int=chance.getrandbits(128), version=4).urn}
    learner |= (
        {"full_name": "x"} if chance.random() < 0.3 else {"given_name": "x", "family_name": "y"}
    )
    one = award(
        id=UUID(int=chance.getrandbits(128), version=4).urn,
        learner=learner,
        awarded_on=date(2026, 1, 1) + timedelta(days=chance.randrange(100)),
        language=chance.choice(("en", "de")),
        **({"grade": "1", "narrative": "n", "valid_until": date(2030, 1, 1)} if full else {}),
    )
    position = chance.randrange(100_000)
    places = [Place("https://care.example/status/1", position, "revocation")] if full else []
    made = openbadges.write(
        ACHIEVEMENT, one, issuer=KEY.controller, issued_at=NOW, status=[*map(entry, places)]
    )
    subject = made["credentialSubject"]
    for identity in subject["identifier"]:
        identity["identityHash"] = _text(chance)
    made["name"] = _text(chance)
    for result in subject.get("result", ()):
        result["value"] = _text(chance)
    if "narrative" in subject:
        subject["narrative"] = _text(chance)
    made["issuer"]["url"] = chance.choice(_SCHEMES) + f"page{chance.randrange(5)}"
    if chance.random() < 0.3:
        _unname(made, chance)
    return made


def _unname(made: Json, chance: random.Random) -> None:
    """Blank nodes, of which some look alike."""
    badge = made["credentialSubject"]["achievement"]
    for alignment in badge.get("alignment", ()):
        alignment.pop("id", None)
        if chance.random() < 0.5:
            alignment["targetName"] = _text(chance)
    for identity in made["credentialSubject"]["identifier"]:
        identity.pop("id", None)
