"""What strangers may do to a file: to its octets, its JSON, its tokens."""

import base64
import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from tesela.codecs.multibase import base64url_decode, base64url_encode
from tesela.text.errors import TeselaError

ODD_NUMBERS = (0, -1, 1, 2**31, 2**63, 2**64, 10**400, -(10**30), 0.5, 1e308, True, False, None)
ODD_TEXTS = (
    *("", " ", "\0", "a", "-1", "0", "9" * 5000, "\u202e", "\ufeff", "é", "e\u0301", "\U0010ffff"),
    *("http://", "https://[", "https://[::1", "https://a:b/", "https://\u2100.example/", "//"),
    *("did:", "did:web:", "did:web:a%", "did:key:z", "did:key:z6Mk", "did:jwk:", "did:jwk:e30"),
    *("did:jwk:W10", "urn:", "#", "?", "%", "{", "z", "u", "m", "~", ".", "..", "a.b.c", "~~~"),
    *("data:", "data:application/vc+jwt,a.b.c", "data:;base64,", "_:b0", "@id", "@type"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-02-30T00:00:00Z"),
    *("2026-06-15T24:00:00Z", "2026-06-15T09:30:00", "P1000000000000000Y", "1e400", "NaN"),
)
ODD_NAMES = (
    *("@context", "@type", "@id", "@graph", "@value", "@list", "@set", "@reverse", "@included"),
    *("id", "type", "proof", "issuer", "credentialSubject", "credentialStatus", "payload"),
    *("signatures", "header", "etsiU", "_sd", "...", "_sd_alg", "cnf", "status", "vct", "crit"),
    *("b64", "x5c", "jwk", "kid", "alg", "exp", "nbf", "iat", "", "\0", "__proto__", "a:b"),
)
_ODD = (
    *ODD_NUMBERS,
    *ODD_TEXTS,
    *([], {}, [None], [[]], [{}], {"": None}, {"id": {}}, {"id": []}, {"type": {}}, {"@value": {}}),
    *(["a"] * 300, {"@list": [[]]}, [1, "a", {}], {"@id": 1}, {"@language": 1, "@value": "a"}),
)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each container with each of its keys, the members of members too."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


@st.composite
def mutated_json(draw: st.DrawFn, document: Any) -> Any:
    """`document` with one to three members replaced, removed, added, moved or nested deeper."""
    changed = copy.deepcopy(document)
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(changed))
        if not places:
            return draw(st.sampled_from(_ODD))
        container, key = places[draw(st.integers(0, len(places) - 1))]
        match draw(st.integers(0, 6)):
            case 0 | 1 | 2:
                container[key] = copy.deepcopy(draw(st.sampled_from(_ODD)))
            case 3:
                del container[key]
            case 4:
                odd = copy.deepcopy(draw(st.sampled_from(_ODD)))
                if isinstance(container, dict):
                    container[draw(st.sampled_from(ODD_NAMES))] = odd
                else:
                    container.append(odd)
            case 5:
                other, at = places[draw(st.integers(0, len(places) - 1))]
                container[key] = copy.deepcopy(other[at])
            case _:
                for _ in range(draw(st.sampled_from([1, 5, 60]))):
                    container[key] = [container[key]]
    return changed


@st.composite
def mutated_octets(draw: st.DrawFn, data: bytes) -> bytes:
    """`data` cut off, with octets changed, a part repeated, removed or put elsewhere."""
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(changed) - 1)))
        size = draw(st.sampled_from([1, 2, 4, 16, 300]))
        match draw(st.integers(0, 6)):
            case 0:
                del changed[at:]
            case 1:
                del changed[at : at + size]
            case 2:
                changed[at:at] = changed[at : at + size]
            case 3:
                to = draw(st.integers(0, len(changed)))
                changed[to:to] = changed[at : at + size]
            case 4:
                changed[at:at] = draw(st.sampled_from([b"\0", b"\xff", b"\x80", b'"', b"{", b"["]))
            case _:
                changed[at : at + 1] = bytes([draw(st.integers(0, 255))])
    return bytes(changed)


@st.composite
def mutated_token(draw: st.DrawFn, token: str) -> str:
    """A JWS or SD-JWT with the JSON in one of its parts mutated, or parts left out or repeated."""
    jwt, *disclosures = token.strip().split("~")
    parts = jwt.split(".")
    listed = [*parts, *disclosures]
    at = draw(st.integers(0, len(listed) - 1))
    try:
        value = json.loads(base64url_decode(listed[at]))
        made = json.dumps(draw(mutated_json(value))).encode()
        listed[at] = base64url_encode(made)
    except (TeselaError, ValueError):
        listed[at] = draw(st.sampled_from(["", "AA", "_", "e30", "W10", listed[at] * 2]))
    joined = ".".join(listed[: len(parts)])
    return "~".join([joined, *listed[len(parts) :]])


def mutated(data: bytes) -> st.SearchStrategy[bytes]:
    """Mutations of `data` of the kinds that fit what it is."""
    kinds: list[st.SearchStrategy[bytes]] = [mutated_octets(data)]
    try:
        document = json.loads(data)
    except ValueError:
        document = None
    if isinstance(document, dict | list):
        kinds += [mutated_json(document).map(_text)] * 3
        if isinstance(document, dict) and isinstance(document.get("payload"), str):
            kinds.append(_with_other_payload(document))
    elif data.count(b".") >= 2 and data[:2] == b"ey":
        kinds += [mutated_token(data.decode("ascii")).map(str.encode)] * 3
    return st.one_of(kinds)


def _text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


@st.composite
def _with_other_payload(draw: st.DrawFn, document: dict[str, Any]) -> bytes:
    """A sealed document with its payload, or its header, mutated as JSON."""
    try:
        payload = json.loads(document["payload"])
    except ValueError:
        payload = document["payload"]
    if isinstance(payload, str) or draw(st.booleans()):
        signed = document.get("signatures", [document])[0]
        header = json.loads(base64.urlsafe_b64decode(signed["protected"] + "=="))
        made = base64url_encode(_text(draw(mutated_json(header))))
        other = copy.deepcopy(document)
        other.get("signatures", [other])[0]["protected"] = made
        return _text(other)
    return _text(
        {**document, "payload": _text(draw(mutated_json(payload))).decode("utf-8", "replace")}
    )
