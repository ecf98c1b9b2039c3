"""What the verifier's page calls what it found, and why it says a name is to be believed."""

from dataclasses import replace
from typing import Any

import pytest

from tesela.model.report import Ground, Outcome, Trust
from tesela.site.verifier.naming import KINDS, found, reasons
from tesela.site.verifier.shown import shown
from tesela.text.errors import Problem
from tesela.text.messages.table import MESSAGES
from tesela.verify.carriers import CARRIERS
from tesela.verify.mechanisms.table import MECHANISMS
from tests.site.test_pages_results import GENUINE

CERTIFIED = Ground(
    "certificate",
    Outcome.PASSED,
    Problem("ground.certificate", {"name": "Some School", "authority": "Some Authority"}),
)
NO_REGISTRY = Trust("urn:uuid:1", Outcome.INDETERMINATE, Problem("trust.no_registry"))


def said(**content: Any) -> str:
    return found(replace(GENUINE, content=content), "en")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"secured_by": "embedded", "format": "openbadge"}, "A badge."),
        ({"secured_by": "vc-jwt", "format": "openbadge"}, "A badge, as one signed text."),
        ({"secured_by": "sd-jwt", "format": "sd-jwt"}, "A credential from a phone wallet."),
        ({"secured_by": "sealed", "format": "elm"}, "A European Digital Credential with a seal."),
        (
            {"secured_by": "embedded", "format": "elm"},
            "A European Digital Credential without a seal.",
        ),
        ({"secured_by": "vc-jwt", "format": "verifiable-credential"}, "A credential, as one"),
        ({"secured_by": "embedded", "format": "verifiable-credential"}, "A digital credential."),
        ({}, "A digital credential."),
    ],
)
def test_what_was_found_is_named_in_plain_words(content: dict[str, str], sentence: str) -> None:
    assert said(**content).startswith(sentence)


def test_where_it_was_found_is_said_too() -> None:
    assert said(format="openbadge", carrier="pdf") == "A badge. It was found in a PDF."
    assert said(format="openbadge", carrier="png").endswith("It was found in a picture.")
    assert said(format="openbadge", carrier="json") == "A badge."


def test_kinds_name_what_there_is() -> None:
    assert {by for by, _, _ in KINDS if by} <= {one.name for one in MECHANISMS}
    assert all(f"site.found.{name}" in MESSAGES for _, _, name in KINDS)
    assert {"pdf", "png", "svg", "json", "token"} <= {one.name for one in CARRIERS}


def test_a_seal_is_named_by_whom_its_certificate_names() -> None:
    sealed = replace(
        GENUINE,
        content={"secured_by": "sealed"},
        trust=replace(NO_REGISTRY, grounds=(CERTIFIED,)),
    )
    assert found(sealed, "en") == "A European Digital Credential, sealed by Some School."
    page = shown("a.json", sealed, "en")
    assert page.issuer
    assert page.issuer.message.startswith("No registry of this service lists the issuer, but")
    assert page.issuer.fix == ""
    [why] = page.issuer.reasons
    assert (why.kind, why.vouched) == ("certificate", True)


def test_a_seal_that_nobody_vouches_for_only_claims_a_name() -> None:
    claimed = replace(CERTIFIED, outcome=Outcome.INDETERMINATE)
    sealed = replace(
        GENUINE, content={"secured_by": "sealed"}, trust=replace(NO_REGISTRY, grounds=(claimed,))
    )
    assert found(sealed, "en").endswith("Its seal claims to be by Some School.")
    page = shown("a.json", sealed, "en")
    assert page.issuer
    assert page.issuer.message.startswith("No registry was asked")


def test_what_vouches_comes_before_what_is_claimed_and_never_of_a_forgery() -> None:
    registered = Ground("registry", Outcome.PASSED, Problem("trust.no_registry"))
    domain = Ground("domain", Outcome.PASSED, Problem("ground.domain", {"domain": "care.example"}))
    claimed = replace(CERTIFIED, outcome=Outcome.INDETERMINATE)
    trust = replace(NO_REGISTRY, grounds=(claimed, registered, domain))
    report = replace(GENUINE, trust=trust)
    listed = [(one.kind, one.vouched) for one in reasons(report, "en")]
    assert listed == [("domain", True), ("certificate", False)]
    forged = replace(report, checks=tuple(one for one in report.checks if one.id != "issuer"))
    page = shown("a.json", forged, "en")
    assert page.issuer
    assert page.issuer.reasons == ()


def test_a_key_that_stands_alone_is_no_claim_where_the_operator_vouches() -> None:
    key = Ground("key", Outcome.INDETERMINATE, Problem("ground.key"))
    alone = replace(GENUINE, trust=replace(NO_REGISTRY, grounds=(key,)))
    assert [one.kind for one in reasons(alone, "en")] == ["key"]
    vouched = replace(alone, trust=replace(alone.trust, outcome=Outcome.PASSED))
    assert reasons(vouched, "en") == []


def test_a_text_that_does_not_say_its_language_is_not_called_foreign() -> None:
    content = {"achievement": {"title": {"und": "Safe care"}}}
    assert not shown("a", replace(GENUINE, content=content), "fi").foreign
    content = {"achievement": {"title": {"el": "Ασφαλής φροντίδα"}}}
    assert shown("a", replace(GENUINE, content=content), "fi").foreign
