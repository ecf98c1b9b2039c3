"""Our own type's metadata (SD-JWT VC, 4): what a wallet shows of the credential, in 24 languages.

A credential pins this document by `vct#integrity`, so a version never changes:
its labels are frozen in `data`, and whoever improves one makes a new version.
An installation serves it at the address that is the type's name; what differs
between installations is that address alone.

`locale` is the present name of the language's member, `lang` that of earlier
drafts; unknown members are passed over, so both stand there. There is no
picture in it, hence no text for one.
"""

import json
from functools import cache
from importlib import resources
from typing import Any

from tesela.formats.digests import sri
from tesela.formats.sdjwt.table import (
    EU_TYPE,
    EU_TYPE_INTEGRITY,
    OWN_TYPE_NAME,
    PROJECT_BASE,
    Claim,
    claims_of,
)
from tesela.formats.sdjwt.write import OwnType
from tesela.text.errors import TeselaError
from tesela.text.languages import EU_LANGUAGES, best_language

_BACKGROUND, _TEXT = "#1b4f72", "#ffffff"
"""Contrast 8.7 to 1; WCAG 2.2, 1.4.6, asks for 7."""
_NAMES = (OWN_TYPE_NAME,)


def type_address(base_url: str, name: str = OWN_TYPE_NAME) -> str:
    """The `vct` of the type at an installation, such as `https://x.example/vct/micro-credential/1`."""
    return f"{base_url.rstrip('/')}/vct/{name}"


def type_metadata(name: str, base_url: str) -> dict[str, Any]:
    """The document to be served at `BASE_URL/vct/NAME`, as `application/json`.

    Its bytes must be those of `type_bytes`. Raises TeselaError `sdjwt.no_type`.
    """
    if name not in _NAMES:
        raise TeselaError("sdjwt.no_type", name=name[:80])
    labels = _labels()
    return {
        "vct": type_address(base_url, name),
        "name": labels["name"]["en"],
        "description": labels["description"]["en"],
        "extends": EU_TYPE,
        "extends#integrity": EU_TYPE_INTEGRITY,
        "display": [
            {
                "locale": tag,
                "lang": tag,
                "name": labels["name"][tag],
                "description": labels["description"][tag],
                "rendering": {
                    "simple": {"background_color": _BACKGROUND, "text_color": _TEXT},
                },
            }
            for tag in EU_LANGUAGES
        ],
        "claims": [
            entry for claim in claims_of(own=True) for entry in _entries(claim, labels["claims"])
        ],
    }


def type_bytes(name: str, base_url: str) -> bytes:
    """The same as the bytes that `vct#integrity` is made of. Raises TeselaError `sdjwt.no_type`."""
    return json.dumps(
        type_metadata(name, base_url), ensure_ascii=False, separators=(",", ":")
    ).encode()


@cache
def own_type(base_url: str = PROJECT_BASE) -> OwnType:
    """Our own type as credentials of an installation name it."""
    integrity = sri(type_bytes(OWN_TYPE_NAME, base_url), "sha256")
    return OwnType(type_address(base_url), integrity)


def claim_label(name: str, language: str) -> str:
    """What a claim is called in a language, else in English."""
    labels: dict[str, str] = _labels()["claims"][name]
    return labels[best_language(language, labels) or "en"]


def _entries(claim: Claim, labels: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    display = [
        {"locale": tag, "lang": tag, "label": labels[claim.name][tag]} for tag in EU_LANGUAGES
    ]
    first = {
        "path": [claim.name],
        "display": display,
        "mandatory": claim.mandatory,
        "sd": claim.sd,
    }
    if not claim.listed:
        return [first]
    element = {**first, "path": [claim.name, None], "sd": "never"}
    return [first, element]


@cache
def _labels() -> dict[str, Any]:
    file = resources.files("tesela.formats.sdjwt") / "data" / "micro-credential-1.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found
