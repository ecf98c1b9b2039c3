"""What is recognised at a glance is what the checks accept unchanged."""

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tesela.issuing.roster import texts
from tesela.issuing.roster.headers import Column
from tesela.issuing.roster.learner import LearnerReader
from tesela.issuing.roster.plain import is_plain_email, plain_name
from tesela.issuing.roster.raw import RawRow
from tesela.issuing.roster.rows import RosterRow

HEADERS = {"given_name": "Vorname", "family_name": "Nachname", "email": "E-Mail"}
COLUMNS = [Column(at, header, field) for at, (field, header) in enumerate(HEADERS.items())]
NAMES = st.text("aAbßéÉłŻóćΑάΏωώбЯёЁ xX'-0 ’.\u0301\u00a0", max_size=12) | st.sampled_from(
    ["Anna Null", "xxx", "aaA", "Nachname", "Null", "Test User", "O'Brien", "Ωμέγα", "Łódź", "Ăł ï"]
)
LABELS = st.text("aZ9-", min_size=1, max_size=4) | st.sampled_from(["a" * 63, "a" * 64, "é", "a_b"])
ADDRESSES = st.builds(
    lambda local, labels: f"{local}@{'.'.join(labels)}",
    st.text("aZ9._+-", min_size=1, max_size=4) | st.sampled_from(["b" * 64, "b" * 65, "ż"]),
    st.lists(LABELS | st.just("example"), min_size=1, max_size=4),
)


def reader() -> LearnerReader:
    return LearnerReader(
        COLUMNS,
        today=date(2026, 3, 1),
        encoding="utf-8",
        default_language=None,
        month_first_fields=(),
    )


def value(field: str, cell: str) -> Any:
    """By the full checks."""
    column = next(column for column in COLUMNS if column.field == field)
    return reader()._value(column, cell, None)


@given(NAMES, st.sampled_from(["given_name", "family_name"]))
def test_a_plain_name_passes_every_check_unchanged(cell: str, field: str) -> None:
    assume(plain_name(HEADERS[field])(cell))
    assert value(field, cell) == cell


@given(ADDRESSES)
def test_a_plain_address_passes_every_check_unchanged(cell: str) -> None:
    if is_plain_email(cell):
        assert value("email", cell) == cell


@pytest.mark.parametrize("cell", ["a@b.cd", "ana.maria+x@mail.example.org", f"{'b' * 64}@a-b.eu"])
def test_ordinary_addresses_are_plain(cell: str) -> None:
    assert is_plain_email(cell)


@pytest.mark.parametrize(
    "cell", ["", "a@b", "=a@b.cd", "a@b.c1", f"{'b' * 65}@b.cd", f"a@{'b' * 64}.cd", "a@-b.cd"]
)
def test_addresses_that_might_be_wrong_are_not_plain(cell: str) -> None:
    assert not is_plain_email(cell)


@pytest.mark.parametrize("cell", ["Ana", "Ana Müller 17", "Παπαδοπούλου", "O'Brien", "Żółć"])
def test_ordinary_names_are_plain(cell: str) -> None:
    assert plain_name("Name")(cell)


@pytest.mark.parametrize(
    "cell", ["", " Ana", "xxx", "XXX", "null", "Name", "=Ana", "A.B", "MÃ¼ller", "u\u0308", "1a"]
)
def test_what_might_be_wrong_is_not_plain(cell: str) -> None:
    assert not plain_name("Name")(cell)


@given(st.lists(st.tuples(NAMES, NAMES, ADDRESSES), max_size=6))
def test_rows_read_together_are_as_rows_read_alone(rows: list[tuple[str, str, str]]) -> None:
    """What is remembered of earlier cells changes nothing."""
    together = reader()
    for number, cells in enumerate(rows):
        raw = RawRow(number, list(cells))
        assert together.read_alone(raw) == reader().read_alone(raw)


def test_a_cell_that_is_remembered_was_accepted() -> None:
    one = reader()
    for number in range(3):
        read = one.read_alone(RawRow(number, ["Ana", "Müller", "a@b.cd"]))
        assert isinstance(read, RosterRow)
        refused = one.read_alone(RawRow(number, ["undefined", "Müller", "a@b"]))
        assert [problem.field for problem in getattr(refused, "problems", ())] == [
            "given_name",
            "email",
        ]


def misread(text: str, codec: str) -> str | None:
    """What `texts.repaired` says of one codec, by trying."""
    try:
        return texts._as_bytes(text, codec).decode("utf-8")
    except UnicodeError:
        return None


@given(
    st.text("aÀéłŻżαώЯёђѓ’€ἀ", min_size=1, max_size=4),
    st.sampled_from(texts._MISREAD_AS),
    st.sampled_from(["", "é", "a", "Ж"]),
)
def test_no_text_that_was_misread_is_overlooked(text: str, codec: str, more: str) -> None:
    octets = text.encode()
    wrong = octets.decode(codec, "ignore") + more
    assume(not wrong.isascii())
    for other, looks in texts._LOOKS_MISREAD.items():
        if misread(wrong, other) is not None:
            assert looks.match(wrong)
            assert texts._CONTINUES.search(wrong)
