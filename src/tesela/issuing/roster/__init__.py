"""Reading class lists: from somebody's spreadsheet to learners, row by row.

CSV and its relatives in the encodings found in Europe, XLSX and ODS, with
headers in all official languages of the European Union. Every file is
untrusted: what is read is bounded, formulas and macros are never run. A row
is either a learner with values of the right type, or refused with everything
that is wrong in it, so that good rows can be issued and the others corrected.
`docs/rosters.md` has the rules that people need.
"""

from tesela.issuing.roster.asking import (
    Beginning,
    LikelyReading,
    beginning,
    can_be_asked,
    likely_readings,
)
from tesela.issuing.roster.learner import person_key
from tesela.issuing.roster.limits import DEFAULT_LIMITS, Limits
from tesela.issuing.roster.raw import Mark, RawRow
from tesela.issuing.roster.reading import Named, Roster, open_roster
from tesela.issuing.roster.rows import CellProblem, RefusedRow, RosterRow
from tesela.issuing.roster.samples import class_list_csv, neutralised, sample_csv
from tesela.issuing.roster.sheet import Sheet

__all__ = [
    "DEFAULT_LIMITS",
    "Beginning",
    "CellProblem",
    "LikelyReading",
    "Limits",
    "Mark",
    "Named",
    "RawRow",
    "RefusedRow",
    "Roster",
    "RosterRow",
    "Sheet",
    "beginning",
    "can_be_asked",
    "class_list_csv",
    "likely_readings",
    "neutralised",
    "open_roster",
    "person_key",
    "sample_csv",
]
