"""What this service knows by itself: read from the database, at this moment, by every process."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from tesela.model.report import Outcome, Report, Verdict
from tesela.site.awards import status
from tesela.site.awards.making import file
from tesela.site.awards.models import Award, StatusList
from tesela.site.providers.keys import document, new_key, prepare_key, take_up
from tesela.site.providers.models import Organisation
from tesela.site.verifier import acquainted, actions, own
from tesela.site.verifier.actions import BoundedFetch, changed_by_one_letter, check
from tesela.site.verifier.shown import shown
from tesela.text.errors import TeselaError
from tesela.trust.fetch import offline
from tests.site import people
from tests.site.asking import VERIFY

HTTPS = override_settings(ADDRESS="https://awards.example")


def asks_nobody(url: str) -> bytes:
    raise AssertionError(f"{url} was asked for")


def checked(award: Award) -> Report:
    return check(file(award, "openbadge"), BoundedFetch(asks_nobody))


def withdraw(award: Award) -> None:
    with transaction.atomic():
        award.withdrawn_at = datetime.now(UTC)
        award.save()
        status.mark_changed(award.organisation, [award.counter], "revocation")


@pytest.fixture
def award() -> Award:
    return people.awarded(people.published(people.organisation()))[0]


def test_state_of_own_lists_without_a_network(award: Award) -> None:
    report = checked(award)
    assert report.verdict is Verdict.VALID
    looked_at = next(one for one in report.checks if one.id == "status").evidence["entries"]
    assert {entry["purpose"] for entry in looked_at} == {"revocation", "suspension"}


def test_a_withdrawal_turns_the_verdict_at_once(award: Award, client: Client) -> None:
    data = file(award, "openbadge")
    assert checked(award).verdict is Verdict.VALID
    withdraw(award)
    assert shown("", checked(award), "en").verdict == "withdrawn"
    answer = client.post(VERIFY, data, content_type="application/vc").json()
    state = next(one for one in answer["checks"] if one["id"] == "status")
    assert (answer["verdict"], state["code"]) == ("invalid", "status.revoked")


def test_who_asks_first_after_a_withdrawal_is_told_too(
    award: Award, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list is signed while it is asked for, a second after the question was put."""
    withdraw(award)
    moments = [datetime.now(UTC) - timedelta(seconds=5)]
    monkeypatch.setattr(actions, "now", lambda: moments.pop() if moments else datetime.now(UTC))
    assert shown("", checked(award), "en").verdict == "withdrawn"
    assert not moments


def test_a_withdrawal_turns_only_its_own_verdict() -> None:
    first, second = people.awarded(people.published(people.organisation()))
    withdraw(first)
    assert checked(first).verdict is Verdict.INVALID
    assert checked(second).verdict is Verdict.VALID


def test_the_description_comes_along_for_readers_of_other_languages(award: Award) -> None:
    report = checked(award)
    resources = next(one for one in report.checks if one.id == "resources")
    assert resources.problem.code == "resources.ok"
    assert award.edition.iri in resources.evidence["checked"]
    assert (
        dict(award.edition.achievement.title).items()
        <= report.content["achievement"]["title"].items()
    )


def test_one_letter_changed_is_seen(award: Award) -> None:
    changed = changed_by_one_letter(file(award, "openbadge"))
    said = shown("", check(changed, BoundedFetch(asks_nobody)), "en")
    assert said.verdict == "invalid"
    assert said.sentence.startswith("Not genuine")


def test_what_would_be_ours_and_is_not_there_is_not_asked_for() -> None:
    fetch = own.before(asks_nobody)
    for path in ("", "/", "/status/none", "/status/", "/issuers/none/did.json", "/verify?link=a"):
        with pytest.raises(TeselaError) as refused:
            fetch(f"http://localhost:8000{path}")
        assert refused.value.problem.data["status"] == 404


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:8000.evil.example/status/x",
        "http://localhost:80001/status/x",
        "http://evil.example/http://localhost:8000/status/x",
    ],
)
def test_addresses_that_only_look_like_ours_are_others(address: str) -> None:
    with pytest.raises(TeselaError) as refused:
        own.before(offline)(address)
    assert refused.value.code == "fetch.offline"


@HTTPS
def test_own_did_web_without_a_network() -> None:
    of = people.organisation()
    assert of.identity == "did:web:awards.example:issuers:harbour-house"
    award = people.awarded(people.published(of))[0]
    assert checked(award).verdict is Verdict.VALID
    new_key(of, None)
    award.refresh_from_db()
    assert checked(award).verdict is Verdict.VALID, "what a retired key signed stands"


@HTTPS
def test_an_own_domain_is_believed_from_here_only_when_the_operator_vouches() -> None:
    of = people.organisation(domain="university.example")
    assert of.identity == "did:web:university.example"
    award = people.awarded(people.published(of))[0]
    claimed = check(file(award, "openbadge"), BoundedFetch(offline))
    assert claimed.verdict is Verdict.INDETERMINATE
    Organisation.objects.update(vouched=True)
    assert checked(award).verdict is Verdict.VALID


@HTTPS
def test_a_domain_that_was_only_asked_for_is_nobodys() -> None:
    """A key waits until its domain shows it; until then it says nothing about that domain."""
    of = people.organisation(vouched=True)
    prepare_key(of, None, "university.example")
    prepare_key(of, None, "care.example")
    for domain in ("university.example", "care.example"):
        with pytest.raises(TeselaError) as refused:
            own.before(offline)(f"https://{domain}/.well-known/did.json")
        assert refused.value.code == "fetch.offline"
    report = checked(people.awarded(people.published(of))[0])
    assert report.trust.problem.code == "trust.operator"
    for domain in ("university.example", "care.example"):
        other = replace(report.trust, issuer=f"did:web:{domain}", outcome=Outcome.INDETERMINATE)
        assert own.with_our_word(replace(report, trust=other)).trust is other


@HTTPS
def test_a_former_identity_stays_after_the_move_to_an_own_domain() -> None:
    of = people.organisation(vouched=True)
    award = people.awarded(people.published(of))[0]
    waiting = prepare_key(of, None, "care.example")
    shown_there = json.dumps(document(of, "did:web:care.example")).encode()
    take_up(of, None, waiting, lambda url: shown_there)
    of.refresh_from_db()
    assert of.identity == "did:web:care.example"
    report = checked(award)
    assert (report.verdict, report.trust.problem.code) == (Verdict.VALID, "trust.operator")
    later = people.awarded(people.published(of, slug="more"))[0]
    assert checked(later).verdict is Verdict.VALID


def test_the_operators_word_and_its_limits(award: Award) -> None:
    assert checked(award).trust.problem.code == "trust.no_registry"
    Organisation.objects.update(vouched=True)
    trust = checked(award).trust
    assert (trust.outcome, trust.problem.code) == (Outcome.PASSED, "trust.operator")
    assert trust.registered_name == award.organisation.name
    assert "operator of this service" in trust.problem.message("en")
    Organisation.objects.update(vouched=False)
    assert checked(award).trust.outcome is Outcome.INDETERMINATE, "taken back at once"


def test_the_identity_of_a_retired_key_is_the_organisations_too(award: Award) -> None:
    Organisation.objects.update(vouched=True)
    before = award.organisation.identity
    new_key(award.organisation, None)
    award.organisation.refresh_from_db()
    assert award.organisation.identity != before
    assert checked(award).trust.problem.code == "trust.operator"


def test_a_configured_registry_speaks_first(
    award: Award, tmp_path: Path, fresh_registry: None
) -> None:
    Organisation.objects.update(vouched=True)
    named = {"name": {"en": "As the ministry calls it"}}
    content = {"name": "ministry", "issuers": {award.organisation.identity: named}}
    (tmp_path / "registry.json").write_text(json.dumps(content))
    with override_settings(TRUSTED_REGISTRY=str(tmp_path)):
        trust = checked(award).trust
    assert trust.problem.code == "trust.registered"
    assert trust.registered_name == named["name"]


@pytest.fixture
def fresh_registry() -> Iterator[None]:
    from tesela.site.verifier.actions import registry

    registry.cache_clear()
    yield
    registry.cache_clear()


def test_a_list_is_signed_when_it_changed_and_not_each_time(award: Award) -> None:
    checked(award)
    signed = dict(StatusList.objects.values_list("name", "signed_at"))
    checked(award)
    assert dict(StatusList.objects.values_list("name", "signed_at")) == signed
    withdraw(award)
    checked(award)
    again = dict(StatusList.objects.values_list("name", "signed_at"))
    assert sum(again[name] != signed[name] for name in signed) == 1


def test_of_the_key_of_a_domain_that_never_answered_nothing_is_vouched_for() -> None:
    of = people.organisation(vouched=True)
    people.awarded(people.published(of))
    prepare_key(of, None, "nobody.example")
    assert own._vouched("did:web:nobody.example") is None


def test_whether_a_file_is_known_is_looked_up_in_the_index_of_european_files() -> None:
    """Among all files of ten million awards it would be looked for in each."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses by how full the table is")
    with CaptureQueriesContext(connection) as asked:
        acquainted._asked("did:web:nobody.example", [], None, bytes(32))
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + asked[0]["sql"])
        plan = [str(row[-1]) for row in cursor.fetchall()]
    assert not [step for step in plan if step.startswith("SCAN awards_")], plan
    assert any("file_european" in step for step in plan), plan
