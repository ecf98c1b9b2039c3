"""The tile in a document draws and does nothing else."""

import pytest

from tesela.formats.document.picture import LARGEST_TILE_BYTES, checked
from tesela.formats.tile import TileFacts, draw
from tesela.text.errors import TeselaError
from tests.formats.document_samples import TILE

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'


def test_a_drawing_stays_as_it_is():
    assert checked(TILE) == TILE


def test_the_xml_declaration_is_left_out():
    assert checked('<?xml version="1.0" encoding="UTF-8"?>\n' + TILE) == TILE


def test_our_own_tiles_pass():
    facts = TileFacts(
        achievement="https://a.example/1", field="092", level=4, outcomes=5, issuer="x"
    )
    tile = draw(facts, title="A <title>", description="A & B", language="en")
    assert checked(tile) == tile


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="https://a.example/x.png"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<a href="https://a.example/"><path d=""/></a>',
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
        '<path onclick="x()" d=""/>',
        '<use href="https://a.example/x.svg#y"/>',
        '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="//a.example/x.svg#y"/>',
        "<style>@import 'https://a.example/x.css';</style>",
        "<style>path { fill: url( https://a.example/x ) }</style>",
        "<style>path { fill: u\\72l(https://a.example/x) }</style>",
        '<path fill="url(//a.example/x)" d=""/>',
        '<path style="background: url(https://a.example/x)" d=""/>',
        '<animate attributeName="href" values="x"/>',
        "<text>words</text>",
        "<desc><style>x</style></desc>",
        "<title><path d=''/></title>",
        "<!-- a comment -->",
        "<style><![CDATA[</style><script>x</script>]]></style>",
        "<p xmlns='http://www.w3.org/1999/xhtml'/>",
    ],
)
def test_what_runs_loads_links_or_hides_is_refused(inside):
    with pytest.raises(TeselaError) as caught:
        checked(f"{OPEN}{inside}</svg>")
    assert caught.value.code == "document.tile"


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "<p>no drawing</p>",
        "<svg><path/></svg>",
        OPEN,
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + TILE,
        OPEN + " " * LARGEST_TILE_BYTES + "</svg>",
    ],
)
def test_what_is_no_svg_is_refused(svg):
    with pytest.raises(TeselaError) as caught:
        checked(svg)
    assert caught.value.code == "document.tile"


def test_references_inside_the_drawing_are_allowed():
    svg = f'{OPEN}<defs><pattern id="p"/></defs><path fill="url(#p)" d=""/></svg>'
    assert checked(svg) == svg
