"""One started service, with the VC-API on, for all tests that call it as the suites do."""

from collections.abc import Iterator

import pytest

from tests.site.conftest import Service


@pytest.fixture(scope="session")
def vc_api() -> Iterator[Service]:
    """A `tesela serve` of its own."""
    running = Service(
        TESELA_VC_API="1",
        TESELA_VC_API_PROOF_ONLY="1",
        TESELA_VERIFICATIONS_A_MINUTE="5000",
        TESELA_REQUESTS_A_MINUTE="50000",
    )
    running.wait()
    yield running
    running.end()
