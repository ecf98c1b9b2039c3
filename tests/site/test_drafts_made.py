"""What becomes of finds that somebody takes: a draft, the origin of each value, and what is refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela import drafting
from tesela.model.draft import Draft, DraftSource, Found, Place
from tesela.site.design import actions as design
from tesela.site.design.models import Description, TakenValue
from tesela.site.design.origins import origins, still_says, where_now
from tesela.site.design.outline import PAGES
from tesela.site.design.reading import as_value
from tesela.site.drafts import actions, carried
from tesela.site.drafts.carried import Link, Shown
from tesela.site.drafts.suggesting import links
from tesela.site.providers.models import AuditEntry, Organisation
from tesela.text.errors import TeselaError
from tests.site import people

PAGE = {page.name: page for page in PAGES}
DIGEST = "ab" * 32


def find(path: str, value: Any, element: str = "") -> Found:
    """A find on the second page."""
    return Found(element, path, value, Place("page", "2", f"here stands {path}"), "test.rule")


FINDS = (
    find("title", {"en": "Baking with sourdough"}, "2"),
    find("title", {"en": "Sourdough for beginners"}, "2"),
    find("learning_outcomes.0.text", {"en": "Prepare a starter and keep it alive"}, "6"),
    find("learning_outcomes.1.text", {"en": "Bake a loaf that rises"}, "6"),
    find("learning_outcomes.2.text", {"en": "Explain why dough ferments"}, "6"),
    find("workload.hours", "40", "7"),
)
DRAFT = Draft(DraftSource("syllabus.docx", "docx", DIGEST, "en"), FINDS, ("8", "9"), ())
LINK = Link(
    4,
    "DigComp 2.2",
    "https://example.org/1.1",
    "1.1",
    {"en": "Browsing", "el": "Περιήγηση"},
    "dough",
)
SHOWN = Shown(DRAFT, (LINK,))


@pytest.fixture
def house() -> Organisation:
    return people.organisation()


@pytest.fixture
def mary(house: Organisation) -> int:
    return int(people.member(house).pk)


def made(house: Organisation, mary: int, *taken: int, linked: tuple[int, ...] = ()) -> Description:
    return actions.make(house, mary, SHOWN, taken=taken, linked=linked, title={})


def test_a_draft_says_what_was_taken_and_nothing_else(house: Organisation, mary: int) -> None:
    found = made(house, mary, 0, 2, 4, 5)
    assert found.title == {"en": "Baking with sourdough"}
    texts = [outcome["text"]["en"] for outcome in found.content["learning_outcomes"]]
    assert texts == ["Prepare a starter and keep it alive", "Explain why dough ferments"]
    assert found.content["workload"] == {"hours": "40"}
    assert {"title", "outcomes", "workload"} <= set(found.unread), "nobody has read them yet"


def test_each_value_keeps_where_it_was_found(house: Organisation, mary: int) -> None:
    found = made(house, mary, 0, 4, 5)
    kept = {one.path: one for one in TakenValue.objects.filter(description=found)}
    assert set(kept) == {"/title", "/learning_outcomes/0/text", "/workload/hours"}
    hours = kept["/workload/hours"]
    assert (hours.place_kind, hours.place_name) == ("page", "2")
    assert hours.excerpt == "here stands workload.hours"
    assert (hours.file_name, hours.file_digest) == ("syllabus.docx", DIGEST)
    assert hours.taken_by_id == mary
    assert hours.rule == "test.rule"


def test_the_log_has_the_file_s_digest_and_no_name(house: Organisation, mary: int) -> None:
    made(house, mary, 0, 5)
    entry = AuditEntry.objects.filter(organisation=house).latest("number")
    assert entry.act == "description.made"
    assert entry.actor == mary
    assert (entry.about["file"], entry.about["values"]) == (DIGEST, 2)
    assert "syllabus" not in str(entry.about)


def test_an_origin_stands_beside_its_field_until_the_value_is_changed(
    house: Organisation, mary: int
) -> None:
    found = made(house, mary, 0, 5)
    [(path, origin)] = origins(found, "workload", "en")
    assert path == "/workload/hours"
    assert "Page 2" in origin.message
    assert "syllabus.docx" in origin.message
    assert "mary@example.org" in origin.fix
    page = PAGE["workload"]
    value = as_value(page, found.content)
    value["workload"]["hours"] = "50"
    found = design.save_page(found, page, value, design.seal(found, page), mary)
    assert origins(found, "workload", "en") == []
    assert origins(found, "title", "en"), "other values keep theirs"


def test_an_outcome_that_moves_or_is_translated_keeps_its_origin(
    house: Organisation, mary: int
) -> None:
    found = made(house, mary, 0, 2, 3)
    page = PAGE["outcomes"]
    value = as_value(page, found.content)
    value["learning_outcomes"].reverse()
    value["learning_outcomes"][0]["text"]["el"] = "Ψήνω ένα καρβέλι"
    found.languages = ["en", "el"]
    found.save()
    found = design.save_page(found, page, value, design.seal(found, page), mary)
    assert [path for path, _ in origins(found, "outcomes", "en")] == [
        "/learning_outcomes/1/text",
        "/learning_outcomes/0/text",
    ]


def test_a_link_joins_the_outcome_that_was_taken(house: Organisation, mary: int) -> None:
    found = made(house, mary, 0, 4, linked=(0,))
    [reference] = found.content["learning_outcomes"][0]["references"]
    assert reference["uri"] == "https://example.org/1.1"
    assert (reference["framework"], reference["code"]) == ("DigComp 2.2", "1.1")
    assert reference["label"] == {"en": "Browsing"}, "in the languages of the description"


def test_a_link_of_an_outcome_that_was_left_is_left_too(house: Organisation, mary: int) -> None:
    found = made(house, mary, 0, 2, linked=(0,))
    assert "references" not in found.content["learning_outcomes"][0]


def test_outcomes_suggest_concepts_by_their_words() -> None:
    told = find("learning_outcomes.0.text", {"en": "Protect personal data and privacy"}, "6")
    found = links(Draft(DRAFT.source, (FINDS[0], told), (), ()))
    assert {one.found for one in found} == {1}
    assert "4.2" in [one.code for one in found]
    assert all(one.words for one in found)


def test_one_s_own_title_comes_before_the_file_s(house: Organisation, mary: int) -> None:
    found = actions.make(house, mary, SHOWN, taken={0, 5}, linked=(), title={"en": "Bread"})
    assert found.title == {"en": "Bread"}
    assert [path for path, _ in origins(found, "title", "en")] == []


def test_without_a_title_nothing_is_made(house: Organisation, mary: int) -> None:
    with pytest.raises(TeselaError) as refused:
        made(house, mary, 2, 5)
    assert refused.value.code == "drafts.name.missing"
    assert not Description.objects.exists()
    assert not TakenValue.objects.exists()


def test_what_the_model_refuses_is_named_and_nothing_is_made(
    house: Organisation, mary: int
) -> None:
    odd = (FINDS[0], find("workload.hours", "four weeks", "7"), find("level.eqf", 9, "8"))
    shown = Shown(Draft(DRAFT.source, odd, (), ()), ())
    with pytest.raises(actions.UnfitFindsError) as refused:
        actions.make(house, mary, shown, taken={0, 1, 2}, linked=(), title={})
    assert refused.value.finds == {1, 2}
    assert not Description.objects.exists()


def test_a_part_without_what_belongs_to_it_is_named(house: Organisation, mary: int) -> None:
    odd = (FINDS[0], find("assessment.0.criteria", {"en": "A test in pairs"}, "9"), FINDS[5])
    shown = Shown(Draft(DRAFT.source, odd, (), ()), ())
    with pytest.raises(actions.UnfitFindsError) as refused:
        actions.make(house, mary, shown, taken={0, 1, 2}, linked=(), title={})
    assert refused.value.finds == {1}, "its type is missing"


def test_what_was_shown_comes_back_whole_for_the_same_two_only() -> None:
    text = carried.packed(SHOWN, 1, 2)
    assert carried.unpacked(text, 1, 2) == SHOWN
    for organisation, person in ((2, 2), (1, 3)):
        with pytest.raises(TeselaError) as refused:
            carried.unpacked(text, organisation, person)
        assert refused.value.code == "drafts.old"


@pytest.mark.parametrize("at", [0, 20, -1])
def test_one_changed_letter_of_what_was_shown_is_refused(at: int) -> None:
    text = carried.packed(SHOWN, 1, 2)
    at %= len(text)
    changed = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
    with pytest.raises(TeselaError) as refused:
        carried.unpacked(changed, 1, 2)
    assert refused.value.code == "drafts.old"


def test_what_was_shown_yesterday_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    text = carried.packed(SHOWN, 1, 2)
    monkeypatch.setattr(carried, "SECONDS", -1)
    with pytest.raises(TeselaError) as refused:
        carried.unpacked(text, 1, 2)
    assert refused.value.code == "drafts.old"


@given(st.sets(st.sampled_from(range(1, len(FINDS)))))
def test_every_value_stands_where_it_is_said_to_stand(taken: set[int]) -> None:
    content = drafting.described(DRAFT, taken)
    for number, path in actions.settled(DRAFT, taken).items():
        held: Any = content
        for step in path.removeprefix("/").split("/"):
            held = held[int(step) if isinstance(held, list) else step]
        assert held == FINDS[number].value


@pytest.mark.parametrize(
    ("held", "taken", "says"),
    [
        ("40", "40", True),
        ("40", "41", False),
        ({"en": "a", "de": "b"}, {"en": "a"}, True),
        ({"en": "b"}, {"en": "a"}, False),
        ({"de": "a"}, {"en": "a"}, False),
        (["x"], ["x"], True),
        (["x", "y"], ["x"], False),
        (None, "40", False),
    ],
)
def test_a_value_still_says_what_was_taken(held: Any, taken: Any, says: bool) -> None:
    assert still_says(held, taken) is says


def test_a_value_is_found_at_its_own_place_first() -> None:
    content = {"learning_outcomes": [{"text": {"en": "a"}}, {"text": {"en": "a"}}]}
    assert (
        where_now(content, "/learning_outcomes/1/text", {"en": "a"}) == "/learning_outcomes/1/text"
    )
    assert (
        where_now(content, "/learning_outcomes/7/text", {"en": "a"}) == "/learning_outcomes/0/text"
    )
    assert where_now(content, "/workload/hours", "40") is None
