"""The file of concepts: what is written reads back, and what is damaged is refused."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.text.errors import TeselaError
from tesela.vocab.concept_file import Concepts, Kind, Label, Writer, open_file
from tesela.vocab.terms import terms

MADE_UP = [
    ("http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001", ""),
    ("http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000002", "T2"),
]


def written() -> bytes:
    into = BytesIO()
    writer = Writer(into, "Made up", "1", MADE_UP, "a test")
    writer.language(
        "en",
        {
            0: [Label("stack stones", Kind.PREFERRED), Label("pile pebbles", Kind.ALTERNATIVE)],
            1: [Label("cut stones", Kind.PREFERRED)],
        },
    )
    writer.language("mt", {1: [Label("qtugħ", Kind.PREFERRED)]})
    writer.close()
    return into.getvalue()


def test_what_is_written_reads_back() -> None:
    concepts = Concepts(memoryview(written()))
    assert (concepts.framework, concepts.version, len(concepts)) == ("Made up", "1", 2)
    assert concepts.languages == ("en", "mt")
    assert [concepts.find(uri) for uri, _ in MADE_UP] == [0, 1]
    assert concepts.find("http://data.europa.eu/esco/skill/other") is None
    assert dict(concepts.label(0)) == {"en": "stack stones"}
    assert dict(concepts.label(1)) == {"en": "cut stones", "mt": "qtugħ"}


def test_a_term_knows_its_labels() -> None:
    words = Concepts(memoryview(written())).words("en-GB")
    assert words is not None
    place = words.terms.find(terms("stones", "en")[0].stem)
    assert place is not None
    assert [words.labels[row] for row in words.rows_of(place)] == ["stack stones", "cut stones"]
    assert words.held[place] == 2
    assert Concepts(memoryview(written())).words("fr") is None


def test_it_is_read_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "made-up.concepts").write_bytes(written())
    assert len(open_file(tmp_path / "made-up.concepts")) == 2


@pytest.mark.parametrize("kept", [0, 1, 40, 500, len(written()) - 1])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, kept: int) -> None:
    (tmp_path / "cut").write_bytes(written()[:kept])
    with pytest.raises(TeselaError) as refused:
        open_file(tmp_path / "cut")
    assert refused.value.code == "concepts.unreadable"


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"PK\x03\x04" + bytes(1000))
    with pytest.raises(TeselaError) as refused:
        open_file(tmp_path / "other")
    assert refused.value.code == "concepts.unreadable"


@given(st.integers(0, len(written()) - 1), st.integers(1, 255))
def test_one_changed_byte_never_reads_beyond_the_file(place: int, change: int) -> None:
    damaged = bytearray(written())
    damaged[place] ^= change
    try:
        concepts = Concepts(memoryview(bytes(damaged)))
        for concept in range(len(concepts)):
            concepts.label(concept)
    except (TeselaError, IndexError, UnicodeDecodeError, ValueError):
        return
    assert len(concepts) <= 2
