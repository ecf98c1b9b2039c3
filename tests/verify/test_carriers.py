"""What a credential comes in: recognised by its bytes, one credential, nothing shown is believed."""

import json
import re
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.formats.baked import png, svg
from tesela.model.report import Verdict
from tesela.text.errors import TeselaError
from tesela.verify import verify
from tesela.verify.carriers import CARRIERS, _looks_like_token, credential_in, not_signed
from tests.formats.test_baked import END, PNG, SVG, chunk
from tests.samples import NOW

KEPT = Path(__file__).parents[1] / "vectors"
BADGE = (KEPT / "openbadge.json").read_bytes()
LATER = NOW + timedelta(days=1)


def baked(kind: str, credential: bytes = BADGE) -> bytes:
    return png.baked(PNG, credential) if kind == "png" else svg.baked(SVG, credential)


def code_of(data: bytes) -> str:
    with pytest.raises(TeselaError) as raised:
        credential_in(data)
    return raised.value.code


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_credential_in_a_picture_verifies(kind: str) -> None:
    report = verify(baked(kind), at=LATER)
    assert report.verdict is Verdict.VALID
    assert report.content["carrier"] == kind


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_published_badges_in_pictures_are_read(standards: Path, kind: str) -> None:
    folder = standards / "vectors/openbadges"
    found = credential_in((folder / f"simple-json.{kind}").read_bytes())
    assert found.carrier == kind
    assert found.secured["id"] == "http://example.com/credentials/3527"
    assert found.beside == ()
    token = credential_in((folder / f"simple-jwt.{kind}").read_bytes()).secured
    assert isinstance(token, str)
    assert token.count(".") == 2


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_changed_statement_in_a_picture_is_refused(kind: str) -> None:
    document = json.loads(BADGE)
    document["credentialSubject"]["identifier"][0]["identityHash"] = "Mallory"
    report = verify(baked(kind, json.dumps(document).encode()), at=LATER)
    assert report.verdict is Verdict.INVALID


def test_every_changed_bit_of_an_svgs_credential_is_refused() -> None:
    """In the text of the credential, sampled: it no longer reads, or its proof fails."""
    made = baked("svg")
    start, end = made.index(b"{"), made.rindex(b"}") + 1
    for at in range(start, end, (end - start) // 60):
        changed = bytearray(made)
        changed[at] ^= 1 << at % 7
        with suppress(TeselaError):
            report = verify(bytes(changed), at=LATER)
            assert report.verdict is not Verdict.VALID, made[at - 20 : at + 20]


def test_pictures_without_credential_say_so() -> None:
    assert code_of(PNG) == "input.picture_without_credential"
    assert code_of(SVG.encode()) == "input.picture_without_credential"


def test_pictures_with_several_credentials_are_refused() -> None:
    text = chunk(b"iTXt", png.KEYWORD + b"\0\0\0\0\0" + BADGE)
    assert code_of(PNG.removesuffix(END) + text + text + END) == "input.several_credentials"
    twice = baked("svg").replace(
        b"</svg>", b"<openbadges:credential>{}</openbadges:credential></svg>"
    )
    assert code_of(twice) == "input.several_credentials"


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"\xef\xbb\xbf",
        b" \n",
        b'<?xml version="1.0" encoding="utf-8"?>\n<!-- <p> -->\n<!DOCTYPE svg>',
    ],
)
def test_an_svg_is_known_by_its_first_element(before: bytes) -> None:
    # Only a declaration must stand at the very start (XML 1.0, 2.8).
    assert credential_in(before + baked("svg")).carrier == "svg"


@pytest.mark.parametrize(
    "data",
    {
        "a page that shows a picture": b"<!doctype html><html><body>" + SVG.encode(),
        "a part of a page": b"<p>" + SVG.encode() + b"</p>",
        "text before": b"x" + SVG.encode(),
        "other markup": b"<svgs/>",
        "a JPEG": b"\xff\xd8\xff\xe0",
        "a damaged PNG signature": PNG.replace(b"\r\n", b"\n"),
    }.items(),
    ids=lambda some: some[0],
)
def test_what_is_no_carrier_is_unknown(data: tuple[str, bytes]) -> None:
    assert code_of(data[1]) == "input.unknown"


def test_of_what_people_see_and_nobody_signed_they_are_told() -> None:
    said = {
        carrier.name: problem.code if (problem := not_signed({"carrier": carrier.name})) else ""
        for carrier in CARRIERS
    }
    assert said == {
        "png": "content.picture",
        "svg": "content.picture",
        "pdf": "content.pdf_pages",
        "json": "",
        "token": "",
    }
    assert not_signed({}) is None


_TOKEN = re.compile(rb"[\w-]+\.[\w-]*\.[\w-]*(?:~[\w.-]*)*\Z", re.ASCII)


@given(st.lists(st.sampled_from([b"a", b"_", b"-", b".", b"~", b"=", b" ", b"\xc3"]), max_size=9))
def test_a_token_is_known_by_its_letters_and_dots(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    assert _looks_like_token(data) is (_TOKEN.match(data.strip()) is not None)
