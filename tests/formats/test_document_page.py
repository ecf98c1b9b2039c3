"""The HTML page: alone on a stick it shows everything, runs nothing and says what the PDF says."""

import base64
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.formats.document import page
from tesela.formats.document.parts import plain, statements
from tests.formats.document_reading import HtmlPage
from tests.formats.document_samples import (
    CREDENTIAL,
    CREDENTIAL_NAME,
    STATE_PAGE,
    achievement,
    award,
    document,
)


def written(content=None):
    told = {"credential": CREDENTIAL, "credential_name": CREDENTIAL_NAME}
    return HtmlPage(page(content or document(), **told))


@pytest.fixture(scope="module", params=["en", "el", "bg", "mt"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def made(language):
    return written(document(language))


def test_it_says_what_the_content_says_in_the_same_order(made, language):
    assert [block.text for block in made.blocks] == [
        " ".join(plain(text).split()) for text in statements(document(language))
    ]


def test_nothing_is_loaded_and_nothing_runs(made):
    tags = {tag for tag, _ in made.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    attributes = {name for _, found in made.elements for name in found}
    assert not attributes & {"src", "srcset", "action", "style"}
    assert not any(name.startswith("on") for name in attributes)
    assert "url(" not in made.source
    assert "@import" not in made.source
    policy = next(one["content"] for one in made.all("meta") if "http-equiv" in one)
    assert policy.startswith("default-src 'none'")


def test_language_and_direction_are_said(made, language):
    (html,) = made.all("html")
    assert html == {"lang": language, "dir": "ltr"}


def test_pieces_in_another_language_are_marked():
    made = written(document("mt"))
    pieces = {piece.text: piece.language for block in made.blocks for piece in block.pieces}
    assert pieces["Three steps"] == "en"
    assert pieces["tippjana l-ewwel pass flimkien u ssemmi min se jgħin"] == "mt"


def test_text_from_right_to_left_is_turned():
    made = written(document(achievement=achievement(title={"ar": "دعم"})))
    assert made.all("h1") == [{"lang": "ar", "dir": "rtl"}]


def test_there_is_one_main_part_one_first_heading_and_a_name_for_every_section(made):
    assert len(made.all("main")) == 1
    assert len(made.all("h1")) == 1
    headings = {found["id"] for found in made.all("h2")}
    assert {found["aria-labelledby"] for found in made.all("section")} == headings
    assert len(headings) == len(made.all("section"))


def test_every_row_of_the_table_has_a_header(made):
    assert len(made.all("th")) == len(made.all("tr")) >= 10
    assert all(found["scope"] == "row" for found in made.all("th"))


def test_identifiers_are_used_once(made):
    identifiers = [found["id"] for _, found in made.elements if "id" in found]
    assert len(identifiers) == len(set(identifiers))


def test_tile_and_code_are_pictures_with_words(made):
    pictures = [found for _, found in made.elements if found.get("role") == "img"]
    assert len(pictures) == 2
    assert all(found["aria-label"] for found in pictures)


def test_the_credential_can_be_saved_byte_for_byte(made):
    (link,) = [found for found in made.all("a") if "download" in found]
    assert link["download"] == CREDENTIAL_NAME
    head, _, data = link["href"].partition(";base64,")
    assert head == "data:application/octet-stream"
    assert base64.b64decode(data) == CREDENTIAL


def test_the_link_of_the_code_stands_as_text_too(made):
    assert STATE_PAGE in [found["href"] for found in made.all("a")]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '" onload="x', "&amp;", "</style>"])
def test_markup_in_a_name_is_text(name):
    told = achievement(title={"en": name})
    learner = {"id": award(told).learner.id, "full_name": name}
    made = written(document(achievement=told, award=award(told, learner=learner)))
    assert made.blocks[1].text == name
    assert not made.all("script")
    assert not any("onload" in found for _, found in made.elements)


def test_the_same_input_gives_the_same_bytes():
    assert written().source == written().source


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip))
@settings(max_examples=50, deadline=None)
def test_any_title_is_read_back_as_it_was_written(title):
    made = written(document(achievement=achievement(title={"en": title})))
    assert made.blocks[1].text == " ".join(title.split())


def _luminance(colour):
    full = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    channels = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_text_colour_has_the_contrast_of_wcag_aa_on_both_grounds_in_every_palette(made):
    palettes = re.findall(r":root \{([^}]*--paper[^}]*)\}", made.source)
    assert len(palettes) == 3, "light, dark and print"
    for palette in palettes:
        colours = dict(re.findall(r"--(\w+): #([0-9a-f]+);", palette))
        for text in ("ink", "quiet", "accent"):
            for ground in ("paper", "stone"):
                light, dark = sorted(
                    (_luminance(colours[text]), _luminance(colours[ground])), reverse=True
                )
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground, palette)


def test_sizes_follow_the_readers_font_size(made):
    style = made.source.partition("<style>")[2].partition("</style>")[0]
    sizes = re.findall(r"(?:font-size|width|padding|margin[a-z-]*): [^;]*?[0-9.]+px", style)
    assert sizes == []
