"""The tile as a document: what it says, what it hides, and what it is made of."""

import dataclasses
import math
import re

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.formats.tile import TileFacts, draw, draw_small, grid
from tesela.formats.tile.design import design
from tesela.formats.tile.facts import BROAD_FIELDS, MOST_OUTCOMES, UNKNOWN_FIELD
from tesela.formats.tile.medallion import CENTRE, SHAPES
from tesela.formats.tile.motifs import FAMILIES
from tesela.formats.tile.palette import (
    HUE_PAIRS,
    SCHEMES,
    SHADES,
    contrast,
    hues_of,
    oklch,
    palette_of,
)
from tesela.formats.tile.relief import Relief
from tesela.formats.tile.seed import Chance

SVG = "{http://www.w3.org/2000/svg}"
CARE = TileFacts("https://care.example/achievements/7", "0923", 4, 6, "https://care.example/")
PINNED = ("hexafoil", "rings", "quarter", "bend", False)
WORDS = {"title": "First aid", "description": "A heart on light ground", "language": "en"}

some_facts = st.builds(
    TileFacts,
    achievement=st.integers(0, 10**6).map(lambda number: f"https://a.example/{number}"),
    field=st.sampled_from([*BROAD_FIELDS, "0613", "99", "", None]),
    level=st.none() | st.integers(1, 8),
    outcomes=st.integers(0, 60),
    issuer=st.integers(0, 50).map(str),
)


def in_pathway(place: int, length: int, name: str = "https://a.example/path") -> TileFacts:
    return TileFacts(f"{name}/{place}", "07", 1 + place % 8, 4, f"i{place}", name, place, length)


def polygons(data: str) -> list[list[tuple[int, int]]]:
    found = []
    x = y = 0
    for piece in data.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", piece)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        x, y = x + pairs[0][0], y + pairs[0][1]
        line = [(x, y)]
        for dx, dy in pairs[1:]:
            line.append((line[-1][0] + dx, line[-1][1] + dy))
        found.append(line)
    return found


def group(svg: str, name: str) -> list[tuple[str, list[list[tuple[int, int]]]]]:
    """(fill, polygons) of every path in the groups of that part."""
    return [
        (path.attrib["fill"], polygons(path.attrib["d"]))
        for part in ElementTree.fromstring(svg).iter(f"{SVG}g")
        if name in part.attrib["class"].split()
        for path in part
    ]


def test_the_same_facts_give_the_same_tile():
    assert draw(CARE, **WORDS) == draw(dataclasses.replace(CARE), **WORDS)


def test_a_tile_can_be_made_from_facts_about_the_achievement_only():
    assert {field.name for field in dataclasses.fields(TileFacts)} == {
        "achievement", "field", "level", "outcomes", "issuer",
        "pathway", "place_in_pathway", "pathway_length",
    }, "a tile must not be able to show a learner, an award, a route or trust"  # fmt: skip


def test_the_choices_of_an_achievement_stay_for_good():
    made = design(CARE)
    assert (made.shape.name, made.flow, made.corner, made.backdrop, made.checkered) == PINNED, (
        "if this changes, so does every tile in the world: change it only on purpose"
    )


def test_a_corrected_level_leaves_the_figure_alone():
    corrected = dataclasses.replace(CARE, level=5, outcomes=9)
    assert design(corrected).figure == design(CARE).figure


@settings(max_examples=25, deadline=None)
@given(some_facts)
def test_every_tile_is_a_self_contained_picture_with_its_words(facts: TileFacts):
    for svg in (draw(facts, **WORDS), draw_small(facts, **WORDS)):
        root = ElementTree.fromstring(svg)
        assert root.attrib["role"] == "img"
        assert root.attrib["lang"] == "en"
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title.text == WORDS["title"]
        assert description.text == WORDS["description"]
        assert root.attrib["aria-labelledby"] == title.attrib["id"]
        assert root.attrib["aria-describedby"] == description.attrib["id"]
        assert {element.tag for element in root.iter()} <= {
            f"{SVG}{name}" for name in ("svg", "title", "desc", "style", "g", "path")
        }
        assert not re.search(r"href|url\(|@import|@font-face|\bon[a-z]+=", svg)
        assert len(svg) < 30_000


@settings(max_examples=15, deadline=None)
@given(some_facts)
def test_all_stones_lie_on_the_tile(facts: TileFacts):
    root = ElementTree.fromstring(draw(facts, **WORDS))
    for path in root.iter(f"{SVG}path"):
        for line in polygons(path.attrib["d"]):
            assert len(line) >= 3
            assert all(-3 <= x <= 515 and -3 <= y <= 515 for x, y in line)


@settings(max_examples=12, deadline=None)
@given(some_facts)
def test_outcomes_and_level_can_be_counted(facts: TileFacts):
    svg = draw(facts, **WORDS)
    assert len(group(svg, "outcome")) == min(facts.outcomes, MOST_OUTCOMES)
    level = facts.level or 0
    assert [bool(group(svg, f"course-{number}")) for number in range(1, 9)] == [
        number <= level for number in range(1, 9)
    ]


@given(
    st.text(st.characters(codec="utf-8", categories=["L", "P", "S", "Z"]), min_size=1),
    st.text(st.characters(codec="utf-8", categories=["L", "P", "S", "Z"]), min_size=1),
)
@settings(max_examples=30, deadline=None)
def test_words_come_through_unchanged(title: str, description: str):
    svg = draw_small(CARE, title=title, description=description, language="mt")
    root = ElementTree.fromstring(svg)
    assert root.find(f"{SVG}title").text == title
    assert root.find(f"{SVG}desc").text == description


def test_words_cannot_become_markup():
    svg = draw(CARE, title="</title><script>1</script>", description="a\x00b&<", language='"><x')
    root = ElementTree.fromstring(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert root.find(f"{SVG}desc").text == "a\ufffdb&<"
    assert root.attrib["lang"] == '"><x'


def test_two_tiles_on_one_page_do_not_share_ids():
    other = dataclasses.replace(CARE, achievement="https://care.example/achievements/8")
    ids = re.findall(r' id="([^"]+)"', draw(CARE, **WORDS) + draw(other, **WORDS))
    ids += re.findall(r' id="([^"]+)"', draw_small(CARE, **WORDS))
    assert len(set(ids)) == len(ids) == 6


@settings(max_examples=15, deadline=None)
@given(some_facts)
def test_one_colour_is_one_ink(facts: TileFacts):
    for svg in (draw(facts, colours="one", **WORDS), draw_small(facts, colours="one", **WORDS)):
        assert set(re.findall(r'(?:fill|stroke|color)="([^"]*)"', svg)) == {"currentColor"}
        assert "style=" not in svg


def test_forced_colours_set_ink_against_paper():
    svg = draw(CARE, **WORDS)
    style = ElementTree.fromstring(svg).find(f"{SVG}style").text
    assert "@media(forced-colors:active)" in style
    assert "CanvasText" in style
    assert "print-color-adjust:exact" in style
    kinds = {
        part.attrib["class"].split()[0] for part in ElementTree.fromstring(svg).iter(f"{SVG}g")
    }
    assert kinds == {"ink", "paper", "bed"}


def test_ink_and_paper_are_what_meets_where_something_is_said():
    dark = {"deep", "dusk", "mid", "slate"}
    for scheme in SCHEMES:
        for ground in (scheme.ground, SHADES[scheme.ground]):
            assert (scheme.figure in dark) != (ground in dark)
            assert (scheme.second in dark) != (ground in dark)
        assert (scheme.outcome in dark) != (scheme.outcome_course in dark)
        one, other = scheme.courses
        assert (one in dark) != (other in dark)


@pytest.mark.parametrize("number", range(len(HUE_PAIRS)))
@pytest.mark.parametrize("swapped", [False, True])
def test_whatever_says_something_has_contrast(number: int, swapped: bool):
    issuer = next(name for name in map(str, range(999)) if hues_of(name) == HUE_PAIRS[number])
    palette = palette_of(issuer, swapped=swapped)
    pairs = set()
    for scheme in SCHEMES:
        pairs.add((scheme.outcome, scheme.outcome_course))
        pairs.add(scheme.courses)
        for ground in (scheme.ground, SHADES[scheme.ground]):
            pairs |= {(scheme.figure, ground), (scheme.second, ground)}
    for one, other in pairs:
        for tone in palette.tones(one):
            for its in palette.tones(other):
                assert contrast(tone, its) >= 3, (one, other)


def test_an_issuer_keeps_its_two_hues():
    hues = {hues_of(CARE.issuer) for _ in range(3)}
    assert len(hues) == 1
    assert {hues_of(str(number)) for number in range(300)} == set(HUE_PAIRS)
    one = design(CARE).palette
    other = design(dataclasses.replace(CARE, field="06", level=1)).palette
    assert one == other


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_oklch_is_that_of_css():
    assert oklch(1, 0, 0) == "#ffffff"
    assert oklch(0.6279554, 0.2576833, 29.2338) == "#ff0000"
    assert oklch(0.4520137, 0.3132144, 264.052) == "#0000ff"


@pytest.mark.parametrize(
    ("code", "broad"),
    [("09", "09"), ("0923", "09"), ("061", "06"), (" 10 ", "10"), ("1015", "10"),
     ("99", UNKNOWN_FIELD), ("9", UNKNOWN_FIELD), ("care", UNKNOWN_FIELD), (None, UNKNOWN_FIELD)],
)  # fmt: skip
def test_a_field_code_leads_to_its_family(code: str | None, broad: str):
    assert dataclasses.replace(CARE, field=code).broad_field == broad


def test_every_broad_field_has_a_family_of_its_own():
    assert set(FAMILIES) == {*BROAD_FIELDS, UNKNOWN_FIELD}
    motifs = [motif for family in FAMILIES.values() for motif in family]
    assert len(set(motifs)) == len(motifs)


@pytest.mark.parametrize(
    "motif", [motif for family in FAMILIES.values() for motif in family], ids=lambda m: m.__name__
)
def test_every_motif_fills_its_disc_and_varies(motif):
    figures = [motif(Chance("test", str(number))) for number in range(8)]
    for figure in figures:
        scale = 150 / figure.reach
        placed = figure.moved(lambda p, s=scale: (CENTRE[0] + p[0] * s, CENTRE[1] + p[1] * s))
        covered = sum(
            value < 0 for part in (placed.main, placed.second) for value in Relief(part).values
        )
        assert 0.12 < covered * 64 / (math.pi * 150**2) < 0.9
    assert len({repr(figure) for figure in figures}) > 1


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.name for shape in SHAPES])
def test_a_frame_stays_whole_at_every_depth(shape):
    frame = dataclasses.replace(shape, size=shape.size * 232)
    for depth in (0, 40, 80):
        assert frame.clear(depth) > 60
        for step in range(97):
            x, y = frame.at(step / 97, depth)
            assert abs(frame.inside(x, y, depth)) < 0.5
            assert 14 <= x <= 498
            assert 14 <= y <= 498


def test_a_pathway_is_laid_in_a_grid():
    assert [grid(length) for length in (1, 3, 4, 5, 6, 9, 10)] == [
        (1, 1), (3, 1), (4, 1), (3, 2), (3, 2), (3, 3), (4, 3),
    ]  # fmt: skip


def edge_stones(svg: str, axis: int, bound: int) -> list[tuple[str, int, int]]:
    """(colour, from, to) of the pathway's stones along one edge of the tile, in order."""
    found = []
    for fill, stones in group(svg, "pathway"):
        for stone in stones:
            along = [point[1 - axis] for point in stone if point[axis] == bound]
            if along and max(along) - min(along) > 3:
                found.append((fill, min(along), max(along)))
    return sorted(found, key=lambda stone: stone[1])


@pytest.mark.parametrize(("one", "other", "axis"), [(1, 2, 0), (2, 3, 0), (1, 4, 1), (3, 6, 1)])
def test_neighbours_in_a_pathway_share_the_stones_on_their_edge(one: int, other: int, axis: int):
    ends = edge_stones(draw(in_pathway(one, 6), **WORDS), axis, 512)
    begins = edge_stones(draw(in_pathway(other, 6), **WORDS), axis, 0)
    assert len(ends) > 15
    assert [stone[0] for stone in ends] == [stone[0] for stone in begins]
    for stone, its_rest in zip(ends, begins, strict=True):
        assert stone[1:] == pytest.approx(its_rest[1:], abs=1)


def test_tiles_that_are_no_neighbours_do_not_share_an_edge():
    ends = edge_stones(draw(in_pathway(1, 6), **WORDS), 0, 512)
    assert ends != edge_stones(draw(in_pathway(3, 6), **WORDS), 0, 0)
    other = in_pathway(2, 6, "https://a.example/other")
    assert ends != edge_stones(draw(other, **WORDS), 0, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": 0}, {"level": 9}, {"outcomes": -1}, {"place_in_pathway": 1},
        {"pathway": "p"}, {"pathway": "p", "place_in_pathway": 3, "pathway_length": 2},
        {"pathway": "p", "place_in_pathway": 0, "pathway_length": 2},
    ],
    ids="-".join,
)  # fmt: skip
def test_facts_that_cannot_be_are_refused(wrong: dict):
    with pytest.raises(ValueError):
        dataclasses.replace(CARE, **wrong)
