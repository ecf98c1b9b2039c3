"""What a row of a class list asks for: an award, but for its random ids.

Rows of a class say the same but for who the learner is. What they share is checked once, and of
each row only whether its names are plain (`wanted_awards`); any other row is looked at by itself,
which also tells what is wrong (`wanted_award`). Both ways ask for the same.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from hashlib import sha256
from operator import attrgetter
from typing import Any

from pydantic import ValidationError

from tesela.codecs.recent import Recent
from tesela.issuing.alike import award_of_nobody, award_saying, has_plain_name, learner_saying
from tesela.issuing.roster import CellProblem, RosterRow
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.text.catalogue import say
from tesela.text.errors import Problem
from tesela.vocab.places import country_name

Gate = Callable[[Award], Iterable[tuple[str, Problem]]]
"""An award whose ids mean nothing yet → the fields that speak against it, and why.

It does not ask who the learner is: what several rows say is asked once.
"""


@dataclass(frozen=True, slots=True)
class RowRules:
    """How rows become awards."""

    default_language: str
    today: date
    with_date_of_birth: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    """Field → header of its column in the class list, for problems."""
    gate: Gate | None = None
    """What the caller asks of every award besides; a row that it refuses is not issued."""

    @property
    def defaults(self) -> dict[str, Any]:
        """What a new award gets where its row says nothing."""
        return {"awarded_on": self.today, "language": self.default_language}


@dataclass(frozen=True)
class WantedAward:
    """What a row asks for: everything about the award but its random ids.

    A row is known by its certificate's number, else by its identifier, else by how the learner is
    reached, else by name and date of birth. A row that was given an identifier later and says
    the same otherwise is still the same row.
    """

    said: RosterRow
    edition: str
    rules: RowRules = field(repr=False)
    problem: CellProblem | None = None
    """Why no new award can be made of it; one that was recorded before may stand all the same,
    with the defaults of its day."""
    tried: Award | None = field(default=None, compare=False, repr=False)
    """Without a problem, what was made of `fields` and `defaults`, with ids that mean nothing;
    None where that is made of `shared` when it is asked for."""
    shared: "Shared | None" = field(default=None, compare=False, repr=False)
    """What it has in common with others, where it differs from them in the learner only."""
    known_as: tuple[str, str] | None = None
    """The keys of the row and of its learner, where a record gave them."""

    @property
    def row(self) -> int:
        return self.said.number

    @cached_property
    def fields(self) -> dict[str, Any]:
        """Of `Award` and, under `learner`, of `Learner`; without ids."""
        return _fields(self.edition, self.said, self.rules)

    @property
    def defaults(self) -> dict[str, Any]:
        """What a new award gets where the row says nothing, such as today's date."""
        return self.rules.defaults

    @property
    def certificate(self) -> tuple[str, str, str] | None:
        """Of what is taken over from an earlier record: the certificate's number, its country, and
        what the row itself says of it. Such an award is never corrected by a list: another row with
        the same number is another certificate with a wrong number."""
        said = self.said
        if not said.certificate_number:
            return None
        return said.certificate_number, said.certificate_country or "", said.narrative or ""

    @property
    def key(self) -> str:
        """By which this row is known again under this edition: a digest."""
        return self._keys[0]

    @property
    def learner_key(self) -> str:
        """By which this learner is known again under every edition."""
        return self._keys[1]

    @property
    def former(self) -> tuple[str, str] | None:
        """The two keys of the same row before it had an identifier."""
        if self.known_as or self.key_column != "identifier":
            return None
        return _keys(self.edition, *self._known_by[1])

    @property
    def key_column(self) -> str:
        return self._known_by[0][0]

    @property
    def key_value(self) -> str:
        return self._known_by[0][1]

    @cached_property
    def _known_by(self) -> list[tuple[str, str]]:
        return _known_by(self.said)

    @cached_property
    def _keys(self) -> tuple[str, str]:
        """By which the row is known, and by which its learner."""
        if self.known_as:
            return self.known_as
        surest, *others = self._known_by
        key, learner_key = _keys(self.edition, *surest)
        if surest[0] == "certificate_number" and others[0][0] != "name":
            # The learner by what classes know learners by; never by a name, which many share.
            learner_key = _keys(self.edition, *others[0])[1]
        return key, learner_key

    @property
    def digest(self) -> str:
        """Changes exactly when the row says something else; a default is not said."""
        if self.shared:
            return self.shared.digest(_learner(self.said, self.rules))
        said = dict(self.fields)
        if self.certificate:
            # In words it is written in the language of the credential, which may be a default.
            said["narrative"] = self.certificate
        return sha256(repr(_listed(said)).encode()).hexdigest()

    def stated(self, award: str, learner: str, supersedes: str | None = None) -> Award:
        """What the credential will state, with these ids (`urn:uuid:…`).

        Raises ValidationError for some problems that it may have.
        """
        if self.shared:
            named = learner_saying(learner, **_learner(self.said, self.rules))
            return self.shared.nobody.alike(id=award, learner=named, supersedes=supersedes)
        made = self.tried or award_saying(self.fields, self.defaults, award, learner)
        return made.alike(id=award, learner=made.learner.alike(id=learner), supersedes=supersedes)


class Shared:
    """What rows have in common that say the same but for who the learner is."""

    def __init__(self, nobody: Award, said: Mapping[str, Any]) -> None:
        """`nobody` is the award of nobody that says the same, `said` what one row says (`fields`)."""
        self.nobody = nobody
        listed = [part for part in _listed(said) if part[0] != _LEARNER]
        before = [part for part in listed if part[0] < _LEARNER]
        self._before = repr([*before, ""]).removesuffix("'']")
        self._after = repr(["", *listed[len(before) :]]).removeprefix("[''")

    def digest(self, learner: Mapping[str, Any]) -> str:
        """`WantedAward.digest` of the row of this learner: only what differs is written anew."""
        said = f"{self._before}{(_LEARNER, repr(learner))!r}{self._after}"
        return sha256(said.encode()).hexdigest()


_LEARNER = "learner"


def _listed(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a row says, as its digest is made of it."""
    return sorted((name, repr(value)) for name, value in said.items())


def wanted_award(achievement: Achievement, row: RosterRow, rules: RowRules) -> WantedAward:
    """What `row` asks for."""
    fields = _fields(achievement.edition, row, rules)
    tried = _tried(fields, rules.defaults, rules.headers)
    problem = tried if isinstance(tried, CellProblem) else _problem_of(tried, achievement, rules)
    return WantedAward(
        row,
        achievement.edition,
        rules,
        problem=problem,
        tried=None if problem or isinstance(tried, CellProblem) else tried,
    )


def wanted_awards(
    achievement: Achievement, rows: Iterable[RosterRow], rules: RowRules
) -> Iterator[WantedAward]:
    """What each of `rows` asks for, as `wanted_award` says it.

    Rows of a class say the same but for who the learner is. What they share is checked once, and
    of each row only whether its names are plain; any other row is looked at by itself.
    """
    edition = achievement.edition
    known: Recent[Hashable, Shared | None] = Recent(_SHARED_REMEMBERED)
    for row in rows:
        said = _SAID_OF_ALL(row)
        shared = known.get_or_make(said, partial(_shared, achievement, row, rules))
        if shared and has_plain_name(row.given_name, row.family_name, row.full_name):
            yield WantedAward(row, edition, rules, shared=shared)
        else:
            yield wanted_award(achievement, row, rules)


_SHARED_REMEMBERED = 256
_SAID_OF_ALL = attrgetter(
    "award_date", "assessed_on", "valid_until", "grade", "language", "workload_hours",
    "ects_credits", "evidence", "narrative", "certificate_number",
)  # fmt: skip


def _shared(achievement: Achievement, row: RosterRow, rules: RowRules) -> Shared | None:
    """What all rows say that differ from `row` in the learner only; None where each is looked at.

    Those are rows that tell something of one learner, and those with numbers, of which two are
    equal that are not written the same.
    """
    told_of_one = row.evidence or row.narrative or row.certificate_number
    if told_of_one or row.workload_hours is not None or row.ects_credits is not None:
        return None
    fields = _fields(achievement.edition, row, rules)
    nobody = award_of_nobody({**rules.defaults, **fields})
    if nobody is None or _problem_of(nobody, achievement, rules):
        return None
    return Shared(nobody, fields)


def _known_by(row: RosterRow) -> list[tuple[str, str]]:
    """Field and text by which the row is known, the surest first."""
    known = [
        (name, text)
        for name, text in (
            ("certificate_number", row.certificate_number),
            ("identifier", row.identifier),
            ("email", row.email and row.email.casefold()),
            ("contact", row.contact),
        )
        if text
    ]
    born = row.date_of_birth.isoformat() if row.date_of_birth else ""
    known.append(("name", f"{row.shown_name} {born}".strip()))
    return known


def _fields(edition: str, row: RosterRow, rules: RowRules) -> dict[str, Any]:
    """What the row says, as fields of `Award`."""
    fields = {
        "achievement": edition,
        "learner": _learner(row, rules),
        "awarded_on": row.award_date,
        "assessed_on": row.assessed_on,
        "valid_until": row.valid_until,
        "grade": row.grade,
        "language": row.language,
        "evidence": row.evidence,
        "narrative": _narrative(row, rules),
        "workload_hours": row.workload_hours,
        "ects_credits": row.ects_credits,
    }
    return {name: part for name, part in fields.items() if part not in (None, ())}


def _learner(row: RosterRow, rules: RowRules) -> dict[str, Any]:
    """What the row says of the learner, as fields of `Learner`."""
    learner: dict[str, Any] = {}
    if row.given_name:
        learner["given_name"] = row.given_name
    if row.family_name:
        learner["family_name"] = row.family_name
    if row.full_name:
        learner["full_name"] = row.full_name
    if row.date_of_birth and rules.with_date_of_birth:
        learner["date_of_birth"] = row.date_of_birth
    return learner


def _narrative(row: RosterRow, rules: RowRules) -> str | None:
    """What the row says; of an earlier certificate also that it is taken over, and which it was."""
    if not row.certificate_number:
        return row.narrative
    language = row.language or rules.default_language
    number, country = row.certificate_number, row.certificate_country
    if country:
        name = country_name(country, language)
        said = say("award.taken_over_in", language, number=number, country=name)
    else:
        said = say("award.taken_over", language, number=number)
    return f"{said}\n\n{row.narrative}" if row.narrative else said


def _keys(edition: str, column: str, value: str) -> tuple[str, str]:
    """By which a row is known, and by which a learner."""
    return (
        sha256(f"{edition}\n{column}\n{value}".encode()).hexdigest(),
        sha256(f"{column}\n{value}".encode()).hexdigest(),
    )


_LIMITS = ("max_length", "le", "lt", "ge", "gt", "decimal_places", "max_digits")
_FIELD_OF = {"award.assessed_after": "assessed_on", "award.ends_before": "valid_until"}
"""The column that a problem between two dates is shown at."""


def _problem_of(award: Award, achievement: Achievement, rules: RowRules) -> CellProblem | None:
    """What speaks against an award that could be made."""
    return _problem_of_grade(achievement, award.grade, rules.headers) or _refused(award, rules)


def _refused(award: Award, rules: RowRules) -> CellProblem | None:
    """The first thing that the caller's own gate has against it.

    What stands in the cell is not repeated: it may be what must not spread.
    """
    for name, problem in rules.gate(award) if rules.gate else ():
        return CellProblem(rules.headers.get(name, name), "", problem, name)
    return None


_NOBODY = "urn:uuid:00000000-0000-4000-8000-000000000000"


def _tried(
    fields: Mapping[str, Any], defaults: Mapping[str, Any], headers: Mapping[str, str]
) -> Award | CellProblem:
    """The award, with ids that mean nothing, or why there is none."""
    try:
        return award_saying(fields, defaults, _NOBODY, _NOBODY)
    except ValidationError as error:
        first = error.errors()[0]
        kind = first["type"]
        name = str(first["loc"][0]) if first["loc"] else _FIELD_OF.get(kind, "")
        given = fields.get(name, "")
        shown = " ".join(given) if isinstance(given, tuple) else str(given)
        limits = [value for part, value in first.get("ctx", {}).items() if part in _LIMITS]
        if kind.startswith("award."):
            problem = Problem(kind)
        elif limits:
            problem = Problem("award.out_of_bounds", {"limit": str(limits[0])})
        else:
            problem = Problem("award.cannot", {"reason": first["msg"]})
        return CellProblem(headers.get(name, name), shown[:80], problem, name)


def _problem_of_grade(
    achievement: Achievement, grade: str | None, headers: Mapping[str, str]
) -> CellProblem | None:
    """A grade must exist, and be one with which one passes: a credential says so."""
    grading = achievement.grading
    if not grade or not grading or (standing := grading.standing(grade)) == "passes":
        return None
    if standing == "fails":
        problem = Problem("award.not_passed", {"pass_mark": grading.pass_mark})
    else:
        grades = ", ".join(grading.values) or f"{grading.lowest or '…'} – {grading.highest or '…'}"
        problem = Problem("award.grade_unknown", {"grades": grades})
    return CellProblem(headers.get("grade", "grade"), grade[:80], problem, "grade")
