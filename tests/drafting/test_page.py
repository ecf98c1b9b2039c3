"""The page for providers has the same rules as the table."""

import re
from pathlib import Path

from tesela.drafting.reading import NEEDED
from tesela.drafting.rules import RULES, STRUCTURED, WHOLE

PAGE = (Path(__file__).parents[2] / "docs/start-from-what-you-have.md").read_text("utf-8")


def test_every_rule_has_its_row_with_its_element() -> None:
    rows = dict(re.findall(r"^\| `([a-z]+\.[a-z]+)` \| (\d*) ?\|", PAGE, re.MULTILINE))
    table = {rule.id: rule.element for rule in (*RULES, *WHOLE)}
    assert {name: rows.get(name) for name in table} == table
    assert set(rows) == {*table, *STRUCTURED}


def test_every_element_of_a_description_may_be_a_gap() -> None:
    assert list(NEEDED) == [str(number) for number in range(1, 17) if number not in (1, 5)]
