"""Evidence of quality as this service knows it today.

An edition never changes, and what stands behind it may: an assurer who signed
a statement here suspends or withdraws it (`quality.evidence.halt`). To the
checker such a statement has ended on the day before, whatever the description
says, so that the gate at issuing refuses what has lost its last evidence.
Statements of elsewhere are taken as they are written.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from tesela.model.achievement import Achievement, QualityAssurance
from tesela.site.addresses import own_path
from tesela.site.providers.models import Organisation
from tesela.site.quality import evidence
from tesela.site.quality.models import Statement

_SIGNED_HERE = re.compile(r"/quality/([a-z0-9-]{1,63})/([0-9]{1,15})\.json\Z")


def as_it_stands(achievement: Achievement) -> Achievement:
    """The achievement with the ends that its evidence has found meanwhile."""
    stated = achievement.quality_assurance
    standing = tuple(_ended(one) for one in stated)
    if standing == stated:
        return achievement
    return achievement.model_copy(update={"quality_assurance": standing})


def of_provider(organisation: Organisation) -> Iterator[QualityAssurance]:
    """What counts today of the evidence that the service has about the organisation."""
    for one in evidence.graded(organisation).statements:
        if one.counts:
            yield one.evidence.statement


def _ended(stated: QualityAssurance) -> QualityAssurance:
    signed = _SIGNED_HERE.match(own_path(stated.decision_page or "") or "")
    if not signed:
        return stated
    slug, number = signed.groups()
    held = Statement.objects.filter(pk=int(number), provider__slug=slug).first()
    if held is None or not held.halted or held.halted_on is None:
        return stated
    last = held.halted_on - timedelta(days=1)
    if stated.valid_until and stated.valid_until <= last:
        return stated
    return stated.model_copy(update={"valid_until": last})
