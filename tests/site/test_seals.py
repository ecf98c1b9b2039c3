"""Seal certificates: what is taken in, what is refused, what is warned of, and who may."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from tesela.site.providers import audit, sealers, seals, warnings
from tesela.site.providers.models import Organisation, Seal
from tesela.text.errors import TeselaError
from tests.pki import Pki
from tests.pki.authority import SEAL_USAGE, Authority, Holder, name, p256_key, root, usage
from tests.pki.csc import CLIENT, CREDENTIAL, PIN, with_csc
from tests.pki.csc import SECRET as CSC_SECRET
from tests.site import people

SECRET = "correct horse"
HERE = "/organisations/harbour-house/settings/seal"
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return root("Authority of Somewhere")


def certified(
    authority: Authority,
    common: str = "Seal of Harbour House",
    organisation: str = "Harbour House CLG",
    begins: datetime = NOW - timedelta(days=10),
    ends: datetime = NOW + timedelta(days=400),
) -> Holder:
    named = name(common, organisation=organisation, identifier="VATIE-1234567X", country="IE")
    return authority.certify(p256_key(), named, SEAL_USAGE, valid_from=begins, valid_until=ends)


@pytest.fixture
def of() -> Organisation:
    return people.organisation()


@pytest.fixture
def page(of: Organisation) -> Client:
    return people.signed_in(people.member(of))


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def sent(page: Client, file: bytes, passphrase: str = SECRET) -> Any:
    upload = SimpleUploadedFile("seal.p12", file)
    return page.post(f"{HERE}/new", {"file": upload, "passphrase": passphrase}, follow=True)


def test_a_certificate_is_taken_in_shown_replaced_and_retired(
    of: Organisation, page: Client, authority: Authority
) -> None:
    assert "There is no seal certificate yet" in text(page.get(HERE))
    first = certified(authority)
    shown = text(sent(page, first.pkcs12(SECRET)))
    assert "It seals from now on" in shown
    assert "Harbour House CLG, Seal of Harbour House (IE)" in shown
    assert "VATIE-1234567X" in shown
    assert "For trying out only" in shown, "its authority says that it is for tests"
    made = of.seals.get()
    sealing = seals.sealing(of)
    assert sealing is not None
    assert sealing.sealer.certificates == first.certificates
    assert SECRET not in shown

    again = sent(page, first.pkcs12(SECRET))
    assert again.status_code == 422
    assert "seals already" in text(again)

    second = certified(authority, "Second seal")
    sent(page, second.pkcs12(SECRET))
    made.refresh_from_db()
    assert made.retired_at is not None
    assert seals.present(of).subject == "Harbour House CLG, Second seal (IE)"  # type: ignore[union-attr]

    assert "stays valid" in text(page.get(f"{HERE}/retire"))
    page.post(f"{HERE}/retire")
    assert seals.sealing(of) is None
    assert page.get(f"{HERE}/retire").status_code == 302, "there is nothing to retire any more"
    acts = list(of.acts.order_by("number").values_list("act", flat=True))
    assert acts.count("seal.taken") == 2
    assert acts[-1] == "seal.retired"
    assert list(audit.broken_links(of)) == []

    back = sent(page, first.pkcs12(SECRET))
    assert "It seals from now on" in text(back), "one that was retired may come back"


def test_what_is_no_seal_is_refused(of: Organisation, page: Client, authority: Authority) -> None:
    unused = authority.certify(
        p256_key(),
        name("Encipherment", organisation="Harbour House CLG", country="IE"),
        [(usage(key_encipherment=True), True)],
        valid_from=NOW - timedelta(days=1),
        valid_until=NOW + timedelta(days=1),
    )
    person = certified(authority, organisation="")
    over = certified(authority, begins=NOW - timedelta(days=9), ends=NOW - timedelta(days=1))
    other = Holder(p256_key(), certified(authority).chain)
    genuine = certified(authority).pkcs12(SECRET)
    for file, passphrase, said in (
        (genuine, "wrong", "passphrase does not open"),
        (genuine, "", "passphrase does not open"),
        (b"no such file", SECRET, "no PKCS#12 file"),
        (b"0" * (seals.MOST_BYTES + 1), SECRET, "no PKCS#12 file"),
        (unused.pkcs12(SECRET), SECRET, "not for signing"),
        (over.pkcs12(SECRET), SECRET, "does not count now"),
        (person.pkcs12(SECRET), SECRET, "names no organisation"),
    ):
        refused = sent(page, file, passphrase)
        assert refused.status_code == 422
        assert said in text(refused), said
    with pytest.raises(ValueError, match="match"):
        other.pkcs12(SECRET)
    assert page.post(f"{HERE}/new", {"passphrase": SECRET}).status_code == 422
    assert not Seal.objects.exists()


def test_only_owners_see_and_change_it(of: Organisation, authority: Authority) -> None:
    for role in ("designer", "issuer", "viewer"):
        client = people.signed_in(people.member(of, role, f"{role}@example.org"))
        for path in ("", "/new", "/retire"):
            assert client.get(f"{HERE}{path}").status_code == 403
        assert sent(client, certified(authority).pkcs12(SECRET)).status_code == 403
    assert not Seal.objects.exists()


def test_the_key_is_unreadable_without_the_services_secret(
    of: Organisation, authority: Authority
) -> None:
    holder = certified(authority)
    made = seals.take(of, None, holder.pkcs12(SECRET), SECRET)
    for passphrase in (SECRET, None, ""):
        with pytest.raises(TeselaError):
            seals.read(bytes(made.sealed), passphrase)


def test_who_owns_it_is_warned_before_it_ends_and_each_time_once(
    of: Organisation, page: Client, authority: Authority, mailoutbox: list[Any]
) -> None:
    ends = NOW + timedelta(days=40)
    seals.take(of, None, certified(authority, ends=ends).pkcs12(SECRET), SECRET)
    home = text(page.get("/organisations/harbour-house/"))
    assert "The seal certificate ends in 39 days" in home
    assert "Order the next one now" in text(page.get(HERE))
    for after, warned in ((0, 1), (1, 1), (15, 2), (30, 2), (35, 3), (39, 3), (45, 3)):
        warnings.warn_due(NOW + timedelta(days=after))
        assert len(mailoutbox) == warned, after
    [first, *_] = mailoutbox
    assert first.to == ["mary@example.org"]
    assert "ends in 39 days" in first.subject
    assert HERE in first.body


def test_one_that_has_ended_seals_nothing(
    of: Organisation, page: Client, authority: Authority
) -> None:
    made = seals.take(of, None, certified(authority).pkcs12(SECRET), SECRET)
    Seal.objects.filter(pk=made.pk).update(ends=NOW - timedelta(hours=1))
    assert seals.sealing(of) is None
    assert not seals.can_seal(of)
    assert "has ended" in text(page.get(HERE))
    assert "The seal certificate has ended" in text(page.get("/organisations/harbour-house/"))


def test_a_key_that_the_operator_keeps_seals_and_never_comes_here(
    of: Organisation, page: Client, pki: Pki, tmp_path: Path
) -> None:
    csc = with_csc(pki, certified(pki.intermediate))
    for name_of_file, secret in (("secret", CSC_SECRET), ("pin", PIN)):
        (tmp_path / name_of_file).write_text(f"{secret}\n")
    listed = {
        "harbour-house": {
            "csc": csc.base,
            "token": f"{csc.base}/oauth2/token",
            "client_id": CLIENT,
            "client_secret_file": str(tmp_path / "secret"),
            "credential": CREDENTIAL,
            "pin_file": str(tmp_path / "pin"),
        }
    }
    file = tmp_path / "sealers.json"
    file.write_text(json.dumps(listed))
    sealers.sealer_for.cache_clear()
    with override_settings(SEALERS=str(file)):
        assert "keeps a seal key for your organisation" in text(page.get(f"{HERE}/new"))
        shown = text(page.post(f"{HERE}/new", {"operators": "1"}, follow=True))
        assert "It seals from now on" in shown
        made = of.seals.get()
        assert (made.held, bytes(made.sealed)) == ("remote", b"")
        sealing = seals.sealing(of)
        assert sealing
        assert sealing.sealer.sign(b"something")
        Seal.objects.update(certificate=b"another one")
        with pytest.raises(TeselaError) as refused:
            seals.sealing(of)
        assert refused.value.code == "providers.seal.other_key"
    sealers.sealer_for.cache_clear()


@pytest.mark.parametrize(
    "written",
    ["", "[]", "{", '{"harbour-house": {}}', '{"harbour-house": {"pkcs11": "x", "csc": "y"}}'],
)
def test_a_file_of_sealers_that_says_nonsense_is_refused(tmp_path: Path, written: str) -> None:
    file = tmp_path / "sealers.json"
    file.write_text(written)
    with override_settings(SEALERS=str(file)), pytest.raises(TeselaError) as refused:
        sealers.held_for("harbour-house")
    assert refused.value.code == "providers.sealers.file"


def test_a_key_that_is_not_reached_is_no_end_of_the_page(
    of: Organisation, page: Client, tmp_path: Path
) -> None:
    file = tmp_path / "sealers.json"
    file.write_text('{"harbour-house": {"pkcs11": "pkcs11:token=None;object=seal"}}')
    sealers.sealer_for.cache_clear()
    with override_settings(SEALERS=str(file)):
        refused = page.post(f"{HERE}/new", {"operators": "1"})
    assert refused.status_code == 422
    assert "could not be reached" in text(refused)
    assert not Seal.objects.exists()
