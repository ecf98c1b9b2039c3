"""No two tiles of different achievements may be taken for one another at 64 pixels.

The metric (docs/tile.md): a tile is drawn at 64 pixels and averaged to 32 by
32 fields; two tiles differ in a field when lightness or either colour axis of
OKLab differs by more than 0.1 there. The share of fields that differ says how
far two tiles are apart.
"""

import itertools
import re
import runpy
from pathlib import Path

import pytest

from tesela.formats.tile import draw

Image = pytest.importorskip("PIL.Image")
ImageChops = pytest.importorskip("PIL.ImageChops")
ImageDraw = pytest.importorskip("PIL.ImageDraw")

SHEET = Path(__file__).parents[2] / "tools" / "contact_sheet.py"
APART = 0.1
"""Least share of differing fields between any two of the contact sheet's tiles."""


def painted(svg: str) -> "Image.Image":
    """The tile as 64 by 64 pixels, painted from its paths."""
    canvas = Image.new("RGB", (512, 512), "#fff")
    for parts, body in re.findall(r'<g class="([^"]*)">(.*?)</g>', svg):
        for fill, data in re.findall(r'<path fill="(#\w{6})" d="([^"]*)"', body):
            outlines = list(polygons(data))
            if parts.endswith("-bed") and len(outlines) > 1:  # holes: even-odd
                mask = Image.new("1", canvas.size)
                for outline in outlines:
                    one = Image.new("1", canvas.size)
                    ImageDraw.Draw(one).polygon(outline, fill=1)
                    mask = ImageChops.logical_xor(mask, one)
                canvas.paste(Image.new("RGB", canvas.size, fill), (0, 0), mask)
            else:
                pen = ImageDraw.Draw(canvas)
                for outline in outlines:
                    pen.polygon(outline, fill=fill)
    return canvas.resize((64, 64), Image.Resampling.BOX)


def polygons(data: str):
    x = y = 0
    for piece in data.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", piece)]
        x, y = x + numbers[0], y + numbers[1]
        line = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            line.append((line[-1][0] + dx, line[-1][1] + dy))
        yield line


def in_oklab(picture: "Image.Image") -> "Image.Image":
    """32 by 32 fields; bands are lightness and the colour axes, 200 steps to 1."""
    small = picture.resize((32, 32), Image.Resampling.BOX).tobytes()
    found = bytearray()
    for at in range(0, len(small), 3):
        r, g, b = ((value / 255) ** 2.2 for value in small[at : at + 3])
        long = (0.4122 * r + 0.5363 * g + 0.0514 * b) ** (1 / 3)
        medium = (0.2119 * r + 0.6807 * g + 0.1074 * b) ** (1 / 3)
        short = (0.0883 * r + 0.2817 * g + 0.6300 * b) ** (1 / 3)
        lightness = 0.2105 * long + 0.7936 * medium - 0.0041 * short
        red = 1.9780 * long - 2.4286 * medium + 0.4506 * short
        yellow = 0.0259 * long + 0.7828 * medium - 0.8087 * short
        found += bytes(round(v) for v in (lightness * 200, red * 200 + 100, yellow * 200 + 100))
    return Image.frombytes("RGB", (32, 32), bytes(found))


def apart(one: "Image.Image", other: "Image.Image") -> float:
    """The share of fields that differ visibly, 0 to 1."""
    red, green, blue = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(most.histogram()[21:]) / 1024


@pytest.mark.slow
def test_no_two_of_two_hundred_are_confusable():
    facts = runpy.run_path(str(SHEET))["sheet_facts"]()
    assert len({fact.achievement for fact in facts}) == 200
    words = {"title": "t", "description": "d", "language": "en"}
    tiles = [in_oklab(painted(draw(fact, **words))) for fact in facts]
    nearest = min(
        (apart(tiles[a], tiles[b]), facts[a].achievement, facts[b].achievement)
        for a, b in itertools.combinations(range(200), 2)
    )
    assert nearest[0] > APART, nearest


def test_the_metric_sees_a_difference_and_no_more():
    white, black = (in_oklab(Image.new("RGB", (64, 64), colour)) for colour in ("#fff", "#000"))
    assert apart(white, black) == 1
    assert apart(white, white) == 0
    nearly = in_oklab(Image.new("RGB", (64, 64), "#f4f4f4"))
    assert apart(white, nearly) == 0
