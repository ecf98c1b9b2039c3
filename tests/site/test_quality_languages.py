"""A scheme of an organisation's own in further languages: written, shown, falling back, published."""

import pytest
from django.test import Client

from tesela.site.providers.models import Membership, Organisation
from tesela.site.quality import offering
from tesela.site.quality.models import SchemeDraft
from tesela.text.errors import TeselaError
from tests.site import people

QUESTION = {"text": "Who assesses?", "phase": "planning", "help": "Name roles.", "evidence": ""}
ABOUT = {"title": "Label for care", "summary": "For care.", "kind": "sector-label",
         "cycle_months": 24}  # fmt: skip
FINNISH = {
    "title": "Hoivan merkki",
    "summary": "",
    "text.question-1": "Kuka arvioi?",
    "help.question-1": "",
}


@pytest.fixture
def visitor(tom: Membership) -> Client:
    return people.signed_in(tom.user)


@pytest.fixture
def draft(tom: Membership) -> SchemeDraft:
    """A scheme in English with one question."""
    made = offering.begin(tom, ABOUT, "en")
    offering.put_criterion(tom, made, None, QUESTION)
    made.refresh_from_db()
    return made


def at(draft: SchemeDraft, page: str = "") -> str:
    return f"/organisations/northgate/quality/schemes/{draft.slug}/{page}"


def test_all_texts_of_a_scheme_can_be_put_in_another_language(
    visitor: Client, draft: SchemeDraft
) -> None:
    page = visitor.get(at(draft, "languages/fi")).content.decode()
    for text in ("Label for care", "For care.", "Who assesses?", "Name roles."):
        assert f'<span lang="en">{text}</span>' in page
    assert page.partition("<main")[2].partition("</main")[0].count('lang="fi"') == 4, (
        "what is typed is marked as Finnish"
    )
    assert visitor.post(at(draft, "languages/fi"), FINNISH).status_code == 302
    draft.refresh_from_db()
    assert draft.stated["title"] == {"en": "Label for care", "fi": "Hoivan merkki"}
    assert draft.stated["summary"] == {"en": "For care."}, "left empty"
    assert draft.stated["criteria"][0]["text"] == {"en": "Who assesses?", "fi": "Kuka arvioi?"}
    assert draft.stated["criteria"][0]["help"] == {"en": "Name roles."}
    assert "Kuka arvioi?" in visitor.get(at(draft, "languages/fi")).content.decode()
    listed = visitor.get(at(draft, "languages/")).content.decode()
    assert "2 of 4 texts" in listed
    assert "languages/en" not in listed, "its own language is written on its own pages"


def test_a_translation_is_published_with_the_next_version_and_falls_back(
    visitor: Client, draft: SchemeDraft, tom: Membership
) -> None:
    first = offering.publish(tom, draft)
    offering.translate(tom, draft, "fi", FINNISH)
    first.refresh_from_db()
    assert "fi" not in first.scheme.title
    second = offering.publish(tom, draft)
    assert (second.version, second.scheme.title.in_language("fi")) == ("2", "Hoivan merkki")
    assert second.scheme.criteria[0].text.in_language("de") == "Who assesses?"
    house = people.organisation("harbour-house")
    reader = people.signed_in(people.member(house, "owner", "maria@example.org"))
    reader.cookies["language"] = "fi"
    page = reader.get("/organisations/harbour-house/quality/apply").content.decode()
    assert "Hoivan merkki" in page
    assert "Kuka arvioi?" in page
    assert '<span lang="en">For care.</span>' in page


def test_an_emptied_translation_is_gone(draft: SchemeDraft, tom: Membership) -> None:
    before = draft.stated
    offering.translate(tom, draft, "fi", FINNISH)
    offering.translate(tom, draft, "de", {"title": "Pflegesiegel"})
    offering.translate(tom, draft, "fi", {})
    offering.translate(tom, draft, "de", {})
    draft.refresh_from_db()
    assert draft.stated == before


def test_changing_the_scheme_keeps_its_translations(
    visitor: Client, draft: SchemeDraft, tom: Membership
) -> None:
    offering.translate(tom, draft, "fi", FINNISH)
    offering.put_criterion(tom, draft, "question-1", {**QUESTION, "text": "Who judges?"})
    offering.change(tom, draft, {**ABOUT, "title": "Care label"})
    draft.refresh_from_db()
    assert draft.stated["title"] == {"en": "Care label", "fi": "Hoivan merkki"}
    assert draft.stated["criteria"][0]["text"] == {"en": "Who judges?", "fi": "Kuka arvioi?"}


def test_what_the_scheme_does_not_say_itself_is_not_kept(
    draft: SchemeDraft, tom: Membership
) -> None:
    more = {**FINNISH, "evidence.question-1": "Lista", "text.question-9": "x", "kind": "x"}
    offering.translate(tom, draft, "fi", more)
    draft.refresh_from_db()
    assert "evidence" not in draft.stated["criteria"][0]
    assert len(draft.stated["criteria"]) == 1
    assert draft.stated["kind"] == "sector-label"


@pytest.mark.parametrize("language", ["en", "tlh", "de-AT", "nothing"])
def test_only_other_official_languages_are_there(
    language: str, visitor: Client, draft: SchemeDraft, tom: Membership
) -> None:
    assert visitor.get(at(draft, f"languages/{language}")).status_code == 404
    assert visitor.post(at(draft, f"languages/{language}"), FINNISH).status_code == 404
    with pytest.raises(TeselaError) as error:
        offering.translate(tom, draft, language, FINNISH)
    assert error.value.code == "quality.own_language"


def test_texts_are_bounded_one_by_one_and_together(
    visitor: Client, draft: SchemeDraft, tom: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = visitor.post(at(draft, "languages/fi"), {**FINNISH, "title": "a" * 301})
    assert answer.status_code == 422
    assert 'href="#id_title"' in answer.content.decode()
    monkeypatch.setattr(offering, "MOST_BYTES", 200)
    answer = visitor.post(at(draft, "languages/fi"), FINNISH)
    assert answer.status_code == 422
    assert "larger than 200 bytes" in answer.content.decode()
    draft.refresh_from_db()
    assert "fi" not in draft.stated["title"]


def test_a_translation_is_no_markup(visitor: Client, draft: SchemeDraft) -> None:
    visitor.post(at(draft, "languages/fi"), {**FINNISH, "title": "<b>Merkki</b>"})
    visitor.cookies["language"] = "fi"
    page = visitor.get(at(draft)).content.decode()
    assert "&lt;b&gt;Merkki&lt;/b&gt;" in page
    assert "<b>Merkki" not in page


@pytest.mark.parametrize("role", ["designer", "viewer"])
def test_only_who_issues_translates(role: str, draft: SchemeDraft, assurer: Organisation) -> None:
    person = people.signed_in(people.member(assurer, role, "other@example.org"))
    assert person.post(at(draft, "languages/fi"), FINNISH).status_code == 403
    other = people.organisation("other-house")
    stranger = people.signed_in(people.member(other, "owner", "eve@example.org"))
    assert stranger.get(at(draft, "languages/fi")).status_code == 404
    own = at(draft, "languages/fi").replace("northgate", "other-house")
    assert stranger.post(own, FINNISH).status_code == 404
    draft.refresh_from_db()
    assert "fi" not in draft.stated["title"]
