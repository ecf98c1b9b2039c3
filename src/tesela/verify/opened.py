"""What the verification procedure works on: an opened credential, and how it is asked.

A `Mechanism` is one way of securing a document. It opens what was handed over
and brings its own table of steps; `procedure` runs them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.model.report import CheckResult, Existence, Ground
from tesela.trust.fetch import Fetch, offline
from tesela.trust.registry import Registry

if TYPE_CHECKING:
    from tesela.verify.remembered import Kept

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Under which a document is verified."""

    at: datetime
    fetch: Fetch = offline
    registry: Registry | None = None
    contexts: ContextSet = BUNDLED
    companions: Mapping[str, bytes] = field(default_factory=dict)
    """Documents that came along, by the address under which they are pinned."""
    beside: tuple[bytes, ...] = ()
    """Documents that lay beside the credential in its carrier."""
    challenge: str | None = None
    """What whoever presents had to answer; None where nobody asked for a presentation."""
    domain: str | None = None
    """For whom a presentation has to be made, likewise."""
    checked: "Checked | None" = None
    """Checks what the document depends on, such as its status list, under these circumstances."""
    existed_by: datetime | None = None
    """By when the document existed, as somebody independent of its issuer has proven."""
    kept: "Kept | None" = None
    """What was checked before under these circumstances: this moment, this way to fetch, this
    registry and these contexts, and nothing that came along with one document alone."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A credential taken out of what secures it; nothing of it is believed yet."""

    secured: Json | str
    """As it was handed over: a JSON object, or compact text."""
    document: Json
    """What it says."""
    issuer: str | None
    """Who it says has issued it."""
    details: Any = None
    """What only the mechanism itself understands."""
    publishes: "Publishes | None" = None
    """Who else may publish its state; None: only its issuer."""
    held_back: frozenset[tuple[str | int, ...]] = frozenset()
    """Where that stands which the holder could have left out."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What a step returns: the code it passed with and what it looked at."""

    code: str
    evidence: Mapping[str, Any] = field(default_factory=dict)


Publishes = Callable[[str, str], bool]
"""Who signed a status list, and its address → whether it may speak for the credential's issuer."""
Checked = Callable[[bytes, Circumstances], tuple[Opened, tuple[CheckResult, ...]]]
"""A credential by itself, under which circumstances → opened, with all its checks but that of its
own status.

Raises TeselaError for what is no credential at all.
"""
Step = Callable[[Opened, Circumstances], Passed | None]
"""Returns when it passed, None when there is nothing for it to look at; raises TeselaError."""


Grounds = Callable[[Opened, Circumstances, Sequence[CheckResult]], tuple[Ground, ...]]


def no_grounds(
    opened: Opened, asked: Circumstances, checks: Sequence[CheckResult]
) -> tuple[Ground, ...]:
    """What a mechanism has that knows of nothing that speaks for the issuer's name."""
    return ()


Existed = Callable[[Opened, Circumstances], Existence | None]


def nothing_inside(opened: Opened, asked: Circumstances) -> Existence | None:
    """What a mechanism proves of the age of its signature that has no time-stamps of its own."""
    return None


class Mechanism(NamedTuple):
    """One way of securing a document."""

    name: str
    recognises: Callable[[Json | str], bool]
    opened: Callable[[Json | str], Opened]
    """Raises TeselaError `input.*` and the codec's own for what is no credential at all."""
    steps: Mapping[str, tuple[Step, str]]
    """Step's name → the step and the clause that asks for it, in the order of the report."""
    first: tuple[str, ...]
    """The steps without which the others make no sense, or would cause traffic."""
    grounds: Grounds = no_grounds
    """Why the issuer's name may be believed, as far as the mechanism itself can say."""
    existed: Existed = nothing_inside
    """By when the signature existed, by what it holds itself. Raises TeselaError."""
    cannot_say: tuple[str, ...] = ()
    """Codes (or their beginnings) that leave a check indeterminate; all others fail it."""
