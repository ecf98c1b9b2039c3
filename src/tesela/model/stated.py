"""`Stated`: what a received credential says that our own words have no room for, and where.

A credential of any maker is read into `Achievement` and `Award` as far as they
go. A checker also needs to know what did not go in, or went in mended: a term
of no public list, a duration in months, a day written as a moment of another
time zone, a national number in the clear. Each format's `stated` module finds
these in a document as it stands; nothing here knows any format.

A place is a JSON Pointer (RFC 6901) into the document itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Written(NamedTuple):
    """One thing as it stands in a document."""

    path: str
    text: str


class Term(NamedTuple):
    """A value that should be of a public list, and is of none, or of another one."""

    path: str
    text: str
    """As it is written: its label, else its address."""
    list: str
    """The list it should be of, by our name for it."""
    meant: str = ""
    """The URI of the list's own term of that name; empty where the list has none."""
    other: str = ""
    """The list of which it is instead, where it is of one that we know."""


class State(NamedTuple):
    """Where the credential says its state can be asked."""

    path: str
    address: str
    shared: bool
    """Whether many credentials are asked for at that address, so that asking tells of none."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What one document states, by the standard element it belongs to."""

    names: tuple[Written, ...] = ()
    """Element 1: names of the learner, each of them; some people have only one."""
    full_names: tuple[Written, ...] = ()
    """Names that stand for themselves."""
    learner_numbers: tuple[Written, ...] = ()
    """Identifiers of the learner, and the holder's own key."""
    births: tuple[Written, ...] = ()
    national_numbers: tuple[Written, ...] = ()
    contacts: tuple[Written, ...] = ()
    """The learner's e-mail, telephone and post addresses."""
    held_back: frozenset[str] = frozenset()
    """Places of what the holder can leave out when showing it: not in the clear."""
    remarks: tuple[Written, ...] = ()
    """What is said in free words of this one learner."""
    issuers: tuple[Written, ...] = ()
    """Element 3: names of whoever issues."""
    issuer_numbers: tuple[Written, ...] = ()
    """Numbers in registers, and identities on the web."""
    bodies: tuple[Written, ...] = ()
    """Element 4: names of the awarding bodies."""
    on_behalf: bool = False
    """Whether whoever issues is none of the awarding bodies."""
    mandates: tuple[Written, ...] = ()
    began: tuple[Written, ...] = ()
    """First days of learning."""
    ended: tuple[Written, ...] = ()
    assessed: tuple[Written, ...] = ()
    awarded: tuple[Written, ...] = ()
    issued: tuple[Written, ...] = ()
    """Element 5."""
    valid_from: tuple[Written, ...] = ()
    issue_place: str = "/issued"
    """Where the date of issuing stands in this format, when it does."""
    shifted_days: tuple[Written, ...] = ()
    """Days written as moments of which one cannot tell the day without the time zone."""
    durations: tuple[Written, ...] = ()
    """Element 7: workloads that are no amount of time that everybody counts alike."""
    terms: tuple[Term, ...] = ()
    grades: tuple[Written, ...] = ()
    """Element 14."""
    pictures_without_text: tuple[Written, ...] = ()
    """Pictures of the achievement that nothing describes."""
    states: tuple[State, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    """A member of `Achievement` or `Award` (`/level`) → where the document says it, or would."""

    def place_of(self, path: str) -> str:
        """Where the document says what stands at `path` in our words; the whole, if unknown."""
        return next((self.places[one] for one in _upwards(path) if one in self.places), "")

    def in_the_clear(self, found: tuple[Written, ...]) -> tuple[Written, ...]:
        """Those that everybody sees who is shown the credential."""
        return tuple(one for one in found if not self._apart(one.path))

    def _apart(self, path: str) -> bool:
        return any(one in self.held_back for one in _upwards(path))


def _upwards(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]
