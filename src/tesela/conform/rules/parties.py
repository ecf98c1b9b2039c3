"""What rules ask of organisations: are two the same, and is one of higher education?"""

from tesela.conform.known import Known
from tesela.model.achievement import Achievement
from tesela.model.party import Party

_REGISTERS_OF_HIGHER_EDUCATION = frozenset({"eter", "deqar"})


def same_party(one: Party, other: Party) -> bool:
    """Whether both are the same organisation: by web identity, number, or name."""
    if one.id and one.id == other.id:
        return True
    numbers = {(some.scheme.casefold(), some.value.casefold()) for some in one.identifiers}
    if any(
        (some.scheme.casefold(), some.value.casefold()) in numbers for some in other.identifiers
    ):
        return True
    return bool(_names(one) & _names(other))


def _names(party: Party) -> set[str]:
    legal = {party.legal_name.casefold()} if party.legal_name else set()
    return legal | {name.casefold() for name in party.name.values()}


def is_higher_education(achievement: Achievement, known: Known) -> bool:
    """Whether a higher education institution awards it.

    By what the caller knows, else by the cycle of the level and by numbers in
    registers that hold nobody else.
    """
    if known.provider_kind is not None:
        return known.provider_kind == "higher-education"
    if achievement.level and achievement.level.cycle:
        return True
    return any(
        identifier.scheme.casefold() in _REGISTERS_OF_HIGHER_EDUCATION
        for body in achievement.responsible_bodies
        for identifier in body.identifiers
    )
