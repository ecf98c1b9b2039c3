"""Evidence as pages show it: the level, and every statement with who, for what and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tesela.model.achievement import QualityAssurance
from tesela.process.quality_evidence import Graded, Shown, shown
from tesela.site.providers.models import Organisation
from tesela.site.quality.models import Statement
from tesela.vocab import vocabulary


@dataclass(frozen=True)
class Line:
    """One statement on a page."""

    graded: Graded
    statement: Statement

    @property
    def level(self) -> str:
        """Its code."""
        return self.graded.level.code

    @property
    def standing(self) -> str:
        """What it counts for."""
        return self.graded.standing.value

    @property
    def look(self) -> str:
        """The class of the mark: the words say the same."""
        if self.graded.counts:
            return "good"
        return "bad" if self.standing in ("withdrawn", "lapsed") else "open"

    @property
    def stated(self) -> QualityAssurance:
        """What is stated."""
        return self.graded.evidence.statement

    @property
    def kind_labels(self) -> dict[str, str]:
        """Its kind in every language."""
        return dict(vocabulary("quality-assurance").concept(self.stated.kind).labels)

    @property
    def fields(self) -> list[dict[str, str]]:
        """The fields it is limited to, in every language."""
        scope = self.stated.scope
        known = vocabulary("isced-f")
        return [dict(known.concept(code).labels) for code in scope.fields] if scope else []

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries it is limited to, by code."""
        return self.stated.scope.countries if self.stated.scope else ()

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels of the European framework it is limited to."""
        return self.stated.scope.eqf_levels if self.stated.scope else ()


@dataclass(frozen=True)
class Page:
    """What an organisation's evidence shows on a day."""

    shown: Shown
    lines: tuple[Line, ...]
    earlier: tuple[Statement, ...]
    """What a renewal stands in the place of."""

    @property
    def level(self) -> str:
        """What is shown today, signed or stated."""
        return self.shown.level.code

    @property
    def signed_level(self) -> str:
        """What is shown today without taking the provider's word."""
        return self.shown.signed_level.code

    @property
    def level_before(self) -> str:
        """What would be shown had nothing ended."""
        return self.shown.level_before.code

    @property
    def fallen(self) -> bool:
        """Whether more was shown before something lapsed or was taken away."""
        return self.shown.level_before > self.shown.level

    @property
    def partly_own_word(self) -> bool:
        """Whether the level rests on what nobody has signed."""
        return self.shown.level > self.shown.signed_level


def page(organisation: Organisation, statements: Sequence[Statement], on: date) -> Page:
    """Everything about the organisation's evidence on the day `on`."""
    held = [(one.evidence, one) for one in statements if not one.followed]
    of = {id(kept): one for kept, one in held}
    result = shown([kept for kept, _ in held], on, provider=organisation.party)
    lines = tuple(Line(one, of[id(one.evidence)]) for one in result.statements)
    return Page(result, lines, tuple(one for one in statements if one.followed))
