"""QR codes: the mask of ISO/IEC 18004, 7.8.3, against segno, which tries all eight module by module."""

import re

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from segno import encoder

from tesela.formats.document import masks
from tesela.formats.document.code import drawn

_STROKE = re.compile(r"M(\d+) (\d+)\.5h(\d+)")


def as_segno_chooses(address: str) -> list[str]:
    return ["".join(map(str, row)) for row in segno.make_qr(address, error="m").matrix]


@settings(max_examples=25, deadline=None)
@given(st.uuids())
def test_an_award_has_the_code_that_segno_makes(award):
    address = f"https://learning.example/awards/{award}"
    assert masks.with_best_mask(address) == as_segno_chooses(address)


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=90))
def test_any_text_has_the_code_that_segno_makes(text):
    assert masks.with_best_mask(text) == as_segno_chooses(text)


@pytest.mark.parametrize("length", [1, 15, 27, 43, 63, 85, 107, 150])
def test_all_versions_have_the_code_that_segno_makes(length):
    address = "https://a.example/" + "b" * length
    assert masks.with_best_mask(address) == as_segno_chooses(address)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2 ** (21 * 21) - 1))
def test_the_penalty_is_the_one_of_the_standard(seed):
    rows = [format(seed >> 21 * row & 2**21 - 1, "021b") for row in range(21)]
    matrix = tuple(bytearray(map(int, row)) for row in rows)
    assert masks._penalty(masks._number(rows), 21) == sum(encoder.mask_scores(matrix, 21, 21))


@pytest.mark.parametrize(
    ("rows", "penalty"),
    [
        (["0" * 21] * 21, sum(encoder.mask_scores((bytearray(21),) * 21, 21, 21))),
        (["01" * 10 + "0", "10" * 10 + "1"] * 10 + ["01" * 10 + "0"], 0),
    ],
)
def test_one_colour_is_the_worst_and_a_chessboard_costs_nothing(rows, penalty):
    assert masks._penalty(masks._number(rows), 21) == penalty


def test_every_dark_module_is_drawn_and_no_other():
    address = "https://learning.example/awards/1"
    rows = as_segno_chooses(address)
    picture = drawn(address)
    modules = [["0"] * len(rows) for _ in rows]
    for column, row, length in _STROKE.findall(picture):
        for at in range(int(length)):
            modules[int(row) - 4][int(column) - 4 + at] = "1"
    assert ["".join(row) for row in modules] == rows
    side = len(rows) + 8
    assert f'viewBox="0 0 {side} {side}"' in picture
