"""Presentations: who hands over what, in answer to which question."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.model.report import Outcome, PresentationReport, Verdict
from tesela.proofs import data_integrity, jws, vc_jose
from tesela.proofs.keys import SoftwareKey
from tesela.text.errors import TeselaError
from tesela.verify import verify, verify_presentation
from tests.samples import KEY
from tests.verify.test_jose import JSON
from tests.verify.test_procedure import LATER, changed_at, places, serving, signed, unsigned

V2 = "https://www.w3.org/ns/credentials/v2"
HOLDER = SoftwareKey(b"h" * 32)
OTHER = SoftwareKey(b"o" * 32)
QUESTION = {"challenge": "n-0S6_WzA2Mj", "domain": "https://verifier.example"}
ANSWER = {"nonce": QUESTION["challenge"], "aud": QUESTION["domain"]}


def presented(*credentials: Any, **changes: Any) -> dict[str, Any]:
    made = {
        "@context": [V2],
        "id": "urn:uuid:33333333-3333-4333-8333-333333333333",
        "type": ["VerifiablePresentation"],
        "holder": HOLDER.controller,
        "verifiableCredential": list(credentials),
        **changes,
    }
    return {name: member for name, member in made.items() if member not in (None, [])}


def embedded(document: dict[str, Any], key: SoftwareKey = HOLDER, **options: Any) -> bytes:
    purpose = {"purpose": "authentication", **QUESTION, **options}
    return json.dumps(data_integrity.secure(document, key, LATER, **purpose)).encode()


def token(document: dict[str, Any], key: SoftwareKey = HOLDER, **claims: Any) -> bytes:
    made = {**ANSWER, **claims}
    return vc_jose.secure(document, key, vc_jose.PRESENTATION, **made).encode()


def envelope(document: dict[str, Any], key: SoftwareKey = HOLDER, **claims: Any) -> bytes:
    inside = token(document, key, **claims).decode()
    return json.dumps(vc_jose.enveloped(inside, vc_jose.PRESENTATION)).encode()


WAYS = {"embedded": embedded, "token": token, "envelope": envelope}
Way = Callable[..., bytes]


def badge() -> dict[str, Any]:
    return signed(unsigned())


def badge_in_envelope() -> dict[str, Any]:
    return vc_jose.enveloped(vc_jose.secure(unsigned(), KEY))


def report(data: bytes, **asked: Any) -> PresentationReport:
    return verify_presentation(data, at=LATER, fetch=serving(), **{**QUESTION, **asked})


def failures(found: PresentationReport) -> dict[str, str]:
    return {c.id: c.problem.code for c in found.checks if c.outcome is not Outcome.PASSED}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> Way:
    return WAYS[request.param]


def test_what_a_holder_presents_is_genuine_with_all_that_is_in_it(way: Way) -> None:
    found = report(way(presented(badge(), badge_in_envelope())))
    assert failures(found) == {}
    assert found.verdict is Verdict.VALID
    assert found.holder == HOLDER.controller
    assert [one.content["secured_by"] for one in found.credentials] == ["embedded", "vc-jwt"]
    assert all(one.verdict is Verdict.VALID for one in found.credentials)


def test_a_presentation_may_hold_nothing_but_its_holder(way: Way) -> None:
    found = report(way(presented()))
    assert found.verdict is Verdict.VALID
    assert found.credentials == ()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"challenge": "another"}, "presentation.challenge"),
        ({"domain": "https://other.example"}, "presentation.domain"),
    ],
)
def test_an_answer_to_another_question_is_refused(way: Way, asked: dict, code: str) -> None:
    found = report(way(presented(badge())), **asked)
    assert failures(found) == {"question": code}
    assert found.verdict is Verdict.INVALID


def test_a_signature_that_answers_nothing_is_refused_where_a_question_was_asked() -> None:
    made = data_integrity.secure(presented(badge()), HOLDER, LATER, purpose="authentication")
    assert failures(report(json.dumps(made).encode())) == {"question": "presentation.challenge"}
    found = report(json.dumps(made).encode(), challenge=None, domain=None)
    assert found.verdict is Verdict.VALID


def test_a_key_that_is_not_the_holders_is_refused() -> None:
    made = embedded(presented(badge()), OTHER)
    assert failures(report(made)) == {"holder": "presentation.holder"}
    assert report(made).holder is None
    with pytest.raises(TeselaError) as raised:
        token(presented(badge()), OTHER)
    assert raised.value.code == "token.party"


def test_a_token_by_another_key_than_the_holders_is_refused() -> None:
    taken = vc_jose.secure(presented(badge(), holder=None), OTHER, vc_jose.PRESENTATION)
    named = {**vc_jose.read(taken).document, "holder": HOLDER.controller}
    header = {"kid": OTHER.verification_method, "typ": "vp+jwt"}
    made = jws.sign(header, jws.plain({**named, **ANSWER}), OTHER)
    assert failures(report(made.encode())) == {"holder": "presentation.holder"}


def test_whoever_signs_is_the_holder_where_none_is_named(way: Way) -> None:
    assert report(way(presented(badge(), holder=None))).holder == HOLDER.controller


def test_several_signers_need_a_named_holder() -> None:
    once = json.loads(embedded(presented(badge(), holder=None)))
    again = json.loads(embedded(presented(badge(), holder=None), OTHER))
    both = {**once, "proof": [once["proof"], again["proof"]]}
    assert failures(report(json.dumps(both).encode())) == {"holder": "presentation.several_holders"}


def test_a_signature_for_a_statement_presents_nothing() -> None:
    made = embedded(presented(badge()), purpose="assertionMethod")
    assert failures(report(made)) == {"presentation-purpose": "presentation.purpose"}


def test_an_unsigned_presentation_presents_nothing() -> None:
    found = report(json.dumps(presented(badge())).encode())
    assert failures(found)["presentation-proof"] == "proof.missing"
    assert found.verdict is Verdict.INVALID
    assert found.holder is None


def test_one_bad_credential_makes_the_whole_bad(way: Way) -> None:
    bad = badge()
    bad["name"] = "Another"
    found = report(way(presented(badge(), bad)))
    assert failures(found) == {}
    assert [one.verdict for one in found.credentials] == [Verdict.VALID, Verdict.INVALID]
    assert found.verdict is Verdict.INVALID
    assert found.holder == HOLDER.controller


@pytest.mark.parametrize(
    ("changes", "member"),
    [
        ({"@context": ["https://www.w3.org/ns/did/v1", V2]}, "@context"),
        ({"type": ["VerifiablePresentation", 7]}, "type"),
        ({"id": "no address"}, "id"),
        ({"holder": "nobody"}, "holder"),
        ({"verifiableCredential": [7]}, "verifiableCredential"),
    ],
)
def test_form_names_the_member_that_is_wrong(changes: dict, member: str) -> None:
    found = report(json.dumps({**presented(badge()), **changes}).encode())
    assert found.checks[0].problem.data == {"member": member}
    assert found.credentials == ()


@pytest.mark.parametrize("wrap", [token, envelope, lambda made: json.dumps(made).encode()])
def test_presentations_in_presentations_are_refused(wrap: Way) -> None:
    inner = json.loads(embedded(presented(badge(), id="urn:uuid:of-the-inner-one")))
    with pytest.raises(TeselaError) as raised:
        verify(wrap(presented(inner)), at=LATER)
    assert raised.value.code == "presentation.form"
    assert failures(report(wrap(presented(inner)))) == {"presentation": "presentation.form"}


def test_what_is_no_credential_is_named(way: Way) -> None:
    nothing = {"@context": V2, "id": "urn:x:y", "type": "VerifiableCredential"}
    found = report(way(presented(nothing)))
    assert found.verdict is Verdict.INVALID


def test_every_change_to_a_presentation_is_refused() -> None:
    document = json.loads(embedded(presented(badge_in_envelope())))
    tried = 0
    for path in places(document):
        tried += 1
        changed = changed_at(document, path, lambda holder, name: holder.pop(name))
        try:
            assert report(json.dumps(changed).encode()).verdict is not Verdict.VALID, path
        except TeselaError:
            continue
    assert tried > 15


# A file that is a presentation


def test_a_file_with_one_credential_is_reported_with_who_presents_it(way: Way) -> None:
    found = verify(way(presented(badge())), at=LATER, fetch=serving())
    assert found.verdict is Verdict.VALID
    assert found.content["award"]["learner"]["family_name"] == "Ó Súilleabháin"
    assert {"proof", "issuer", "presentation-proof", "holder"} <= {c.id for c in found.checks}


def test_an_unsigned_file_is_its_credential() -> None:
    found = verify(json.dumps(presented(badge())).encode(), at=LATER, fetch=serving())
    assert found.verdict is Verdict.VALID
    assert "presentation.unsigned" in {check.problem.code for check in found.checks}


def test_a_file_presented_by_somebody_else_is_not_valid() -> None:
    found = verify(embedded(presented(badge()), OTHER), at=LATER, fetch=serving())
    assert found.verdict is Verdict.INVALID


def test_a_file_with_several_credentials_says_so(way: Way) -> None:
    with pytest.raises(TeselaError) as raised:
        verify(way(presented(badge(), badge())), at=LATER)
    assert raised.value.code == "input.presentation"
    assert raised.value.problem.data == {"count": 2}


# Anything else

MEMBERS = ("@context", "id", "type", "holder", "verifiableCredential", "proof")


@given(
    changes=st.dictionaries(st.sampled_from(MEMBERS), JSON),
    inside=st.dictionaries(st.sampled_from((*MEMBERS, "issuer", "credentialSubject")), JSON),
)
def test_strangers_presentations_raise_nothing_but_our_errors(
    changes: dict[str, Any], inside: dict[str, Any]
) -> None:
    signed_one = json.loads(embedded(presented(badge_in_envelope())))
    for made in ({**signed_one, **changes}, presented({**badge_in_envelope(), **inside})):
        shown = json.dumps(made).encode()
        for data in (shown, jws.sign({"kid": "x#y"}, shown, HOLDER).encode()):
            try:
                found = report(data)
            except TeselaError:
                continue
            assert found.verdict is not Verdict.VALID or made == signed_one
            found.to_json()
