"""Quality evidence about an issuer that this service keeps, as it stands at this moment.

A credential states evidence as of the day it was made, and its bytes never
change. An assurer that suspends or withdraws its evidence here is heard at
once: the second of the five questions says so.
"""

from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings

from tesela.model.assured import Assured
from tesela.model.report import Report
from tesela.site.quality import evidence
from tesela.site.staff.shown import competences
from tesela.site.verifier import own


def with_assured(report: Report, data: bytes) -> Report:
    """The report on `data`, with the signed evidence about its issuer that is kept here.

    And with what the issuer's trainers and assessors have shown here.
    """
    organisation = own.issuer_here(report, data)
    if organisation is None:
        return report
    keeper = urlsplit(settings.ADDRESS).hostname or ""
    kept = [one.evidence for one in evidence.graded(organisation).statements]
    return replace(
        report,
        staff=competences(organisation),
        assured=tuple(
            Assured(one.statement, keeper, one.halted, one.halted_on, one.proof)
            for one in kept
            if one.proof
        ),
    )
