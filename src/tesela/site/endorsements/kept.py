"""Endorsements of an edition that are given now, as they are stored."""

import json
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q, QuerySet

from tesela.site.endorsements.models import Endorsement, State
from tesela.verify.endorsements import MAXIMUM


def given(iri: str) -> QuerySet[Endorsement]:
    """Those of the edition with this address that were neither withdrawn nor have ended."""
    today = datetime.now(UTC).date()
    return (
        Endorsement.objects.filter(edition__iri=iri, state=State.GIVEN)
        .filter(Q(ends_on=None) | Q(ends_on__gte=today))
        .select_related("endorser")
        .order_by("answered_at", "pk")
    )


def travelling(iri: str) -> tuple[dict[str, Any], ...]:
    """Those that a badge made now carries with it."""
    return tuple(json.loads(bytes(one.credential or b"")) for one in given(iri)[:MAXIMUM])
