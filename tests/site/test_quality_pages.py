"""Quality assurance through the pages: who may, what is refused, and schemes without code."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tesela.model.achievement import QualityAssurance, Scope
from tesela.process import quality_case as step
from tesela.process.quality import TRANSITIONS
from tesela.process.quality_evidence import Level
from tesela.process.schemes import SHIPPED
from tesela.site.providers.models import Membership, Organisation
from tesela.site.quality import actions, evidence, offering
from tesela.site.quality.acts import ACTS
from tesela.site.quality.models import Case, Offer, SchemeDraft, Statement
from tesela.text.errors import TeselaError
from tesela.text.messages.table import MESSAGES
from tests.site import people

TODAY = datetime.now(UTC).date()


@pytest.fixture
def case(maria: Membership, tom: Membership) -> Case:
    """A case that was applied for."""
    offering.offer_shipped(tom, {"peer-review"})
    return actions.apply(maria, Offer.objects.get())


def at(of: Organisation, page: str = "") -> str:
    return f"/organisations/{of.slug}/quality/{page}"


def in_review(maria: Membership, tom: Membership, case: Case) -> None:
    actions.take(tom, case, step.Accept(), "")
    actions.hand_in_documents(maria, case, "A leaflet.")
    said = {one.id: {"answer": "Yes."} for one in case.offer.scheme.criteria}
    actions.answer(maria, case, said)
    actions.hand_in_evaluation(maria, case)


def decision(**more: object) -> dict[str, object]:
    return {
        "reasons": "Fair.",
        "decided_on": TODAY.isoformat(),
        "valid_until": (TODAY + timedelta(days=300)).isoformat(),
        "countries": "IE",
        **more,
    }


def test_every_step_has_a_form_a_name_and_a_sentence() -> None:
    assert set(ACTS) == {line.name for line in TRANSITIONS}
    for name in ACTS:
        for code in (f"quality.act.{name}", f"quality.act.{name}.intro", f"quality.said.{name}"):
            assert code in MESSAGES


# Who may


def test_whose_turn_it_is_sees_so_at_home(case: Case, maria: Membership, tom: Membership) -> None:
    def home(by: Membership) -> str:
        address = f"/organisations/{by.organisation.slug}/"
        return people.signed_in(by.user).get(address).content.decode()

    assert "1 quality case waits for you" in home(tom)
    assert "quality case waits" not in home(maria)
    actions.take(tom, case, step.Accept(), "")
    assert "quality case waits" not in home(tom)
    assert "1 quality case waits for you" in home(maria)


def test_a_case_is_there_for_its_two_sides_only(case: Case, maria: Membership) -> None:
    other = people.organisation("other-house")
    stranger = people.signed_in(people.member(other, "owner", "eve@example.org"))
    assert stranger.get(at(other, f"cases/{case.pk}/")).status_code == 404
    assert stranger.post(at(other, f"cases/{case.pk}/accept")).status_code == 404
    assert (
        people.signed_in(maria.user).get(at(case.provider, f"cases/{case.pk}/")).status_code == 200
    )


@pytest.mark.parametrize("name", [line.name for line in TRANSITIONS])
def test_each_side_has_its_own_steps_only(
    name: str, case: Case, maria: Membership, tom: Membership
) -> None:
    by = {line.name: line.by for line in TRANSITIONS}[name]
    wrong = maria if by is step.Side.ASSURER else tom
    page = at(wrong.organisation, f"cases/{case.pk}/{name}")
    assert people.signed_in(wrong.user).get(page).status_code == 404


@pytest.mark.parametrize("role", ["viewer", "designer"])
def test_deciding_needs_a_role_that_may_sign(
    role: str, case: Case, maria: Membership, tom: Membership, assurer: Organisation
) -> None:
    in_review(maria, tom, case)
    person = people.signed_in(people.member(assurer, role, "viewer@example.org"))
    page = at(assurer, f"cases/{case.pk}/grant")
    assert person.get(page).status_code == 403
    assert person.post(page, decision()).status_code == 403
    assert not Statement.objects.exists()


def test_nobody_applies_to_their_own_organisation(tom: Membership) -> None:
    offering.offer_shipped(tom, {"peer-review"})
    offer = Offer.objects.get()
    visitor = people.signed_in(tom.user)
    assert f'value="{offer.pk}"' not in visitor.get(at(tom.organisation, "apply")).content.decode()
    answer = visitor.post(at(tom.organisation, "apply"), {"offer": offer.pk})
    assert answer.status_code == 422
    assert "cannot assure its own quality" in answer.content.decode()
    assert not Case.objects.exists()


def test_the_database_keeps_it_too(case: Case) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(assurer=case.provider)


def test_a_reviewer_who_belongs_to_the_provider_is_refused(
    case: Case, maria: Membership, tom: Membership, provider: Organisation
) -> None:
    in_review(maria, tom, case)
    Membership.objects.create(organisation=provider, user=tom.user, role="viewer")
    page = at(case.assurer, f"cases/{case.pk}/grant")
    answer = people.signed_in(tom.user).post(page, decision())
    assert answer.status_code == 422
    assert "You belong to the provider" in answer.content.decode()
    assert not Statement.objects.exists()


def test_a_refused_step_leaves_nothing_behind(
    case: Case, maria: Membership, tom: Membership
) -> None:
    in_review(maria, tom, case)
    before = (case.steps.count(), case.assurer.acts.count(), case.provider.acts.count())
    page = at(case.assurer, f"cases/{case.pk}/grant")
    answer = people.signed_in(tom.user).post(page, decision())
    assert answer.status_code == 422
    assert "Learners were not heard yet" in answer.content.decode()
    assert (case.steps.count(), case.assurer.acts.count(), case.provider.acts.count()) == before
    assert not Statement.objects.exists()
    assert case.assurer.other_places.count() == 0


def test_an_assurer_without_a_key_grants_nothing(
    case: Case, maria: Membership, tom: Membership, assurer: Organisation
) -> None:
    in_review(maria, tom, case)
    actions.take(maria, case, step.GiveFeedback(step.Feedback(reason="Begins in May.")), "")
    assurer.keys.update(retired_at=datetime.now(UTC))
    limits = Scope(countries=("IE",))
    grant = step.Grant(step.Decision(limits, TODAY, TODAY + timedelta(days=30), "Fair."))
    with pytest.raises(TeselaError) as error:
        actions.take(tom, case, grant, "Fair.")
    assert error.value.code == "providers.no_key"
    case.refresh_from_db()
    assert case.stage == step.Stage.REVIEW
    assert not Statement.objects.exists()


def test_one_case_at_a_time_under_one_scheme(case: Case, maria: Membership) -> None:
    with pytest.raises(TeselaError) as error:
        actions.apply(maria, case.offer)
    assert error.value.code == "quality.applied_twice"
    actions.take(maria, case, step.TakeBack(), "")
    assert actions.apply(maria, case.offer).pk != case.pk


def test_what_is_no_longer_offered_cannot_be_applied_for(
    maria: Membership, tom: Membership
) -> None:
    offering.offer_shipped(tom, {"peer-review"})
    offer = Offer.objects.get()
    offering.offer_shipped(tom, set())
    with pytest.raises(TeselaError) as error:
        actions.apply(maria, offer)
    assert error.value.code == "quality.offer_closed"


# The workbook


def test_the_workbook_is_saved_as_one_goes_and_handed_in_when_complete(
    case: Case, maria: Membership, tom: Membership
) -> None:
    actions.take(tom, case, step.Accept(), "")
    actions.hand_in_documents(maria, case, "A leaflet.")
    visitor = people.signed_in(maria.user)
    base = at(case.provider, f"cases/{case.pk}/")
    said = {"answer_introduction": "We are <b>six</b>.", "do": "on"}
    answer = visitor.post(f"{base}workbook/planning", said)
    assert answer["Location"] == f"{base}workbook/implementation"
    page = visitor.get(f"{base}workbook/planning").content.decode()
    assert "We are &lt;b&gt;six&lt;/b&gt;." in page
    refused = visitor.post(f"{base}evaluation")
    assert refused.status_code == 422
    assert "5 questions" in refused.content.decode()
    read = people.signed_in(tom.user).get(at(case.assurer, f"cases/{case.pk}/workbook/planning"))
    assert "We are &lt;b&gt;six&lt;/b&gt;." in read.content.decode()
    assert "<textarea" not in read.content.decode()
    sent = people.signed_in(tom.user).post(
        at(case.assurer, f"cases/{case.pk}/workbook/planning"), said
    )
    assert sent.status_code == 403
    assert visitor.get(f"{base}workbook/dreaming").status_code == 404


def test_answers_to_questions_that_nobody_asked_are_not_kept(case: Case, maria: Membership) -> None:
    actions.answer(maria, case, {"elsewhere": {"answer": "x"}})
    case.refresh_from_db()
    assert case.answers == {}


# Schemes without code


def test_a_sector_body_makes_its_own_scheme_and_runs_a_provider_through_it(
    maria: Membership, tom: Membership, provider: Organisation, assurer: Organisation
) -> None:
    visitor = people.signed_in(tom.user)
    about = {"title": "Label for care", "kind": "sector-label", "cycle_months": 24}
    made = visitor.post(at(assurer, "schemes/new"), about)
    assert made["Location"] == at(assurer, "schemes/label-for-care/")
    scheme = made["Location"]
    assert visitor.post(scheme).status_code == 422, "no question yet"
    for number, phase in enumerate(
        ("planning", "implementation", "implementation", "evaluation", "review"), start=1
    ):
        asked = {"text": f"Question {number}?", "phase": phase, "help": "", "evidence": ""}
        assert visitor.post(f"{scheme}questions/new", asked).status_code == 302
    assert visitor.post(scheme).status_code == 302
    offer = Offer.objects.get(name="label-for-care")
    assert (offer.version, len(offer.scheme.criteria)) == ("1", 5)
    case = actions.apply(maria, offer)
    in_review(maria, tom, case)
    feedback = step.Feedback(summary="Good.", learners=3)
    actions.take(maria, case, step.GiveFeedback(feedback), "Good.")
    page = at(assurer, f"cases/{case.pk}/grant")
    assert visitor.post(page, decision()).status_code == 302
    assert evidence.graded(provider).level is Level.SECTOR
    assert evidence.graded(provider).signed_level is Level.SECTOR


def test_a_published_version_never_changes_and_running_cases_keep_theirs(
    maria: Membership, tom: Membership
) -> None:
    about = {"title": "Label", "kind": "sector-label", "cycle_months": 24}
    draft = offering.begin(tom, about, "en")
    offering.put_criterion(tom, draft, None, {"text": "Why?", "phase": "planning"})
    first = offering.publish(tom, draft)
    case = actions.apply(maria, first)
    offering.put_criterion(tom, draft, "question-1", {"text": "What for?", "phase": "review"})
    second = offering.publish(tom, draft)
    first.refresh_from_db()
    case.refresh_from_db()
    assert first.scheme.criteria[0].text["en"] == "Why?"
    assert case.offer == first
    assert (second.version, second.scheme.criteria[0].text["en"]) == ("2", "What for?")
    assert (first.open, second.open) == (False, True)
    with pytest.raises(TeselaError) as error:
        offering.publish(tom, draft)
    assert error.value.code == "quality.nothing_new"


def test_another_language_of_a_scheme_is_kept_when_one_is_changed(tom: Membership) -> None:
    about = {"title": "Label", "kind": "sector-label", "cycle_months": 24}
    draft = offering.begin(tom, about, "en")
    draft.stated["title"]["fi"] = "Merkki"
    draft.save()
    offering.change(tom, draft, {**about, "title": "The label"})
    assert SchemeDraft.objects.get().stated["title"] == {"en": "The label", "fi": "Merkki"}


def test_internal_quality_assurance_is_nobodys_to_grant(tom: Membership) -> None:
    assert "internal-quality" in SHIPPED
    offering.offer_shipped(tom, set(SHIPPED))
    assert not Offer.objects.filter(name="internal-quality").exists()


# Own word


def test_ones_own_word_is_shown_as_that_and_can_be_taken_back(
    maria: Membership, provider: Organisation, client: Client
) -> None:
    visitor = people.signed_in(maria.user)
    said = {
        "kind": "public-authority-licence",
        "assurer": "Ministry",
        "decided_on": TODAY.isoformat(),
    }
    assert visitor.post(at(provider, "state"), said).status_code == 302
    page = client.get(f"/quality/{provider.slug}").content.decode()
    assert "The assurer has not signed it" in page
    shown = evidence.graded(provider)
    assert (shown.level, shown.signed_level) == (Level.AUTHORITY, Level.NONE)
    made = Statement.objects.get()
    assert client.get(f"/quality/{provider.slug}/{made.pk}.json").status_code == 404
    assert visitor.post(at(provider, f"state/{made.pk}/remove")).status_code == 302
    assert not Statement.objects.exists()


def test_what_lapsed_stays_on_the_page_and_lowers_what_is_shown(
    maria: Membership, provider: Organisation, client: Client
) -> None:
    yesterday = TODAY - timedelta(days=1)
    for kind, ends in (("internal-quality-assurance", None), ("iso-29993", yesterday)):
        evidence.state_own(
            maria,
            QualityAssurance.model_validate(
                {
                    "kind": kind,
                    "agency": {"name": {"en": "Certifier"}},
                    "decided_on": TODAY - timedelta(days=400),
                    "valid_until": ends,
                }
            ),
        )
    page = client.get(f"/quality/{provider.slug}").content.decode()
    assert "Lapsed" in page
    assert "ISO 29993" in page
    shown = evidence.graded(provider)
    assert (shown.level, shown.level_before) == (Level.INTERNAL, Level.SECTOR)


def test_nothing_in_force_goes_into_no_description(
    maria: Membership, provider: Organisation
) -> None:
    description = people.described(provider)
    before = description.content["quality_assurance"]
    with pytest.raises(TeselaError) as error:
        evidence.put_into(maria, description)
    assert error.value.code == "quality.nothing_in_force"
    description.refresh_from_db()
    assert description.content["quality_assurance"] == before


def test_the_public_page_of_nobody_is_not_there(client: Client) -> None:
    assert client.get("/quality/nobody").status_code == 404


def test_the_page_that_checks_reads_a_signed_statement(
    case: Case, maria: Membership, tom: Membership, client: Client
) -> None:
    in_review(maria, tom, case)
    actions.take(maria, case, step.GiveFeedback(step.Feedback(reason="Begins in May.")), "")
    limits = Scope(countries=("IE",))
    granted = step.Decision(limits, TODAY, TODAY + timedelta(days=30), "Fair.")
    actions.take(tom, case, step.Grant(granted), "Fair.")
    file = bytes(Statement.objects.get().credential or b"")
    shown = client.post("/verify", {"text": file.decode()})
    assert shown.status_code == 200
    assert "Peer review by another provider" in shown.content.decode()
    report = client.post("/api/v1/verify", file, content_type="application/vc")
    assert report.status_code == 200
    assert report.json()["content"]["quality_assurance"]["scope"] == {
        "fields": [],
        "eqf_levels": [],
        "countries": ["IE"],
    }
