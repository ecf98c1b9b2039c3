"""Reading an achievement's description: YAML 1.1 or JSON, with line and column in every problem.

YAML is read without tags, anchors or aliases, so that a small file cannot
become a large one; doubled members are refused; dates and numbers keep the
spelling they have.
"""

import ast
import inspect
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice, pairwise
from types import ModuleType
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tesela.codecs import jsontext
from tesela.model import achievement, offer, origin, party, plain_yaml
from tesela.model.achievement import Achievement
from tesela.text.errors import Problem, TeselaError

MAXIMUM_BYTES = 1_000_000
MAXIMUM_DEPTH = 30
MAXIMUM_MISFITS = 200
_DIGITS = 18
"""Of a whole number; no member holds a longer one."""

try:
    _Loader: Any = yaml.CSafeLoader
except AttributeError:  # PyYAML was built without libyaml
    _Loader = yaml.SafeLoader


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing in a description that does not fit, and where."""

    problem: Problem
    path: str
    """JSON Pointer."""
    line: int
    column: int
    """Both counted from one."""


class DescriptionUnfitError(TeselaError):
    """A description that is no achievement; `misfits` has everything that is wrong."""

    def __init__(self, misfits: tuple[Misfit, ...], name: str) -> None:
        super().__init__("description.unfit", name=name, number=len(misfits))
        self.misfits = misfits


@dataclass(frozen=True, slots=True)
class Described:
    """An achievement with the places its parts were written at."""

    achievement: Achievement
    places: Mapping[str, tuple[int, int]]
    """JSON Pointer → line and column."""


def read_description(data: bytes, name: str) -> Described:
    """The achievement described in `data`; `name` is the file's, for messages.

    Raises TeselaError `description.*` or `json.*` when it is not YAML or JSON at
    all, DescriptionUnfitError with every problem (the first `MAXIMUM_MISFITS`) when it does not fit the schema.
    """
    if len(data) > MAXIMUM_BYTES:
        raise TeselaError("description.too_large", name=name, maximum=MAXIMUM_BYTES)
    places: dict[str, tuple[int, int]] = {}
    value = _read(data, name, places)
    if not isinstance(value, dict):
        raise TeselaError("description.no_mapping", name=name)
    try:
        return Described(Achievement.model_validate(value), places)
    except ValidationError as error:
        misfits = tuple(
            _misfit(found, value, places)
            for found in islice(error.errors(include_url=False), MAXIMUM_MISFITS)
        )
        raise DescriptionUnfitError(misfits, name) from error


def read_members(data: bytes, name: str, wanted: Collection[str]) -> dict[str, Any]:
    """Some members of a description in YAML, as they are written; nothing is checked.

    For lists: the other members are passed over without being read. Raises
    TeselaError `description.*` when these are not YAML.
    """
    kept: list[str] = []
    keeps = False
    for line in data.decode("utf-8").splitlines(keepends=True):
        if line[:1] not in (" ", "#", "-", "\n", "\r"):
            keeps = line.partition(":")[0] in wanted
        if keeps:
            kept.append(line)
    value = _yaml("".join(kept), name, {})
    return value if isinstance(value, dict) else {}


def place_of(path: str, places: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """Line and column of `path`, or of the nearest part around it."""
    while path and path not in places:
        path = path.rpartition("/")[0]
    return places.get(path, (1, 1))


def _read(data: bytes, name: str, places: dict[str, tuple[int, int]]) -> Any:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TeselaError("description.not_utf8", name=name, position=error.start) from error
    if text.lstrip()[:1] != "{":
        return _yaml(text, name, places)
    # JSON, which is nearly YAML: that finds the places, and JSON's own rules the values.
    try:
        value = _yaml(text.replace("\t", " "), name, places)
    except TeselaError as error:
        if error.code != "description.syntax":
            raise
        try:
            return jsontext.parse(data)
        except TeselaError:
            raise error from None
    try:
        return jsontext.parse(data)
    except TeselaError:
        if name.lower().endswith(".json"):
            raise
        return value


def _yaml(text: str, name: str, places: dict[str, tuple[int, int]]) -> Any:
    try:
        return plain_yaml.read(text, _Loader, places, depth=MAXIMUM_DEPTH, digits=_DIGITS)
    except (plain_yaml.NotPlainError, yaml.YAMLError):
        places.clear()
        return _yaml_of_any_kind(text, name, places)


def _yaml_of_any_kind(text: str, name: str, places: dict[str, tuple[int, int]]) -> Any:
    try:
        _refuse_deep_and_aliases(text, name)
        node = yaml.compose(text, _Loader)
    except yaml.MarkedYAMLError as error:
        line, column = _counted(error.problem_mark or error.context_mark)
        raise TeselaError("description.syntax", name=name, line=line, column=column) from error
    except yaml.YAMLError as error:
        raise TeselaError("description.syntax", name=name, line=1, column=1) from error
    return _value(node, "", places, name)


def _refuse_deep_and_aliases(text: str, name: str) -> None:
    """Before anything is built of them, and without reading on to the end."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.AliasEvent):
            raise TeselaError("description.alias", name=name)
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAXIMUM_DEPTH:
                line, column = _counted(event.start_mark)
                raise TeselaError("description.too_deep", name=name, line=line, column=column)


def _counted(mark: Any) -> tuple[int, int]:
    """Line and column from one, of a mark of the YAML reader."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _value(node: yaml.Node | None, path: str, places: dict[str, tuple[int, int]], name: str) -> Any:
    if node is None:
        return None
    places.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, places, name)
    if isinstance(node, yaml.SequenceNode):
        return [
            _value(member, f"{path}/{at}", places, name) for at, member in enumerate(node.value)
        ]
    return _scalar(node)


def _mapping(
    node: yaml.MappingNode,
    path: str,
    places: dict[str, tuple[int, int]],
    name: str,
) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, member in node.value:
        line, column = key.start_mark.line + 1, key.start_mark.column + 1
        if not isinstance(key, yaml.ScalarNode):
            raise TeselaError("description.syntax", name=name, line=line, column=column)
        if key.value in made:
            raise TeselaError(
                "description.doubled", name=name, member=key.value, line=line, column=column
            )
        here = f"{path}/{key.value}"
        places[here] = (line, column)
        made[key.value] = _value(member, here, places, name)
    return made


def _scalar(node: Any) -> Any:
    """Text, unless it is an unquoted number, boolean or nothing."""
    if node.style in ("'", '"', "|", ">"):
        return node.value
    return plain_yaml.scalar(node.value, lambda: node.tag, _DIGITS)


def _misfit(found: ErrorDetails, value: Any, places: Mapping[str, tuple[int, int]]) -> Misfit:
    location = found["loc"]
    member = next((part for part in reversed(location) if isinstance(part, str)), "")
    path = "".join(f"/{part}" for part in (*location, *_further(found, value)))
    line, column = place_of(path, places)
    return Misfit(_problem(found, member), path, line, column)


def _further(found: ErrorDetails, value: Any) -> tuple[str | int, ...]:
    """From the part that was found unfit to the very place in it, where the model knows."""
    context = found.get("ctx", {})
    match found["type"]:
        case "text.tag" | "text.blank" | "text.long" | "text.control" if context["tag"]:
            return () if isinstance(found["input"], str) else (context["tag"],)
        case "achievement.outcome_twice":
            outcomes = value["learning_outcomes"]
            same = [at for at, one in enumerate(outcomes) if one.get("id") == context["outcome"]]
            return ("learning_outcomes", same[1], "id")
        case "achievement.outcome_unknown":
            for at, part in enumerate(value["assessment"]):
                for which, handle in enumerate(part.get("outcomes") or ()):
                    if handle == context["outcome"]:
                        return ("assessment", at, "outcomes", which)
    return ()


def _problem(found: ErrorDetails, member: str) -> Problem:  # noqa: PLR0911 - one a kind
    kind, context = found["type"], found.get("ctx", {})
    given = _shown(found["input"])
    if kind == "missing":
        return Problem("description.missing", {"member": member})
    if kind == "extra_forbidden":
        return _unknown_member(member)
    if kind == "vocab.unknown_code":
        return Problem(kind, context)
    if kind == "string_type" and isinstance(found["input"], int | float):
        return Problem("description.number_as_text", {"member": member, "value": given})
    if kind in ("text.tag", "text.blank", "text.long", "text.control"):
        return Problem(f"description.{kind}", {"member": member, **context})
    if "." in kind:
        return Problem(f"description.{kind}", {"member": member, "value": given, **context})
    limit = next((context[name] for name in _LIMITS if name in context), None)
    if limit is not None:
        return Problem(
            "description.out_of_bounds", {"member": member, "value": given, "limit": str(limit)}
        )
    return Problem("description.value", {"member": member, "value": given})


_LIMITS = ("ge", "gt", "le", "lt", "min_length", "max_length", "decimal_places", "max_digits")


def _unknown_member(member: str) -> Problem:
    near = get_close_matches(member, _members(), 1)
    if near:
        return Problem("description.unknown_member_near", {"member": member, "near": near[0]})
    return Problem("description.unknown_member", {"member": member})


@lru_cache
def _members() -> list[str]:
    schema = achievement_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({name for part in parts for name in part.get("properties", {})})


def achievement_schema() -> dict[str, Any]:
    """The published JSON Schema of a description, with the docstring of every member."""
    schema = Achievement.model_json_schema()
    parts = {**schema["$defs"], "Achievement": schema}
    for module in (achievement, offer, origin, party):
        for name, texts in _member_docstrings(module).items():
            for member, text in texts.items():
                if member in parts.get(name, {}).get("properties", {}):
                    parts[name]["properties"][member].setdefault("description", text)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _member_docstrings(module: ModuleType) -> dict[str, dict[str, str]]:
    """Class → member → the docstring under it.

    pydantic can do this too, but does it whenever a class is made, which is at
    every start of the program.
    """
    found: dict[str, dict[str, str]] = {}
    for kind in ast.parse(inspect.getsource(module)).body:
        if not isinstance(kind, ast.ClassDef):
            continue
        for member, below in pairwise(kind.body):
            match member, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found.setdefault(kind.name, {})[name] = inspect.cleandoc(text)
    return found


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"
