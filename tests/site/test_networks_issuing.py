"""Issuing in the name of another organisation: by a chain of mandates, and by nothing else."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from tesela.issuing.batch import RowRules, wanted_award
from tesela.issuing.roster import RosterRow
from tesela.model.five_questions import answers
from tesela.model.outcome import Outcome
from tesela.model.report import Verdict
from tesela.proofs import data_integrity
from tesela.site.awards import batches
from tesela.site.awards.making import FIRST, file, make
from tesela.site.awards.models import Award
from tesela.site.awards.register import DatabaseRegister
from tesela.site.classes import actions, taking
from tesela.site.classes.models import Batch, BatchState, Row, RowState
from tesela.site.design.models import Edition
from tesela.site.networks import mandating
from tesela.site.networks.models import Delegation, Given
from tesela.site.networks.standing import NotMandatedError
from tesela.site.portfolio import keeping
from tesela.site.providers import keys
from tesela.site.providers.audit import broken_links
from tesela.site.providers.models import Organisation
from tesela.site.verifier.actions import check
from tesela.text.catalogue import say
from tesela.trust.fetch import offline
from tesela.verify import verify
from tests.site.classes_lists import address, class_list, options
from tests.site.networking import Party, joined, mandate, party
from tests.site.people import TODAY, published


@dataclass(frozen=True)
class Chain:
    """Network → member → centre, with both mandates."""

    network: Party
    member: Party
    centre: Party
    edition: Edition
    first: Given
    second: Given


@pytest.fixture
def chain() -> Chain:
    network, member, centre = (
        party("care-network", "Care Network"),
        party("care-member", "Care Member"),
        party("care-centre", "Care Centre"),
    )
    edition = published(network.of)
    joined(network, member)
    joined(member, centre)
    first = mandate(network, member, depth=1)
    second = mandate(member, centre, under=first)
    return Chain(network, member, centre, edition, first, second)


def issued(by: Party, edition: Edition, name: str = "Ana Nova") -> list[Award]:
    row = RosterRow(2, *name.split(), email="ana@example.org", language="en")
    register = DatabaseRegister(by.of, edition, uuid.uuid4())
    wanted = [wanted_award(edition.achievement, row, RowRules("en", TODAY))]
    recorded = register.record(wanted, datetime.now(UTC))
    ids = [one.award.id.removeprefix("urn:uuid:") for one in recorded if one]
    made = list(Award.objects.filter(pk__in=ids).select_related("organisation", "edition"))
    make(made)
    return made


def test_a_centre_issues_with_its_own_key_in_the_name_of_the_network(chain: Chain) -> None:
    (award,) = issued(chain.centre, chain.edition)
    data = file(award, FIRST)
    badge = json.loads(data)
    assert badge["issuer"]["name"] == "Care Centre"
    assert badge["proof"]["verificationMethod"].startswith(chain.centre.of.identity)
    achievement = badge["credentialSubject"]["achievement"]
    assert achievement["id"] == chain.edition.iri, "the network's achievement, not a copy"
    assert achievement["creator"]["id"] == chain.network.of.identity
    named = [one for one in badge["evidence"] if one.get("genre") == "Mandate"]
    assert [one["id"] for one in named] == [
        chain.first.statement_address,
        chain.second.statement_address,
    ]
    assert "Care Centre acts for Care Member" in named[1]["narrative"]
    report = check(data)
    assert report.verdict is Verdict.VALID
    assert report.mandate
    assert (report.mandate.outcome, report.mandate.problem.code) == (
        Outcome.PASSED,
        "mandate.counted",
    )
    said = [one.code for one in answers(report)[0].said]
    assert "questions.issuer.awarding" in said
    assert "mandate.counted" in said
    stated = report.content["achievement"]
    assert stated["issuer"]["name"] == {"en": "Care Centre"}
    assert [one["name"]["en"] for one in stated["awarding_bodies"]] == ["Care Network"]


def test_what_was_awarded_before_a_mandate_ended_stays(chain: Chain) -> None:
    (award,) = issued(chain.centre, chain.edition)
    before = file(award, FIRST)
    mandating.end(chain.network.by, chain.first, "We work with others now.")
    assert file(award, FIRST) == before
    report = check(before)
    assert report.verdict is Verdict.VALID
    assert report.mandate
    assert report.mandate.outcome is Outcome.PASSED
    assert report.mandate.problem.code == "mandate.counted_ended"
    with pytest.raises(NotMandatedError) as refused:
        issued(chain.centre, chain.edition, "Eva Nova")
    assert refused.value.code == "mandate.withdrawn"
    assert Award.objects.count() == 1
    for side in (chain.network, chain.member, chain.centre):
        assert list(broken_links(side.of)) == []


def _class_of(by: Party, edition: Edition) -> Batch:
    data = class_list("Ana;Nova;ana@example.org", "Eva;Nova;eva@example.org")
    source = taking.Source(data, "class.csv", "class.csv")
    return Batch.objects.get(pk=taking.take(by.of, edition, by.by.user_id, source).pk)


def test_a_class_is_issued_under_the_mandate_from_the_browser(chain: Chain) -> None:
    batch = _class_of(chain.centre, chain.edition)
    page = address("class-check", batch)
    shown = chain.centre.client.get(page)
    assert shown.status_code == 200
    actions.confirm(batch, chain.centre.by.user_id, revision=batch.revision)
    Batch.objects.update(not_before=datetime.now(UTC))
    assert batches.begin_due(datetime.now(UTC)) == 1
    assert batches.make(batch.pk)
    assert {award.delegation_id for award in Award.objects.all()} == {Delegation.objects.get().pk}
    award = Award.objects.select_related("delegation", "learner", "organisation").first()
    assert award is not None
    for report in (check(file(award, FIRST)), check(file(award, "pdf"))):
        assert report.verdict is Verdict.VALID
        assert report.mandate
        assert report.mandate.outcome is Outcome.PASSED
    european = json.loads(json.loads(file(award, "elm"))["payload"])
    evidence = european["evidence"]
    assert evidence["dcType"]["id"].endswith("c_18016257")
    assert len(evidence["embeddedEvidence"]) == 2
    assert "Care Centre acts for Care Member" in evidence["evidenceStatement"]


def test_the_gate_refuses_with_the_reason_and_keeps_the_class_as_it_was(chain: Chain) -> None:
    batch = _class_of(chain.centre, chain.edition)
    mandating.end(chain.member.by, chain.second, "The centre closes.")
    sent = chain.centre.client.post(
        address("class-check", batch),
        {**options(batch), "confirm": "1", "revision": str(batch.revision)},
    )
    assert sent.status_code == 422
    today = datetime.now(UTC).date()
    assert say("mandate.withdrawn", "en", day=today) in sent.content.decode()
    batch.refresh_from_db()
    assert batch.state == BatchState.MENDING
    assert not Award.objects.exists()
    with pytest.raises(NotMandatedError):
        _class_of(chain.centre, chain.edition)
    assert Batch.objects.count() == 1


def test_a_class_that_waits_is_held_when_the_mandate_lapses(chain: Chain) -> None:
    batch = _class_of(chain.centre, chain.edition)
    actions.confirm(batch, chain.centre.by.user_id, revision=batch.revision)
    Batch.objects.update(not_before=datetime.now(UTC))
    Given.objects.filter(pk=chain.first.pk).update(ends=datetime.now(UTC).date() - timedelta(1))
    assert batches.begin_due(datetime.now(UTC)) == 0
    batch.refresh_from_db()
    assert batch.state == BatchState.RECALLED
    assert batch.problem["code"] == "mandate.lapsed"
    assert not Award.objects.exists()


def test_a_mandate_that_ends_while_a_class_is_made_refuses_the_rows_that_are_left(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "CHUNK_ROWS", 1)
    batch = _class_of(chain.centre, chain.edition)
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.MAKING)
    turns = iter([False, True])
    batches.make(batch.pk, lambda: next(turns))
    assert Award.objects.count() == 1
    mandating.end(chain.network.by, chain.first, "Over")
    assert batches.make(batch.pk)
    assert Award.objects.count() == 1
    (row,) = Row.objects.filter(batch=batch, state=RowState.REFUSED)
    assert [one["code"] for one in row.problems] == ["mandate.withdrawn"]
    (award,) = Award.objects.select_related("organisation", "edition", "delegation")
    assert check(file(award, FIRST)).verdict is Verdict.VALID


def test_without_a_mandate_nobody_issues_for_others(chain: Chain) -> None:
    stranger = party("stranger", "Stranger")
    with pytest.raises(NotMandatedError) as refused:
        issued(stranger, chain.edition)
    assert refused.value.code == "mandate.none"
    assert not Award.objects.exists()
    assert not Delegation.objects.exists()


def test_offline_the_days_are_known_and_the_end_is_not(chain: Chain) -> None:
    (award,) = issued(chain.centre, chain.edition)
    report = verify(bundled(award), at=datetime.now(UTC) + timedelta(seconds=2), fetch=offline)
    assert report.mandate
    assert report.mandate.outcome is Outcome.INDETERMINATE
    assert report.mandate.problem.code == "mandate.state_unknown"


def bundled(award: Award) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in keeping.bundle(award, "en").items():
            archive.writestr(name, content)
    return packed.getvalue()


def _another_centre(badge: dict, chain: Chain) -> tuple[dict, str]:
    """Somebody else names the centre's mandates."""
    stranger = party("stranger", "Stranger")
    badge["issuer"]["id"] = stranger.of.identity
    return badge, "stranger"


def _another_achievement(badge: dict, chain: Chain) -> tuple[dict, str]:
    badge["credentialSubject"]["achievement"]["id"] = chain.edition.iri.replace("basics", "other")
    return badge, "care-centre"


def _without_the_pin(badge: dict, chain: Chain) -> tuple[dict, str]:
    badge["relatedResource"] = badge["relatedResource"][:1]
    return badge, "care-centre"


def _another_pin(badge: dict, chain: Chain) -> tuple[dict, str]:
    badge["relatedResource"][1]["digestSRI"] = badge["relatedResource"][2]["digestSRI"]
    return badge, "care-centre"


def _half_the_chain(badge: dict, chain: Chain) -> tuple[dict, str]:
    badge["evidence"] = badge["evidence"][1:]
    return badge, "care-centre"


def _before_it_began(badge: dict, chain: Chain) -> tuple[dict, str]:
    badge["validFrom"] = "2020-01-01T00:00:00Z"
    return badge, "care-centre"


def _no_mandate_named(badge: dict, chain: Chain) -> tuple[dict, str]:
    badge.pop("evidence")
    return badge, "care-centre"


@pytest.mark.parametrize(
    ("code", "forge", "outcome"),
    [
        ("mandate.other_parties", _another_centre, Outcome.FAILED),
        ("mandate.achievement", _another_achievement, Outcome.FAILED),
        ("mandate.not_pinned", _without_the_pin, Outcome.FAILED),
        ("resources.changed", _another_pin, Outcome.FAILED),
        ("mandate.other_parties", _half_the_chain, Outcome.FAILED),
        ("mandate.not_yet", _before_it_began, Outcome.FAILED),
        ("mandate.not_stated", _no_mandate_named, Outcome.INDETERMINATE),
    ],
)
def test_a_badge_that_claims_a_mandate_it_has_not_says_so(
    code: str, forge: Callable[[dict, Chain], tuple[dict, str]], outcome: Outcome, chain: Chain
) -> None:
    first = replace_achievements(chain)
    (award,) = issued(chain.centre, chain.edition)
    badge = json.loads(file(award, FIRST))
    for member in ("proof", "credentialStatus"):
        badge.pop(member, None)
    forged, slug = forge(badge, chain)
    key = keys.signer(Organisation.objects.get(slug=slug))
    signed = data_integrity.secure(forged, key, datetime.now(UTC).replace(microsecond=0))
    report = check(json.dumps(signed).encode())
    assert report.mandate, first
    assert (report.mandate.problem.code, report.mandate.outcome) == (code, outcome)


def replace_achievements(chain: Chain) -> Given:
    """The chain anew, for this one achievement only."""
    only = frozenset({chain.edition.description.address})
    mandating.end(chain.network.by, chain.first, "Replaced")
    first = mandate(chain.network, chain.member, depth=1, achievements=only)
    mandate(chain.member, chain.centre, under=first)
    return first
