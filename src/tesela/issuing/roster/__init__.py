"""Reading class lists: from somebody's spreadsheet to learners, row by row.

CSV and its relatives in the encodings found in Europe, XLSX and ODS, with
headers in all official languages of the European Union. Every file is
untrusted: what is read is bounded, formulas and macros are never run. A row
is either a learner with values of the right type, or refused with everything
that is wrong in it, so that good rows can be issued and the others corrected.
`docs/rosters.md` has the rules that people need.
"""

from tesela.issuing.roster.limits import DEFAULT_LIMITS, Limits
from tesela.issuing.roster.reading import Roster, open_roster
from tesela.issuing.roster.rows import CellProblem, RefusedRow, RosterRow
from tesela.issuing.roster.samples import neutralised, sample_csv

__all__ = [
    "DEFAULT_LIMITS",
    "CellProblem",
    "Limits",
    "RefusedRow",
    "Roster",
    "RosterRow",
    "neutralised",
    "open_roster",
    "sample_csv",
]
