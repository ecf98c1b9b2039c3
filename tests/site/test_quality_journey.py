"""A small provider without any accreditation, from its first statement to evidence and its end.

Two organisations, two people, two keys; everything through the pages.
"""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, override_settings

from tesela.process.quality_case import Stage
from tesela.process.quality_evidence import Level
from tesela.site.awards import status
from tesela.site.providers import audit
from tesela.site.providers.models import Organisation
from tesela.site.quality import evidence
from tesela.site.quality.models import Case, Offer, Statement
from tesela.trust.fetch import Fetch
from tesela.verify import verify
from tests.site import people

WEB = "https://check.example"


@pytest.fixture(autouse=True)
def _at_an_address() -> object:
    with override_settings(ADDRESS=WEB):
        yield


@pytest.fixture
def assurer() -> Organisation:
    made = people.organisation("northgate")
    made.name = {"en": "Northgate Training"}
    made.save()
    return made


@pytest.fixture
def maria(provider: Organisation) -> Client:
    return people.signed_in(people.member(provider, "owner", "maria@example.org"))


@pytest.fixture
def tom(assurer: Organisation) -> Client:
    return people.signed_in(people.member(assurer, "owner", "tom@example.org"))


def own(of: Organisation, page: str = "") -> str:
    return f"/organisations/{of.slug}/quality/{page}"


def sent(by: Client, address: str, **said: object) -> str:
    """The page after a form was taken; fails where it was refused."""
    answer = by.post(address, said, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain, re.findall(
        r'<section class="problems".*?</section>', page, re.DOTALL
    )
    assert answer.status_code == 200
    return page


def offered(tom: Client, assurer: Organisation, *names: str) -> Offer:
    sent(tom, own(assurer, "schemes/"), offer=list(names))
    return Offer.objects.get(assurer=assurer, name=names[0])


def answered(maria: Client, provider: Organisation, case: Case) -> None:
    scheme = case.offer.scheme
    for phase in scheme.phases:
        said = {f"answer_{one.id}": f"We do this: {one.id}." for one in scheme.of_phase(phase)}
        sent(maria, own(provider, f"cases/{case.pk}/workbook/{phase}"), **said)


def granted(
    maria: Client, tom: Client, provider: Organisation, assurer: Organisation, name: str
) -> Case:
    """The whole way to a decision."""
    offer = offered(tom, assurer, name)
    sent(maria, own(provider, "apply"), offer=offer.pk)
    case = Case.objects.get(offer=offer)
    by_maria, by_tom = own(provider, f"cases/{case.pk}/"), own(assurer, f"cases/{case.pk}/")
    sent(tom, f"{by_tom}accept")
    sent(maria, f"{by_maria}documents", documents="Leaflet: https://care.example/leaflet")
    answered(maria, provider, case)
    sent(maria, f"{by_maria}evaluation")
    sent(tom, f"{by_tom}ask", question="Who assesses?")
    sent(maria, f"{by_maria}answer", answer="Two trained assessors.")
    sent(maria, f"{by_maria}feedback", summary="They liked the pace.", learners=12)
    sent(tom, f"{by_tom}grant", **decision())
    case.refresh_from_db()
    return case


def decision(**more: object) -> dict[str, object]:
    today = datetime.now(UTC).date()
    return {
        "reasons": "We visited two courses. Assessment is fair.",
        "decided_on": today.isoformat(),
        "valid_until": (today + timedelta(days=700)).isoformat(),
        "fields_covered": ["09"],
        "levels": ["3", "4"],
        "countries": "Ireland, FI",
        **more,
    }


def soon() -> datetime:
    """After the moment at which a list that is asked for is signed."""
    return datetime.now(UTC) + timedelta(minutes=1)


def from_the_service(client: Client) -> Fetch:
    """Addresses of this service, answered by itself."""

    def fetch(address: str) -> bytes:
        assert address.startswith(WEB), address
        answer = client.get(address.removeprefix(WEB))
        assert answer.status_code == 200, address
        return bytes(answer.content)

    return fetch


def test_from_self_evaluation_to_a_signed_statement_and_its_withdrawal(
    maria: Client, tom: Client, provider: Organisation, assurer: Organisation, client: Client
) -> None:
    # 1. Its own word first.
    sent(
        maria,
        own(provider, "state"),
        kind="internal-quality-assurance",
        decided_on=datetime.now(UTC).date().isoformat(),
    )
    public = client.get(f"/quality/{provider.slug}").content.decode()
    assert "Internal quality assurance" in public
    # 2. Self-evaluation, review, question, answer, decision.
    case = granted(maria, tom, provider, assurer, "peer-review")
    assert case.stage == Stage.GRANTED
    statement = Statement.objects.get(case=case)
    # 3. The public page: graduated, dated, with scope and who.
    public = client.get(f"/quality/{provider.slug}").content.decode()
    for said in (
        "Peer review by another provider",
        "Northgate Training",
        "Signed by the assurer",
        "Ireland, Finland",
        "3, 4",
    ):
        assert said in public, said
    assert evidence.graded(provider).signed_level is Level.PEER
    # 4. What was signed verifies for everybody, by the assurer's own key.
    file = client.get(f"/quality/{provider.slug}/{statement.pk}.json")
    document = json.loads(file.content)
    assert document["issuer"]["id"] == assurer.identity != provider.identity
    assert document["credentialSubject"]["id"] == provider.identity
    report = verify(file.content, at=soon(), fetch=from_the_service(client))
    assert report.verdict == "valid", [one for one in report.checks if one.outcome != "passed"]
    assert report.content["format"] == "quality-evidence"
    assert report.content["quality_assurance"]["kind"] == "peer-review"
    assert report.content["quality_assurance"]["scope"]["countries"] == ["IE", "FI"]
    # 5. Withdrawn: the page says so at once, and so does the statement itself.
    sent(tom, own(assurer, f"cases/{case.pk}/withdraw"), reasons="Awards without assessment.")
    public = client.get(f"/quality/{provider.slug}").content.decode()
    assert "Withdrawn" in public
    assert "Awards without assessment." in public
    assert evidence.graded(provider).level is Level.INTERNAL
    report = verify(file.content, at=soon(), fetch=from_the_service(client))
    assert report.verdict == "invalid"
    assert [one.id for one in report.checks if one.outcome == "failed"] == ["status"]
    # 6. Everything stands in both logs, and the chains hold.
    for organisation, first in ((provider, "quality.stated"), (assurer, "quality.offered")):
        acts = list(organisation.acts.order_by("number").values_list("act", flat=True))
        assert acts[1:] == [
            first,
            *(
                f"quality.{name}"
                for name in (
                    "applied", "accepted", "documents", "evaluation", "asked", "answered",
                    "feedback", "granted", "withdrawn",
                )
            ),
        ]  # fmt: skip
        assert not list(audit.broken_links(organisation))


def test_suspending_and_reinstating_changes_page_and_list_each_time(
    maria: Client, tom: Client, provider: Organisation, assurer: Organisation, client: Client
) -> None:
    case = granted(maria, tom, provider, assurer, "peer-review")
    file = bytes(Statement.objects.get(case=case).credential or b"")
    by_tom = own(assurer, f"cases/{case.pk}/")
    sent(tom, f"{by_tom}suspend", reasons="A complaint.")
    assert evidence.graded(provider).level is Level.NONE
    fetch = from_the_service(client)
    assert verify(file, at=soon(), fetch=fetch).verdict == "invalid"
    sent(tom, f"{by_tom}reinstate", reasons="It had no ground.")
    assert evidence.graded(provider).level is Level.PEER
    assert verify(file, at=soon(), fetch=fetch).verdict == "valid"


def test_a_renewal_signs_anew_and_the_former_statement_stays_readable(
    maria: Client, tom: Client, provider: Organisation, assurer: Organisation, client: Client
) -> None:
    case = granted(maria, tom, provider, assurer, "eqavet-workbook")
    by_tom = own(assurer, f"cases/{case.pk}/")
    refused = tom.post(f"{by_tom}renew", decision())
    assert refused.status_code == 422
    sent(tom, f"{by_tom}monitor", report="Five awards sampled.")
    refused = tom.post(f"{by_tom}renew", decision())
    assert "Learners were not heard yet" in refused.content.decode()
    sent(maria, own(provider, f"cases/{case.pk}/feedback"), reason="No course ran this year.")
    sent(tom, f"{by_tom}renew", **decision(reasons="Still fair."))
    old, new = Statement.objects.filter(case=case).order_by("pk")
    assert (old.followed, new.followed) == (True, False)
    assert old.place
    assert new.place
    assert old.place.counter != new.place.counter
    page = client.get(f"/quality/{provider.slug}").content.decode()
    assert "Earlier, since renewed" in page
    assert evidence.graded(provider).level is Level.EQAVET


def test_a_withdrawal_reaches_the_statement_that_a_renewal_followed(
    maria: Client, tom: Client, provider: Organisation, assurer: Organisation, client: Client
) -> None:
    case = granted(maria, tom, provider, assurer, "peer-review")
    by_tom, fetch = own(assurer, f"cases/{case.pk}/"), from_the_service(client)
    sent(tom, f"{by_tom}monitor", report="Five awards sampled.")
    sent(maria, own(provider, f"cases/{case.pk}/feedback"), reason="No course ran this year.")
    sent(tom, f"{by_tom}renew", **decision(reasons="Still fair."))
    former = bytes(Statement.objects.get(case=case, followed=True).credential or b"")
    assert verify(former, at=soon(), fetch=fetch).verdict == "valid"
    sent(tom, f"{by_tom}suspend", reasons="A complaint.")
    assert verify(former, at=soon(), fetch=fetch).verdict == "invalid"
    sent(tom, f"{by_tom}reinstate", reasons="It had no ground.")
    assert verify(former, at=soon(), fetch=fetch).verdict == "valid"
    sent(tom, f"{by_tom}withdraw", reasons="Awards without assessment.")
    assert verify(former, at=soon(), fetch=fetch).verdict == "invalid"


def test_evidence_goes_into_a_description_by_one_press(
    maria: Client, tom: Client, provider: Organisation, assurer: Organisation
) -> None:
    granted(maria, tom, provider, assurer, "peer-review")
    description = people.described(provider)
    editor = f"/organisations/{provider.slug}/achievements/{description.slug}/edit/quality"
    press = own(provider, f"into/{description.slug}")
    assert press in maria.get(editor).content.decode()
    sent(maria, press)
    sent(maria, press)
    description.refresh_from_db()
    put = [
        one
        for one in description.content["quality_assurance"]
        if one["kind"] == "peer-review" and one["agency"]["name"] == {"en": "Northgate Training"}
    ]
    assert len(put) == 1, "pressing twice puts it there once"
    assert put[0]["decision_page"].endswith(".json")
    assert put[0]["valid_until"]


def test_no_place_of_evidence_is_an_awards_place(
    maria: Client, tom: Client, provider: Organisation, assurer: Organisation
) -> None:
    before = people.awarded(people.published(assurer))
    case = granted(maria, tom, provider, assurer, "peer-review")
    after = people.awarded(people.published(assurer, "european-care-certificate", "ecc"))
    place = Statement.objects.get(case=case).place
    assert place
    counters = [award.counter for award in (*before, *after)]
    assert place.counter not in counters
    assert len(set(counters)) == len(counters)
    assert status.places(assurer, place.counter)
