"""Received credentials: each fault is one new finding, at its place in the document itself."""

import copy
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tesela.conform import Known
from tesela.conform.credential import check_credential
from tesela.conform.rules.award_table import AWARD_RULES
from tesela.conform.rules.received_table import RECEIVED_RULES
from tesela.model.findings import Findings, Outcome, Severity, findings_schema
from tesela.model.report import CheckResult, Report, Trust, Verdict
from tesela.model.report import Outcome as Came
from tesela.text.errors import Problem, TeselaError
from tesela.text.languages import COMPLETE_LANGUAGES
from tesela.text.messages.table import MESSAGES
from tests.conform.foreign import badge, claims, european, listed, token, written

KNOWN = Known(today=date(2026, 6, 15))
SCHEMA = Draft202012Validator(findings_schema())
GONE: Any = object()
CLAIM = "/credentialSubject/hasClaim"
Json = dict[str, Any]
Faults = set[tuple[str, str, str]]


def found(data: bytes, known: Known = KNOWN) -> Findings:
    return check_credential(data, known)


def faults(findings: Findings) -> Faults:
    return {(one.rule, one.path, one.problem.code) for one in findings.decided}


def changed(document: Json, *changes: tuple[str, Any]) -> Json:
    """The document with a value at each place, or with nothing there."""
    made = copy.deepcopy(document)
    for place, value in changes:
        target: Any = made
        *way, last = place.strip("/").split("/")
        for step in way:
            target = target[int(step) if isinstance(target, list) else step]
        if value is GONE:
            del target[last]
        else:
            target[last] = value
    return made


def new(document: Json, *changes: tuple[str, Any], known: Known = KNOWN) -> Faults:
    """What changing the document adds to what was found in it."""
    before = faults(found(written(document), known))
    return faults(found(written(changed(document, *changes)), known)) - before


OWN = {
    "id": "urn:epass:concept:1",
    "type": "Concept",
    "inScheme": {"id": "urn:epass:conceptScheme:1", "type": "ConceptScheme"},
}
NATIONAL = {
    "id": "urn:epass:legalIdentifier:7",
    "type": "LegalIdentifier",
    "notation": "85.07.30-033.61",
}
MAILBOX = {
    "id": "urn:epass:contactPoint:1",
    "type": "ContactPoint",
    "emailAddress": {"id": "mailto:noor@mail.example", "type": "Mailbox"},
}


def note(text: str) -> Json:
    return {"id": "urn:epass:note:5", "type": "Note", "noteLiteral": {"en": text}}


ABSENT = [
    ("/issued", "P9-03", "/issued", "received.no_issue_date"),
    (f"{CLAIM}/specifiedBy/learningOutcome", "P2-01", None, "conform.no_outcomes"),
    (f"{CLAIM}/specifiedBy/eqfLevel", "P2-10", None, "conform.no_level"),
    (f"{CLAIM}/specifiedBy/accreditation", "P1-01", None, "conform.no_quality_assurance"),
    (f"{CLAIM}/specifiedBy/isPartOf", "P5-01", None, "conform.no_stackability"),
    ("/credentialStatus", "P9-06", "", "received.no_state"),
    ("/issuer/registration", "P9-02", "/issuer", "received.no_issuer_number"),
    (
        "/credentialSubject/identifier",
        "P9-05",
        "/credentialSubject",
        "received.only_named",
    ),
    (
        f"{CLAIM}/provenBy/specifiedBy/gradingScheme",
        "P4-05",
        f"{CLAIM}/provenBy/grade",
        "received.grade_without_scale",
    ),
    (
        "/issuer/location/address/countryCode",
        "P2-01",
        "/issuer",
        "conform.no_country",
    ),
    (
        "/issuer/location/address/fullAddress",
        "P9-04",
        "/issuer",
        "conform.no_place",
    ),
]
"""Place taken away, and the rule that then speaks, alone."""


@pytest.mark.parametrize(("place", "rule", "path", "code"), ABSENT, ids=str)
def test_what_is_taken_away_is_the_one_new_finding(
    place: str, rule: str, path: str | None, code: str
) -> None:
    added = new(european(), (place, GONE))
    assert {(one, said) for one, _, said in added} == {(rule, code)}
    if path is not None:
        assert {at for _, at, _ in added} <= {path, place}


def test_the_workload_is_missing_where_both_places_are_silent() -> None:
    both = (
        (f"{CLAIM}/specifiedBy/volumeOfLearning", GONE),
        (f"{CLAIM}/influencedBy/specifiedBy/volumeOfLearning", GONE),
    )
    (one,) = new(european(), *both)
    assert one == ("P2-01", f"{CLAIM}/specifiedBy/volumeOfLearning", "conform.no_workload")


def test_the_form_of_participation_is_missing_where_both_places_are_silent() -> None:
    both = (
        (f"{CLAIM}/specifiedBy/mode", GONE),
        (f"{CLAIM}/influencedBy/specifiedBy/mode", GONE),
    )
    (one,) = new(european(), *both)
    assert one == ("P2-01", f"{CLAIM}/specifiedBy/mode", "conform.no_participation")


WRITTEN_WRONG = [
    (
        "a private concept for what the list has",
        [(f"{CLAIM}/provenBy/specifiedBy/dcType", OWN | {"prefLabel": {"en": "Portfolio"}})],
        ("P2-02", f"{CLAIM}/provenBy/specifiedBy/dcType", "received.private_term"),
    ),
    (
        "a private concept of what no list has",
        [(f"{CLAIM}/provenBy/specifiedBy/dcType", OWN | {"prefLabel": {"en": "Dance-off"}})],
        ("P2-02", f"{CLAIM}/provenBy/specifiedBy/dcType", "received.unknown_term"),
    ),
    (
        "a form of participation where the type of assessment belongs",
        [
            (
                f"{CLAIM}/provenBy/specifiedBy/dcType",
                listed("learning-assessment", "920fbb3cbe", "Online"),
            )
        ],
        ("P2-02", f"{CLAIM}/provenBy/specifiedBy/dcType", "received.other_list"),
    ),
    (
        "a level that the framework does not have",
        [(f"{CLAIM}/specifiedBy/eqfLevel", listed("eqf", "99", "Level 99"))],
        ("P2-02", f"{CLAIM}/specifiedBy/eqfLevel", "received.unknown_term"),
    ),
    (
        "sixty months for sixty hours",
        [(f"{CLAIM}/influencedBy/specifiedBy/volumeOfLearning", "P60M")],
        (
            "P2-05",
            f"{CLAIM}/influencedBy/specifiedBy/volumeOfLearning",
            "received.no_hours",
        ),
    ),
    (
        "no time at all",
        [(f"{CLAIM}/influencedBy/specifiedBy/volumeOfLearning", "PT0H")],
        (
            "P2-05",
            f"{CLAIM}/influencedBy/specifiedBy/volumeOfLearning",
            "received.no_hours",
        ),
    ),
    (
        "valid before the learning began",
        [("/validFrom", "2026-05-01T00:00:00Z")],
        ("P4-08", "/validFrom", "received.valid_before_learning"),
    ),
    (
        "awarded before it was assessed",
        [(f"{CLAIM}/awardedBy/awardingDate", "2026-05-28T00:00:00+02:00")],
        ("P4-08", f"{CLAIM}/awardedBy/awardingDate", "received.awarded_before_assessment"),
    ),
    (
        "issued before it was awarded",
        [("/issued", "2026-05-31T09:00:00+02:00")],
        ("P4-08", "/issued", "received.issued_before_award"),
    ),
    (
        "issued tomorrow",
        [("/issued", "2026-06-16T09:00:00+02:00")],
        ("P4-08", "/issued", "received.in_the_future"),
    ),
    (
        "a day of awarding in another time zone",
        [(f"{CLAIM}/awardedBy/awardingDate", "2026-05-31T22:00:00Z")],
        ("DATE-TZ", f"{CLAIM}/awardedBy/awardingDate", "received.day_in_other_zone"),
    ),
    (
        "a national number in the clear",
        [("/credentialSubject/nationalID", NATIONAL)],
        ("P7-05", "/credentialSubject/nationalID/notation", "received.national_number"),
    ),
    (
        "a date of birth in the clear",
        [("/credentialSubject/dateOfBirth", "1985-07-30T00:00:00Z")],
        ("P7-05", "/credentialSubject/dateOfBirth", "received.birth_in_clear"),
    ),
    (
        "an e-mail address in the clear",
        [("/credentialSubject/contactPoint", MAILBOX)],
        (
            "P7-05",
            "/credentialSubject/contactPoint/emailAddress/id",
            "received.contact_in_clear",
        ),
    ),
    (
        "an adjustment in a remark",
        [(f"{CLAIM}/additionalNote", note("Sat the test with extra time."))],
        ("P7-05", f"{CLAIM}/additionalNote/noteLiteral/en", "award.health_word"),
    ),
    (
        "a state at no address",
        [("/credentialStatus/statusListCredential", "urn:example:list")],
        ("P9-06", "/credentialStatus", "received.state_nowhere"),
    ),
    (
        "a state that is asked for alone",
        [("/credentialStatus/statusListIndex", GONE)],
        ("P7-07", "/credentialStatus", "received.state_alone"),
    ),
    (
        "an issuer that is not the awarding body",
        [
            ("/issuer/legalName", {"en": "Sealing House"}),
            ("/issuer/registration/notation", "9999"),
        ],
        ("P9-08", "/issuer", "received.no_mandate"),
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [(changes, expected) for _, changes, expected in WRITTEN_WRONG],
    ids=[name for name, _, _ in WRITTEN_WRONG],
)
def test_what_is_written_wrong_is_the_one_new_finding(
    changes: list[tuple[str, Any]], expected: tuple[str, str, str]
) -> None:
    """An element that is stated, though wrongly, is not called missing besides."""
    assert new(european(), *changes) == {expected}


def test_a_birth_with_a_time_of_day_falls_on_two_days() -> None:
    added = new(european(), ("/credentialSubject/dateOfBirth", "1985-07-29T22:00:00Z"))
    assert {(rule, code) for rule, _, code in added} == {
        ("DATE-TZ", "received.birth_with_time"),
        ("P7-05", "received.birth_in_clear"),
    }


def test_a_foreign_credential_can_be_without_a_gap_but_for_its_signature() -> None:
    findings = found(written(european()))
    assert faults(findings) == {("P7-01", "", "received.unsigned")}
    SCHEMA.validate({"file": "x", **findings.to_json()})
    assert findings.subject["format"] == "elm"
    assert findings.outcomes.principles[7] is Outcome.GAPS
    assert findings.outcomes.principles[9] is Outcome.MET
    assert findings.outcomes.elements[1] is Outcome.MET
    assert findings.outcomes.elements[5] is Outcome.MET
    assert set(findings.undecided) >= {"P9-01", "P9-02", "P9-06", "P9-07"}


def test_what_is_taught_says_nothing_of_the_learner() -> None:
    """Whoever learns to support people with dyslexia need not have it."""
    taught = (
        f"{CLAIM}/specifiedBy/learningOutcome/title",
        {"en": "Support people with dyslexia at work"},
    )
    remark = (f"{CLAIM}/additionalNote", note("Showed how to support people with dyslexia."))
    assert not new(changed(european(), taught), remark)
    assert new(european(), remark)


def test_a_mandate_is_enough_for_another_issuer() -> None:
    mandate = {
        "id": "urn:epass:evidence:1",
        "type": "Evidence",
        "dcType": listed("evidence-type", "c_18016257", "Mandate"),
        "evidenceStatement": "On behalf of the awarding body.",
    }
    other = ("/issuer/legalName", {"en": "Sealing House"}), ("/issuer/registration/notation", "9")
    assert not new(european(), *other, ("/evidence", mandate))


def test_a_grade_that_only_says_passed_needs_no_scale() -> None:
    scale = (f"{CLAIM}/provenBy/specifiedBy/gradingScheme", GONE)
    for word in ("Pass", "passed", "Bestanden"):
        assert not new(european(), scale, (f"{CLAIM}/provenBy/grade", note(word)))


def test_a_badge_that_knows_its_holder_by_mail_alone_names_nobody() -> None:
    mailed = [
        {
            "type": "IdentityObject",
            "hashed": False,
            "identityType": "emailAddress",
            "identityHash": "noor@mail.example",
        }
    ]
    without_id = ("/credentialSubject/id", GONE)
    added = new(badge(), without_id, ("/credentialSubject/identifier", mailed))
    assert {(rule, code) for rule, _, code in added} == {
        ("P7-05", "received.contact_in_clear"),
        ("P9-05", "received.not_named"),
    }
    nobody = new(badge(), without_id, ("/credentialSubject/identifier", GONE))
    assert ("P9-05", "/credentialSubject", "received.no_holder") in nobody
    bound = ("/credentialSubject/id", "did:key:z6Mkn")
    assert not new(badge(), bound, ("/credentialSubject/identifier", GONE))


def test_who_has_one_name_is_named() -> None:
    assert not new(european(), ("/credentialSubject/givenName", GONE))
    mononym = {name: value for name, value in claims().items() if name not in ("given_name", "cnf")}
    assert not [one for one in found(token(mononym)).decided if one.rule == "P9-05"]


def test_a_picture_without_a_caption_is_named() -> None:
    (one,) = new(badge(), ("/credentialSubject/achievement/image/caption", GONE))
    assert one == (
        "P7-04",
        "/credentialSubject/achievement/image",
        "received.picture_without_text",
    )


@pytest.mark.parametrize(
    ("alignment", "code"),
    [
        ({"targetType": "ext:EQF", "targetName": "EQF 3", "targetUrl": "x:3"}, "private_term"),
        (
            {
                "targetFramework": "European Qualifications Framework",
                "targetName": "Level 12",
                "targetUrl": "https://harbour.example/eqf/12",
            },
            "unknown_term",
        ),
        (
            {
                "targetType": "ext:AssessmentType",
                "targetName": "Online",
                "targetUrl": "http://data.europa.eu/snb/learning-assessment/920fbb3cbe",
            },
            "other_list",
        ),
    ],
)
def test_an_alignment_that_claims_a_list_must_name_its_term(alignment: Json, code: str) -> None:
    place = "/credentialSubject/achievement/alignment"
    added = new(badge(), (place, [{"type": "Alignment", **alignment}]))
    assert ("P2-02", f"{place}/0", f"received.{code}") in added


def test_a_hosted_assertion_is_signed_by_nobody_and_asked_for_alone() -> None:
    assertion = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://harbour.example/assertions/1",
        "recipient": {"type": "email", "hashed": False, "identity": "noor@mail.example"},
        "issuedOn": "2026-06-01T00:00:00Z",
        "verification": {"type": "hosted"},
        "badge": {
            "type": "BadgeClass",
            "id": "https://harbour.example/badges/crane",
            "name": "Crane signals",
            "description": "Hand signals in the port.",
            "criteria": {"narrative": "Give and read the twelve signals."},
            "issuer": {
                "type": "Issuer",
                "id": "https://harbour.example/",
                "name": "Harbour College",
            },
        },
    }
    findings = found(written(assertion))
    assert findings.subject["format"] == "openbadge-2"
    assert faults(findings) >= {
        ("P7-01", "", "received.unsigned"),
        ("P7-05", "/recipient/identity", "received.contact_in_clear"),
        ("P7-07", "/id", "received.state_alone"),
        ("P9-05", "/recipient", "received.not_named"),
    }


def test_what_the_holder_can_hold_back_is_not_in_the_clear() -> None:
    born = claims() | {"birthdate": "1985-07-30"}
    place = ("P7-05", "/birthdate", "received.birth_in_clear")
    assert place in faults(found(token(born)))
    assert place not in faults(found(token(born, "birthdate", "family_name")))


def test_a_word_of_no_list_in_a_token_is_named() -> None:
    odd = claims() | {"form_of_participation": ["Presential", "by carrier pigeon"]}
    assert ("P2-02", "/form_of_participation/1", "received.unknown_term") in faults(
        found(token(odd))
    )


@pytest.mark.parametrize(
    ("outcome", "check", "rule", "code"),
    [
        (Came.FAILED, "proof", "P9-01", "received.not_genuine"),
        (Came.INDETERMINATE, "certificate", "P9-01", "received.genuine_unknown"),
        (Came.FAILED, "issuer", "P9-02", "received.other_issuer"),
        (Came.INDETERMINATE, "status", "P9-06", "received.state_unanswered"),
    ],
)
def test_what_verifying_has_established_is_taken(
    outcome: Came, check: str, rule: str, code: str
) -> None:
    def with_report(came: Came) -> Known:
        result = CheckResult(check, came, Problem("proof.ok"), "clause")
        trust = Trust(None, Came.INDETERMINATE, Problem("trust.no_registry"))
        at = datetime(2026, 6, 15, tzinfo=UTC)
        report = Report(Verdict.INDETERMINATE, (result,), {}, trust, at)
        return Known(today=KNOWN.today, report=report)

    data = token(claims())
    added = faults(found(data, with_report(outcome))) - faults(found(data))
    assert {(one, said) for one, _, said in added} == {(rule, code)}
    assert not faults(found(data, with_report(Came.PASSED))) - faults(found(data))
    assert not {"P9-01", "P9-02", "P9-07"} & set(found(data, with_report(outcome)).undecided)


def test_a_heavy_credential_only_informs() -> None:
    display = ("/displayParameter/individualDisplay", {"content": "A" * 300_000})
    (one,) = new(european(), display)
    assert one == ("P7-08", "", "received.heavy")
    findings = found(written(changed(european(), display)))
    (heavy,) = [one for one in findings.decided if one.rule == "P7-08"]
    assert heavy.severity is Severity.INFORMS


def test_a_credential_of_another_kind_is_refused_by_name() -> None:
    other = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential", "ParkingPermit"],
        "issuer": "did:web:harbour.example",
        "credentialSubject": {"id": "did:key:z6Mkn"},
    }
    with pytest.raises(TeselaError) as refused:
        found(written(other))
    assert refused.value.code == "check.unknown_format"
    assert "ParkingPermit" in refused.value.problem.message("en")


def test_a_credential_that_names_no_achievement_says_so_once() -> None:
    findings = found(written(changed(badge(), ("/credentialSubject/achievement", GONE))))
    assert ("P2-01", "", "received.unreadable") in faults(findings)
    assert not any(one.problem.code.startswith("conform.") for one in findings.decided)


@pytest.mark.parametrize("odd", [None, 7, "text", [], {}, [[]], [{"id": 7}]])
@pytest.mark.parametrize("make", [european, badge])
def test_members_of_any_kind_break_nothing(make: Any, odd: Any) -> None:
    for member in make():
        if member not in ("@context", "type", "proof"):
            check_credential(written(changed(make(), (f"/{member}", odd))), KNOWN)
    for member in make()["credentialSubject"]:
        place = f"/credentialSubject/{member}"
        check_credential(written(changed(make(), (place, odd))), KNOWN)
    for member in badge()["credentialSubject"]["identifier"][0]:
        place = f"/credentialSubject/identifier/0/{member}"
        check_credential(written(changed(badge(), (place, odd))), KNOWN)


def test_findings_are_the_same_in_every_language_and_their_sentences_differ() -> None:
    (term,) = [
        one
        for one in found(
            written(
                changed(
                    european(),
                    (
                        f"{CLAIM}/provenBy/specifiedBy/dcType",
                        OWN | {"prefLabel": {"en": "Portfolio"}},
                    ),
                )
            )
        ).decided
        if one.rule == "P2-02"
    ]
    told = term.to_json()
    assert set(told["message"]) == set(told["fix"]) == set(COMPLETE_LANGUAGES)


def test_every_code_of_a_rule_has_its_sentence_and_its_advice() -> None:
    for rule in RECEIVED_RULES:
        for code in rule.codes:
            assert MESSAGES[code].fix, code


def test_the_page_of_the_checker_has_every_rule() -> None:
    page = (Path(__file__).parents[2] / "docs" / "checker.md").read_text("utf-8")
    for rule in (*RECEIVED_RULES, *AWARD_RULES):
        element: Any = "6 to 16" if rule.id == "P2-02" else rule.element or ""
        start = f"| `{rule.id}` | {element} | {rule.severity.value} | "
        rows = [line for line in page.splitlines() if line.startswith(start)]
        needs = ", ".join(f"`{need}`" for need in rule.needs)
        assert any(row.endswith(f" | {needs} |") for row in rows), start


def test_a_report_is_json_all_through() -> None:
    assert json.dumps(found(written(european())).to_json())
