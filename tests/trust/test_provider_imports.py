"""Lists of others, read as records: the published samples, and each bad row by its fault."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.text.errors import TeselaError
from tesela.trust.provider_imports import READERS, Imported, read_import
from tests.trust.provider_samples import NOW

HEADER = "deqar_id,eter_id,name,name_english,country,agency,agency_country,activity,decision,valid_from,valid_to"
ROWS = (
    "DEQARINST0001,MT0001,Università,University,MLT,Agency,DE,Audit,positive,2022-01-01,2027-01-01",
    "DEQARINST0001,MT0001,Università,University,MLT,Agency,DE,Review,positive,2023-05-01,",
    "DEQARINST0002,,Kolleg,,DE,,,,,,",
)


def table(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def taken(kind: str, data: bytes, country: str | None = None) -> Imported:
    return read_import(kind, data, NOW, country)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(TeselaError) as caught:
        act()
    assert caught.value.problem.message("en")
    return caught.value.code


def test_rows_of_one_institution_are_one_provider_with_several_decisions() -> None:
    one, other = taken("csv", table(*ROWS)).records
    assert one.legal_name == {"en": "Università"}
    assert one.name == {"en": "University"}
    assert one.country == "MT"
    assert [(number.scheme, number.value) for number in one.identifiers] == [
        ("deqar", "DEQARINST0001"), ("eter", "MT0001"),
    ]  # fmt: skip
    assert [statement.decided_on for statement in one.evidence] == [
        date(2022, 1, 1), date(2023, 5, 1),
    ]  # fmt: skip
    assert one.evidence[0].agency is not None
    assert one.evidence[0].agency.country == "DE"
    assert (other.country, other.evidence) == ("DE", ())


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_may_have_other_delimiters(delimiter: str) -> None:
    data = table(*ROWS).replace(b",", delimiter.encode())
    assert len(taken("csv", b"\xef\xbb\xbf" + data).records) == 2


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("D1,,,,DE,,,,,,", "registry.import.missing"),
        ("D1,,Name,,,,,,,,", "registry.import.missing"),
        ("D1,,Name,,XX,,,,,,", "registry.import.country"),
        ("D1,,Name,,QQQ,,,,,,", "registry.import.country"),
        ("D1,,Name,,DE,Agency,??,,,,", "registry.import.country"),
        ("D1,,Name,,DE,Agency,DE,,,01.02.2022,", "registry.import.day"),
        ("D1,,Name,,DE,Agency,DE,,,2022-01-01,2020-01-01", "registry.import.value"),
        ("D1,,Na\x01me,,DE,,,,,,", "registry.import.value"),
    ],
    ids=[
        "no name", "no country", "country", "three letters", "agency's country", "day",
        "ends before it begins", "control character",
    ],
)  # fmt: skip
def test_a_bad_row_is_named_and_nothing_is_taken(row: str, code: str) -> None:
    found = taken("csv", table(ROWS[2], row))
    assert found.records == ()
    assert [(fault.row, fault.problem.code) for fault in found.faults] == [(3, code)]


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("csv", table("DE", header="country"), "registry.import.form"),
        ("csv", table("a,DE", header="title,country"), "registry.import.columns"),
        ("csv", table(), "registry.import.empty"),
        ("csv", b"\xff\xfe\x00", "registry.import.form"),
        ("accreditation", b"{}", "registry.import.form"),
        ("accreditation", b"[", "json.invalid"),
        ("issuers", b"[]", "registry.import.form"),
        ("trust-list", b"<a/>", "trust_list.malformed"),
        ("trust-list", b"no xml", "trust_list.malformed"),
        ("another", b"", "registry.import.no_kind"),
    ],
    ids=lambda value: value.decode("latin-1")[:20] if isinstance(value, bytes) else value,
)
def test_what_is_no_such_list_is_refused(kind: str, data: bytes, code: str) -> None:
    assert refusal(lambda: taken(kind, data)) == code


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("expired", {"eqf_levels": (6,)}),
        ("limitEQFlevel-eternal", {"eqf_levels": (6,)}),
        ("limitField-eternal", {"fields": ("003",)}),
        ("future", {"eqf_levels": (6,)}),
    ],
)
def test_the_commissions_accreditations_are_read(
    standards: Path, name: str, limit: dict[str, Any]
) -> None:
    data = (standards / f"elm/accreditation/framed_accreditation-{name}.json").read_bytes()
    (record,) = taken("accreditation", data).records
    assert record.legal_name["en"] == "Ministry of Rural Development and Food"
    assert record.country == "GR"
    (statement,) = record.evidence
    assert statement.kind == "institutional-licence"
    assert statement.agency is not None
    assert statement.agency.name["en"].startswith("National Organisation")
    for member, value in limit.items():
        assert statement.scope is not None
        assert getattr(statement.scope, member) == value


def test_an_accreditation_that_is_over_is_read_as_over(standards: Path) -> None:
    data = (standards / "elm/accreditation/framed_accreditation-expired.json").read_bytes()
    (record,) = taken("accreditation", data).records
    assert record.evidence[0].valid_until == date(2020, 6, 8)
    assert record.in_force(date(2026, 1, 1)) == ()
    assert record.in_force(date(2019, 1, 1)) == record.evidence


def test_an_accreditation_that_has_not_begun_is_read_as_to_come(standards: Path) -> None:
    data = (standards / "elm/accreditation/framed_accreditation-future.json").read_bytes()
    (record,) = taken("accreditation", data).records
    assert record.evidence[0].decided_on == date(2030, 6, 8)
    assert record.in_force(date(2026, 1, 1)) == ()


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("limitJurisdiction-eternal", "limitJurisdiction"),
        ("limitQualification-eternal", "limitQualification"),
    ],
    ids=["one province", "one qualification"],
)
def test_an_accreditation_does_not_lose_its_limit(standards: Path, name: str, member: str) -> None:
    """Without the limit it would be a licence for everything."""
    data = (standards / f"elm/accreditation/framed_accreditation-{name}.json").read_bytes()
    found = taken("accreditation", data)
    assert found.records == ()
    assert [(one.row, one.problem.code, one.problem.data) for one in found.faults] == [
        (1, "registry.import.limit", {"member": member})
    ]


def test_the_form_before_the_model_is_read(standards: Path) -> None:
    data = (standards / "elm/accreditation/ServiceSampleAccreditation.json").read_bytes()
    (record,) = taken("accreditation", data).records
    assert record.legal_name == {"en": "Faculty of Media - FaM"}
    assert record.name == {"en": "Faculty of Media - FaM", "sl": "Fakulteta za medije"}
    assert (record.country, record.website) == ("SI", "http://www.fame.si/about-the-faculty")
    assert [(one.scheme, one.value) for one in record.identifiers] == [
        ("deqar", "https://data.deqar.eu/institution/2360")
    ]
    (statement,) = record.evidence
    assert (statement.kind, statement.title) == (
        "institutional-quality-assurance",
        {"en": "Institutional evaluation"},
    )
    assert statement.agency is not None
    assert statement.agency.name == {"en": "IEP - Institutional Evaluation Programme"}
    assert statement.agency.country == "CH"
    # Both moments are midnight in Brussels.
    assert (statement.decided_on, statement.reviewed_on, statement.valid_until) == (
        date(2015, 4, 1), date(2021, 4, 1), None,
    )  # fmt: skip
    assert statement.report_page is not None
    assert statement.report_page.endswith("iep%20report%20fam.pdf")
    assert statement.decision_page == "https://data.deqar.eu/report/3916"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"limitEQFLevels": ["http://data.europa.eu/snb/eqf/6"]}, "registry.import.limit"),
        ({"limitQualification": {}, "limitFields": [{}]}, "registry.import.limit"),
        ({"type": "http://data.europa.eu/europass/accreditationType/x"}, "registry.import.value"),
        ({"type": None}, "registry.import.value"),
        ({"issuedDate": "yesterday"}, "registry.import.value"),
        ({"expiryDate": 10**30}, "registry.import.value"),
        ({"expiryDate": -1}, "registry.import.value"),
        ({"expiryDate": 0}, "registry.import.value"),
        ({"expiryDate": True}, "registry.import.value"),
        ({"accreditedOrganization": None}, "registry.import.missing"),
        ({"accreditedOrganization": {"prefLabels": "Faculty"}}, "registry.import.missing"),
    ],
    ids=[
        "a level", "a field", "unknown kind", "no kind", "a day in words", "no year has it",
        "before time began", "ends before it begins", "no number", "no organisation", "no name",
    ],
)  # fmt: skip
def test_the_form_before_the_model_is_refused_by_its_fault(
    standards: Path, changes: dict[str, Any], code: str
) -> None:
    file = standards / "elm/accreditation/ServiceSampleAccreditation.json"
    changed = json.loads(file.read_bytes()) | changes
    found = taken("accreditation", json.dumps(changed).encode())
    assert found.records == ()
    assert [one.problem.code for one in found.faults] == [code]


@pytest.mark.parametrize(
    "name",
    ["accredited_credential.jsonld", "ams-json-ld-expanded.jsonld", "acc_sample_endpoint.jsonld"],
    ids=["a learner's credential", "an expanded graph", "a graph of noise"],
)
def test_what_holds_no_accreditation_to_read_is_refused(standards: Path, name: str) -> None:
    data = (standards / "elm/accreditation" / name).read_bytes()
    assert refusal(lambda: taken("accreditation", data)) == "registry.import.form"


def test_the_frame_of_accreditations_is_no_accreditation(standards: Path) -> None:
    data = (standards / "elm/accreditation/accreditations_frame.jsonld").read_bytes()
    found = taken("accreditation", data)
    assert [one.problem.code for one in found.faults] == ["registry.import.missing"]


def test_an_accreditation_without_its_organisation_is_a_fault(standards: Path) -> None:
    file = standards / "elm/accreditation/framed_accreditation-expired.json"
    whole = json.loads(file.read_bytes())
    part = {name: value for name, value in whole.items() if name != "organisation"}
    found = taken("accreditation", json.dumps([whole, part]).encode())
    assert found.records == ()
    assert [(fault.row, fault.problem.code) for fault in found.faults] == [
        (2, "registry.import.missing")
    ]


ISSUERS = {
    "meta": {"created": "2020-12-02"},
    "registry": {
        "did:key:z6Mktpn6cXks1PBKLMgZH2VaahvCtBMF6K8eCa7HzrnuYLZv": {
            "name": "Example University", "location": "Valletta", "url": "https://uni.example",
        },
        "did:web:school.example": {"name": "School", "url": "https://school.example"},
    },
}  # fmt: skip


def test_issuers_of_the_consortium_are_read() -> None:
    one, other = taken("issuers", json.dumps(ISSUERS).encode(), "MT").records
    assert one.identities == ("did:key:z6Mktpn6cXks1PBKLMgZH2VaahvCtBMF6K8eCa7HzrnuYLZv",)
    assert (one.place, one.website, one.country) == ("Valletta", "https://uni.example", "MT")
    assert (other.place, other.evidence) == (None, ())


def test_issuers_need_a_country() -> None:
    found = taken("issuers", json.dumps(ISSUERS).encode())
    assert [fault.problem.code for fault in found.faults] == ["registry.import.missing"] * 2


@given(st.sampled_from(list(READERS)), st.binary(max_size=300))
def test_noise_is_refused_by_name(kind: str, data: bytes) -> None:
    try:
        found = taken(kind, data, "MT")
    except TeselaError:
        return
    assert bool(found.records) != bool(found.faults)
