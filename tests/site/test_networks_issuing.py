"""Issuing in the name of another organisation: by a chain of mandates, and by nothing else."""

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from tesela.issuing.batch import RowRules, wanted_award
from tesela.issuing.roster import RosterRow
from tesela.model.five_questions import answers
from tesela.model.outcome import Outcome
from tesela.model.report import Verdict
from tesela.site.awards.making import FIRST, file, make
from tesela.site.awards.models import Award
from tesela.site.awards.register import DatabaseRegister
from tesela.site.design.models import Edition
from tesela.site.networks import mandating
from tesela.site.networks.models import Given
from tesela.site.networks.standing import NotMandatedError
from tesela.site.providers.audit import broken_links
from tesela.site.verifier.actions import check
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
