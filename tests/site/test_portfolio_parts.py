"""What is not chosen is nowhere; what is chosen comes in the reader's language."""

from tesela.site.portfolio.parts import PARTS
from tesela.site.portfolio.shown import parts_of, present_parts, verdict_of
from tests.site import people


def texts(disclosed: object) -> str:
    return repr(disclosed)


def test_title_issuer_and_nothing_else_when_nothing_is_chosen() -> None:
    award = people.awarded(people.published(people.organisation()))[0]
    shown = parts_of(award, "en", [])
    assert shown.title == ("en", award.edition.achievement.title["en"])
    assert shown.facts == []
    assert "Papadopoulou" not in texts(shown)


def test_every_part_says_only_its_own() -> None:
    award = people.awarded(people.published(people.organisation()))[0]
    present = present_parts(award)
    assert {"learner", "awarded_on", "outcomes", "assessment"} <= set(present) <= set(PARTS)
    for name in present:
        shown = parts_of(award, "en", [name])
        assert list(shown.parts) == [name]
        assert ("Papadopoulou" in texts(shown)) is (name == "learner")


def test_the_reader_s_language_first_and_the_original_beside() -> None:
    award = people.awarded(people.published(people.organisation()))[0]  # Eleni reads Greek
    shown = parts_of(award, "en", PARTS)
    assert shown.original is not None
    assert shown.original.language == "el"
    assert shown.language_said == "Greek"
    assert parts_of(award, "el", PARTS).original is None


def test_the_verdict_is_of_this_moment() -> None:
    award = people.awarded(people.published(people.organisation()))[0]
    assert verdict_of(award, "en").look == "valid"
