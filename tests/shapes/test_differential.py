"""Two thousand generated badges: the fast way and the full processor say the same, always."""

import pytest

from tesela.codecs import jsonld
from tesela.shapes import canonical_quads
from tests.shapes.generated import documents

PARTS, EACH = 8, 250


@pytest.mark.parametrize("part", range(PARTS))
def test_the_fast_way_says_what_the_full_processor_says(part: int) -> None:
    for document in documents(part, EACH):
        assert canonical_quads(document) == jsonld.canonical_quads(document)
