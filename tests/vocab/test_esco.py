"""Packages of ESCO: what is read of them, what is refused, and what is then suggested."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.text.errors import TeselaError
from tesela.vocab import esco
from tesela.vocab.concept_file import Concepts
from tesela.vocab.esco import import_packages
from tesela.vocab.suggest import ConceptIndex, digcomp, searched, suggestions
from tests.vocab.esco_packages import (
    ENGLISH,
    SKILLS,
    archive,
    named,
    package,
    skill,
    table,
    three,
    uri,
)


def imported(*packages: tuple[str, BytesIO]) -> Concepts:
    into = BytesIO()
    import_packages(packages or three(), into)
    return Concepts(memoryview(into.getvalue()))


def refused(*packages: tuple[str, BytesIO]) -> str:
    with pytest.raises(TeselaError) as error:
        import_packages(packages, BytesIO())
    return error.value.code


def test_the_skills_of_all_packages_are_there() -> None:
    into = BytesIO()
    made = import_packages(three(), into)
    assert (made.version, made.languages, made.concepts) == ("1.2.0", ("de", "en", "fr"), 4)
    concepts = Concepts(memoryview(into.getvalue()))
    assert (concepts.framework, concepts.version) == ("ESCO", "1.2.0")
    place = concepts.find(uri(1))
    assert place is not None
    assert dict(concepts.label(place)) == {
        "en": "lay mosaic floors",
        "de": "Mosaikböden legen",
        "fr": "poser des sols en mosaïque",
    }


def test_a_concept_may_lack_a_language() -> None:
    concepts = imported()
    place = concepts.find(uri(4))
    assert place is not None
    assert "de" not in concepts.label(place)


def test_what_is_said_in_no_language_is_kept() -> None:
    concepts = imported()
    found = [concepts.find(uri(number)) for number in (1, 3, 4)]
    assert [concepts.marks(place) for place in found if place is not None] == [
        ("skill", "cross-sector"),
        ("skill", "transversal", "green"),
        ("knowledge", "sector-specific"),
    ]


def test_what_is_obsolete_is_left_out() -> None:
    assert imported().find(uri(5)) is None


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("Set tiles for a mosaic", "en", 1),
        ("Ein Mosaik aus Fliesen legen", "de", 1),
        ("Menschen helfen, die beim Essen Hilfe brauchen", "de", 2),
        ("Trier correctement les déchets de la maison", "fr", 3),
        ("Tell the history of mosaic", "en", 4),
    ],
)
def test_skills_are_suggested(text: str, language: str, number: int) -> None:
    index = ConceptIndex((digcomp(), imported()))
    first = suggestions(text, language, index)[0]
    assert (first.framework, first.uri, first.code) == ("ESCO", uri(number), None)


def test_words_named_in_a_row_count_more() -> None:
    found = suggestions("We sort waste.", "en", ConceptIndex((imported(),)))
    scattered = suggestions("Waste is of any sort.", "en", ConceptIndex((imported(),)))
    assert found[0].score > scattered[0].score


def test_who_searches_finds_by_one_word_or_its_beginning() -> None:
    index = ConceptIndex((imported(),))
    assert not suggestions("people", "en", index)
    assert [one.uri for one in searched("people", "en", index)] == [uri(2)]
    assert {one.uri for one in searched("mosa", "fr", index)} == {uri(1), uri(4)}
    assert not searched("zebra", "en", index)


def test_other_columns_another_order_a_folder_and_a_byte_order_mark_do_no_harm() -> None:
    columns = ["naceCode", *reversed(SKILLS)]
    data = b"\xef\xbb\xbf" + table(columns, ENGLISH)
    concepts = imported((named("en"), archive({"ESCO dataset/skills_en.csv": data})))
    assert len(concepts) == 4


def test_a_package_may_be_without_optional_columns() -> None:
    data = table(["conceptUri", "preferredLabel"], ENGLISH[:4])
    assert len(imported((named("en"), archive({"skills_en.csv": data})))) == 4


def test_the_version_can_be_said() -> None:
    made = import_packages([("esco.zip", package("en", ENGLISH))], BytesIO(), "1.1.2")
    assert made.version == "1.1.2"


@pytest.mark.parametrize(
    ("packages", "code"),
    [
        ([], "esco.packages"),
        ([(named("en"), BytesIO(b"no archive"))], "esco.no_package"),
        ([(named("en"), archive({"occupations_en.csv": b"a,b\n"}))], "esco.no_skills"),
        ([(named("en"), archive({"esco-v1.2.0.ttl": b"@prefix"}))], "esco.no_skills"),
        ([("esco.zip", package("en", ENGLISH))], "esco.version"),
        ([(named("tlh"), package("tlh", ENGLISH))], "esco.language"),
        (
            [(named("en"), package("en", ENGLISH)), (named("en"), package("en", ENGLISH))],
            "esco.language_twice",
        ),
        (
            [(named("en"), package("en", ENGLISH)), (named("fr", "1.1.1"), package("fr", ()))],
            "esco.versions",
        ),
        (
            [(named("en"), archive({"skills_en.csv": b"conceptUri,title\n"}))],
            "esco.column",
        ),
        ([(named("en"), archive({"skills_en.csv": b""}))], "esco.column"),
        ([(named("en"), archive({"skills_en.csv": b"conceptUri,\xff\n"}))], "esco.damaged"),
        (
            [(named("en"), package("en", [skill(1, "", "no preferred label")]))],
            "esco.row",
        ),
        (
            [(named("en"), package("en", [skill(1, "twice"), skill(1, "twice")]))],
            "esco.row",
        ),
        (
            [(named("en"), package("en", [skill(1, "of", conceptUri="https://x.example/1")]))],
            "esco.row",
        ),
        ([(named("en"), package("en", [skill(1, "long" * 300)]))], "esco.row"),
        ([(named("en"), package("en", [skill(1, "many", *map(str, range(1100)))]))], "esco.row"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_package_is_refused(packages: list[tuple[str, BytesIO]], code: str) -> None:
    assert refused(*packages) == code


def test_an_archive_of_many_entries_is_refused() -> None:
    many = archive({f"{number}.csv": b"" for number in range(esco.MOST_MEMBERS + 1)})
    assert refused((named("en"), many)) == "esco.no_package"


def test_a_large_archive_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(esco, "LARGEST_PACKAGE", 500)
    assert refused((named("en"), package("en", ENGLISH))) == "esco.too_large"


def test_what_unpacks_to_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(esco, "LARGEST_MEMBER", 500)
    assert refused((named("en"), package("en", ENGLISH))) == "esco.too_large"


@given(st.integers(0, 2000), st.integers(1, 255))
def test_a_damaged_package_is_refused_in_words_or_read(place: int, change: int) -> None:
    data = bytearray(package("en", ENGLISH).getvalue())
    data[place % len(data)] ^= change
    packages, code = [(named("en"), BytesIO(bytes(data)))], "esco."
    try:
        import_packages(packages, BytesIO())
    except TeselaError as error:
        code = error.code
    assert code.startswith("esco.")
