"""The parts that pages are made of, with what each must keep: WCAG 2.2 success criteria.

The page shows every part live; the sentences stand in the catalogue as
`site.part.<name>` and `site.part.<name>.keeps`. A new part is a line here, two
sentences there, and a live example in `components/parts/<name>.html`.
"""

from typing import Any, NamedTuple

from django.core.paginator import Paginator


class Part(NamedTuple):
    """One component."""

    name: str
    clauses: tuple[str, ...]
    """WCAG 2.2 success criteria that it is there for."""

    @property
    def title(self) -> str:
        """Code of its name."""
        return f"site.part.{self.name}"

    @property
    def keeps(self) -> str:
        """Code of what it keeps."""
        return f"site.part.{self.name}.keeps"

    @property
    def example(self) -> str:
        """Template of its live example."""
        return f"components/parts/{self.name}.html"


PARTS = (
    Part("skip", ("2.4.1", "2.4.7")),
    Part("header", ("1.3.1", "2.4.11", "3.2.3", "3.2.4")),
    Part("languages", ("3.1.2", "2.1.1", "4.1.2")),
    Part("choice", ("2.4.4", "2.5.8", "1.1.1")),
    Part("summary", ("3.3.1", "2.4.2", "2.4.3")),
    Part("field", ("1.3.1", "3.3.1", "3.3.2", "3.3.3")),
    Part("file", ("2.1.1", "2.5.7", "2.5.8")),
    Part("text", ("1.3.1", "1.4.4", "3.3.2")),
    Part("options", ("1.3.1", "2.5.8", "3.3.2")),
    Part("button", ("2.5.8", "4.1.2", "1.4.11")),
    Part("verdict", ("1.4.1", "1.1.1", "2.4.6")),
    Part("facts", ("1.3.1", "3.1.2")),
    Part("checks", ("1.4.1", "1.3.1")),
    Part("details", ("2.1.1", "4.1.2")),
    Part("tasks", ("1.3.1", "2.4.4", "1.4.1")),
    Part("said", ("4.1.3", "2.2.1")),
    Part("notice", ("2.2.1", "4.1.3")),
    Part("table", ("1.3.1", "1.4.10")),
)


class Line(NamedTuple):
    """A line of the example of checks."""

    code: str
    outcome: str
    symbol: str


VERDICTS = (
    ("valid", "verdict.valid"),
    ("withdrawn", "site.verdict.withdrawn"),
    ("indeterminate", "verdict.indeterminate"),
    ("invalid", "site.verdict.changed"),
)
CHECKS = (
    Line("proof.ok", "passed", "✓"),
    Line("status.unknown", "indeterminate", "?"),
    Line("status.revoked", "failed", "✕"),
)


def examples() -> dict[str, Any]:
    """What the live examples show."""
    page = Paginator(range(3), 1).page(2)
    return {"parts": PARTS, "verdicts": VERDICTS, "lines": CHECKS, "page": page}
