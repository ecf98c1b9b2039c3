"""Lists from elsewhere become entries: all rows or none."""

from datetime import UTC, datetime

from tesela.site.providers import audit
from tesela.site.providers.models import Membership
from tesela.site.registry.actions import added, running
from tesela.site.registry.models import Provider
from tesela.site.registry.publishing import publish
from tesela.text.errors import Problem, TeselaError
from tesela.trust.provider_imports import Fault, read_import


def take(
    by: Membership, kind: str, data: bytes, of_lists: bytes | None = None
) -> tuple[int, list[Fault]]:
    """How many providers were added, or what is wrong with which row; then nothing was.

    Providers without a country in their list get the authority's. One whose number in a
    register (`deqar`, `eter`, `vat`, …) or name and country stands here already is a fault.
    Raises TeselaError as `read_import`, `registry.not_allowed`.
    """
    with running(by) as authority:
        now = datetime.now(UTC).replace(microsecond=0)
        found = read_import(kind, data, now, authority.country, of_lists)
        faults = list(found.faults) or [
            Fault(
                row, Problem("registry.import.known", {"name": next(iter(one.legal_name.values()))})
            )
            for row, one in enumerate(found.records, start=1)
            if _is_known(one.party.legal_name or "", one.country)
        ]
        if faults:
            return 0, faults
        places: set[int] = set()
        for row, record in enumerate(found.records, start=1):
            try:
                _, touched = added(record.model_dump())
            except TeselaError as error:
                raise TeselaError(
                    "registry.import.refused", row=row, reason=error.problem.message("en")
                ) from error
            places |= touched
        about = {"kind": kind, "providers": len(found.records)}
        audit.record(authority, by.user_id, "registry.imported", **about)
        publish(authority, places)
    return len(found.records), []


def _is_known(name: str, country: str) -> bool:
    named = Provider.objects.filter(source=None, country=country, words__contains=name.casefold())
    return any(
        name.casefold() == title.casefold() for title in named.values_list("title", flat=True)[:20]
    )
