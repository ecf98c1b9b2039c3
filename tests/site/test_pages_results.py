"""A report as people read it: the sentence, who vouches, whose words in which language."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tesela.model.report import CheckResult, Outcome, Report, Trust, Verdict
from tesela.site.verifier.shown import shown
from tesela.text.catalogue import say
from tesela.text.errors import Problem
from tests.site.asking import credential

KEPT = Path(__file__).parents[1] / "vectors"
AT = datetime(2026, 5, 4, 9, 5, tzinfo=UTC)
CONTENT: dict[str, Any] = {
    "achievement": {
        "title": {"fi": "Turvallinen hoiva", "en": "Safe care"},
        "issuer": {"name": {"en": "Care School"}},
        "learning_outcomes": [{"text": {"fi": "Nostaa oikein"}}, {"text": {"fi": "Pesee kädet"}}],
        "workload": {"hours": "1.5", "credits": [{"system": "ects", "points": "1"}]},
        "level": {"eqf": 4},
    },
    "award": {"language": "fi", "awarded_on": "2026-05-02", "learner": {"full_name": "Aino Ek"}},
}
IN_REGISTRY = Trust(
    "did:web:care.example",
    Outcome.PASSED,
    Problem("trust.registered", {"registry": "Northern schools"}),
    "Northern schools",
    {"en": "Registered Care School", "fi": "Rekisteröity hoivakoulu"},
)


def check(step: str, code: str, outcome: Outcome = Outcome.PASSED) -> CheckResult:
    return CheckResult(step, outcome, Problem(code), "")


GENUINE = Report(
    verdict=Verdict.VALID,
    checks=(check("proof", "proof.ok"), check("issuer", "issuer.ok"), check("status", "status.ok")),
    content=CONTENT,
    trust=IN_REGISTRY,
    verified_at=AT,
)


def failing(*failed: tuple[str, str]) -> Report:
    """The genuine report, with these steps failed by these codes."""
    codes = dict(failed)
    checks = tuple(
        check(one.id, codes[one.id], Outcome.FAILED) if one.id in codes else one
        for one in (*GENUINE.checks, check("dates", "dates.ok"))
    )
    return replace(GENUINE, verdict=Verdict.INVALID, checks=checks)


@pytest.mark.parametrize(
    ("report", "look", "sentence"),
    [
        (GENUINE, "valid", "Genuine: everything"),
        (failing(("status", "status.revoked")), "withdrawn", "Genuine, but withdrawn"),
        (failing(("status", "status.suspended")), "withdrawn", "Genuine, but suspended"),
        (failing(("proof", "proof.wrong")), "invalid", "Not genuine"),
        (
            failing(("proof", "proof.wrong"), ("status", "status.revoked")),
            "invalid",
            "Not genuine",
        ),
        (failing(("issuer", "issuer.key_purpose")), "invalid", "Not valid"),
        (
            failing(("issuer", "issuer.key_purpose"), ("status", "status.revoked")),
            "invalid",
            "Not valid",
        ),
    ],
)
def test_the_sentence_says_no_more_than_the_checks(
    report: Report, look: str, sentence: str
) -> None:
    said = shown("a.json", report, "en")
    assert said.verdict == look
    assert said.sentence.startswith(sentence)


def test_withdrawn_is_not_called_genuine_while_something_is_open() -> None:
    report = failing(("status", "status.revoked"))
    open_check = check("status", "status.unknown", Outcome.INDETERMINATE)
    said = shown("", replace(report, checks=(*report.checks, open_check)), "en")
    assert said.verdict == "invalid"


def test_the_registry_speaks_first_and_the_document_for_itself() -> None:
    issuer = shown("", GENUINE, "fi").issuer
    assert issuer
    assert issuer.registered == ("fi", "Rekisteröity hoivakoulu")
    assert issuer.stated == ("en", "Care School")


def test_a_name_that_the_registry_has_too_is_said_once() -> None:
    same = replace(IN_REGISTRY, registered_name={"en": "Care School"})
    issuer = shown("", replace(GENUINE, trust=same), "en").issuer
    assert issuer
    assert issuer.registered == ("en", "Care School")
    assert issuer.stated is None


@pytest.mark.parametrize("failed", [("proof", "proof.wrong"), ("issuer", "issuer.key_purpose")])
def test_no_registry_vouches_for_what_the_issuer_did_not_sign(failed: tuple[str, str]) -> None:
    issuer = shown("", failing(failed), "en").issuer
    assert issuer
    assert not issuer.signed
    assert issuer.registered is None
    assert "registry" not in issuer.message


def test_each_value_has_the_language_it_is_in() -> None:
    said = {fact.label: fact.texts for fact in shown("", GENUINE, "en").facts}
    assert said["Title"] == [("en", "Safe care")]
    assert said["Learning outcomes"] == [("fi", "Nostaa oikein"), ("fi", "Pesee kädet")]
    assert said["Notional workload"] == [("en", "1.5 hours"), ("en", "1 ECTS credit")]
    assert said["Awarded on"] == [("en", "2 May 2026")]


def test_the_original_stands_beside_a_translation_and_alone_for_its_own_readers() -> None:
    english, finnish = shown("", GENUINE, "en"), shown("", GENUINE, "fi")
    assert english.original_language == "fi"
    assert english.original[0].texts == [("fi", "Turvallinen hoiva")]
    assert english.original_name == "Finnish"
    assert not english.foreign
    assert finnish.original == []
    assert shown("", GENUINE, "el").foreign


def test_the_moment_is_written_as_its_language_does() -> None:
    assert shown("", GENUINE, "fi").checked.endswith("4. toukokuuta 2026, 09:05 UTC")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("openbadge.json", ""),
        ("pdf.pdf", "content.pdf_pages"),
        ("baked-png.png", "content.picture"),
        ("baked-svg.svg", "content.picture"),
    ],
)
def test_what_of_a_file_is_not_signed_is_said(client: Client, name: str, code: str) -> None:
    file = SimpleUploadedFile(name, (KEPT / name).read_bytes())
    written = client.post("/verify", {"chosen": file}).content.decode()
    said = {one for one in ("content.pdf_pages", "content.picture") if say(one, "en") in written}
    assert said == ({code} if code else set())


def test_what_somebody_sends_is_text_and_never_markup(client: Client) -> None:
    hostile = '"><script>alert(1)</script><svg onload=alert(1)>'
    document = credential(name=hostile)
    document["credentialSubject"]["achievement"]["name"] = hostile
    image = "data:image/svg+xml,<svg onload='alert(1)'/>"
    document["credentialSubject"]["achievement"]["image"] = {"id": image, "type": "Image"}
    file = SimpleUploadedFile(f"{hostile}.json", json.dumps(document).encode())
    written = client.post("/verify", {"chosen": file}).content.decode()
    assert "&lt;script&gt;" in written
    assert "<script" not in written
    assert "<svg onload" not in written
    assert "<img" not in written
    assert "data:image" not in written
