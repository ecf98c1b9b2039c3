"""Quality schemes as data: what is asked, in which phase, how long a decision lasts.

A scheme is a value like any other: an authority or network makes its own in
the service without code, and the shipped ones are files in `data`. Their
words stand in the catalogue (`scheme.<id>…`), so that they are translated with
everything else; a scheme that somebody made has its words in itself. A new
shipped scheme is a file, a line in `SHIPPED`, and its words.

The phases are those of the EQAVET cycle (Recommendation of the Council of
24 November 2020 on vocational education and training): planning,
implementation, evaluation, review.
"""

import json
from functools import cache
from importlib import resources
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from tesela.model.achievement import Handle
from tesela.model.base import CodeOf, Part
from tesela.process.quality_case import Terms
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.text.languages import EU_LANGUAGES
from tesela.text.localized import LocalizedText
from tesela.text.messages.table import MESSAGES

PHASES = ("planning", "implementation", "evaluation", "review")
SHIPPED = (
    "internal-quality",
    "eqavet-workbook",
    "peer-review",
    "iso-21001",
    "iso-29993",
    "iso-iec-17024",
    "esg-agency",
    "national-licence",
)
MOST_CRITERIA = 60
MOST_BYTES = 500_000


class Criterion(Part):
    """One question of a scheme."""

    id: Handle
    phase: Literal["planning", "implementation", "evaluation", "review"]
    text: LocalizedText
    """The question itself."""
    help: LocalizedText | None = None
    """How to answer it."""
    evidence: LocalizedText | None = None
    """What counts as evidence."""


class Scheme(Part):
    """How a provider comes to one kind of evidence."""

    id: Handle
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,6}$")] = "1"
    kind: Annotated[str, CodeOf("quality-assurance")]
    """What is granted."""
    route: Literal["review", "record", "own"] = "review"
    """`review`: an assurer reviews and decides; `record`: an assurer confirms here what it
    decided elsewhere; `own`: the provider's own, nobody else decides."""
    title: LocalizedText
    summary: LocalizedText | None = None
    cycle_months: Annotated[int, Field(ge=1, le=240)]
    """How long a decision may last."""
    minutes: Annotated[int, Field(ge=1, le=10_000)] | None = None
    """How long answering takes a small provider, about."""
    criteria: tuple[Criterion, ...] = Field(min_length=1, max_length=MOST_CRITERIA)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [criterion.id for criterion in self.criteria]
        for one in ids:
            if ids.count(one) > 1:
                raise PydanticCustomError("scheme.criterion_twice", "twice", {"criterion": one})
        return self

    @property
    def terms(self) -> Terms:
        """What a case takes over from it."""
        return Terms(frozenset(one.id for one in self.criteria), self.cycle_months)

    def of_phase(self, phase: str) -> tuple[Criterion, ...]:
        """The criteria of one phase, in their order."""
        return tuple(one for one in self.criteria if one.phase == phase)

    @property
    def phases(self) -> tuple[str, ...]:
        """Those phases that have a criterion, in the order of the cycle."""
        return tuple(phase for phase in PHASES if self.of_phase(phase))


def read_scheme(data: bytes) -> Scheme:
    """The scheme in a JSON document of the form that `scheme_schema` describes.

    Raises TeselaError `scheme.unfit`, which names the first place that does not fit,
    `scheme.criterion_twice`, `scheme.too_large`.
    """
    if len(data) > MOST_BYTES:
        raise TeselaError("scheme.too_large", maximum=MOST_BYTES)
    try:
        return Scheme.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        if first["type"] == "scheme.criterion_twice":
            raise TeselaError(first["type"], **first["ctx"]) from None
        place = "/" + "/".join(str(step) for step in first["loc"])
        raise TeselaError("scheme.unfit", place=place) from None


def scheme_schema() -> dict[str, Any]:
    """The JSON Schema of a scheme."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Scheme.model_json_schema(),
        "title": "Quality scheme",
    }


@cache
def shipped(name: str) -> Scheme:
    """The shipped scheme of this name. Raises TeselaError `scheme.unknown`."""
    if name not in SHIPPED:
        raise TeselaError("scheme.unknown", name=name[:80])
    file = resources.files("tesela.process.schemes") / "data" / f"{name}.json"
    stated = json.loads(file.read_text("utf-8"))
    words = f"scheme.{name}"
    stated["title"], stated["summary"] = _said(words), _said(f"{words}.summary")
    for criterion in stated["criteria"]:
        of = f"{words}.{criterion['id']}"
        criterion |= {
            "text": _said(of),
            "help": _said(f"{of}.help"),
            "evidence": _said(f"{of}.evidence"),
        }
    return Scheme.model_validate(stated)


def _said(code: str) -> dict[str, str]:
    """The sentence in every language that has one of its own, English first."""
    english = MESSAGES[code].text
    told = {tag: say(code, tag) for tag in EU_LANGUAGES if tag != "en"}
    return {"en": english, **{tag: text for tag, text in told.items() if text != english}}


__all__ = [
    "PHASES",
    "SHIPPED",
    "Criterion",
    "Scheme",
    "read_scheme",
    "scheme_schema",
    "shipped",
]
