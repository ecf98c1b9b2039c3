"""Baked badges: what is put into a picture is found in it again, and nothing else is."""

import struct
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.formats.baked import LARGEST_CREDENTIAL_BYTES, png, svg
from tesela.text.errors import TeselaError

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" lang=\'a>b\'><title>A</title></svg>'
)
NAMED = SVG.replace("<svg ", f'<svg xmlns:openbadges="{svg.NAMESPACE}" ')
CREDENTIAL = b'{"type":["VerifiableCredential"]}'


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


HEADER = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
PIXELS = chunk(b"IDAT", zlib.compress(b"\0\0"))
END = chunk(b"IEND", b"")
PNG = png.SIGNATURE + HEADER + PIXELS + END


def with_chunks(*chunks: bytes) -> bytes:
    return png.SIGNATURE + HEADER + PIXELS + b"".join(chunks) + END


def text_chunk(rest: bytes, keyword: bytes = png.KEYWORD) -> bytes:
    return chunk(b"iTXt", keyword + b"\0" + rest)


def code_of(reader, picture: bytes) -> str:
    with pytest.raises(TeselaError) as raised:
        reader(picture)
    return raised.value.code


def in_svg(elements: str) -> bytes:
    return NAMED.replace("</svg>", elements + "</svg>").encode()


# The published pictures of Open Badges 3.0


@pytest.mark.parametrize(("reader", "suffix"), [(png.credentials, "png"), (svg.credentials, "svg")])
def test_published_pictures_are_unbaked(standards: Path, reader, suffix: str) -> None:
    folder = standards / "vectors/openbadges"
    (found,) = reader((folder / f"simple-json.{suffix}").read_bytes())
    assert found.strip().startswith(b"{")
    assert found.strip().endswith(b"}")
    assert b"OpenBadgeCredential" in found
    (token,) = reader((folder / f"simple-jwt.{suffix}").read_bytes())
    assert token.count(b".") == 2
    assert token.startswith(b"eyJ")


# What is written reads back

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"))
SAYABLE = st.text(
    st.characters(min_codepoint=32, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r]>&<")
)


@given(TEXTS.filter(bool))
def test_any_credential_in_a_png_keeps_its_bytes(text: str) -> None:
    credential = text.encode()
    assert png.credentials(png.baked(PNG, credential)) == [credential]


@given(SAYABLE.filter(str.strip))
def test_any_credential_in_an_svg_keeps_its_bytes(text: str) -> None:
    credential = text.encode()
    assert svg.credentials(svg.baked(SVG, credential)) == [credential]


def test_what_xml_cannot_say_becomes_an_escape_of_json() -> None:
    made = svg.baked(SVG, '{"a":"\ufffe\uffff"}'.encode())
    assert svg.credentials(made) == [b'{"a":"\\ufffe\\uffff"}']


def test_the_credential_is_the_first_element_as_cdata() -> None:
    made = svg.baked(SVG, CREDENTIAL).decode()
    inside = f"<openbadges:credential><![CDATA[{CREDENTIAL.decode()}]]></openbadges:credential>"
    assert f"lang='a>b'>{inside}<title>" in made
    assert f'xmlns:openbadges="{svg.NAMESPACE}"' in made


def test_the_picture_itself_stays_as_it_was() -> None:
    made = png.baked(PNG, CREDENTIAL)
    added = text_chunk(b"\0\0\0\0" + CREDENTIAL)
    assert made == PNG.removesuffix(END) + added + END


def test_a_picture_is_baked_once() -> None:
    with pytest.raises(ValueError, match="one credential"):
        png.baked(png.baked(PNG, CREDENTIAL), CREDENTIAL)
    for no_svg in ("<g/>", "<svg/>", "<?xml version='1.0'?>" + SVG):
        with pytest.raises(ValueError, match="svg element"):
            svg.baked(no_svg, CREDENTIAL)


@pytest.mark.parametrize("reader", [png.credentials, svg.credentials])
def test_a_picture_without_credential_has_none(reader) -> None:
    assert reader(PNG if reader is png.credentials else SVG.encode()) == []


def test_several_are_all_found() -> None:
    text = text_chunk(b"\0\0\0\0{}")
    assert len(png.credentials(with_chunks(text, text))) == 2
    element = "<openbadges:credential>{}</openbadges:credential>"
    assert len(svg.credentials(in_svg(f"{element}<g>{element}</g>"))) == 2
    both = '<openbadges:credential verify="a.b.c">{}</openbadges:credential>'
    assert svg.credentials(in_svg(both)) == [b"a.b.c", b"{}"]


# What is damaged or hostile


def test_every_changed_bit_of_a_png_is_noticed() -> None:
    made = png.baked(PNG, CREDENTIAL)
    for at in range(len(made)):
        for bit in range(8):
            changed = bytearray(made)
            changed[at] ^= 1 << bit
            assert code_of(png.credentials, bytes(changed)) == "input.picture_unreadable"


def test_every_png_cut_off_is_noticed() -> None:
    made = png.baked(PNG, CREDENTIAL)
    for length in range(len(made)):
        assert code_of(png.credentials, made[:length]) == "input.picture_unreadable"


@pytest.mark.parametrize(
    "picture",
    {
        "something after the end": PNG + b"x",
        "a credential after the end": PNG + text_chunk(b"\0\0\0\0{}") + END,
        "no header": png.SIGNATURE + PIXELS + END,
        "a header of another size": png.SIGNATURE + chunk(b"IHDR", b"") + END,
        "two headers": with_chunks(HEADER),
        "a chunk type that is no letters": with_chunks(chunk(b"12\0 ", b"")),
        "a length beyond the file": png.SIGNATURE + b"\xff\xff\xff\xff" + HEADER[4:] + END,
        "a text without its fields": with_chunks(text_chunk(b"")),
        "a text without its language": with_chunks(text_chunk(b"\0\0{}")),
        "an unknown compression": with_chunks(text_chunk(b"\1\1\0\0" + zlib.compress(b"{}"))),
        "a compression flag of two": with_chunks(text_chunk(b"\2\0\0\0{}")),
        "a broken compressed text": with_chunks(text_chunk(b"\1\0\0\0{}")),
        "half a compressed text": with_chunks(text_chunk(b"\1\0\0\0" + zlib.compress(b"{}")[:-1])),
        "more after a compressed text": with_chunks(
            text_chunk(b"\1\0\0\0" + zlib.compress(b"{}") + b"{}")
        ),
    }.items(),
    ids=lambda some: some[0],
)
def test_broken_pngs_are_refused(picture: tuple[str, bytes]) -> None:
    assert code_of(png.credentials, picture[1]) == "input.picture_unreadable"


def test_a_compressed_text_is_read_within_its_bound() -> None:
    packed = with_chunks(text_chunk(b"\1\0\0\0" + zlib.compress(CREDENTIAL)))
    assert png.credentials(packed) == [CREDENTIAL]
    bomb = zlib.compress(b" " * (LARGEST_CREDENTIAL_BYTES * 10))
    assert code_of(png.credentials, with_chunks(text_chunk(b"\1\0\0\0" + bomb))) == (
        "input.picture_too_large"
    )


def test_too_many_chunks_are_refused() -> None:
    many = chunk(b"tEXt", b"") * png.MOST_CHUNKS
    assert code_of(png.credentials, with_chunks(many)) == "input.picture_too_large"


def test_texts_of_other_keywords_are_let_be() -> None:
    longer = text_chunk(b"\0\0\0\0{}", png.KEYWORD + b"s")
    other = text_chunk(b"\0\0\0\0{}", b"openbadgecred")
    assert png.credentials(with_chunks(longer, other, chunk(b"iTXt", b""))) == []


@pytest.mark.parametrize(
    "picture",
    {
        "no markup": b"",
        "another root": SVG.replace("svg", "g").encode(),
        "svg of no namespace": b"<svg/>",
        "cut off": SVG.encode()[:-3],
        "two roots": SVG.encode() * 2,
        "an element inside": in_svg("<openbadges:credential>{<g/>}</openbadges:credential>"),
        "an unknown entity": in_svg("<openbadges:credential>&x;</openbadges:credential>"),
        "an entity": b'<!DOCTYPE svg [<!ENTITY x "{}">]>' + SVG.encode(),
        "a foreign entity": b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hosts">]>'
        + in_svg("<openbadges:credential>&x;</openbadges:credential>"),
        "a default attribute": b'<!DOCTYPE svg [<!ATTLIST svg a CDATA "b">]>' + SVG.encode(),
        "an unknown encoding": b'<?xml version="1.0" encoding="x"?>' + SVG.encode(),
        "bytes that are no UTF-8": in_svg("x").replace(b">x<", b">\xff<"),
    }.items(),
    ids=lambda some: some[0],
)
def test_broken_svgs_are_refused(picture: tuple[str, bytes]) -> None:
    assert code_of(svg.credentials, picture[1]) == "input.picture_unreadable"


def test_a_document_type_by_name_alone_declares_nothing() -> None:
    named = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://nowhere.example/svg11.dtd">'
    assert svg.credentials(named + svg.baked(SVG, CREDENTIAL)) == [CREDENTIAL]
    empty = named.replace(b">", b" []>")
    assert code_of(svg.credentials, empty + SVG.encode()) == "input.picture_unreadable"


def test_credentials_of_other_namespaces_are_none() -> None:
    old = '<o:assertion xmlns:o="http://openbadges.org/" verify="a.b.c"/>'
    near = f'<o:credential xmlns:o="{svg.NAMESPACE}/">{{}}</o:credential>'
    assert svg.credentials(in_svg(old + near)) == []


@pytest.mark.parametrize(
    "picture",
    {
        "its size": b" " * (svg.LARGEST_SVG_BYTES + 1),
        "its elements": in_svg("<g/>" * svg.MOST_ELEMENTS),
        "its credential": svg.baked(SVG, b"x" * (LARGEST_CREDENTIAL_BYTES + 1)),
    }.items(),
    ids=lambda some: some[0],
)
def test_svgs_beyond_a_bound_are_refused(picture: tuple[str, bytes]) -> None:
    assert code_of(svg.credentials, picture[1]) == "input.picture_too_large"


@given(st.binary(max_size=200))
def test_whatever_follows_a_beginning_only_our_errors_come(rest: bytes) -> None:
    for reader, beginning in ((png.credentials, PNG[:-12]), (svg.credentials, NAMED.encode()[:-6])):
        with suppress(TeselaError):
            reader(beginning + rest)
