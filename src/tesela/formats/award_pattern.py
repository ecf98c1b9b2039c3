"""Which awards of one edition can share a template, whatever format it is of."""

from collections.abc import Hashable

from tesela.model.award import Award


def pattern(award: Award) -> Hashable:
    """Which members the credential of `award` has, and what in them is no text.

    Credentials of one edition with the same pattern differ in texts and moments only:
    in the `values` of each format's module `varying`.
    """
    learner = award.learner
    return (
        award.language,
        len(award.evidence),
        award.workload_hours,
        award.ects_credits,
        award.valid_until is None,
        award.assessed_on is None,
        award.grade is None,
        award.narrative is None,
        award.supersedes is None,
        learner.given_name is None,
        learner.family_name is None,
        learner.full_name is None,
        learner.date_of_birth is None,
    )
