"""Does a credential say what its type asks for? SD-JWT VC, 4: type metadata.

Only where the description of the type, and of every type that it extends,
came along or lies in a registry's folder: nothing is fetched, and half of a
chain says nothing. Then all of it counts (4.6):

1. the description is of this type, and the one that was pinned (`…#integrity`)
2. a type that extends itself is refused (4.4)
3. a claim that is `mandatory` is there, unless the holder may hold it back
4. a claim is held apart, or is not, as `sd` says
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tesela.codecs import jsontext
from tesela.formats.digests import ALGORITHMS, sri
from tesela.proofs.sd_jwt import Disclosed, Path
from tesela.text.errors import TeselaError
from tesela.verify.opened import Circumstances, Passed

Json = Mapping[str, Any]
_LONGEST_CHAIN = 8
_ENTRIES = 500


def check(shown: Disclosed, asked: Circumstances) -> Passed:
    """Raises TeselaError `sdjwt.type_*`."""
    name, integrity = str(shown.claims.get("vct")), shown.claims.get("vct#integrity")
    rules: dict[tuple[Any, ...], Json] = {}
    seen: list[str] = []
    while True:
        if name in seen or len(seen) >= _LONGEST_CHAIN:  # 2
            raise TeselaError("sdjwt.type_unreadable")
        description = _description(name, integrity, asked)
        if description is None:
            return Passed("sdjwt.type_not_asked", {"missing": name[:300]})
        seen.append(name)
        for entry in _entries(description):
            rules.setdefault(tuple(entry["path"]), entry)
        if "extends" not in description:
            break
        name, integrity = str(description["extends"]), description.get("extends#integrity")
    for path, rule in rules.items():
        _check_rule(path, rule, shown)
    return Passed("sdjwt.type_ok", {"types": seen})


def _description(name: str, integrity: object, asked: Circumstances) -> Json | None:  # 1
    data = asked.companions.get(name) or (asked.registry.copy(name) if asked.registry else None)
    if data is None:
        return None
    if integrity is not None and not _fits(data, integrity):
        raise TeselaError("sdjwt.type_changed")
    found = jsontext.parse(data)
    if not isinstance(found, dict) or found.get("vct") != name:
        raise TeselaError("sdjwt.type_unreadable")
    return found


def _fits(data: bytes, integrity: object) -> bool:
    """Subresource Integrity, 3.3.4: one of the digests of the strongest algorithm fits."""
    stated = integrity.split() if isinstance(integrity, str) else []
    for algorithm in sorted(ALGORITHMS, reverse=True):
        if listed := [one for one in stated if one.startswith(f"{algorithm}-")]:
            return sri(data, algorithm) in listed
    return False


def _entries(description: Json) -> list[Json]:
    listed = description.get("claims", [])
    if not isinstance(listed, list) or len(listed) > _ENTRIES:
        raise TeselaError("sdjwt.type_unreadable")
    for entry in listed:
        path = entry.get("path") if isinstance(entry, dict) else None
        whole = isinstance(path, list) and path and all(_is_step(step) for step in path)
        if not whole or entry.get("sd", "allowed") not in ("always", "allowed", "never"):
            raise TeselaError("sdjwt.type_unreadable")
    return listed


def _is_step(step: object) -> bool:
    number = isinstance(step, int) and not isinstance(step, bool) and step >= 0
    return step is None or isinstance(step, str) or number


def _check_rule(path: Sequence[Any], rule: Json, shown: Disclosed) -> None:
    name = ".".join("*" if step is None else str(step) for step in path)[:80]
    disclosable = rule.get("sd", "allowed")
    if rule.get("mandatory") is True and disclosable == "never" and _lacks(path, shown):  # 3
        raise TeselaError("sdjwt.type_lacks", name=name)
    for place in _places(shown.claims, path, ()):  # 4
        if disclosable != "allowed" and (place in shown.paths) != (disclosable == "always"):
            raise TeselaError("sdjwt.type_disclosure", name=name)


def _lacks(path: Sequence[Any], shown: Disclosed) -> bool:
    """Whether something that is shown has not the member that the path ends in."""
    around = list(_places(shown.claims, path[:-1], ()))
    found = {place[:-1] for place in _places(shown.claims, path, ())}
    return isinstance(path[-1], str) and any(place not in found for place in around)


def _places(value: Any, path: Sequence[Any], before: Path) -> Iterator[Path]:
    """Where a claims path (SD-JWT VC, 4.6.1) leads in these claims."""
    if not path:
        yield before
        return
    step, rest = path[0], path[1:]
    if isinstance(step, str):
        if isinstance(value, dict) and step in value:
            yield from _places(value[step], rest, (*before, step))
    elif isinstance(value, list):
        for at, element in enumerate(value):
            if step is None or step == at:
                yield from _places(element, rest, (*before, at))
