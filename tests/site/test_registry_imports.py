"""Lists handed in on the page: a trusted list with the list of lists, accreditations of EBSI."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tesela.site.providers.models import Membership
from tesela.site.registry import actions, shown
from tesela.site.registry.entries import entry_of
from tesela.site.registry.models import Provider
from tesela.text.messages.table import MESSAGES
from tests.pki import Pki
from tests.pki.authority import SEAL_USAGE, rsa_key
from tests.site import people
from tests.trust.test_lists import pointer, service, signed, unsigned

ADDRESS = "/organisations/council/registry/import"
LATER = "2126-01-01T00:00:00Z"


@pytest.fixture(autouse=True)
def _authority(settings: Any) -> None:
    settings.AUTHORITY = "council"


@pytest.fixture
def by() -> Membership:
    council = people.organisation("council")
    return Membership.objects.get(user=people.member(council, email="council@example.org"))


@pytest.fixture
def pages(by: Membership) -> Client:
    return people.signed_in(by.user)


def sent(pages: Client, kind: str, data: bytes, above: bytes | None = None) -> tuple[int, str]:
    files = {"kind": kind, "file": SimpleUploadedFile("list", data)}
    if above is not None:
        files["of_lists"] = SimpleUploadedFile("lotl.xml", above)
    answer = pages.post(ADDRESS, files)
    return answer.status_code, answer.content.decode()


def test_a_trusted_list_is_taken_over_if_the_list_of_lists_names_its_signer(
    pages: Client, pki: Pki
) -> None:
    operator = pki.certify(rsa_key(), "List operator", extensions=SEAL_USAGE)
    union = pki.certify(rsa_key(), "Union", extensions=SEAL_USAGE)
    national = signed(unsigned(service(pki.anchors[0]), update=LATER), operator)
    right, wrong = (
        signed(unsigned(pointers=pointer("https://tl.example/es.xml", ders), update=LATER), union)
        for ders in (operator.certificates[:1], pki.seal_rsa.certificates[:1])
    )
    status, page = sent(pages, "trust-list", national, wrong)
    assert (status, Provider.objects.count()) == (422, 0)
    assert MESSAGES["trust_list.signer"].text in page
    assert sent(pages, "trust-list", national, right)[0] == 302
    assert [(one.title, one.country) for one in Provider.objects.all()] == [("Provider", "ES")]


def test_the_page_says_which_lists_the_list_of_lists_is_for(pages: Client) -> None:
    asked = pages.get(ADDRESS).content.decode()
    assert "What it is" in asked
    assert "{kind}" not in asked
    assert "The EU&#x27;s list of trusted lists" in asked
    status, page = sent(pages, "csv", b"name,country\nOne,MT\n", b"<a/>")
    assert (status, Provider.objects.count()) == (422, 0)
    assert "says nothing about this kind of list" in page


def test_accreditations_of_ebsi_are_shown_as_somebody_elses_word(
    standards: Path, pages: Client, by: Membership, client: Client
) -> None:
    data = standards / "elm/ebsi/example-vcdm1.1-accreditation-accredited-to-attest.json"
    assert sent(pages, "ebsi", data.read_bytes())[0] == 302
    provider = Provider.objects.get()
    address = f"/registry/{provider.slug}"
    page = client.get(address).content.decode()
    assert "DiplomaCredential" in page
    assert "did:ebsi:00001234" in page
    assert "atu/FIN" in page
    assert "Nobody here checked the signatures" in page
    assert "not in force" in page, "it ended in 2024"
    assert MESSAGES["registry.quality.none"].text in page, "it is no quality assurance"
    held = shown.held(entry_of(provider), shown.end_of(entry_of(provider).latest.since.date()))
    assert held is not None
    assert held.evidence.level.code == "none"
    written = client.get(f"{address}.json").json()
    assert written["records"][0]["attestations"][0]["kind"] == "to-attest"
    actions.change(by, provider, {"legal_name": {"en": "Example University"}})
    kept = entry_of(provider).latest
    assert kept.legal_name == {"en": "Example University"}
    assert kept.attestations == entry_of(provider).records[0].attestations
