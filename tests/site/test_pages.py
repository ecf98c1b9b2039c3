"""What the pages are made of: whole without scripts, silent pictures, colours one can read."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tesela.formats.tile.palette import contrast
from tesela.site.components import pictures
from tesela.site.components.showcase import PARTS
from tesela.text.languages import COMPLETE_LANGUAGES

PAGES = ("/", "/verify", "/components", "/nowhere")
STYLE = Path(str(finders.find("site/tesela.css"))).read_text("utf-8")
ON = {
    "ink": ("paper", "card", "stone", "open-bed"),
    "quiet": ("paper", "card", "stone", "good-bed", "bad-bed", "open-bed", "gone-bed"),
    "accent": ("paper", "card", "stone"),
    "on-accent": ("accent",),
    "good": ("paper", "good-bed", "stone"),
    "bad": ("paper", "bad-bed", "card", "stone"),
    "open": ("paper", "open-bed", "stone"),
    "gone": ("paper", "gone-bed", "stone"),
}
"""Text → what it stands on."""
EDGES = {"edge": ("paper", "card", "stone"), "focus": ("paper", "card", "stone")}


def page(client: Client, path: str, language: str = "en") -> str:
    return client.get(path, headers={"Accept-Language": language}).content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_stands_in_a_page_that_the_policy_refuses(client: Client, path: str) -> None:
    written = re.sub(r'<script src="/static/[^"]+" defer></script>', "", page(client, path))
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", written, re.IGNORECASE)


@pytest.mark.parametrize("path", PAGES)
def test_addresses_name_no_other_host(client: Client, path: str) -> None:
    found = re.findall(r'(?:href|src|action)="([^"]*)"', page(client, path))
    assert found
    assert all(re.match(r"/(?!/)|#|\?", address) for address in found)


@pytest.mark.parametrize("language", COMPLETE_LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_one_heading_one_main_and_the_language(client: Client, path: str, language: str) -> None:
    written = page(client, path, language)
    assert f'<html lang="{language}">' in written
    assert written.count("<h1") == written.count("<main") == 1
    assert len(set(re.findall(r'\sid="([^"]+)"', written))) == len(re.findall(r"\sid=", written))


def test_every_language_is_offered_in_its_own_name(client: Client) -> None:
    written = page(client, "/verify", "fi")
    for tag in COMPLETE_LANGUAGES:
        assert f'href="/verify?lang={tag}" lang="{tag}" hreflang="{tag}"' in written
    assert '<strong lang="fi">Suomi</strong>' in written


@pytest.mark.parametrize("name", ["check", "award", "learned", "trust", "house"])
def test_pictures_say_nothing_and_do_nothing(name: str) -> None:
    for picture in (pictures.small_tile(name), pictures.full_tile(name)):
        assert 'aria-hidden="true"' in picture
        assert set(re.findall(r"<([a-z]+)", picture)) == {"svg", "g", "path"}
        assert not re.search(r"\s(id|role|href|style|aria-labelledby)=", picture)


def test_the_typeface_is_served() -> None:
    address = re.search(r'url\("\.\./([^"?]+)', STYLE)
    assert address
    name = address[1].replace("%5B", "[").replace("%5D", "]")
    assert Path(str(finders.find(name))).stat().st_size > 100_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_told_apart(scheme: str) -> None:
    """WCAG 2.2: text 4.5 to 1 (1.4.3), edges of controls and the focus 3 to 1 (1.4.11)."""
    blocks = re.findall(r":root \{([^}]*)\}", STYLE)
    colours: dict[str, str] = {}
    for block in blocks[: 1 if scheme == "light" else 2]:
        found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block))
        colours |= {name: _six(value) for name, value in found.items()}
    for pairs, least in ((ON, 4.5), (EDGES, 3.0)):
        for ink, grounds in pairs.items():
            for ground in grounds:
                found_contrast = contrast(colours[ink], colours[ground])
                assert found_contrast >= least, f"{ink} on {ground}: {found_contrast:.2f}"


def _six(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


def test_sizes_follow_the_reader() -> None:
    """Letters, targets and spaces are rem or em; pixels are for lines and hidden things only."""
    pixels = re.findall(r"([a-z-]+): [^;{}]*?([0-9.]+)px", STYLE)
    assert all(float(width) <= 3 for _, width in pixels), pixels


def test_the_page_of_components_shows_every_part(client: Client) -> None:
    written = page(client, "/components")
    for part in PARTS:
        assert f'<section class="part" id="{part.name}">' in written
        assert f"WCAG 2.2: {', '.join(part.clauses)}" in written
