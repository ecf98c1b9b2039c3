"""Foreign judges and we refuse every change to what was signed, and what is badly made.

Where a judge lets something pass that must not, it stands in `lax.LAX`; we let nothing pass.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import pytest

from tesela.model.report import Verdict
from tesela.proofs.data_integrity import is_signed_by, proofs_of
from tesela.text.errors import TeselaError
from tesela.verify import verify
from tests.judges.changes import Change, changes, spellings
from tests.judges.documents import (
    BADGES,
    CREDENTIALS,
    DOCUMENTS,
    KEY,
    NOW,
    full,
    known,
    signed,
    signed_with,
    small,
)
from tests.judges.lax import JCS, LAX, RDFC, STRICT

SUITES = (RDFC, JCS)
KNOWN = known()


def is_signed(document: dict[str, Any]) -> bool:
    """Whether our primitives find every proof good."""
    try:
        return all(is_signed_by(document, proof, KEY.public) for proof in proofs_of(document))
    except TeselaError:
        return False


def is_valid(document: object) -> bool:
    """Whether our whole procedure finds the document, or JSON text, valid."""
    text = document if isinstance(document, str) else json.dumps(document)

    def fetch(address: str) -> bytes:
        return json.dumps(KNOWN[address]).encode()

    try:
        report = verify(text.encode(), at=datetime.fromisoformat(NOW), fetch=fetch)
    except TeselaError:
        return False
    return report.verdict is Verdict.VALID


def passed(judge, suite: str, made: Iterable[Change]) -> list[tuple[str, str]]:
    """Kind and place of what `judge` accepts and no row of LAX tells."""
    told = {row.kind for row in LAX if (row.judge, row.suite) == (judge.name, suite)}
    asked = (change for change in made if change.kind not in told)
    return [(change.kind, change.path) for change in asked if judge.accepts(change.document)]


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_we_refuse_every_change(name, suite):
    document = signed(DOCUMENTS[name](), suite)
    assert is_signed(document)
    assert is_valid(document)
    made = list(changes(document))
    assert len(made) > 50
    assert [change[:2] for change in made if is_signed(change.document)] == []


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_npm_refuses_every_change(node_judge, name, suite):
    assert passed(node_judge, suite, changes(signed(DOCUMENTS[name](), suite))) == []


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_openvc_refuses_every_change(openvc_judge, name, suite):
    assert passed(openvc_judge, suite, changes(signed(DOCUMENTS[name](), suite))) == []


def test_other_spellings_of_a_statement_are_the_same_statement():
    """`eddsa-rdfc-2022` signs statements, `eddsa-jcs-2022` the JSON value."""
    for suite, expected in ((RDFC, {True}), (JCS, {False})):
        made = list(spellings(signed(full(), suite)))
        assert {
            is_signed(change.document)
            for change in made
            if change.kind != "members in another order"
        } == expected
        assert all(is_signed(c.document) for c in made if c.kind == "members in another order")


# Badly made documents: signed by the issuer as they are, or put together from such.

Made = Callable[[str], object]


def _without_subject(suite: str) -> object:
    document = small()
    del document["credentialSubject"]
    return signed(document, suite)


def _with(**members: object) -> Made:
    return lambda suite: signed({**small(), **members}, suite)


def _twice(suite: str) -> object:
    text = json.dumps(signed(small(), suite))
    return text.replace('"name": "Ana"', '"name": "Eva", "name": "Ana"')


def _wrong_second_proof(suite: str) -> object:
    document = signed(small(), suite)
    foreign = {**document["proof"], "proofValue": signed(full(), suite)["proof"]["proofValue"]}
    return {**document, "proof": [document["proof"], foreign]}


FAULTS: Mapping[str, Made] = {
    "proof expired": lambda suite: signed_with(small(), suite, expires="2026-05-01T00:00:00Z"),
    "proof for another purpose": lambda suite: signed_with(
        small(), suite, proofPurpose="authentication"
    ),
    "no subject": _without_subject,
    "date without time": _with(validUntil="2027-01-01"),
    "date without time zone": _with(validUntil="2027-01-01T00:00:00"),
    "not yet valid": _with(validFrom="2027-01-01T00:00:00Z"),
    "no longer valid": _with(validUntil="2026-10-01T00:00:00Z"),
    "issuer without the key": _with(issuer="https://issuer.example/5678"),
    "base context not first": _with(**{"@context": [BADGES, CREDENTIALS]}),
    "no proof": lambda _: small(),
    "empty list of proofs": lambda _: {**small(), "proof": []},
    "member twice": _twice,
    "one wrong proof of two": _wrong_second_proof,
}


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_badly_made_is_refused(judges, fault, suite):
    document = FAULTS[fault](suite)
    assert not is_valid(document)
    for judge in judges:
        lax = any(row[:3] == (judge.name, suite, fault) for row in LAX)
        assert judge.accepts(document) == lax, (judge.name, judge.verdict(document))


@pytest.mark.parametrize("row", LAX, ids=lambda row: f"{row.judge} {row.suite} {row.kind}")
def test_every_row_of_the_lax_table_is_still_true(judges, row):
    judge = next(judge for judge in judges if judge.name == row.judge)
    if row.kind in FAULTS:
        assert judge.accepts(FAULTS[row.kind](row.suite))
        return
    made = [c for c in changes(signed(small(), row.suite)) if c.kind == row.kind]
    assert any(judge.accepts(change.document) for change in made)


# Correct documents that a judge refuses.


def _named_in(tag: str) -> dict[str, Any]:
    return {**small(), "name": {"@value": "Pflege", "@language": tag}}


def _badge(kind: str = "OpenBadgeCredential", **achievement: object) -> dict[str, Any]:
    subject = {"type": ["AchievementSubject"], "achievement": achievement}
    return {
        **small(),
        "@context": [CREDENTIALS, BADGES],
        "type": ["VerifiableCredential", kind],
        "credentialSubject": subject,
    }


def _two_proofs(suite: str) -> dict[str, Any]:
    document = signed(small(), suite)
    other = signed_with(small(), suite, created="2026-04-01T00:00:00Z")
    return {**document, "proof": [document["proof"], other["proof"]]}


CORRECT: Mapping[str, Made] = {
    "language tag with capitals": lambda suite: signed(_named_in("de-AT"), suite),
    "type named like a property": lambda suite: signed(
        _badge(type=["Achievement"], criteria={"type": "Criteria", "narrative": "Show it."}), suite
    ),
    "second name of a type": lambda suite: signed(
        _badge("AchievementCredential", type=["Achievement"], name="Care"), suite
    ),
    "list of proofs": _two_proofs,
}


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("what", CORRECT)
def test_what_is_correct_is_refused_only_where_the_table_says_so(judges, what, suite):
    document = CORRECT[what](suite)
    assert is_valid(document)
    for judge in judges:
        strict = any(row[:3] == (judge.name, suite, what) for row in STRICT)
        assert judge.accepts(document) != strict, (judge.name, judge.verdict(document))
