"""The acceptance corpus: what must be found in published samples of others.

The files are not in the repository; without their folder these tests skip and
say so. `test_received` shows each fault with files of our own.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tesela.conform import Known
from tesela.conform.credential import check_credential
from tesela.model.findings import Finding, Findings, Severity

KNOWN = Known(today=date(2026, 6, 15))
SAMPLES = "elm/samples/elm3-official/Sample-MC-Annex1-"
CLAIM = "/credentialSubject/hasClaim"

Published = Callable[[str], bytes]


@pytest.fixture
def published(standards: Path) -> Published:
    """The bytes of a published file, by its path in the folder."""
    return lambda name: (standards / name).read_bytes()


def found(data: bytes) -> Findings:
    return check_credential(data, KNOWN)


def faults(findings: Findings) -> set[tuple[str, str]]:
    return {(one.rule, one.path) for one in findings.decided}


def of_rule(findings: Findings, rule: str) -> list[Finding]:
    return [one for one in findings.decided if one.rule == rule]


EVERYWHERE_IN_THE_SAMPLE = {
    ("P1-01", f"{CLAIM}/specifiedBy/accreditation"),
    ("P2-02", f"{CLAIM}/provenBy/specifiedBy/dcType"),
    ("P2-05", f"{CLAIM}/influencedBy/specifiedBy/volumeOfLearning"),
    ("P2-13", f"{CLAIM}/specifiedBy/homepage"),
    ("P4-08", "/validFrom"),
    ("P7-05", "/credentialSubject/nationalID/notation"),
    ("P7-05", "/credentialSubject/dateOfBirth"),
    ("P7-05", "/credentialSubject/contactPoint/emailAddress/id"),
    ("DATE-TZ", "/credentialSubject/dateOfBirth"),
}


@pytest.mark.parametrize("name", ["unsigned.jsonld", "signed.jsonld"])
def test_the_commissions_sample_has_these_faults(published: Published, name: str) -> None:
    findings = found(published(SAMPLES + name))
    assert faults(findings) >= EVERYWHERE_IN_THE_SAMPLE
    (term,) = of_rule(findings, "P2-02")
    assert term.problem.data["meant"] == "http://data.europa.eu/snb/assessment/de4d165a6c"
    (duration,) = of_rule(findings, "P2-05")
    assert duration.problem.data["duration"] == "P60M"


def test_the_unsigned_sample_has_no_date_of_issuing_and_the_signed_one_has(
    published: Published,
) -> None:
    unsigned, signed = (
        faults(found(published(f"{SAMPLES}{name}.jsonld"))) for name in ("unsigned", "signed")
    )
    assert unsigned - signed == {("P9-03", "/issued"), ("P7-01", "")}


def test_the_file_made_for_uploading_has_the_same_faults_inside(published: Published) -> None:
    alone = faults(found(published(f"{SAMPLES}unsigned.jsonld")))
    wrapped = faults(found(published(f"{SAMPLES}unsigned-uploadable.json")))
    assert {(rule, f"/credential{path}") for rule, path in alone} == wrapped


def test_what_the_sample_states_is_not_called_missing(published: Published) -> None:
    """It has learner, title, country, body, outcomes, workload, level, assessment, participation."""
    findings = found(published(f"{SAMPLES}signed.jsonld"))
    assert not of_rule(findings, "P2-01")
    assert not of_rule(findings, "P9-05")
    assert not of_rule(findings, "P4-05"), "its grade has a scheme"
    stated = {at for at, one in findings.outcomes.elements.items() if one.value != "not stated"}
    assert stated == set(range(1, 17)) - {11, 15, 16}


def test_a_grade_without_a_scale_is_found_where_there_is_one(published: Published) -> None:
    """EBSI's example of a DigComp credential: the grade is 10, of what nobody says."""
    findings = found(published("elm/ebsi/example-vcdm2.0-edc-digcomp.json"))
    (grade,) = of_rule(findings, "P4-05")
    assert grade.problem.data["grade"] == "10"
    assert grade.severity is Severity.WARNS


@pytest.mark.parametrize("sector", ["euhe", "euvet"])
def test_concepts_without_an_address_are_private_ones(published: Published, sector: str) -> None:
    """DC4EU's examples write ECTS, EQF 5 and online by their codes alone."""
    findings = found(published(f"elm/dc4eu/{sector}-microcredential-example-john-doe.json"))
    private = [one for one in of_rule(findings, "P2-02") if one.severity is Severity.BLOCKS]
    assert {one.element for one in private} >= {7, 8, 10}
    unknown = [one for one in of_rule(findings, "P2-02") if one.severity is Severity.WARNS]
    assert "full-time" in {one.problem.data["term"] for one in unknown}


@pytest.mark.parametrize("name", ["simple.json", "simple-json.png", "simple-json.svg"])
def test_a_badge_without_the_standard_elements_lacks_them_all(
    published: Published, name: str
) -> None:
    findings = found(published(f"vectors/openbadges/{name}"))
    missing = {one.element for one in findings.blocking}
    assert missing >= {3, 6, 7, 9, 10, 11}
    assert not of_rule(findings, "P9-05"), "it is bound to the key of its holder"
