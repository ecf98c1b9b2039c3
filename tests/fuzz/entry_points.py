"""Whatever reads what strangers send, with files to begin from."""

import base64
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tesela.codecs import jsonld, jsontext
from tesela.codecs.contexts import BUNDLED
from tesela.conform import Known
from tesela.conform.handed import check_handed
from tesela.formats import elm, openbadges, openbadges2, sdjwt
from tesela.formats.baked import png, svg
from tesela.formats.document.attached import attached_documents
from tesela.proofs import (
    certificates,
    jades,
    jwk,
    jws,
    pdf_seals,
    pkcs12,
    sd_jwt,
    seal_certificates,
    selective_values,
    time_proofs,
    timestamps,
    vc_jose,
)
from tesela.status import bitstring, token_list
from tesela.text.errors import TeselaError
from tesela.trust import jwt_issuers, lists
from tesela.trust.keys import key_of_method
from tesela.verify import bundles, verify
from tesela.verify.presentation import verify_presentation
from tests.samples import NOW

VECTORS = Path(__file__).parents[1] / "vectors"
LATER = NOW + timedelta(days=30)
_LARGEST_SEED = 200_000


_EXAMPLES = Path(__file__).parents[2] / "examples" / "achievements"


class EntryPoint(NamedTuple):
    """One function that reads strangers' octets; it returns, or raises TeselaError."""

    name: str
    seeds: Callable[[], Iterable[bytes]]
    read: Callable[[bytes], object]


def _ours(*endings: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(VECTORS.iterdir()) if path.suffix in endings]


def _handed() -> list[bytes]:
    """What is handed to the checker: descriptions, and credentials of every form."""
    examples = [path.read_bytes() for path in sorted(_EXAMPLES.glob("*.yaml"))]
    return examples + _ours(".json", ".jsonld", ".jwt", ".pdf", ".png", ".svg")


def _checked(data: bytes) -> None:
    """Check it, and say in every language what was found."""
    check_handed(data, "handed in", Known(today=NOW.date())).to_json()


@cache
def _published(*patterns: str) -> list[bytes]:
    """Published files, where the folder of the standards is there."""
    named = os.environ.get("TESELA_STANDARDS")
    if not named:
        return []
    found = [path for one in patterns for path in sorted(Path(named, "vectors").glob(one))]
    contents = [path.read_bytes() for path in found if path.is_file()]
    return [data for data in contents if len(data) <= _LARGEST_SEED]


def _credentials() -> list[bytes]:
    return [
        *_ours(".json", ".jsonld", ".token", ".jwt", ".svg"),
        *_bundles(),
        *_published("openbadges/*.json", "openbadges/*.svg", "vc-jose-cose/*.txt"),
        *_published("vc-jose-cose/cred*.json", "vc-jose-cose/pres*.json"),
        *_published("jades-dss/**/*.json", "sd-jwt/rfc-examples/**/*.txt"),
        *_published("sd-jwt/vc-draft/**/*.txt", "di-*/**/signed*.json", "di-*/**/derived*.json"),
        _PRESENTATION,
        _ASSERTION,
    ]


_PRESENTATION = json.dumps(
    {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
        "verifiableCredential": [json.loads((VECTORS / "openbadge.json").read_bytes())],
    }
).encode()
_ASSERTION = json.dumps(
    {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://care.example/assertions/1",
        "recipient": {"type": "email", "hashed": True, "salt": "a", "identity": "sha256$00"},
        "badge": {
            "type": "BadgeClass",
            "id": "https://care.example/badges/1",
            "name": "First steps",
            "criteria": {"narrative": "Weigh a risk"},
            "issuer": {"type": "Profile", "id": "https://care.example/", "name": "Care"},
        },
        "issuedOn": "2026-06-15T09:30:00Z",
        "verification": {"type": "HostedBadge"},
    }
).encode()


def _bundles() -> list[bytes]:
    made = io.BytesIO()
    files = {"credential.json": (VECTORS / "openbadge.json").read_bytes()}
    manifest = bundles.manifest(NOW, {"openbadge": "credential.json"}, {})
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**files, bundles.MANIFEST: manifest}.items():
            archive.writestr(name, data)
    return [made.getvalue()]


def _certificates() -> list[bytes]:
    sealed = jades.parse(json.loads((VECTORS / "elm.jsonld").read_bytes()))
    return list(sealed.signatures[0].certificates)


def _tokens() -> list[bytes]:
    """Time-stamps of the published seals."""
    found = []
    for data in _published("jades-dss/**/*.json"):
        try:
            for signature in jades.parse(json.loads(data)).signatures:
                found += [stamp.token for stamp in jades.stamps(signature)]
        except (TeselaError, ValueError):
            continue
    return found[:10] or [b"\x30\x03\x02\x01\x00"]


def _text(read: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda data: read(data.decode("utf-8", "surrogateescape"))


def _object(read: Callable[[dict[str, Any]], object]) -> Callable[[bytes], object]:
    def reading(data: bytes) -> object:
        value = jsontext.parse(data)
        return read(value) if isinstance(value, dict) else None

    return reading


def _all_of_jades(document: dict[str, Any]) -> None:
    for signature in jades.parse(document).signatures:
        for read in (jades.stamps, jades.added, lambda one: one.verify()):
            try:
                read(signature)
            except TeselaError:
                continue


def _statements(document: dict[str, Any]) -> object:
    return list(jsonld.statements(document, BUNDLED))


def _status(document: dict[str, Any]) -> object:
    return bitstring.is_set(document, bitstring.read_entry(document.get("credentialStatus", {})))


_STATUS = json.dumps(
    {
        **bitstring.list_document(
            "https://care.example/s", "did:web:a", "revocation", bitstring.encoded(131072, [7]), NOW
        ),
        "credentialStatus": bitstring.entry(
            bitstring.Place("https://care.example/s", 7, "revocation")
        ),
    }
).encode()
_DID = "did:web:care.example"
_IDENTITY = json.dumps(
    {
        "id": _DID,
        "verificationMethod": [
            {
                "id": f"{_DID}#key-1",
                "type": "Multikey",
                "controller": _DID,
                "publicKeyMultibase": "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
                "expires": "2030-01-01T00:00:00Z",
            }
        ],
        "assertionMethod": ["#key-1"],
    }
).encode()
_ISSUER = json.dumps(
    {
        "issuer": "https://care.example",
        "jwks": {"keys": [{"kty": "EC", "crv": "P-256", "kid": "a", "x": "AA", "y": "AA"}]},
    }
).encode()
_RSA = json.dumps(
    {"kty": "RSA", "n": base64.urlsafe_b64encode(b"\xc1" * 256).decode(), "e": "AQAB"}
)


def _sd_jwts() -> list[bytes]:
    return [*_ours(".token"), *_published("sd-jwt/rfc-examples/**/*.txt")]


def _claims() -> list[bytes]:
    tokens = (sd_jwt.parse(data.decode().strip()) for data in _ours(".token"))
    return [json.dumps(sd_jwt.disclosed(token).claims).encode() for token in tokens]


_OCTETS = base64.b64encode(bytes(32)).decode()
_TIME_PROOF = json.dumps(
    {
        "type": "TimeProof",
        "version": 1,
        "tree": "rfc9162-sha256",
        "size": 2,
        "root": _OCTETS,
        "token": "MAA=",
        "files": [{"format": "a", "sha256": _OCTETS, "index": 1, "path": [_OCTETS]}],
        "validation": {"certificates": ["MAA="], "ocsp": [], "crls": []},
    }
).encode()
_LIST = (
    '<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#"><SchemeInformation/>'
    '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/><KeyInfo><X509Data>'
    f"<X509Certificate>{base64.b64encode(_certificates()[0]).decode()}</X509Certificate>"
    "</X509Data></KeyInfo></Signature></TrustServiceStatusList>"
).encode()

ENTRY_POINTS = (
    EntryPoint("verify", _credentials, lambda data: verify(data, at=LATER)),
    EntryPoint(
        "verify, with a question",
        _credentials,
        lambda data: verify(
            data, at=LATER, challenge="n", domain="https://v.example", beside=[data]
        ),
    ),
    EntryPoint(
        "verify a presentation", _credentials, lambda data: verify_presentation(data, at=LATER)
    ),
    EntryPoint("verify a PDF", lambda: _ours(".pdf"), lambda data: verify(data, at=LATER)),
    EntryPoint("PDF, attached", lambda: _ours(".pdf"), lambda data: list(attached_documents(data))),
    EntryPoint("PDF, seals", lambda: _ours(".pdf"), pdf_seals.read),
    EntryPoint("PNG", lambda: _ours(".png"), png.credentials),
    EntryPoint("SVG", lambda: _ours(".svg"), svg.credentials),
    EntryPoint("bundle", _bundles, bundles.read_zip),
    EntryPoint("JSON", _credentials, jsontext.parse),
    EntryPoint("RDF", lambda: _ours(".json"), _object(_statements)),
    EntryPoint(
        "JWS", lambda: _ours(".jwt"), _text(lambda text: jws.check_header(jws.parse(text).header))
    ),
    EntryPoint(
        "VC as JWT", lambda: _ours(".jwt"), _text(lambda text: vc_jose.check(vc_jose.read(text)))
    ),
    EntryPoint("SD-JWT", _sd_jwts, _text(lambda text: sd_jwt.disclosed(sd_jwt.parse(text)))),
    EntryPoint(
        "JAdES",
        lambda: [*_ours(".jsonld"), *_published("jades-dss/**/*.json")],
        _object(_all_of_jades),
    ),
    EntryPoint("certificate", _certificates, certificates.read),
    EntryPoint(
        "certificate of a seal", _certificates, lambda data: seal_certificates.read(data).key
    ),
    EntryPoint("certificate, addresses", _certificates, seal_certificates.addresses),
    EntryPoint("certificate file", _certificates, seal_certificates.read_file),
    EntryPoint(
        "time-stamp", _tokens, lambda data: timestamps.check_signature(timestamps.read_token(data))
    ),
    EntryPoint(
        "time-stamp's answer", _tokens, lambda data: timestamps.read_response(data, bytes(32))
    ),
    EntryPoint("PKCS #12", _certificates, lambda data: pkcs12.read(data, "a")),
    EntryPoint(
        "selective proof",
        lambda: [
            selective_values.Derived(
                bytes(64), bytes(35), (bytes(64),), {"c14n0": "u" + "A" * 43}, (0, 2)
            )
            .encoded()
            .encode()
        ],
        _text(selective_values.read_derived),
    ),
    EntryPoint("status list", lambda: [_STATUS], _object(_status)),
    EntryPoint(
        "token status list",
        lambda: [token_list.encoded(2, 1000, {3: 1}).encode()],
        _text(token_list.decoded),
    ),
    EntryPoint("time proof", lambda: [_TIME_PROOF], _object(time_proofs.read)),
    EntryPoint(
        "identity of an issuer",
        lambda: [_IDENTITY],
        lambda data: key_of_method(f"{_DID}#key-1", lambda _: data),
    ),
    EntryPoint(
        "keys of an issuer",
        lambda: [_ISSUER],
        lambda data: jwt_issuers.key_of_issuer("https://care.example", "a", lambda _: data),
    ),
    EntryPoint(
        "JWK",
        lambda: [_RSA.encode(), json.dumps(json.loads(_ISSUER)["jwks"]["keys"][0]).encode()],
        _object(lambda value: jwk.public_key(value, jwk.kind_of(value) or "rsa")),
    ),
    EntryPoint(
        "name of a key",
        lambda: [b"did:web:care.example#a", b"did:jwk:e30#0"],
        _text(lambda text: key_of_method(text, lambda _: b"{}")),
    ),
    EntryPoint("trust list", lambda: [_LIST], lambda data: lists.read_list(data, None)),
    EntryPoint("Open Badge", lambda: _ours(".json"), _object(openbadges.read)),
    EntryPoint("Open Badge 2.0", lambda: [_ASSERTION], _object(openbadges2.read)),
    EntryPoint("checker", _handed, _checked),
    EntryPoint("description", lambda: _ours(".json"), elm.read_description),
    EntryPoint("wallet credential", _claims, _object(sdjwt.read)),
)
