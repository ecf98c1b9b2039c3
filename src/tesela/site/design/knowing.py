"""What the registry and the endorsements of this service know about who describes an achievement.

Told to the checker, which asks nobody itself. Where no registry is run here,
nothing is known of it: None, and not "no". Only words that hold today count.
"""

from datetime import UTC, datetime

from tesela.conform.known import ProviderKind
from tesela.model.achievement import Achievement
from tesela.model.endorsement import Side
from tesela.model.offer import Who
from tesela.site.design.models import Edition
from tesela.site.endorsements import kept
from tesela.site.providers.models import Organisation
from tesela.site.registry.entries import by_name, entry_of
from tesela.site.registry.models import Provider
from tesela.site.registry.publishing import authority
from tesela.trust import provider_entries
from tesela.trust.provider_entries import Record, Status

_SIDES: dict[str, Who] = {
    Side.PEER: "peers",
    Side.EMPLOYERS: "employers",
    Side.WORKERS: "workers",
}
"""For which group an endorser speaks; of `other` nobody knows which."""


def registered(organisation: Organisation) -> bool | None:
    """Whether somebody here vouches for it: the operator, or the registry as it stands today."""
    if organisation.vouched:
        return True
    if authority() is None:
        return None
    record = _record(organisation)
    return record is not None and record.status is Status.ACTIVE


def provider_kind(organisation: Organisation) -> ProviderKind | None:
    """What kind of institution the registry says it is; None where it does not say.

    A school is neither of the three kinds that the checker knows.
    """
    record = _record(organisation)
    kinds = frozenset(record.kinds) if record else frozenset()
    if provider_entries.ProviderKind.HIGHER_EDUCATION in kinds:
        return "higher-education"
    if provider_entries.ProviderKind.VOCATIONAL in kinds:
        return "vocational"
    return "non-formal" if kinds - {provider_entries.ProviderKind.SCHOOL} else None


def known_assurers(achievement: Achievement) -> frozenset[str] | None:
    """Of those who assured its quality, the ones that somebody here vouches for."""
    if authority() is None:
        return None
    agencies = {one.agency.id for one in achievement.quality_assurance if one.agency}
    return frozenset(name for name in agencies if name and _is_known(name))


def endorsed_by(achievement: Achievement) -> frozenset[Who] | None:
    """The groups whose organisations endorse this edition now.

    None of what was not published yet: nobody can endorse a draft.
    """
    if not Edition.objects.filter(iri=achievement.edition).exists():
        return None
    sides = kept.given(achievement.edition).values_list("side", flat=True)
    return frozenset(_SIDES[side] for side in sides if side in _SIDES)


def _record(organisation: Organisation) -> Record | None:
    """What the registry says of it today: its own entry, else one under its identity."""
    provider = Provider.objects.filter(organisation=organisation, source=None).first()
    if provider is None and organisation.identity:
        provider = by_name(organisation.identity).first()
    return _present(provider)


def _present(provider: Provider | None) -> Record | None:
    return entry_of(provider).as_of(datetime.now(UTC)) if provider else None


def _is_known(name: str) -> bool:
    if Organisation.objects.filter(identity=name, vouched=True).exists():
        return True
    record = _present(by_name(name).first())
    return record is not None and record.status is Status.ACTIVE
