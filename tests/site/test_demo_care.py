"""The European Care Certificate as a case in the demonstration: everything in it is checked as in earnest."""

import json
from datetime import UTC, datetime

import pytest
from django.test import Client

from tesela.site.awards.making import FIRST, file
from tesela.site.awards.models import Award
from tesela.site.demo import care
from tesela.site.demo.founding import founded
from tesela.site.demo.people import CARE_PARTNERS, CARE_REGISTER, PROVIDERS
from tesela.site.networks.models import Given
from tesela.site.providers import audit
from tesela.site.providers.models import Organisation
from tesela.site.quality import evidence
from tesela.site.verifier.actions import check

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> Organisation:
    founded(PROVIDERS[2])
    care.furnish()
    return Organisation.objects.get(slug=CARE_REGISTER.slug)


def test_the_case_is_there_and_each_part_says_what_it_is(
    register: Organisation, client: Client
) -> None:
    awards = Award.objects.filter(organisation=register)
    # A new class: each credential tells the examination and pins its record.
    examined = awards.filter(certificate_number="")
    assert examined.count() == 6
    for award in examined:
        told = json.loads(file(award, FIRST))["credentialSubject"]["narrative"]
        records = register.batches.get(pk=award.batch).exams
        assert any(record.told == told for record in records.all())
        assert award.stated.assessed_on
        assert award.stated.assessed_on < award.stated.awarded_on
    # A class one step before it is confirmed.
    waiting = register.batches.get(state="mending")
    assert waiting.exams.count() == waiting.rows.filter(state="good").count() == 3
    # The old register: two days apart, a state that can be asked.
    earlier = awards.exclude(certificate_number="")
    assert earlier.count() == 12
    for award in earlier:
        document = json.loads(file(award, FIRST))
        assert award.certificate_number in document["credentialSubject"]["narrative"]
        assert document["awardedDate"][:4] != str(datetime.now(UTC).year)
        assert document["validFrom"][:4] == str(datetime.now(UTC).year)
    verdicts = [check(file(award, FIRST)).verdict for award in earlier.order_by("counter")]
    assert verdicts.count("valid") == 11
    assert verdicts.count("withdrawn") + verdicts.count("invalid") == 1
    assert not list(audit.broken_links(register))
    # Partners: one issues in the register's name, the other may no longer.
    north, south = (Organisation.objects.get(slug=one.slug) for one in CARE_PARTNERS)
    delivered = Award.objects.filter(organisation=north)
    assert delivered.count() == 3
    for award in delivered:
        badge = json.loads(file(award, FIRST))
        assert badge["issuer"]["id"] == north.identity
        assert badge["credentialSubject"]["achievement"]["creator"]["id"] == register.identity
        assert [one.get("genre") for one in badge["evidence"]] == ["Mandate"]
        assert check(file(award, FIRST)).verdict == "valid"
    assert Given.objects.get(mandatary=north).state == "in_force"
    assert Given.objects.get(mandatary=south).state == "ended"
    # A review that says of itself that it is none.
    page = client.get(f"/quality/{register.slug}").content.decode()
    assert "Demonstration data: what a peer review looks like" in page
    [statement] = evidence.of(register)
    assert "nobody was reviewed" in json.dumps(json.loads(bytes(statement.credential or b"")))


def test_what_can_be_looked_at_is_reached_without_signing_in(
    register: Organisation, client: Client
) -> None:
    listed = care.to_look_at()
    assert [code for code, _ in listed] == [
        "demo.case.certificate", "demo.case.examined", "demo.case.earlier", "demo.case.withdrawn",
        "demo.case.partner", "demo.case.quality",
    ]  # fmt: skip
    for _, address in listed:
        assert client.get(address, follow=True).status_code == 200, address


def test_without_the_case_there_is_nothing_to_look_at() -> None:
    assert care.to_look_at() == []
