"""Continuing the identity of an institution that closed, where its address was handed over too.

Private keys never travel. So status lists go on being signed in the
institution's name only where its identity (`did:web`) itself lists a key that
was made here:

1. a key is made here and waits; the identity's document, old keys and this one,
   is what has to stand at the identity's address
2. once it stands there, with every key of before, the key signs the lists

An identity that is a key (`did:key`) ends with its institution.
"""

from dataclasses import dataclass
from typing import Any

from tesela.site.providers import keys
from tesela.site.providers.models import KeyUse, Organisation
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch
from tesela.trust.keys import did_web_address


@dataclass(frozen=True, slots=True)
class Identity:
    """How far it is."""

    identity: str
    address: str
    """Where its document has to stand."""
    document: dict[str, Any]
    shown: bool
    """Whether it stands there, and the key signs."""


def take_up(slug: str, fetch: Fetch) -> Identity:
    """Sign the lists of the institution `slug` from now on, where its identity shows our key.

    Raises TeselaError `handover.nobody`, `handover.no_identity`, and of a
    document that is not the identity's those of `keys.take_up`.
    """
    organisation = Organisation.objects.filter(slug=slug).exclude(came_from="").first()
    if organisation is None:
        raise TeselaError("handover.nobody", slug=slug[:63])
    shown = _signs(organisation)
    if not shown:
        key = keys.prepare_inherited(organisation)  # 1
        try:
            keys.take_up(organisation, None, key, fetch)  # 2
            shown = True
        except TeselaError as error:
            if error.code not in _NOT_YET and not error.code.startswith("fetch."):
                raise
    named = organisation.identity
    document = keys.document(organisation, named) or {}
    return Identity(named, did_web_address(named), document, shown)


_NOT_YET = ("providers.not_shown", "method.not_listed")


def _signs(organisation: Organisation) -> bool:
    return organisation.keys.filter(use=KeyUse.AWARDS, retired_at=None, waiting=False).exists()
