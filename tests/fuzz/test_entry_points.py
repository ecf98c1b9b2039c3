"""Whatever strangers send, what reads it returns or raises an error of ours.

`TESELA_FUZZ_EXAMPLES` says how many examples each entry point gets
(docs/security.md); without it a few, so that the suite stays fast.
"""

import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tesela.model.report import Verdict
from tesela.proofs import jades
from tesela.text.errors import TeselaError
from tesela.trust.registry import Registry
from tesela.trust.x509 import Anchor
from tesela.verify import verify
from tests.fuzz.entry_points import ENTRY_POINTS, LATER, VECTORS, EntryPoint
from tests.fuzz.mutations import mutated

EXAMPLES = int(os.environ.get("TESELA_FUZZ_EXAMPLES", "25"))
slowly = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="TESELA_FUZZ_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("point", ENTRY_POINTS, ids=lambda point: point.name)
def test_nothing_but_our_own_errors_comes_out(point: EntryPoint) -> None:
    seeds = list(point.seeds())
    assert seeds

    @slowly
    @given(st.data())
    def read(data: st.DataObject) -> None:
        octets = data.draw(mutated(data.draw(st.sampled_from(seeds))))
        try:
            point.read(octets)
        except TeselaError as error:
            error.problem.message()  # its words can be made of its data

    read()


def _anchored() -> Registry:
    sealed = json.loads((VECTORS / "elm.jsonld").read_bytes())
    (signature,) = jades.parse(sealed).signatures
    return Registry("own", anchors=(Anchor(signature.certificates[0], "Care Organisation"),))


@pytest.mark.parametrize("name", ["openbadge.json", "elm.jsonld", "vc-jwt.jwt", "pdf.pdf"])
def test_what_is_changed_is_never_valid(name: str) -> None:
    whole, registry = (VECTORS / name).read_bytes(), _anchored()
    assert verify(whole, at=LATER, registry=registry).verdict is Verdict.VALID

    @slowly
    @given(mutated(whole))
    def read(changed: bytes) -> None:
        try:
            report = verify(changed, at=LATER, registry=registry)
        except TeselaError:
            return
        if report.verdict is Verdict.VALID:
            assert report.credential is not None
            assert report.credential.document == original

    report = verify(whole, at=LATER, registry=registry)
    assert report.credential is not None
    original = report.credential.document
    read()
