"""Providers of trust services out of a signed trusted list, and out of one that a list of lists names."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tesela.text.errors import TeselaError
from tesela.trust.provider_imports import MOST_BYTES, Imported, read_import
from tests.pki import Holder, Pki
from tests.pki.authority import SEAL_USAGE, rsa_key
from tests.trust.provider_samples import NOW
from tests.trust.test_lists import pointer, service, signed, unsigned

PLACE = "https://tl.example/es.xml"


@pytest.fixture
def operator(pki: Pki) -> Holder:
    return pki.certify(rsa_key(), "List operator", extensions=SEAL_USAGE)


@pytest.fixture
def union(pki: Pki) -> Holder:
    return pki.certify(rsa_key(), "Union", extensions=SEAL_USAGE)


@pytest.fixture
def national(pki: Pki, operator: Holder) -> bytes:
    return signed(unsigned(service(pki.anchors[0]), service(pki.anchors[0])), operator)


def of_lists(union: Holder, signer: Holder, territory: str = "ES") -> bytes:
    return signed(unsigned(pointers=pointer(PLACE, signer.certificates[:1], territory)), union)


def taken(data: bytes, above: bytes | None = None, at: datetime = NOW) -> Imported:
    return read_import("trust-list", data, at, None, above)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(TeselaError) as caught:
        act()
    assert caught.value.problem.message("en")
    return caught.value.code


def test_a_signed_list_is_imported(national: bytes) -> None:
    (record,) = taken(national).records
    assert (record.legal_name, record.country) == ({"en": "Provider"}, "ES")
    assert [kind.value for kind in record.kinds] == ["other"]
    assert (record.evidence, record.keys, record.identities) == ((), (), ())
    assert record.recorded_at == NOW


def test_a_list_whose_signer_the_list_of_lists_names_is_imported(
    national: bytes, operator: Holder, union: Holder
) -> None:
    assert taken(national, of_lists(union, operator)) == taken(national)


def test_greece_is_written_as_iso_writes_it(pki: Pki, operator: Holder, union: Holder) -> None:
    xml = unsigned(service(pki.anchors[0]))
    greek = signed(xml.replace("<SchemeTerritory>ES", "<SchemeTerritory>EL"), operator)
    (record,) = taken(greek, of_lists(union, operator, "EL")).records
    assert record.country == "GR"


def test_a_list_that_somebody_else_signed_is_refused(
    pki: Pki, national: bytes, union: Holder
) -> None:
    assert refusal(lambda: taken(national, of_lists(union, pki.seal_rsa))) == "trust_list.signer"


def test_a_list_signed_by_the_operator_of_another_country_is_refused(
    national: bytes, operator: Holder, union: Holder
) -> None:
    above = of_lists(union, operator, "PT")
    assert refusal(lambda: taken(national, above)) == "trust_list.signer"


def test_a_list_of_which_the_list_of_lists_says_nothing_is_refused(
    national: bytes, union: Holder
) -> None:
    assert refusal(lambda: taken(national, signed(unsigned(), union))) == "trust_list.signer"


def test_a_list_of_lists_that_was_changed_is_refused(
    pki: Pki, national: bytes, operator: Holder, union: Holder
) -> None:
    """Whoever writes their own signer into it does not keep its signature."""
    above = of_lists(union, pki.seal_rsa, "PT").replace(b">PT<", b">ES<")
    assert refusal(lambda: taken(national, above)) == "trust_list.signature"
    unsigned_one = unsigned(pointers=pointer(PLACE, operator.certificates[:1])).encode()
    assert refusal(lambda: taken(national, unsigned_one)) == "trust_list.malformed"


def test_a_list_that_was_changed_is_refused(national: bytes) -> None:
    changed = national.replace(b">Provider<", b">Impostor<")
    assert changed != national
    assert refusal(lambda: taken(changed)) == "trust_list.signature"


def test_lists_whose_next_update_was_due_are_refused(
    pki: Pki, national: bytes, operator: Holder, union: Holder
) -> None:
    due = datetime(2027, 1, 1, tzinfo=UTC)
    assert refusal(lambda: taken(national, at=due)) == "registry.import.overdue"
    xml = unsigned(
        pointers=pointer(PLACE, operator.certificates[:1]), update="2026-06-01T00:00:00Z"
    )
    assert refusal(lambda: taken(national, signed(xml, union))) == "registry.import.overdue"


def test_a_list_of_lists_names_no_providers_itself(operator: Holder, union: Holder) -> None:
    assert refusal(lambda: taken(of_lists(union, operator))) == "registry.import.empty"


def test_a_list_of_lists_belongs_to_a_trusted_list_only(union: Holder, operator: Holder) -> None:
    above = of_lists(union, operator)
    csv = b"name,country\nOne,MT\n"
    assert refusal(lambda: read_import("csv", csv, NOW, None, above)) == "registry.import.no_lists"


def test_a_list_of_lists_has_bounds_too(national: bytes) -> None:
    assert refusal(lambda: taken(national, b" " * (MOST_BYTES + 1))) == "registry.import.large"
