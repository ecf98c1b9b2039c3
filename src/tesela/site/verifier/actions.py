"""What a check does: bytes → report, with this service's registry and fetcher."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from tesela.model.report import Report
from tesela.trust.fetch import Fetch, GuardedFetcher, offline
from tesela.trust.registry import Registry, read_registry
from tesela.verify import verify


def check(data: bytes) -> Report:
    """The report on a credential, as of now. Raises TeselaError as `verify` does."""
    return verify(data, at=datetime.now(UTC), fetch=_fetch(), registry=_registry())


@cache
def _fetch() -> Fetch:
    return offline if settings.FETCH_NOTHING else GuardedFetcher()


@cache
def _registry() -> Registry | None:
    return read_registry(Path(settings.TRUSTED_REGISTRY)) if settings.TRUSTED_REGISTRY else None
