"""The published vectors, as the tests read them."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from tesela.codecs.contexts import BUNDLED, ContextSet

EXTRA = {
    "https://www.w3.org/ns/credentials/examples/v2": "credentials-examples-v2.jsonld",
    "https://www.w3.org/ns/credentials/undefined-terms/v2": "credentials-undefined-terms-v2.jsonld",
    "https://w3id.org/citizenship/v4rc1": "citizenship-v4rc1.jsonld",
}


@lru_cache
def with_published(standards: Path) -> ContextSet:
    """Our contexts, and the published ones that only examples use."""
    folder = standards / "vectors/contexts"
    return BUNDLED.with_extra({url: load(folder / name)["@context"] for url, name in EXTRA.items()})


def load(path: Path) -> Any:
    """The JSON in a file."""
    return json.loads(path.read_text("utf-8"))
