"""Every form of an award: made on demand, the same for everybody, and withdrawn in one act."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, override_settings

from tesela.formats import sdjwt
from tesela.proofs import jws
from tesela.site.awards import actions
from tesela.site.awards.files import CredentialFile
from tesela.site.awards.making import file
from tesela.site.awards.models import Award, StatusList
from tesela.site.awards.offered import OFFERED, PURPOSES, forms_of, purposes_of
from tesela.site.portfolio import keeping
from tesela.site.providers import keys, seals
from tesela.site.providers.models import Key, KeyUse, Organisation
from tesela.site.verifier.actions import check
from tesela.text.messages.table import MESSAGES
from tests.pki.authority import SEAL_USAGE, name, p256_key, root
from tests.site import people

PUBLIC = "https://check.example"
NO_CREDENTIAL = {"page"}
"""Forms for people alone, which nobody can verify."""


@pytest.fixture
def public() -> Iterator[None]:
    with override_settings(ADDRESS=PUBLIC, ALLOWED_HOSTS=["check.example"]):
        yield


def sealing(of: Organisation) -> None:
    """A seal certificate for the organisation, by an authority for tests."""
    now = datetime.now(UTC)
    named = name(
        "Seal", organisation="Harbour House CLG", identifier="VATIE-1234567X", country="IE"
    )
    holder = root("Authority").certify(
        p256_key(), named, SEAL_USAGE,
        valid_from=now - timedelta(days=9), valid_until=now + timedelta(days=99),
    )  # fmt: skip
    seals.take(of, None, holder.pkcs12("correct horse"), "correct horse")


def awarded(of: Organisation) -> list[Award]:
    return people.awarded(people.published(of))


def verdict(award: Award, form: str) -> tuple[str, set[str]]:
    report = check(file(award, OFFERED[form].format))
    return report.verdict.value, {
        one.problem.code for one in report.checks if one.outcome == "failed"
    }


def test_every_form_has_its_sentences_and_its_purpose() -> None:
    assert {form.purpose for form in OFFERED.values()} <= set(PURPOSES)
    for one in OFFERED:
        assert {f"offered.{one}", f"offered.{one}.for"} <= MESSAGES.keys()
    for one in PURPOSES:
        assert f"offered.to.{one}" in MESSAGES


def test_what_an_organisation_cannot_make_is_not_offered_and_the_page_says_why() -> None:
    of = people.organisation()
    sealed = {one for one, form in OFFERED.items() if form.sealed}
    assert not sealed & forms_of(of).keys()
    assert {one.why_not for one in purposes_of(of) if not one.forms} <= {"offered.no_seal"}
    sealing(of)
    assert sealed <= forms_of(of).keys()
    assert all(one.forms for one in purposes_of(of))


@pytest.mark.parametrize("where", ["on one's own machine", "in public"])
def test_one_act_withdraws_in_every_form(where: str) -> None:
    address = PUBLIC if where == "in public" else "http://localhost:8000"
    with override_settings(ADDRESS=address):
        of = people.organisation(legal_name="Harbour House CLG")
        sealing(of)
        [award, other] = awarded(of)
        forms = forms_of(of).keys() - NO_CREDENTIAL
        assert len(forms) >= 6
        before = {form: verdict(award, form) for form in forms}
        assert {form for form, found in before.items() if found[1]} == set(), before
        mary = people.member(of)
        actions.withdraw(of, [award.pk], mary.pk, "entered twice", notify=False)
        for form in forms:
            found, failed = verdict(award, form)
            assert (found, failed) == ("invalid", {"status.revoked"}), form
            assert not verdict(other, form)[1], form


def test_a_file_is_kept_as_it_was_first_made(public: None) -> None:
    of = people.organisation()
    [award, _] = awarded(of)
    made = {form: file(award, OFFERED[form].format) for form in forms_of(of)}
    assert {form: file(award, OFFERED[form].format) for form in forms_of(of)} == made
    CredentialFile.objects.filter(award=award).exclude(format="openbadge").delete()
    again = file(award, "sd-jwt").split(b".")[:2]
    assert again == made["wallet"].split(b".")[:2], "the same record, the same claims"


def test_a_wallets_credential_names_an_https_issuer_whose_keys_are_published(
    public: None, client: Client
) -> None:
    of = people.organisation()
    page = {"headers": {"Host": "check.example"}}
    assert client.get(f"/.well-known/jwt-vc-issuer/issuers/{of.slug}", **page).status_code == 404
    [award, _] = awarded(of)
    token = jws.parse(file(award, "sd-jwt").partition(b"~")[0].decode())
    said = json.loads(token.payload)
    assert said["iss"] == f"{PUBLIC}/issuers/{of.slug}"
    answer = client.get(f"/.well-known/jwt-vc-issuer/issuers/{of.slug}", **page)
    assert answer.json()["issuer"] == said["iss"]
    [listed] = answer.json()["jwks"]["keys"]
    assert (listed["kid"], listed["crv"]) == (token.header["kid"], "P-256")
    assert "d" not in listed
    assert answer["Access-Control-Allow-Origin"] == "*"
    shown = client.get(f"/issuers/{of.slug}/did.json", **page).json()
    assert len(shown["verificationMethod"]) == 2, "also in the document of its identity"
    assert client.get("/.well-known/jwt-vc-issuer/issuers/nobody", **page).status_code == 404

    address = said["status"]["status_list"]["uri"]
    listed_states = client.get(address.removeprefix(PUBLIC), **page)
    assert listed_states["Content-Type"] == "application/statuslist+jwt"
    assert listed_states["Access-Control-Allow-Origin"] == "*"
    assert json.loads(jws.parse(listed_states.content.decode()).payload)["sub"] == address


def test_our_own_type_is_served_as_credentials_pin_it(public: None, client: Client) -> None:
    of = people.organisation()
    [award, _] = awarded(of)
    said = json.loads(jws.parse(file(award, "sd-jwt-full").partition(b"~")[0].decode()).payload)
    assert said["vct"].startswith(f"{PUBLIC}/vct/")
    answer = client.get(said["vct"].removeprefix(PUBLIC), headers={"Host": "check.example"})
    assert answer.status_code == 200
    assert sdjwt.own_type(PUBLIC).integrity == said["vct#integrity"]
    assert answer.content == sdjwt.type_bytes(sdjwt.OWN_TYPE_NAME, PUBLIC)
    nothing = client.get("/vct/nothing", headers={"Host": "check.example"})
    assert nothing.status_code == 404


@pytest.mark.parametrize("address", [PUBLIC, "http://localhost:8000"])
def test_a_key_change_leaves_what_wallets_hold_valid(address: str) -> None:
    with override_settings(ADDRESS=address):
        of = people.organisation()
        [first, second] = awarded(of)
        held = file(first, "sd-jwt")
        keys.new_key(of, None)
        of.refresh_from_db()
        assert check(held).verdict == "valid"
        assert check(file(second, "sd-jwt")).verdict == "valid", "made after the change"
        rows = [people.RosterRow(9, "Aino", "Virtanen", email="aino@example.org")]
        [third] = people.awarded(first.edition, rows)
        assert check(file(third, "sd-jwt")).verdict == "valid"
        wallet_keys = Key.objects.filter(organisation=of, use=KeyUse.WALLET)
        assert wallet_keys.filter(retired_at=None).count() == 1
        assert wallet_keys.count() == 2


def test_lists_made_before_there_were_wallets_get_theirs(client: Client) -> None:
    of = people.organisation()
    [award, _] = awarded(of)
    listed = StatusList.objects.filter(purpose="state")
    [name_of_list] = listed.values_list("name", flat=True)
    listed.delete()
    assert client.get(f"/status/{name_of_list}").status_code == 200
    assert client.get("/status/0000-1-state").status_code == 404
    assert check(file(award, "sd-jwt")).verdict == "valid"


def test_a_bundle_has_what_says_how_a_wallets_credential_stands(public: None) -> None:
    of = people.organisation()
    [award, _] = awarded(of)
    assert "status/state.jwt" not in keeping.bundle(award, "en"), "nothing of wallets is in it"
    file(award, "sd-jwt")
    made = keeping.bundle(award, "en")
    assert made["status/state.jwt"].count(b".") == 2
    copies = json.loads(made["bundle.json"])["copies"]
    issuer = f"{PUBLIC}/.well-known/jwt-vc-issuer/issuers/{of.slug}"
    assert copies[issuer] == "issuer/wallet-keys.json"
    assert json.loads(made["issuer/wallet-keys.json"])["jwks"]["keys"]
    assert "the keys that sign what wallets hold" in made["README.html"].decode()
