"""Foreign implementations accept what we sign, and we what they sign."""

import json

import pytest
from hypothesis import given, settings

from tesela.proofs.data_integrity import is_signed_by, secure
from tesela.proofs.keys import SoftwareKey
from tests.judges.documents import (
    BADGES_DRAWN,
    CREATED,
    DOCUMENTS,
    KEY,
    NOW,
    WITHDRAWN,
    entry,
    sent,
    signed,
    small,
)
from tests.judges.openvc_judge import OpenvcJudge

SUITES = ("eddsa-rdfc-2022", "eddsa-jcs-2022")


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_judges_accept_what_we_sign(judges, name, suite):
    document = signed(DOCUMENTS[name](), suite)
    assert {judge.name: judge.verdict(document) for judge in judges} == {
        judge.name: "" for judge in judges
    }


@pytest.mark.parametrize("suite", SUITES)
def test_judges_accept_every_drawn_badge_that_we_sign(judges, suite):
    @settings(max_examples=25, deadline=None, derandomize=True, database=None)
    @given(BADGES_DRAWN)
    def accepted(document):
        made = signed(document, suite)
        assert [judge.verdict(made) for judge in judges] == ["", ""]

    accepted()


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_npm_signs_the_same_bytes(node_judge, name, suite):
    """Ed25519 is deterministic: same key, document and time give the same signature."""
    document = DOCUMENTS[name]()
    theirs = node_judge.signed(document, suite, KEY.seed, CREATED.strftime("%Y-%m-%dT%H:%M:%SZ"))
    ours = signed(document, suite)
    assert is_signed_by(theirs, theirs["proof"], KEY.public)
    assert theirs["proof"]["proofValue"] == ours["proof"]["proofValue"]


@pytest.mark.parametrize("suite", SUITES)
def test_judges_accept_an_issuer_with_a_domain(node_judge, foreign_contexts, suite):
    """`did:web`: the key stands in the issuer's DID document, which the judges are given."""
    issuer = "did:web:issuer.example"
    key = SoftwareKey(KEY.seed, f"{issuer}#key-1")
    method = {
        "id": key.verification_method,
        "type": "Multikey",
        "controller": issuer,
        "publicKeyMultibase": key.public.multibase,
    }
    described = {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": issuer,
        "verificationMethod": [method],
        "assertionMethod": [key.verification_method],
    }
    document = sent(secure({**small(), "issuer": issuer}, key, CREATED, suite))
    openvc = OpenvcJudge(foreign_contexts, NOW, {issuer: described})
    assert openvc.verdict(document) == ""
    text = json.dumps(document)
    assert node_judge.ask("verify", text=text, known={issuer: described}) == {"ok": True}
    retired = {**described, "assertionMethod": []}
    assert not OpenvcJudge(foreign_contexts, NOW, {issuer: retired}).accepts(document)
    assert not node_judge.ask("verify", text=text, known={issuer: retired})["ok"]


@pytest.mark.parametrize("purpose", ["revocation", "suspension"])
def test_judges_see_what_our_status_list_says(judges, purpose):
    """The place beside a withdrawn one is good, the withdrawn one is not."""
    for index, good in ((WITHDRAWN - 1, True), (WITHDRAWN, False), (WITHDRAWN + 1, True)):
        document = signed({**small(), "credentialStatus": entry(purpose, index)}, "eddsa-rdfc-2022")
        assert [judge.accepts(document) for judge in judges] == [good, good], index
