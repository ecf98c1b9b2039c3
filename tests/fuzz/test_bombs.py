"""Files made to take all memory or all time, read by a process that has little of both.

Each is far over the bounds where nothing stops it: what is asserted is that
the answer comes, within several times what an honest file takes.
"""

import io
import json
import multiprocessing
import resource
import zipfile
import zlib
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256, shake_128
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tesela.codecs.multibase import base64url_encode
from tesela.formats.baked import png
from tesela.proofs import selective_values
from tesela.text.errors import TeselaError
from tesela.verify import verify
from tests.fuzz.entry_points import ENTRY_POINTS
from tests.pki import BEGINNING, Pki
from tests.verify.test_pdf_seal import made

VECTORS = Path(__file__).parents[1] / "vectors"
MEMORY = 1_000_000_000
"""What a reader may take beyond what the tests before it have taken, in octets."""
SECONDS = 60
"""What a reader may take of a processor; however busy the machine is, the answer comes."""
_FORK = multiprocessing.get_context("fork")
_READERS = {point.name: point.read for point in ENTRY_POINTS}


def answered(read: Callable[[bytes], object], data: bytes) -> str:
    """What `read` says of `data`: a verdict, or the code of an error."""
    here, there = _FORK.Pipe(duplex=False)
    reader = _FORK.Process(target=_answer, args=(read, data, there))
    reader.start()
    there.close()
    try:
        assert here.poll(20 * SECONDS), "no answer in time"
        return str(here.recv())
    except EOFError:
        return "the process ended without an answer: too much memory, or no answer in time"
    finally:
        reader.kill()
        reader.join()


def _answer(read: Callable[[bytes], object], data: bytes, there: Connection) -> None:
    limit = _address_space() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        found = read(data)
        there.send(str(getattr(found, "verdict", "read")))
    except TeselaError as error:
        there.send(error.code)
    except BaseException as error:  # noqa: BLE001 - the answer is what the test is about
        there.send(repr(error)[:300])


def _address_space() -> int:
    pages = Path("/proc/self/statm").read_text().split()[0]
    return int(pages) * resource.getpagesize()


def _token(header: dict[str, Any], payload: dict[str, Any], *disclosures: str) -> bytes:
    parts = [json.dumps(part).encode() for part in (header, payload)]
    jwt = ".".join(map(base64url_encode, [*parts, bytes(64)]))
    return "~".join([jwt, *disclosures, ""] if disclosures else [jwt]).encode()


def many_unfolding_texts() -> bytes:
    text = zlib.compress(b" " * 4_900_000, 9)
    chunk = png._chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0" + text)
    whole = [png.SIGNATURE, png._chunk(b"IHDR", bytes(13)), *[chunk] * 3_000]
    return b"".join([*whole, png._chunk(b"IEND", b"")])


def packed(method: int) -> Callable[[], bytes]:
    def made() -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", method) as archive:
            archive.writestr("bundle.json", bytes(25_000_000))
        return file.getvalue()

    return made


def pdf_with(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(made, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return made.getvalue()


def names_within_themselves() -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        node = document.make_indirect(pikepdf.Dictionary())
        node.Kids = pikepdf.Array([node] * 5)
        document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=node)

    return pdf_with(change)


def store_that_unfolds() -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        stream = document.make_stream(zlib.compress(bytes(4_900_000), 9))
        stream.Filter = pikepdf.Name.FlateDecode
        again = pikepdf.Array([stream] * 100)
        document.Root.DSS = pikepdf.Dictionary(Certs=again, OCSPs=again, CRLs=again)
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([_field()]))

    data = pdf_with(change)
    at = data.index(b"<3003020100>")
    data = data.replace(b"1111111111", b"%010d" % at)
    data = data.replace(b"2222222222", b"%010d" % (at + 12))
    return data.replace(b"3333333333", b"%010d" % (len(data) - at - 12))


def _field() -> pikepdf.Dictionary:
    seal = pikepdf.Dictionary(
        Type=pikepdf.Name.Sig,
        SubFilter=pikepdf.Name("/ETSI.CAdES.detached"),
        Contents=pikepdf.String(bytes.fromhex("3003020100")),
        ByteRange=pikepdf.Array([0, 1111111111, 2222222222, 3333333333]),
    )
    return pikepdf.Dictionary(FT=pikepdf.Name.Sig, V=seal)


def expanding_entities(coding: str) -> Callable[[], bytes]:
    def made() -> bytes:
        levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        text = (
            f'<?xml version="1.0" encoding="{coding}"?><!DOCTYPE a [<!ENTITY a0 "aaaaaaaaaa">'
            f"{levels}]>"
            '<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#">'
            '<a b="&a9;">&a9;</a></TrustServiceStatusList>'
        )
        return text.encode(coding)

    return made


def svg_with_entities() -> bytes:
    return expanding_entities("utf-8")().replace(b"TrustServiceStatusList", b"svg")


def alike_nodes() -> bytes:
    badge = json.loads((VECTORS / "openbadge.json").read_bytes())
    badge["evidence"] = [{"type": ["Evidence"]} for _ in range(900)]
    return json.dumps(badge).encode()


def list_that_unfolds() -> bytes:
    document = json.loads((VECTORS / "openbadge.json").read_bytes())
    row = base64url_encode(_gzip(bytes(200_000_000)))
    document |= {
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "credentialSubject": {
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": "u" + row,
        },
        "credentialStatus": {
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "7",
            "statusListCredential": "https://care.example/s",
        },
    }
    return json.dumps(document).encode()


def _gzip(data: bytes) -> bytes:
    packing = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    return packing.compress(data) + packing.flush()


def disclosures_within_each_other() -> bytes:
    """Each disclosure holds the digest of the one before."""
    texts: list[str] = []
    digest = None
    for number in range(499):
        value = {"_sd": [digest]} if digest else {}
        texts.append(base64url_encode(json.dumps(["s", f"a{number}", value]).encode()))
        digest = base64url_encode(sha256(texts[-1].encode()).digest())
    return _token({"alg": "ES256", "typ": "dc+sd-jwt"}, {"vct": "a", "_sd": [digest]}, *texts)


def sealed_with(count: int, name: str) -> bytes:
    sealed = json.loads((VECTORS / "elm.jsonld").read_bytes())
    item = base64url_encode(json.dumps({name: {"tstTokens": [{"val": "MAA="}] * 100}}).encode())
    signed = sealed.get("signatures", [sealed])[0]
    signed.setdefault("header", {})["etsiU"] = [item] * count
    return json.dumps(sealed).encode()


def identifier(head: bytes) -> bytes:
    """A number without an end, in a structure of 900,000 octets."""
    number = head + b"\xff" * 900_000 + b"\x01"
    inner = b"\x06\x83" + len(number).to_bytes(3) + number
    return b"\x30\x83" + len(inner).to_bytes(3) + inner


CBOR = base64url_encode(selective_values.DERIVED + b"\x9b\x00\x00\x00\x7f\xff\xff\xff\xff")
BOMBS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "PNG of thousands of texts": ("verify", many_unfolding_texts, "input.picture_too_large"),
    "ZIP, deflate": ("verify", packed(zipfile.ZIP_DEFLATED), "bundle.too_large"),
    "ZIP, bzip2": ("verify", packed(zipfile.ZIP_BZIP2), "bundle.unreadable"),
    "ZIP, LZMA": ("verify", packed(zipfile.ZIP_LZMA), "bundle.unreadable"),
    "PDF, names": ("verify", names_within_themselves, "input.pdf_without_credential"),
    "PDF, store": ("PDF, seals", store_that_unfolds, "pades.too_many"),
    "trust list, UTF-8": ("trust list", expanding_entities("utf-8"), "trust_list.malformed"),
    "trust list, UTF-16": ("trust list", expanding_entities("utf-16"), "trust_list.malformed"),
    "SVG, entities": ("SVG", svg_with_entities, "input.picture_unreadable"),
    "RDF, nodes alike": ("verify", alike_nodes, "invalid"),
    "status list": ("status list", list_that_unfolds, "status.list_unreadable"),
    "token status list": (
        "token status list",
        lambda: base64url_encode(zlib.compress(bytes(100_000_000), 9)).encode(),
        "status.list_unreadable",
    ),
    "selective proof": ("selective proof", f"u{CBOR}".encode, "selection.value"),
    "SD-JWT, many": (
        "verify",
        lambda: _token({"alg": "ES256"}, {"vct": "a"}, *["WyJhIl0"] * 100_000),
        "sdjwt.too_many",
    ),
    "SD-JWT, deep": ("SD-JWT", disclosures_within_each_other, "json.too_deep"),
    "JWS, certificates": (
        "verify",
        lambda: _token({"alg": "ES256", "x5c": ["MAA="] * 10_000}, {"vct": "a"}, ""),
        "invalid",
    ),
    "JWS, critical": (
        "verify",
        lambda: _token({"alg": "ES256", "crit": [str(n) for n in range(9_000)]}, {"vct": "a"}, ""),
        "invalid",
    ),
    "JAdES, time-stamps": ("verify", lambda: sealed_with(90, "sigTst"), "invalid"),
    "ASN.1, number": ("time-stamp", lambda: identifier(b""), "stamp.malformed"),
    "ASN.1, depth": ("time-stamp", lambda: b"\x30\x80" * 400_000, "stamp.malformed"),
    "ASN.1, length": ("time-stamp", lambda: b"\x30\x84\xff\xff\xff\xff", "stamp.malformed"),
    "certificate, depth": ("certificate", lambda: b"\x30\x80" * 20_000, "certificate.malformed"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_the_answer_comes(name: str) -> None:
    point, made, expected = BOMBS[name]
    assert answered(_READERS[point], made()) == expected


# --- behind a seal ---------------------------------------------------------------------------


def revision(sealed: bytes, store: bytes, objects: bytes, references: bytes = b"") -> bytes:
    """`sealed` with a security store, as may be added, and a stream of objects that it names.

    `references` goes on behind the references to these.
    """
    with pikepdf.open(io.BytesIO(sealed)) as document:
        root, size = document.Root.unparse(resolved=True), int(document.trailer.Size)
        number = document.Root.objgen[0]
    parts = [
        b"%d 0 obj\n%b /DSS %b >>\nendobj\n" % (number, root.rstrip()[:-2], store % (size + 2)),
        _packed(size, b"/Type /ObjStm /N 1 /First 10 ", (b"%d 0" % (size + 2)).ljust(10) + objects),
    ]
    places = [len(sealed), len(sealed) + len(parts[0]), len(sealed) + sum(map(len, parts))]
    rows = [b"\1%b\0\0" % place.to_bytes(4) for place in places]
    rows.append(b"\2%b\0\0" % size.to_bytes(4))  # in the stream of objects
    last = int(sealed[sealed.rindex(b"startxref") :].split()[1])
    count = len(references) // 7
    stated = b"/Type /XRef /W [1 4 2] /Root %d 0 R /Prev %d /Size %d /Index [%d 1 %d %d]" % (
        number, last, size + 3 + count, number, size, 3 + count,
    )  # fmt: skip
    parts.append(_packed(size + 1, stated, b"".join(rows) + references))
    return b"%b%bstartxref\n%d\n%%%%EOF\n" % (sealed, b"".join(parts), places[2])


def _packed(number: int, stated: bytes, data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    head = b"%d 0 obj\n<< %b /Filter /FlateDecode /Length %d >>\nstream\n"
    return head % (number, stated, len(packed)) + packed + b"\nendstream\nendobj\n"


def objects_that_unfold(sealed: bytes) -> bytes:
    """Within pyHanko's own bounds for what unfolds: each two octets of 40 MB are an object."""
    ballast = shake_128(b"").hexdigest(400_000).encode()
    objects = b"<< /A <%b> /B [%b] >>" % (ballast, b"0 " * 20_000_000)
    return revision(sealed, b"<< /VRI %d 0 R >>", objects)


def references_without_end(sealed: bytes) -> bytes:
    return revision(sealed, b"<< /VRI %d 0 R >>", b"<< >>", bytes(7 * 2_000_000))


def _seal(data: bytes) -> object:
    report = verify(data, at=BEGINNING + timedelta(days=1))
    (seal,) = [check for check in report.checks if check.id == "seal"]
    raise TeselaError(f"{seal.outcome}: {seal.problem.code}")


@pytest.mark.parametrize("bomb", [objects_that_unfold, references_without_end])
def test_a_revision_behind_a_seal_that_takes_all(pki: Pki, bomb: Callable[[bytes], bytes]) -> None:
    """Whoever makes a seal of their own can append what they like; it is not looked through."""
    data = bomb(made(pki, "B-B"))
    assert len(data) < 2_000_000
    assert answered(_seal, data) == "indeterminate: pades.too_much"
