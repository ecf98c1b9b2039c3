"""Keys and identities: what is published, what a change means, and the way to one's own domain."""

import json
from collections.abc import Callable

import pytest
from django.test import Client, override_settings

from tesela.model.report import Report
from tesela.site.awards.making import file
from tesela.site.providers import keys
from tesela.site.providers.models import Organisation
from tesela.site.verifier.actions import check
from tesela.text.errors import TeselaError
from tests.site import people

PUBLIC = "https://check.example"


@pytest.fixture
def public() -> object:
    with override_settings(ADDRESS=PUBLIC, ALLOWED_HOSTS=["check.example", "own.example"]):
        yield


@pytest.fixture
def of(public: object) -> Organisation:
    return people.organisation(website="https://www.example.org")


@pytest.fixture
def owner(of: Organisation) -> Client:
    return Client(headers={"Host": "check.example"})


@pytest.fixture
def mary(of: Organisation, owner: Client) -> Client:
    owner.force_login(people.member(of))
    return owner


def published(client: Client, **more: str) -> Callable[[str], bytes]:
    """A fetcher that reads what the service itself publishes, and what `more` says elsewhere."""

    def fetch(address: str) -> bytes:
        if address in more:
            return more[address].encode()
        if not address.startswith(f"{PUBLIC}/"):
            raise TeselaError("fetch.unreachable", url=address)
        answer = client.get(address.removeprefix(PUBLIC))
        assert answer.status_code == 200
        return bytes(answer.content)

    return fetch


def test_the_document_has_all_keys_and_may_be_kept(owner: Client, of: Organisation) -> None:
    keys.new_key(of, None)
    answer = owner.get(f"/issuers/{of.slug}/did.json")
    stated = answer.json()
    assert stated["id"] == f"did:web:check.example:issuers:{of.slug}" == of.identity
    assert len(stated["verificationMethod"]) == len(stated["assertionMethod"]) == 2
    assert "max-age" in answer["Cache-Control"]
    assert answer["Access-Control-Allow-Origin"] == "*"
    again = owner.get(f"/issuers/{of.slug}/did.json", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert owner.post(f"/issuers/{of.slug}/did.json").status_code == 405
    assert owner.get("/issuers/nobody/did.json").status_code == 404


def test_the_service_itself_has_no_identity(owner: Client, of: Organisation) -> None:
    assert owner.get("/.well-known/did.json").status_code == 404


@override_settings(ADDRESS="http://localhost:8000", ALLOWED_HOSTS=["testserver"])
def test_a_service_on_ones_own_machine_publishes_none(client: Client) -> None:
    made = people.organisation("at-home")
    assert made.identity.startswith("did:key:")
    assert client.get("/issuers/at-home/did.json").status_code == 404


def assert_valid(report: Report) -> None:
    assert report.verdict == "valid", [
        (one.id, one.problem) for one in report.checks if one.outcome != "passed"
    ]


def test_a_new_key_keeps_what_the_old_one_signed(mary: Client, of: Organisation) -> None:
    [old, _] = people.awarded(people.published(of))
    page = f"/organisations/{of.slug}/settings/keys/new"
    assert "stays valid" in mary.get(page).content.decode()
    assert mary.post(page).status_code == 302
    listed = mary.get(f"/organisations/{of.slug}/settings/keys").content.decode()
    assert listed.count("Signs now") == 1
    rows = [people.RosterRow(9, "Aino", "Virtanen", email="aino@example.org")]
    [new] = people.awarded(old.edition, rows)
    assert old.method != new.method
    fetch = published(mary)
    for award in (old, new):
        assert_valid(check(file(award, "openbadge"), fetch))


def test_keys_are_bounded(of: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MOST_KEYS", 2)
    keys.new_key(of, None)
    with pytest.raises(TeselaError) as refused:
        keys.new_key(of, None)
    assert refused.value.code == "providers.too_many_keys"


def test_nobody_reads_a_key_from_the_database(of: Organisation) -> None:
    sealed = bytes(of.keys.get().sealed)
    seed = (
        keys.signer(of)._private.private_bytes_raw()
        if hasattr(keys.signer(of), "_private")
        else b"?"
    )
    assert seed not in sealed
    with override_settings(SECRET_KEY="another secret of forty characters or so"):
        keys._opened.cache_clear()
        with pytest.raises(TeselaError):
            keys.signer(of)
    keys._opened.cache_clear()


def move(mary: Client, of: Organisation, monkeypatch: pytest.MonkeyPatch, **shown: str) -> object:
    from tesela.site.providers import identity_views

    monkeypatch.setattr(identity_views, "_fetch", lambda: published(mary, **shown))
    return mary.post(f"/organisations/{of.slug}/settings/domain", {"check": "1"})


def test_the_way_to_ones_own_domain(
    mary: Client, of: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    [old, _] = people.awarded(people.published(of))
    page = f"/organisations/{of.slug}/settings/domain"
    before = of.identity
    assert mary.post(page, {"domain": "https://Own.Example/about"}).status_code == 302
    shown = mary.get(page).content.decode()
    assert "https://own.example/.well-known/did.json" in shown
    document = mary.get(f"{page}/did.json").content.decode()
    assert json.loads(document)["id"] == "did:web:own.example"

    address = "https://own.example/.well-known/did.json"
    assert move(mary, of, monkeypatch).status_code == 422, "the file is not there"
    wrong = document.replace("did:web:own.example", "did:web:else.example")
    assert move(mary, of, monkeypatch, **{address: wrong}).status_code == 422
    assert move(mary, of, monkeypatch, **{address: "<html>"}).status_code == 422
    of.refresh_from_db()
    assert of.identity == before, "nothing changes before the file is there"
    assert keys.signer(of).controller == before

    assert move(mary, of, monkeypatch, **{address: document}).status_code == 302
    of.refresh_from_db()
    assert (of.identity, of.domain) == ("did:web:own.example", "own.example")
    rows = [people.RosterRow(9, "Aino", "Virtanen", email="aino@example.org")]
    [new] = people.awarded(old.edition, rows)
    fetch = published(mary, **{address: document})
    assert_valid(check(file(new, "openbadge"), fetch))
    assert_valid(check(file(old, "openbadge"), fetch))  # under its old identity
    assert "identity.moved" in of.acts.values_list("act", flat=True)

    assert mary.get(f"/organisations/{of.slug}/settings/keys/new").status_code == 302
    mary.post(page, {"domain": "own.example"})
    second = mary.get(f"{page}/did.json").content.decode()
    assert len(json.loads(second)["verificationMethod"]) == 2
    lost = json.loads(second)
    lost["verificationMethod"] = lost["verificationMethod"][1:]
    forgetful = move(mary, of, monkeypatch, **{address: json.dumps(lost)})
    assert forgetful.status_code == 422, "an older key must stay in the file"
    assert move(mary, of, monkeypatch, **{address: second}).status_code == 302


def test_a_domain_that_leads_here_shows_the_document(
    mary: Client, of: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    mary.post(f"/organisations/{of.slug}/settings/domain", {"domain": "own.example"})
    asked = {"Host": "own.example"}
    assert mary.get("/.well-known/did.json", headers=asked).status_code == 404, "not vouched for"
    Organisation.objects.update(vouched=True)
    answer = mary.get("/.well-known/did.json", headers=asked)
    assert answer.json()["id"] == "did:web:own.example"
    assert mary.get("/.well-known/did.json").status_code == 404


@pytest.mark.parametrize(
    "domain",
    ["", "localhost", "127.0.0.1", "own.example:8443", "a b.example", "-a.example", "a..b"],
)
def test_what_is_no_domain_is_refused(mary: Client, of: Organisation, domain: str) -> None:
    page = f"/organisations/{of.slug}/settings/domain"
    assert mary.post(page, {"domain": domain}).status_code == 422
    assert not of.keys.filter(waiting=True).exists()


def test_a_domain_of_somebody_else_cannot_be_taken(
    mary: Client, of: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two may prepare a key for one domain; only the one whose key stands there may sign."""
    other = people.organisation("other-house")
    keys.prepare_key(other, None, "own.example")
    theirs = json.dumps(keys.document(other, "did:web:own.example"))
    mary.post(f"/organisations/{of.slug}/settings/domain", {"domain": "own.example"})
    address = "https://own.example/.well-known/did.json"
    assert move(mary, of, monkeypatch, **{address: theirs}).status_code == 422
