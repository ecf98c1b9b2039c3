"""ECDSA with @digitalbazaar/vc in both directions: ecdsa-rdfc-2019 and ecdsa-sd-2023."""

import copy
import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from tesela.codecs import multibase
from tesela.formats import openbadges
from tesela.proofs import data_integrity, selective
from tesela.proofs.keys import SoftwareKey
from tesela.text.errors import TeselaError
from tests.judges.changes import changes
from tests.judges.documents import CREATED
from tests.samples import ACHIEVEMENT, award

KEYS = {
    "p256": SoftwareKey(b"\x07" * 32, kind="p256"),
    "p384": SoftwareKey(b"\x07" * 48, kind="p384"),
}
SECRET_PREFIX = {"p256": b"\x86\x26", "p384": b"\x87\x26"}
SHOWN = ["/credentialSubject/achievement/name", "/credentialSubject/achievement/criteria"]
Json = dict[str, Any]


def octets(number: int) -> bytes:
    return hashlib.sha512(str(number).encode()).digest()[:number]


def badge(kind: str) -> Json:
    return openbadges.write(ACHIEVEMENT, award(), issuer=KEYS[kind].controller, issued_at=created())


def created() -> datetime:
    return CREATED


def with_key(kind: str) -> Json:
    key = KEYS[kind]
    return {
        "key": {
            "publicKeyMultibase": key.public.multibase,
            "secretKeyMultibase": multibase.encode(SECRET_PREFIX[kind] + key.seed),
        },
        "created": created().strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def every_changed_text(document: Json) -> Iterator[tuple[str, Json]]:
    """The document with one text changed, for every text but names of things to be read by."""

    def paths(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        if isinstance(value, dict):
            for name, member in value.items():
                if name not in ("@context", "type", "proof"):
                    yield from paths(member, (*path, name))
        elif isinstance(value, list):
            for at, member in enumerate(value):
                yield from paths(member, (*path, at))
        elif isinstance(value, str):
            yield path

    for path in paths(document, ()):
        changed = copy.deepcopy(document)
        place: Any = changed
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] += "x"
        yield "/".join(map(str, path)), changed


def ours(document: Json, kind: str) -> bool:
    """Whether our primitives find every proof good."""
    try:
        return all(
            data_integrity.is_signed_by(document, proof, KEYS[kind].public)
            for proof in data_integrity.proofs_of(document)
        )
    except TeselaError:
        return False


@pytest.mark.parametrize("suite", ["ecdsa-rdfc-2019", "ecdsa-sd-2023"])
def test_we_refuse_every_change(suite):
    document = {**badge("p256"), "validUntil": "2040-01-01T00:00:00Z"}
    if suite == "ecdsa-sd-2023":
        base = selective.secure(document, KEYS["p256"], created(), [], octets)
        signed = selective.derive(base, SHOWN)
    else:
        signed = data_integrity.secure(document, KEYS["p256"], created(), suite)
    assert ours(signed, "p256")
    made = list(changes(signed))
    assert len(made) > 50
    assert not [(one.kind, one.path) for one in made if ours(one.document, "p256")]


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_ours_is_accepted_and_every_changed_statement_refused(node_judge, kind):
    signed = data_integrity.secure(badge(kind), KEYS[kind], created(), "ecdsa-rdfc-2019")
    assert node_judge.verdict(signed) == ""
    let_through = [
        path for path, changed in every_changed_text(signed) if node_judge.accepts(changed)
    ]
    assert not let_through


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_theirs_is_accepted(node_judge, kind):
    signed = node_judge.signed_on_curve(badge(kind), "ecdsa-rdfc-2019", **with_key(kind))
    assert ours(signed, kind)
    assert not ours({**signed, "name": "Another"}, kind)


def test_what_we_show_is_accepted_and_every_changed_statement_refused(node_judge):
    base = selective.secure(badge("p256"), KEYS["p256"], created(), ["/validFrom"], octets)
    shown = selective.derive(base, SHOWN)
    assert node_judge.verdict(shown) == ""
    let_through = [
        path for path, changed in every_changed_text(shown) if node_judge.accepts(changed)
    ]
    assert not let_through


def test_they_show_parts_of_ours_as_we_do(node_judge):
    base = selective.secure(badge("p256"), KEYS["p256"], created(), ["/validFrom"], octets)
    assert node_judge.derived(base, SHOWN) == selective.derive(base, SHOWN)


def test_we_show_parts_of_theirs_as_they_do(node_judge):
    base = node_judge.signed_on_curve(
        badge("p256"),
        "ecdsa-sd-2023",
        mandatoryPointers=["/issuer", "/validFrom"],
        **with_key("p256"),
    )
    shown = selective.derive(base, SHOWN)
    assert shown == node_judge.derived(base, SHOWN)
    assert ours(shown, "p256")
    assert node_judge.verdict(shown) == ""
