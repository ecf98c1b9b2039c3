"""Endorsements by others: asked for, given with their own login and key, shown, withdrawn."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tesela.issuing.roster import RosterRow
from tesela.model.endorsement import Side
from tesela.model.five_questions import answers
from tesela.model.report import Report, Verdict
from tesela.site.awards.making import FIRST, file
from tesela.site.design.models import Edition
from tesela.site.endorsements import actions
from tesela.site.endorsements.models import Endorsement, State
from tesela.site.endorsements.shown import of_edition
from tesela.site.providers.audit import broken_links
from tesela.site.providers.models import Membership, Organisation
from tesela.site.verifier.actions import check
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tests.site.people import awarded, member, organisation, published, signed_in

pytestmark = pytest.mark.django_db


def partner(slug: str, name: str) -> tuple[Membership, Client]:
    """Another organisation with a login and a key of its own."""
    of = organisation(slug)
    of.name = {"en": name}
    of.save()
    user = member(of, email=f"{slug}@example.org")
    return Membership.objects.get(organisation=of, user=user), signed_in(user)


@pytest.fixture
def edition() -> Edition:
    return published(organisation())


@pytest.fixture
def asker(edition: Edition) -> tuple[Membership, Client]:
    of = edition.description.organisation
    user = member(of)
    return Membership.objects.get(organisation=of, user=user), signed_in(user)


def asked(asker: Membership, edition: Edition, of: Organisation) -> Endorsement:
    return actions.ask(asker, edition, of, "Would you look at it?")


def said_of(report: Report) -> list[str]:
    return [one.code for one in answers(report)[1].said]


def test_two_logins_and_two_keys_make_an_agreement_that_travels(
    edition: Edition, asker: tuple[Membership, Client], client: Client
) -> None:
    before = awarded(edition)[0]
    old = file(before, FIRST)
    for slug, name, side in (
        ("carers-union", "Carers' Union", "workers"),
        ("care-employers", "Care Employers", "employers"),
    ):
        endorser, theirs = partner(slug, name)
        page = f"/organisations/{asker[0].organisation.slug}/achievements/basics/endorsements"
        assert name.encode() in asker[1].get(page, {"q": slug}).content.replace(b"&#x27;", b"'")
        sent = asker[1].post(page, {"q": slug, "endorser": slug, "note": "Please look"})
        assert sent.status_code == 302
        assert b"Please look" not in client.get(edition.path).content
        found = Endorsement.objects.get(endorser=endorser.organisation)
        own = f"/organisations/{slug}/endorsements/{found.pk}"
        assert (
            say("providers.matter.endorsements", "en", 1)
            in theirs.get(f"/organisations/{slug}/").content.decode()
        )
        assert b"Please look" in theirs.get(own).content
        given = theirs.post(own, {"act": "give", "side": side, "comment": "Right for the work."})
        assert given.status_code == 302, given.content.decode()
    public = client.get(edition.path).content.decode()
    assert "Agreed by employers and workers" in public
    assert "Right for the work." in public
    methods = set(Endorsement.objects.values_list("method", flat=True))
    assert len(methods) == 2, "each signed with its own key"
    assert not any(method.startswith(edition.achievement.issuer.id or "-") for method in methods)
    row = RosterRow(2, "Ana", "Nova", email="ana@example.org", language="en")
    new = json.loads(file(awarded(edition, [row])[0], FIRST))
    assert len(new["credentialSubject"]["achievement"]["endorsement"]) == 2
    report = check(json.dumps(new).encode())
    assert report.verdict is Verdict.VALID
    assert "questions.endorsed.agreed" in said_of(report)
    assert file(before, FIRST) == old, "what was issued before never changes"
    assert "questions.endorsed.agreed" in said_of(check(old)), "this service knows of it"


def test_a_withdrawal_is_seen_at_once_also_in_what_carries_it(
    edition: Edition, asker: tuple[Membership, Client], client: Client
) -> None:
    endorser, theirs = partner("carers-union", "Carers' Union")
    found = asked(asker[0], edition, endorser.organisation)
    actions.give(endorser, found, Side.WORKERS, "Good.")
    carrying = file(awarded(edition)[0], FIRST)
    assert check(carrying).endorsements[0].counts
    own = f"/organisations/carers-union/endorsements/{found.pk}"
    assert theirs.post(own, {"act": "withdraw", "reason": "It changed."}).status_code == 302
    (gone,) = check(carrying).endorsements
    assert gone.problem
    assert gone.problem.code == "status.revoked"
    assert check(carrying).verdict is Verdict.VALID
    assert of_edition(edition) == ()
    assert say("endorsements.public", "en") not in client.get(edition.path).content.decode()
    written = client.get(f"/endorsements/{found.pk}.json")
    report = check(written.content)
    assert report.verdict is Verdict.INVALID
    assert answers(report)[4].said[0].code == "status.revoked"


def test_a_badge_made_without_an_endorsement_is_endorsed_here_only_if_it_is_ours(
    edition: Edition, asker: tuple[Membership, Client]
) -> None:
    endorser, _ = partner("carers-union", "Carers' Union")
    actions.give(endorser, asked(asker[0], edition, endorser.organisation), Side.WORKERS)
    document = json.loads(file(awarded(edition)[0], FIRST))
    del document["credentialSubject"]["achievement"]["endorsement"]
    del document["proof"]
    stranger = organisation("stranger")
    from tesela.proofs import data_integrity
    from tesela.site.providers import keys

    key = keys.signer(stranger)
    document["issuer"]["id"] = key.controller
    document.pop("credentialStatus", None)
    forged = data_integrity.secure(document, key, datetime.now(UTC).replace(microsecond=0))
    assert check(json.dumps(forged).encode()).endorsements == ()


def test_a_no_has_a_reason_that_the_other_reads(
    edition: Edition, asker: tuple[Membership, Client]
) -> None:
    endorser, theirs = partner("carers-union", "Carers' Union")
    found = asked(asker[0], edition, endorser.organisation)
    own = f"/organisations/carers-union/endorsements/{found.pk}"
    assert theirs.post(own, {"act": "decline", "reason": ""}).status_code == 422
    assert theirs.post(own, {"act": "decline", "reason": "Too short."}).status_code == 302
    mine = asker[1].get(f"/organisations/{asker[0].organisation.slug}/endorsements/{found.pk}")
    assert b"Too short." in mine.content
    with pytest.raises(TeselaError) as refused:
        asked(asker[0], edition, endorser.organisation)
    assert refused.value.code == "endorsements.declined_lately"


def _own(edition: Edition, asker: Membership, endorser: Membership) -> None:
    asked(asker, edition, asker.organisation)


def _member_of_both(edition: Edition, asker: Membership, endorser: Membership) -> None:
    found = asked(asker, edition, endorser.organisation)
    Membership.objects.create(
        organisation=asker.organisation, user_id=endorser.user_id, role="viewer"
    )
    actions.give(endorser, found, Side.WORKERS)


def _same_number(edition: Edition, asker: Membership, endorser: Membership) -> None:
    found = asked(asker, edition, endorser.organisation)
    number = [{"scheme": "vat", "value": "IE1234567A"}]
    Organisation.objects.filter(pk__in=(asker.organisation_id, endorser.organisation_id)).update(
        identifiers=number
    )
    actions.give(endorser, found, Side.WORKERS)


def _twice(edition: Edition, asker: Membership, endorser: Membership) -> None:
    asked(asker, edition, endorser.organisation)
    asked(asker, edition, endorser.organisation)


def _no_owner(edition: Edition, asker: Membership, endorser: Membership) -> None:
    found = asked(asker, edition, endorser.organisation)
    Membership.objects.filter(pk=endorser.pk).update(role="designer")
    actions.give(endorser, found, Side.WORKERS)


def _stranger(edition: Edition, asker: Membership, endorser: Membership) -> None:
    found = asked(asker, edition, endorser.organisation)
    other, _ = partner("somebody-else", "Somebody else")
    actions.give(other, found, Side.WORKERS)


def _answered_twice(edition: Edition, asker: Membership, endorser: Membership) -> None:
    found = asked(asker, edition, endorser.organisation)
    actions.decline(endorser, found, "No")
    actions.give(endorser, found, Side.WORKERS)


def _withdrawn_unasked(edition: Edition, asker: Membership, endorser: Membership) -> None:
    found = asked(asker, edition, endorser.organisation)
    actions.withdraw(endorser, found, "No")


def _ended_before(edition: Edition, asker: Membership, endorser: Membership) -> None:
    found = asked(asker, edition, endorser.organisation)
    actions.give(
        endorser, found, Side.WORKERS, ends_on=datetime.now(UTC).date() - timedelta(days=1)
    )


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (_own, "endorsements.own"),
        (_member_of_both, "endorsements.conflict"),
        (_same_number, "endorsements.own"),
        (_twice, "endorsements.twice"),
        (_no_owner, "providers.not_allowed"),
        (_stranger, "providers.not_allowed"),
        (_answered_twice, "endorsements.state_changed"),
        (_withdrawn_unasked, "endorsements.state_changed"),
        (_ended_before, "endorsements.ends"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_what_is_refused_has_its_own_sentence_and_signs_nothing(
    edition: Edition,
    asker: tuple[Membership, Client],
    act: Callable[[Edition, Membership, Membership], None],
    code: str,
) -> None:
    endorser, _ = partner("carers-union", "Carers' Union")
    with pytest.raises(TeselaError) as refused:
        act(edition, asker[0], endorser)
    assert refused.value.code == code
    assert str(refused.value)
    assert not Endorsement.objects.filter(state=State.GIVEN).exists()
    assert not Endorsement.objects.exclude(credential=None).exists()


def test_nobody_is_flooded(
    edition: Edition, asker: tuple[Membership, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_OPEN", 2)
    for number in range(2):
        asked(asker[0], edition, organisation(f"partner-{number}"))
    with pytest.raises(TeselaError) as refused:
        asked(asker[0], edition, organisation("partner-9"))
    assert refused.value.code == "endorsements.too_many"


def test_both_logs_have_every_act(edition: Edition, asker: tuple[Membership, Client]) -> None:
    endorser, _ = partner("carers-union", "Carers' Union")
    found = asked(asker[0], edition, endorser.organisation)
    actions.give(endorser, found, Side.PEER)
    actions.withdraw(endorser, found, "Enough")
    for of, acts in (
        (endorser.organisation, {"wanted", "given", "withdrawn"}),
        (asker[0].organisation, {"asked", "received", "lost"}),
    ):
        written = {entry.act for entry in of.acts.all()}
        assert {f"endorsement.{act}" for act in acts} <= written
        assert not list(broken_links(of))
        assert all(say(f"act.endorsement.{act}", "en") for act in acts)


def test_strangers_see_neither_questions_nor_refusals(
    edition: Edition, asker: tuple[Membership, Client], client: Client
) -> None:
    endorser, _ = partner("carers-union", "Carers' Union")
    _, other = partner("somebody-else", "Somebody else")
    found = asked(asker[0], edition, endorser.organisation)
    assert client.get(f"/endorsements/{found.pk}.json").status_code == 404
    assert other.get(f"/organisations/somebody-else/endorsements/{found.pk}").status_code == 404
    assert other.get(f"/organisations/carers-union/endorsements/{found.pk}").status_code == 404
    assert client.get("/endorsements/lists/nothing").status_code == 404


def test_an_endorser_that_moved_to_another_identity_still_publishes_its_withdrawals(
    edition: Edition, asker: tuple[Membership, Client]
) -> None:
    from tesela.site.providers import keys

    endorser, _ = partner("carers-union", "Carers' Union")
    found = asked(asker[0], edition, endorser.organisation)
    actions.give(endorser, found, Side.WORKERS)
    keys.new_key(endorser.organisation, None)
    assert of_edition(edition)[0].counts
    actions.withdraw(endorser, found, "Enough")
    found.refresh_from_db()
    report = check(bytes(found.credential or b""))
    assert [one.problem.code for one in report.checks if one.id == "status"] == ["status.revoked"]
