"""National profiles: what a country's own rules add, as data.

One file for each country in `national/`, named by its ISO 3166-1 alpha-2
code; `national/template.yaml` explains every member and is what a country
fills. Nothing is guessed: a member that a file leaves out is unknown, and the
rules that need it are undecided.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one country's rules."""

    country: str | None = None
    """ISO 3166-1 alpha-2; None for the profile that says nothing."""
    maximum_ects: Decimal | None = None
    """A micro-credential has fewer ECTS credits than this."""
    protected_title_words: tuple[str, ...] = ()
    """Words that only a qualification of the country's law may bear, in lower case."""
    hours_per_ects: tuple[Decimal, Decimal] | None = None
    """Fewest and most hours of work that one ECTS credit stands for."""
    source: str = ""
    """Where these figures are from."""


NO_PROFILE = Profile()


def profile_for(country: str | None) -> Profile:
    """The profile of that country; `NO_PROFILE` where there is none or no country."""
    return profiles().get(country or "", NO_PROFILE)


@cache
def profiles() -> dict[str, Profile]:
    """All national profiles there are, by country."""
    folder = files("tesela.conform") / "national"
    return {
        file.name.removesuffix(".yaml").upper(): read_profile(file.name, file.read_text("utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".yaml") and file.name != "template.yaml"
    }


def read_profile(name: str, text: str) -> Profile:
    """The profile in a file of that name. Raises ValueError for a member that is not known."""
    told = yaml.safe_load(text) or {}
    unknown = told.keys() - _MEMBERS
    if unknown:
        raise ValueError(f"{name}: unknown members {sorted(unknown)}")
    hours = told.get("hours_per_ects")
    maximum = told.get("maximum_ects")
    return Profile(
        country=name.removesuffix(".yaml").upper(),
        maximum_ects=None if maximum is None else Decimal(str(maximum)),
        protected_title_words=tuple(
            word.casefold() for word in told.get("protected_title_words") or ()
        ),
        hours_per_ects=(Decimal(str(hours[0])), Decimal(str(hours[1]))) if hours else None,
        source=told.get("source") or "",
    )


_MEMBERS = {"maximum_ects", "protected_title_words", "hours_per_ects", "source"}
