"""PyLD as a second reader of JSON-LD: statements by expansion and URDNA2015, no safe mode."""

from collections.abc import Mapping
from typing import Any

from pyld import jsonld

Json = Any


def quads(document: Mapping[str, Json], contexts: Mapping[str, Json]) -> str:
    """Canonical N-Quads; `contexts` is all that may be loaded. Raises JsonLdError."""

    def loader(url: str, _options: object) -> dict[str, Json]:
        return {"contextUrl": None, "documentUrl": url, "document": contexts[url]}

    how = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader}
    return str(jsonld.normalize(document, how))
