"""The signed statement of a mandate: as it was offered, and in its present form.

The statement that credentials pin is signed when the mandate is offered and never
changes. At the mandate's own address stands its present form: the same, until
somebody ends it; then it is signed anew, by the same key, with the moment at
which it ended. So whoever reads a credential years later sees whether the
mandate counted on that day, and that it was ended since. Nobody sees a mandate
that was never accepted.
"""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tesela.formats.digests import sri
from tesela.formats.openbadges import Pinned, write_mandate
from tesela.model.mandate import Mandate
from tesela.proofs import data_integrity
from tesela.proofs.keys import SoftwareKey
from tesela.site.networks.models import Given
from tesela.site.networks.standing import COUNTED
from tesela.site.providers import keys
from tesela.text.catalogue import say

MEDIA_TYPE = "application/vc"


def signed(given: Given, key: SoftwareKey, at: datetime) -> bytes:
    """The statement, signed by the mandator's `key`; a mandate that was ended says when."""
    unsigned = _unsigned(given)
    secured = data_integrity.secure(unsigned, key, at.replace(microsecond=0))
    return json.dumps(secured, ensure_ascii=False).encode()


def as_given(pk: UUID) -> bytes | None:
    """The exact statement; None where there is none that both agreed to."""
    found = _found(pk)
    return bytes(found.statement) if found else None


def present(pk: UUID) -> bytes | None:
    """The present form; None where there is none that both agreed to.

    Raises TeselaError `providers.no_key` where the mandator's key is not here any more.
    """
    found = _found(pk)
    if found is None:
        return None
    if found.ended_at is None:
        return bytes(found.statement)
    return signed(found, keys.signer_of(found.method), found.ended_at)


def _found(pk: UUID) -> Given | None:
    known = Given.objects.filter(pk=pk, state__in=COUNTED)
    return known.select_related("mandator", "mandatary", "under").first()


def _unsigned(given: Given) -> dict[str, Any]:
    language = (given.mandator.languages or list(given.mandator.name))[0]
    above = given.under
    parties: dict[str, Any] = {
        "mandator": given.mandator.party.name.in_language(language),
        "mandatary": given.mandatary.party.name.in_language(language),
    }
    acts = ", ".join(say(f"mandate.act.{act}", language) for act in sorted(given.acts))
    text = say("mandate.statement", language, **parties, acts=acts)
    pinned = (
        Pinned(above.statement_address, sri(bytes(above.statement)), MEDIA_TYPE) if above else None
    )
    return write_mandate(
        _by_identities(given),
        mandator=given.mandator.party,
        mandatary=given.mandatary.party,
        name=say("mandate.name", language),
        text=text,
        language=language,
        above=pinned,
    )


def _by_identities(given: Given) -> Mandate:
    """As the statement says it: by the identities that sign, and by addresses.

    Moments are whole seconds. What was issued within the second in which the
    mandate ended was issued before: afterwards nothing is recorded.
    """
    ended = given.ended_at
    return replace(
        given.stated,
        id=given.address,
        mandator=given.mandator_identity,
        mandatary=given.mandatary_identity,
        under=given.under.statement_address if given.under else None,
        withdrawn_at=(ended + timedelta(microseconds=999_999)).replace(microsecond=0)
        if ended
        else None,
    )
