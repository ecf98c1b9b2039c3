"""Open Badges of one edition by template: only what differs between awards is touched.

`shapes.template` fills in and hashes; here is what the holes are, and the proof
that filling them in gives what `formats.openbadges.write` and the full
processor give. That general way stays the authority:

1. Awards with the same members (`varying.pattern`) share a template. It is made
   when such an award comes a second time: who asks once would wait for nothing.
2. It is made of an award that has a value of its own in every place, and
   certified on the award at hand and on others with hard values: JSON text and
   canonical statements must be the same, byte for byte.
3. One use in `RECHECK_EVERY` is compared again; a difference ends the template.

What has no template, or values that it does not take, goes the general way.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from tesela.codecs.contexts import ContextSet
from tesela.codecs.recent import Recent
from tesela.formats.openbadges import varying
from tesela.model.award import Award
from tesela.proofs.data_integrity import Prepared, prepared
from tesela.proofs.keys import Signer
from tesela.shapes.template import Template, template_of
from tesela.status.bitstring import Place, entry_name
from tesela.text.errors import TeselaError

RECHECK_EVERY = 10_000
"""A check takes as long as some hundred awards."""
HARD_TEXTS = (
    'say "yes" \\ or no\n\tor % %s %% {0}',
    "Ελληνικά, кирилица, \u0301combining, 😀, \u2028\u00a0",
    "<urn:x:y> _:c14n0 .\r\n",
)


class Case(NamedTuple):
    """An award with what else its badge depends on."""

    award: Award
    issued_at: datetime
    places: tuple[Place, ...]

    @property
    def pattern(self) -> Hashable:
        """What the badges that share a template have in common."""
        lists = tuple([(place.list_address, place.purpose) for place in self.places])
        return varying.pattern(self.award), lists

    @property
    def values(self) -> list[str]:
        """What stands in the holes."""
        found = varying.values(self.award, self.issued_at)
        for place in self.places:
            found += (entry_name(place), str(place.position))
        return found


Write = Callable[[Case], Mapping[str, Any]]
"""The general way: the unsecured badge."""


@dataclass(slots=True)
class Known:
    """What is known of one pattern."""

    uses: int = field(default=0)
    template: Template | None = None


class Templates:
    """The templates of one edition's badges.

    They do not cross to another process, which makes its own.
    """

    def __init__(self) -> None:
        self._known: Recent[Hashable, Known] = Recent(64)
        self._proofs: Recent[Hashable, Prepared | None] = Recent(16)

    def __reduce__(self) -> tuple[type["Templates"], tuple[()]]:
        return Templates, ()

    def secured(
        self, case: Case, write: Write, signer: Signer, suite: str | None, contexts: ContextSet
    ) -> bytes | None:
        """The signed badge; None where it has to be made the general way.

        Raises what `data_integrity.secure` raises.
        """
        known = self._known.get_or_make((contexts, case.pattern), Known)
        known.uses += 1
        if known.uses == 2:  # 1
            known.template = certified(case, write, contexts)
        if known.template is None:
            return None
        values = case.values
        filled = known.template.filled(values)
        proof = self._proof(case, write, signer, suite, contexts)
        if filled is None or proof is None:
            return None
        if known.uses % RECHECK_EVERY == 0 and not known.template.agrees(
            write(case), values, contexts
        ):  # 3
            known.template = None
            return None
        return proof.on(filled.text, filled.digest, signer)

    def _proof(
        self, case: Case, write: Write, signer: Signer, suite: str | None, contexts: ContextSet
    ) -> Prepared | None:
        key = (signer.verification_method, signer.kind, suite, case.issued_at, contexts)
        return self._proofs.get_or_make(
            key,
            lambda: prepared(write(case)["@context"], signer, case.issued_at, suite, contexts),
        )


def certified(case: Case, write: Write, contexts: ContextSet) -> Template | None:
    """Step 2."""
    plain, *hard = (unlike(case, turn) for turn in range(1 + len(HARD_TEXTS)))
    try:
        template = template_of(write(plain), plain.values, contexts)
        if template and all(
            template.agrees(write(other), other.values, contexts) for other in (case, *hard)
        ):
            return template
    except TeselaError:  # The general way says of this very award what is wrong.
        pass
    return None


def unlike(case: Case, turn: int) -> Case:
    """A case with the same pattern and, in every place, a value that stands nowhere else."""
    award = case.award
    day = date(1900, 1, 1) + timedelta(days=10 * turn)

    def text(number: int) -> str:
        hard = HARD_TEXTS[(turn + number) % len(HARD_TEXTS)] if turn else ""
        return f"\u2e28{turn} {number}\u2e29{hard}"

    def uuid(number: int) -> str:
        return f"urn:uuid:{turn:08x}-0000-4000-8000-{number:012x}"

    learner = award.learner.model_copy(
        update={
            "id": uuid(0),
            "given_name": award.learner.given_name and text(0),
            "family_name": award.learner.family_name and text(1),
            "full_name": award.learner.full_name and text(2),
            "date_of_birth": award.learner.date_of_birth and day,
        }
    )
    return Case(
        award.model_copy(
            update={
                "id": uuid(1),
                "learner": learner,
                "awarded_on": day + timedelta(days=1),
                "valid_until": award.valid_until and day + timedelta(days=2),
                "assessed_on": award.assessed_on and day + timedelta(days=4),
                "supersedes": award.supersedes and uuid(2),
                "grade": award.grade and text(3),
                "evidence": tuple(
                    f"https://x{at}.example/{turn}?%C3%A9=1" for at in range(len(award.evidence))
                ),
                "narrative": award.narrative and text(4),
            }
        ),
        datetime.combine(day + timedelta(days=3), datetime.min.time(), UTC),
        tuple(
            replace(place, position=7_000_000 + 100 * turn + at)
            for at, place in enumerate(case.places)
        ),
    )
