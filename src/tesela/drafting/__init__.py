"""Start from what you have: a first draft of a description out of a file of the provider's.

A syllabus, an old certificate, a badge, a course backup or a European
credential is read by rules that one can see (`rules`); each value comes with
the place it stood at, what was not found is a gap, and nothing is taken
without somebody who takes it. `docs/start-from-what-you-have.md` says what is
recognised.
"""

from tesela.drafting.reading import read
from tesela.drafting.taking import described

__all__ = ["described", "read"]
