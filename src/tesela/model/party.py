"""Parties: the organisations that award, seal, assure and endorse.

The issuing (sealing) organisation and the awarding body are kept apart
(Annex I, elements 3 and 4): an umbrella may seal for a small provider.
"""

from pydantic import Field

from tesela.model.base import CountryCode, Iri, Line, Part, WebAddress
from tesela.text.localized import LocalizedText


class Identifier(Part):
    """A number that somebody keeps a register for."""

    scheme: Line
    """Which register: `eidas`, `vat`, `national-register`, `eter`, `ror`, `deqar` or another."""
    value: Line


class Party(Part):
    """An organisation with a legal identity and a place."""

    name: LocalizedText
    """The name people know it by."""
    legal_name: Line | None = None
    """The name in its register; the common name where none is given."""
    country: CountryCode | None = None
    """Where it is established."""
    region: Line | None = None
    """Where education is regional: a NUTS code or an ATU identifier."""
    place: Line | None = None
    """Town or city."""
    identifiers: tuple[Identifier, ...] = Field(default=(), max_length=20)
    id: Iri | None = None
    """Its own web identity; a DID or an https address."""
    website: WebAddress | None = None
    email: Line | None = None
    """For questions about the achievement; never a learner's."""
