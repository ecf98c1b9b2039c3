"""Principle 7 in received credentials: open, light, and no more about the person than needed.

Council Recommendation 2022/C 243/02, Annex II, principle 7. Not asked here,
since one file does not show it: whether it can be had without the provider's
consent (P7-03), and in which other formats it is offered (P7-06).

What the holder can hold back when showing the credential is not in the clear.
"""

from collections.abc import Iterator

from tesela.conform.health import health_words
from tesela.conform.known import Known
from tesela.conform.rule import Fault, Rule, Scope
from tesela.conform.rules.subjects import Received
from tesela.model.findings import Severity

RECEIVED = frozenset({Scope.RECEIVED})
LIGHT = 300_000
"""Octets above which a credential is heavy for small devices and slow lines."""


def _unsigned(received: Received, _: Known) -> Iterator[Fault]:
    """All formats that are read here are open, so what is left to ask is the signature."""
    if not received.signed:
        yield Fault("", "received.unsigned")


def _national_numbers(received: Received, _: Known) -> Iterator[Fault]:
    for one in received.stated.in_the_clear(received.stated.national_numbers):
        yield Fault(one.path, "received.national_number")


def _births(received: Received, _: Known) -> Iterator[Fault]:
    for one in received.stated.in_the_clear(received.stated.births):
        yield Fault(one.path, "received.birth_in_clear")


def _contacts(received: Received, _: Known) -> Iterator[Fault]:
    for one in received.stated.in_the_clear(received.stated.contacts):
        yield Fault(one.path, "received.contact_in_clear")


def _health(received: Received, _: Known) -> Iterator[Fault]:
    """Named by its place only: what was found must not spread into reports."""
    for one in received.stated.remarks:
        if health_words(one.text, received.achievement):
            yield Fault(one.path, "award.health_word")


def _pictures(received: Received, _: Known) -> Iterator[Fault]:
    for one in received.stated.pictures_without_text:
        yield Fault(one.path, "received.picture_without_text")


def _asked_alone(received: Received, _: Known) -> Iterator[Fault]:
    for state in received.stated.states:
        if not state.shared:
            yield Fault(state.path, "received.state_alone")


def _heavy(received: Received, _: Known) -> Iterator[Fault]:
    if received.octets > LIGHT:
        size = {"kilobytes": received.octets // 1000, "limit": LIGHT // 1000}
        yield Fault("", "received.heavy", size)


_BLOCKS, _WARNS, _INFORMS = Severity.BLOCKS, Severity.WARNS, Severity.INFORMS
RULES: tuple[Rule[Received], ...] = (
    Rule("P7-01", 7, None, _BLOCKS, _unsigned, ("received.unsigned",), scopes=RECEIVED),
    Rule("P7-04", 7, None, _WARNS, _pictures, ("received.picture_without_text",), scopes=RECEIVED),
    Rule("P7-05", 7, 1, _BLOCKS, _national_numbers, ("received.national_number",), scopes=RECEIVED),
    Rule("P7-05", 7, 1, _BLOCKS, _births, ("received.birth_in_clear",), scopes=RECEIVED),
    Rule("P7-05", 7, 1, _BLOCKS, _contacts, ("received.contact_in_clear",), scopes=RECEIVED),
    Rule("P7-05", 7, 16, _BLOCKS, _health, ("award.health_word",), scopes=RECEIVED),
    Rule("P7-07", 7, None, _WARNS, _asked_alone, ("received.state_alone",), scopes=RECEIVED),
    Rule("P7-08", 7, None, _INFORMS, _heavy, ("received.heavy",), scopes=RECEIVED),
)
