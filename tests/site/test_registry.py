"""The registry of the service: run by an authority, read by everybody, asked by the verifier."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import models
from django.test import Client, override_settings

from tesela.model.achievement import QualityAssurance
from tesela.model.report import Outcome
from tesela.site.awards.making import file
from tesela.site.awards.models import Award
from tesela.site.providers import keys
from tesela.site.providers.models import Membership, Organisation
from tesela.site.registry import actions, publishing
from tesela.site.registry.entries import entry_of
from tesela.site.registry.models import Feed, FeedPart, Provider, Record
from tesela.site.verifier.actions import check
from tesela.text.errors import TeselaError
from tesela.trust.provider_entries import Status
from tesela.trust.provider_lookup import providers_in
from tesela.trust.provider_registry import Believed, Seen, read_head
from tesela.trust.registry import read_registry
from tesela.verify import verify
from tests.site import people

REVIEW = QualityAssurance.model_validate(
    {
        "kind": "peer-review",
        "agency": {"name": {"en": "Other College"}, "country": "IE"},
        "decided_on": date(2026, 1, 1),
        "valid_until": date(2099, 1, 1),
    }
)
WHY = {"en": "The evaluation was not renewed."}


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


@pytest.fixture
def of() -> Organisation:
    return people.organisation(legal_name="Harbour House CLG")


@pytest.fixture
def provider(by: Membership, of: Organisation) -> Provider:
    return actions.add(by, actions.organisation_says(of), of)


def refusal(act: Any) -> str:
    with pytest.raises(TeselaError) as caught:
        act()
    assert caught.value.problem.message("en")
    return caught.value.code


def acts(by: Membership) -> list[str]:
    listed = by.organisation.acts.order_by("number").values_list("act", flat=True)
    return [one for one in listed if one.startswith("registry.")]


def feed_of(client: Client) -> Any:
    return providers_in(
        json.loads(client.get("/registry/providers.json").content), Believed(), at=None
    )


def test_an_organisation_is_added_with_its_identity_and_keys(
    by: Membership, of: Organisation, provider: Provider
) -> None:
    record = entry_of(provider).latest
    assert record.legal_name == {"en": "Harbour House CLG"}
    assert record.identities == (of.identity,)
    assert [key.method for key in record.keys] == [of.keys.get().method]
    assert acts(by) == ["registry.added"]
    assert refusal(lambda: actions.add(by, actions.organisation_says(of), of)) == "registry.known"


def test_the_feed_of_the_service_is_one_that_others_read(
    by: Membership, of: Organisation, provider: Provider, client: Client, tmp_path: Path
) -> None:
    file = tmp_path / "providers.json"
    file.write_bytes(client.get("/registry/providers.json").content)
    registry = read_registry(file, at=datetime.now(UTC), keys=[by.organisation.identity])
    assert registry.providers is not None
    said = entry_of(provider)
    for name in (of.identity, said.id):  # each in a part of its own that says the same
        assert registry.providers.find(name) == said


def test_a_change_touches_few_parts_and_makes_the_next_edition(
    by: Membership, client: Client, provider: Provider
) -> None:
    for number in range(40):
        said = {"legal_name": {"en": f"School {number}"}, "country": "MT"}
        actions.add(by, {**said, "identities": [f"did:web:school-{number}.example"]})
    before = set(FeedPart.objects.filter(replaced_at=None).values_list("digest", flat=True))
    earlier = Feed.objects.get()
    actions.add_evidence(by, provider, REVIEW)
    after = set(FeedPart.objects.filter(replaced_at=None).values_list("digest", flat=True))
    assert 1 <= len(after - before) <= 2
    assert Feed.objects.get().sequence == earlier.sequence + 1
    replaced = (before - after).pop()
    assert client.get(f"/registry/parts/{replaced}.json").status_code == 200
    names = {entry.latest.legal_name["en"] for entry in feed_of(client)}
    assert len(names) == 41


def test_what_is_read_is_cached_by_its_digest(client: Client, provider: Provider) -> None:
    for path in ("/registry/feed.json", "/registry/providers.json", "/registry/providers.jsonld"):
        answer = client.get(path)
        assert answer.status_code == 200
        again = client.get(path, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304
    digest = FeedPart.objects.filter(replaced_at=None).first()
    assert digest is not None
    assert "immutable" in client.get(f"/registry/parts/{digest.digest}.json")["Cache-Control"]


def test_an_edition_is_made_anew_before_it_is_old(client: Client, provider: Provider) -> None:
    Feed.objects.update(issued_at=datetime.now(UTC) - timedelta(days=2))
    before = Feed.objects.get().sequence
    head = json.loads(client.get("/registry/feed.json").content)
    assert head["sequence"] == before + 1
    seen = Seen(before, "")
    data = client.get("/registry/feed.json").content
    assert read_head(data, Believed(), at=datetime.now(UTC), seen=seen).head.sequence == before + 1


def test_history_is_never_lost(by: Membership, provider: Provider) -> None:
    first = Record.objects.get().said
    actions.set_status(by, provider, Status.SUSPENDED, WHY)
    actions.set_status(by, provider, Status.ACTIVE, WHY)
    actions.set_status(by, provider, Status.WITHDRAWN, WHY)
    entry = entry_of(provider)
    assert [one.status for one in entry.records] == ["active", "suspended", "active", "withdrawn"]
    assert Record.objects.order_by("number").first().said == first  # type: ignore[union-attr]
    assert acts(by)[1:] == ["registry.suspended", "registry.reinstated", "registry.withdrawn"]
    with pytest.raises(models.ProtectedError):
        provider.delete()


def test_a_successor_answers_for_whoever_is_no_more(by: Membership, provider: Provider) -> None:
    said = {"legal_name": {"en": "New House"}, "country": "IE"}
    heir = actions.add(by, said)
    actions.set_status(by, provider, Status.WITHDRAWN, WHY, successor=heir)
    assert entry_of(provider).latest.successor == heir.entry

    def back() -> None:
        actions.set_status(by, heir, Status.WITHDRAWN, WHY, successor=provider)

    assert refusal(back) == "registry.circle"
    own = lambda: actions.set_status(by, heir, Status.SUSPENDED, WHY, successor=heir)  # noqa: E731
    assert refusal(own) == "registry.own_successor"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"country": "??"}, "registry.said"),
        ({"legal_name": {}}, "registry.said"),
        ({"identities": ["no identity"]}, "registry.said"),
        ({"keys": [{"public": "z6Mk", "valid_from": datetime.now(UTC)}]}, "registry.said"),
    ],
    ids=["country", "name", "identity", "key"],
)
def test_a_wrong_entry_is_refused_whole(by: Membership, said: dict[str, Any], code: str) -> None:
    wrong = {"legal_name": {"en": "School"}, "country": "MT", **said}
    assert refusal(lambda: actions.add(by, wrong)) == code
    assert (Provider.objects.count(), Record.objects.count(), acts(by)) == (0, 0, [])


def test_one_identity_has_one_entry(by: Membership, provider: Provider, of: Organisation) -> None:
    said = {"legal_name": {"en": "Twin"}, "country": "MT", "identities": [of.identity]}
    assert refusal(lambda: actions.add(by, said)) == "registry.identity_known"
    assert Provider.objects.count() == 1


def test_only_the_authoritys_owners_change_it(by: Membership, provider: Provider) -> None:
    stranger = Membership.objects.get(user=people.member(people.organisation("northgate")))
    viewer = people.member(by.organisation, "viewer", "viewer@example.org").memberships.get()
    for other in (stranger, viewer):
        assert refusal(lambda by=other: actions.add_evidence(by, provider, REVIEW)) == (
            "registry.not_allowed"
        )
    other = people.signed_in(stranger.user)
    assert other.get("/organisations/northgate/registry/").status_code == 404
    with override_settings(AUTHORITY=""):
        assert refusal(lambda: actions.add_evidence(by, provider, REVIEW)) == "registry.not_allowed"
        assert other.get("/registry").status_code == 404


@pytest.fixture
def award(of: Organisation) -> Award:
    return people.awarded(people.published(of))[0]


def test_the_verifier_says_at_once_what_the_authority_decides(
    by: Membership, provider: Provider, award: Award
) -> None:
    data = file(award, "openbadge")
    assert check(data).trust.problem.code == "trust.registered_later", "awarded before it was added"
    Record.objects.update(said={**Record.objects.get().said, "since": "2020-01-01T00:00:00Z"})
    Organisation.objects.update(vouched=True)
    found = check(data).trust
    assert (found.outcome, found.problem.code) == (Outcome.PASSED, "trust.registered")
    actions.add_evidence(by, provider, REVIEW)
    standing = check(data).trust.standing
    assert standing is not None
    assert standing.now is not None
    assert standing.now.evidence == (REVIEW,)
    actions.take_back_evidence(by, provider, 0, WHY)
    actions.set_status(by, provider, Status.WITHDRAWN, WHY)
    found = check(data).trust
    assert (found.outcome, found.problem.code) == (Outcome.INDETERMINATE, "trust.withdrawn_now")
    assert found.standing is not None
    assert found.standing.differs


def test_a_new_key_is_taken_over(by: Membership, provider: Provider, of: Organisation) -> None:
    keys.new_key(of, None)
    of.refresh_from_db()
    provider.refresh_from_db()
    record = actions.refresh_from_organisation(by, provider)
    assert len(record.keys) == 2
    assert sum(key.valid_until is None for key in record.keys) == 1
    assert of.identity in record.identities


def test_linked_data_is_a_credential_that_verifies(
    client: Client, by: Membership, provider: Provider
) -> None:
    actions.add_evidence(by, provider, REVIEW)
    agency = {
        "kind": "institutional-licence",
        "agency": {"name": {"en": "Ministry"}, "country": "IE"},
    }
    actions.add_evidence(by, provider, QualityAssurance.model_validate(agency))
    data = client.get("/registry/providers.jsonld").content
    report = verify(data, at=datetime.now(UTC))
    assert report.verdict == "valid", [c for c in report.checks if c.outcome != "passed"]
    document = json.loads(data)
    (organisation,) = document["credentialSubject"]
    assert organisation["legalName"] == {"en": "Harbour House CLG", "el": "Harbour House CLG"}
    assert organisation["accreditation"][0]["type"] == "Accreditation"
    assert "status: active" in json.dumps(organisation["additionalNote"])
    document["credentialSubject"][0]["legalName"] = {"en": "Diploma mill"}
    assert verify(json.dumps(document).encode(), at=datetime.now(UTC)).verdict == "invalid"


def test_the_pages_do_all_of_it(pages: Client, of: Organisation, client: Client) -> None:
    run = "/organisations/council/registry/"
    assert f'href="{run}"' in pages.get("/organisations/council/").content.decode()
    assert b"Harbour House" in pages.get(run).content
    answer = pages.post(f"{run}add/{of.slug}")
    one = answer["Location"]
    assert pages.get(one).status_code == 200
    wrong = pages.post(f"{run}add", {"legal_name": "", "country": "MT", "main": "en"})
    assert wrong.status_code == 422
    made = pages.post(
        f"{run}add",
        {
            "legal_name": "Open School", "main": "en", "country": "MT", "kinds": ["school"],
            "identities": "did:web:open.example", "scheme": "vat", "number": "MT1",
            "since": "2024-05-01",
        },
    )  # fmt: skip
    assert made.status_code == 302, made.content.decode()[:3000]
    evidence = {
        "kind": "iso-21001", "agency": "Certifier", "agency_country": "MT",
        "decided_on": "2024-06-01", "valid_until": "2025-06-01",
    }  # fmt: skip
    assert pages.post(f"{made['Location']}/evidence", evidence).status_code == 302
    reversed_days = {**evidence, "valid_until": "2024-01-01"}
    assert pages.post(f"{made['Location']}/evidence", reversed_days).status_code == 422
    decided = {"status": "suspended", "reason": "No report", "successor": ""}
    assert pages.post(f"{made['Location']}/status", decided).status_code == 302
    changed = {"legal_name": "Open School Ltd", "main": "en", "country": "MT"}
    assert pages.post(f"{made['Location']}/change", changed).status_code == 302
    entry = entry_of(Provider.objects.get(title="Open School Ltd"))
    assert [one.status for one in entry.records] == ["active", "active", "suspended", "suspended"]
    page = client.get("/registry/open-school").content.decode()
    assert "Lapsed" in page
    then = client.get("/registry/open-school?on=2024-05-02").content.decode()
    assert "This registry vouches for this provider." in then
    assert client.get("/registry/open-school?on=2099-01-01").status_code == 200
    assert "No report" in client.get("/registry/open-school/history").content.decode()
    assert client.get("/registry/open-school.json").json()["id"].endswith("/registry/open-school")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2), ("q=harbour", 1), ("q=OPEN+school", 1), ("q=did:web:open.example", 1),
        ("q=nobody", 0), ("country=MT", 1), ("status=suspended", 0), ("country=??", 2),
        ("page=99", 2),
    ],
)  # fmt: skip
def test_readers_search(
    by: Membership, provider: Provider, client: Client, query: str, count: int
) -> None:
    said = {"legal_name": {"en": "Open School"}, "country": "MT"}
    actions.add(by, {**said, "identities": ["did:web:open.example"]})
    page = client.get(f"/registry?{query}").content.decode()
    assert f"{count} provider" in page
    assert page.count('<a href="/registry/') - page.count(".json") - page.count(".jws") <= count + 1


def test_no_registry_where_none_is_run(settings: Any, client: Client) -> None:
    settings.AUTHORITY = "nobody"
    for path in ("", "/feed.json", "/providers.json", "/providers.jsonld", "/lote.jws", "/a"):
        assert client.get(f"/registry{path}").status_code == 404
    assert publishing.with_own(None) is None
