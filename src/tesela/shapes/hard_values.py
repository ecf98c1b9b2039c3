"""Values that test a fast way: what JSON and N-Quads escape, and letters of many scripts."""

from collections.abc import Collection, Mapping
from typing import Any

from tesela.codecs.leaves import IRI, Numbered, replaced

_TEXTS = (
    'say "yes" \\ or no\n\ttwice, percent %s %% {0}',
    "Ελληνικά, кирилица, \u0301combining, 😀, \u2028\u00a0",
    " _:c14n0 <urn:x:y> .\r\n",
)
TURNS = len(_TEXTS)
"""After so many every text stood in every place."""


def hard_value(number: int, value: Any, is_address: bool, turn: int) -> Any:
    """What stands in the place of the `number`-th value; terms and numbers stay."""
    if not isinstance(value, str):
        return value
    if not is_address:
        return f"{_TEXTS[(number + turn) % TURNS]} {number}"
    return f"urn:x-hard:{turn}:{number}:%C3%A9" if IRI.match(value) else value


def hard(document: Mapping[str, Any], addresses: Collection[int], turn: int) -> dict[str, Any]:
    """`document` with hard values; `addresses` are the numbers of those read as such."""
    made: dict[str, Any] = replaced(
        dict(document),
        Numbered(lambda number, value: hard_value(number, value, number in addresses, turn)),
    )
    return made
