"""Lists taken over whole or not at all; another registry's feed read with its origin."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tesela.proofs.keys import SoftwareKey
from tesela.site.providers.models import Membership
from tesela.site.registry import actions, harvesting, shown, taking
from tesela.site.registry.entries import entry_of
from tesela.site.registry.models import Provider, Source
from tesela.text.errors import TeselaError
from tesela.trust.keys import did_document
from tesela.trust.provider_registry import Edition
from tests.site import people
from tests.trust.provider_samples import entry, feed, many, record

WEB = SoftwareKey(b"w" * 32, "did:web:registry.example#key-1")
FEED = "https://registry.example/registry/feed.json"
NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(autouse=True)
def _authority(settings: Any) -> None:
    settings.AUTHORITY = "council"


@pytest.fixture
def by() -> Membership:
    council = people.organisation("council")
    return Membership.objects.get(user=people.member(council, email="council@example.org"))


@pytest.fixture
def source(by: Membership) -> Source:
    return harvesting.add_source(by, FEED, WEB.controller)


class Server:
    """The other registry: what it serves, and what was asked for."""

    def __init__(self, made: Edition) -> None:
        self.asked: list[str] = []
        self.made = made

    def __call__(self, url: str) -> bytes:
        self.asked.append(url)
        document = did_document(WEB.controller, {WEB.verification_method: WEB.public})
        pages = {
            FEED: self.made.signed,
            "https://registry.example/.well-known/did.json": json.dumps(document).encode(),
        }
        name = url.rpartition("/")[2].removesuffix(".json")
        if url not in pages and name not in self.made.parts:
            raise TeselaError("fetch.status", url=url, status=404)
        return pages.get(url) or self.made.parts[name]

    @property
    def parts(self) -> int:
        found = sum("/parts/" in url for url in self.asked)
        self.asked.clear()
        return found


def theirs(*entries: Any, sequence: int = 1, **about: Any) -> Edition:
    dates = {"issued_at": NOW - timedelta(hours=1), "next_update": NOW + timedelta(days=7)}
    return feed(
        *entries, signer=WEB, bits=8,
        **{"registry": WEB.controller, "sequence": sequence, **dates, **about},
    )  # fmt: skip


def read(by: Membership, server: Server) -> harvesting.Harvest:
    return harvesting.read_source(by, Source.objects.get(), server)


def refusal(act: Any) -> str:
    with pytest.raises(TeselaError) as caught:
        act()
    assert caught.value.problem.message("en")
    return caught.value.code


def test_a_feed_is_read_with_its_origin(by: Membership, source: Source) -> None:
    server = Server(theirs(*many(3)))
    assert read(by, server).entries == 3
    provider = Provider.objects.get(entry=many(3)[1].id)
    kept = entry_of(provider)
    assert kept.records == many(3)[1].records
    assert kept.origin is not None
    assert kept.origin.registry == WEB.controller
    assert refusal(lambda: actions.change(by, provider, {"place": "Here"})) == "registry.not_ours"


def test_only_what_changed_is_fetched(by: Membership, source: Source) -> None:
    server = Server(theirs(*many(30)))
    read(by, server)
    assert server.parts > 20
    assert read(by, server).unchanged
    assert server.parts == 0
    grown = entry(
        *many(30)[4].records,
        record(identities=("did:web:provider-4.example",), recorded_at=NOW, status="suspended"),
        number=4,
    )
    server.made = theirs(*many(30)[:4], grown, *many(30)[5:], sequence=2)
    read(by, server)
    assert 1 <= server.parts <= 2
    assert Provider.objects.get(entry=grown.id).status == "suspended"


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: theirs(*many(1), sequence=1), "registry.rolled_back"),
        (lambda: theirs(*many(2), sequence=2), "registry.two_faces"),
        (
            lambda: theirs(*many(1), sequence=3, next_update=NOW - timedelta(minutes=1)),
            "registry.stale",
        ),
        (
            lambda: theirs(
                entry(record(place="Changed", identities=many(1)[0].latest.identities), number=0),
                sequence=3,
            ),
            "registry.history_changed",
        ),
        (
            lambda: feed(*many(1), sequence=3, issued_at=NOW, next_update=NOW + timedelta(days=1)),
            "registry.other_key",
        ),
    ],
    ids=["older", "two of one number", "overdue", "another past", "another's key"],
)
def test_a_bad_feed_changes_nothing_and_is_named(
    by: Membership, source: Source, made: Any, code: str
) -> None:
    read(by, Server(theirs(*many(1), sequence=2)))
    before = list(Provider.objects.values())
    assert refusal(lambda: read(by, Server(made()))) == code
    assert list(Provider.objects.values()) == before
    kept = Source.objects.get()
    assert kept.sequence == 2
    assert kept.problem["code"] == code


def test_a_part_that_was_changed_is_refused(by: Membership, source: Source) -> None:
    made = theirs(*many(1))
    for digest in made.parts:
        made.parts[digest] = made.parts[digest].replace(b"MT", b"DE")  # type: ignore[index]
    assert refusal(lambda: read(by, Server(made))) == "registry.part"
    assert Provider.objects.count() == 0


def test_a_conflict_is_shown(by: Membership, source: Source) -> None:
    said = {"legal_name": {"en": "Care"}, "country": "MT"}
    own = actions.add(by, {**said, "identities": ["did:web:provider-0.example"]})
    other = entry(record(identities=("did:web:provider-0.example",), status="withdrawn"), number=0)
    read(by, Server(theirs(other)))
    ((found, disagrees),) = shown.elsewhere(own, entry_of(own))
    assert (found.entry, disagrees) == (other.id, True)
    page = people.signed_in(by.user).get(f"/registry/{own.slug}").content.decode()
    assert "says something else" in page
    assert "Register of providers" in page


def test_what_was_read_is_not_in_our_own_feed(by: Membership, source: Source, client: Any) -> None:
    actions.add(by, {"legal_name": {"en": "Care"}, "country": "MT"})
    read(by, Server(theirs(*many(3))))
    assert json.loads(client.get("/registry/feed.json").content)["entries"] == 1


def test_a_registry_is_named_once(by: Membership, source: Source) -> None:
    again = lambda: harvesting.add_source(by, FEED, "x")  # noqa: E731
    assert refusal(again) == "registry.source_known"


ISSUERS = {
    "registry": {"did:web:one.example": {"name": "One"}, "did:web:two.example": {"name": "Two"}}
}


def test_a_list_is_taken_over_whole(by: Membership) -> None:
    assert taking.take(by, "issuers", json.dumps(ISSUERS).encode()) == (2, [])
    assert {one.country for one in Provider.objects.all()} == {"IE"}
    count, faults = taking.take(by, "issuers", json.dumps(ISSUERS).encode())
    assert (count, [one.problem.code for one in faults]) == (0, ["registry.import.known"] * 2)


def test_a_list_with_one_bad_row_changes_nothing(by: Membership) -> None:
    actions.add(
        by, {"legal_name": {"en": "Other"}, "country": "MT", "identities": ["did:web:two.example"]}
    )
    data = json.dumps(ISSUERS).encode()
    assert refusal(lambda: taking.take(by, "issuers", data)) == "registry.import.refused"
    assert Provider.objects.count() == 1


def test_the_page_names_each_bad_row(by: Membership) -> None:
    pages = people.signed_in(by.user)
    address = "/organisations/council/registry/import"
    wrong = SimpleUploadedFile("list.csv", b"name,country\nOne,MT\nTwo,XX\n,MT\n")
    answer = pages.post(address, {"kind": "csv", "file": wrong})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Row 3" in page
    assert "Row 4" in page
    assert Provider.objects.count() == 0
    right = SimpleUploadedFile("list.csv", b"name,country\nOne,MT\nTwo,DE\n")
    assert pages.post(address, {"kind": "csv", "file": right}).status_code == 302
    assert Provider.objects.count() == 2


def test_the_pages_name_and_read_another_registry(by: Membership) -> None:
    pages = people.signed_in(by.user)
    run = "/organisations/council/registry/"
    wrong = {"address": "http://registry.example/feed.json", "key": "z6Mk"}
    assert pages.post(f"{run}sources/add", wrong).status_code == 422
    assert pages.post(f"{run}sources/add", {"address": FEED, "key": "z6Mk"}).status_code == 302
    number = Source.objects.get().pk
    assert pages.post(f"{run}sources/{number}/read").status_code == 302
    assert "was not asked" in pages.get(run).content.decode(), "this service asks nobody"


def test_a_registry_is_forgotten_with_what_was_read(by: Membership, source: Source) -> None:
    harvesting.read_source(by, source, Server(theirs(*many(3))))
    kept = actions.add(by, actions.organisation_says(people.organisation()))
    pages = people.signed_in(by.user)
    page = f"/organisations/council/registry/sources/{source.pk}/remove"
    assert "3 entries" in pages.get(page).content.decode()
    assert Source.objects.exists(), "asking forgets nothing"
    assert pages.post(page).status_code == 302
    assert not Source.objects.exists()
    assert list(Provider.objects.all()) == [kept]
    assert by.organisation.acts.order_by("-number")[0].act == "registry.source_removed"
    assert pages.get(page).status_code == 404


def test_strangers_cannot_forget_a_registry(source: Source) -> None:
    other = people.organisation("other")
    pages = people.signed_in(people.member(other, email="other@example.org"))
    for slug in ("council", "other"):
        page = f"/organisations/{slug}/registry/sources/{source.pk}/remove"
        assert pages.post(page).status_code == 404
    assert Source.objects.exists()


def never() -> bool:
    return False


def test_the_workers_read_each_registry_every_six_hours(by: Membership, source: Source) -> None:
    server = Server(theirs(*many(3)))
    assert harvesting.read_due(server, NOW, never) == 1
    assert Provider.objects.filter(source=source).count() == 3
    acts = by.organisation.acts
    read = acts.filter(act="registry.source_read")
    assert [one.actor for one in read] == [None], "the service itself"
    soon, later = NOW + timedelta(hours=5), NOW + timedelta(hours=7)
    assert harvesting.read_due(server, soon, never) == 0
    assert harvesting.read_due(server, later, never) == 1
    assert read.count() == 1, "nothing had changed"


def test_a_registry_that_fails_waits_its_turn_and_stops_no_other(
    by: Membership, source: Source
) -> None:
    broken = harvesting.add_source(by, "https://broken.example/feed.json", "z6Mk")
    Source.objects.filter(pk=source.pk).update(tried_at=NOW - timedelta(days=1))
    assert harvesting.read_due(Server(theirs(*many(2))), NOW, never) == 1
    broken.refresh_from_db()
    assert broken.problem["code"] == "fetch.status"
    assert not harvesting.due(NOW + timedelta(hours=1)).exists()


def test_nothing_is_read_where_no_registry_is_run_or_the_worker_ends(
    source: Source, settings: Any
) -> None:
    server = Server(theirs(*many(2)))
    assert harvesting.read_due(server, NOW, lambda: True) == 0
    settings.AUTHORITY = ""
    assert harvesting.read_due(server, NOW, never) == 0
    assert server.asked == []
