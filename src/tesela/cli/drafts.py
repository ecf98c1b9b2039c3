"""How the command shows a draft, and writes what was taken of it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tesela.drafting import described
from tesela.drafting.taking import paths_taken
from tesela.model.draft import Draft, Found
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.vocab.suggest import ConceptIndex, Suggestion, suggestions

_ALL = "all"
_SUGGESTIONS = 2
_OUTCOME = re.compile(r"learning_outcomes\.\d+\.text\Z")
_NUMBERS = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?\Z")


def numbers_taken(asked: str | None, draft: Draft) -> tuple[int, ...]:
    """The finds that `--take` names: `all`, or numbers from 1 and ranges, such as `1,3-5`.

    `all` leaves out members with more than one value; a person has to choose.
    Raises TeselaError `draft.numbers`, `draft.no_such_find`.
    """
    if asked is None:
        return ()
    if asked.strip().lower() == _ALL:
        doubled = {number for some in draft.doubled.values() for number in some}
        return tuple(number for number in range(len(draft.found)) if number not in doubled)
    found: list[int] = []
    for part in asked.split(","):
        match = _NUMBERS.match(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 0 < first <= last:
            raise TeselaError("draft.numbers", written=part.strip())
        if last > len(draft.found):
            raise TeselaError("draft.no_such_find", number=last, count=len(draft.found))
        found.extend(range(first - 1, last))
    return tuple(dict.fromkeys(found))


Suggested = Mapping[int, tuple[Suggestion, ...]]


def suggested(draft: Draft, index: ConceptIndex) -> Suggested:
    """Find → concepts that a learning outcome seems to speak of; they are never taken."""
    found: dict[int, tuple[Suggestion, ...]] = {}
    for number, one in enumerate(draft.found):
        if _OUTCOME.match(one.path):
            language, text = next(iter(one.value.items()))
            if some := suggestions(text, language, index, _SUGGESTIONS):
                found[number] = some
    return found


def shown(draft: Draft, concepts: Suggested, tongue: str) -> Iterator[str]:
    """The lines that a person reads: each value with its number and place, then the gaps."""
    for number, found in enumerate(draft.found):
        yield f"{number + 1:>3}  {named(found, tongue)}: {shown_value(found.value)}"
        yield f"     {placed(found, tongue)}"
        for concept in concepts.get(number, ()):
            yield f"     {_suggestion(concept, tongue)}"
    if draft.gaps:
        yield ""
        yield say("draft.gaps", tongue)
        for element in draft.gaps:
            yield f"     {gap(element, tongue)}"


def _suggestion(concept: Suggestion, tongue: str) -> str:
    return say(
        "draft.suggested",
        tongue,
        framework=concept.framework,
        concept=f"{concept.code or ''} {concept.label.in_language(tongue)}".strip(),
        words=", ".join(concept.matched),
    )


def suggestions_json(concepts: Suggested, tongue: str) -> list[dict[str, Any]]:
    """As `--json` writes them, by the number of the value they are suggested for."""
    return [
        {
            "number": number + 1,
            "framework": one.framework,
            "uri": one.uri,
            "code": one.code,
            "label": one.label.in_language(tongue),
            "matched": list(one.matched),
        }
        for number, some in concepts.items()
        for one in some
    ]


def named(found: Found, tongue: str) -> str:
    """What a value is called: its element, where it is one, and its member."""
    if not found.element:
        return found.path
    return f"{gap(found.element, tongue)} · {found.path}"


def gap(element: str, tongue: str) -> str:
    """An element by its number and name."""
    return f"{element} {say(f'element.{element}', tongue)}"


def placed(found: Found, tongue: str) -> str:
    """Where a value stood, and the words it stood in."""
    where = found.where
    place = say(f"draft.place.{where.kind}", tongue, name=where.name)
    return " ".join(_UNPRINTABLE.sub(" ", f"{place}: “{where.excerpt}”").split())


def shown_value(value: Any) -> str:
    """A value on one line, for people."""
    if isinstance(value, dict):
        return " · ".join(f"{name}: {shown_value(some)}" for name, some in value.items())
    if isinstance(value, list):
        return ", ".join(map(shown_value, value))
    return " ".join(str(value).split())


def written(draft: Draft, taken: tuple[int, ...], tongue: str) -> str:
    """What was taken as a description in YAML, with comments that say where it was found."""
    comments = {
        path: placed(draft.found[number], tongue)
        for number, path in paths_taken(draft, taken).items()
    }
    lines = [f"# {say('draft.yaml.first', tongue, name=shown_value(draft.source.name))}"]
    lines += [f"# {say('draft.yaml.needed', tongue)}", ""]
    lines += _mapping(described(draft, taken), "", 0, comments)
    lines += ["", f"# {say('draft.gaps', tongue)}"]
    lines += [f"#   {gap(element, tongue)}" for element in draft.gaps]
    return "\n".join(lines) + "\n"


def _mapping(
    value: dict[str, Any], path: str, depth: int, comments: dict[str, str]
) -> Iterator[str]:
    indent = "  " * depth
    for name, member in value.items():
        here = f"{path}.{name}" if path else name
        if here in comments:
            yield f"{indent}# {comments[here]}"
        if isinstance(member, dict | list) and member:
            yield f"{indent}{_scalar(name)}:"
            yield from _below(member, here, depth + 1, comments)
        else:
            yield f"{indent}{_scalar(name)}: {_scalar(member)}"


def _below(value: Any, path: str, depth: int, comments: dict[str, str]) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _mapping(value, path, depth, comments)
        return
    indent = "  " * depth
    for at, member in enumerate(value):
        here = f"{path}.{at}"
        if here in comments:
            yield f"{indent}# {comments[here]}"
        if isinstance(member, dict | list) and member:
            yield f"{indent}-"
            yield from _below(member, here, depth + 1, comments)
        else:
            yield f"{indent}- {_scalar(member)}"


_PLAIN = re.compile(r"[a-z][a-z_-]*(?:-[A-Z]{2})?\Z")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What YAML takes for a line's end or for nothing that may stand in a file."""
_WORDS_OF_YAML = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


def _scalar(value: Any) -> str:
    """JSON's way of writing, which is YAML too; names and codes without quotation marks."""
    if isinstance(value, str) and _PLAIN.match(value) and value not in _WORDS_OF_YAML:
        return value
    text = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
