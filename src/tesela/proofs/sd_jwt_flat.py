"""Most SD-JWTs hold apart members of their top level alone; then all is put into place at once.

`sd_jwt.disclosed` says what is put where, and what is refused (RFC 9901, 7.1): it is the authority.
A token is flat where the same comes of fewer steps:

1. No claim is named `...`, and no disclosure names `_sd`, `_sd_alg` or `...`. No object further inside
   has such a member: there is no object inside, or no such name is spelled in the text, and no
   escape could spell it otherwise. So nothing is held apart there, and how deep it is the reader
   of JSON has limited.
2. Each disclosure has a salt, a name and a value.
3. The digests of the payload are all different, and so are those of the disclosures, each of which
   is one of the payload's.
4. No name stands twice.

Whatever is not so is put into place step by step, which says what is wrong with it, if anything is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

NAMES = _DIGESTS, _ALGORITHM, _ELEMENT = "_sd", "_sd_alg", "..."
"""What stands for what is held apart (4.1.1, 4.2.4.1, 4.2.4.2)."""
_MARK = b'"_sd'
"""How the first two are spelled."""


def placed(
    claims: Mapping[str, Any],
    payload: bytes,
    texts: Sequence[bytes],
    stated: Sequence[Any],
    digests: Sequence[str],
) -> tuple[dict[str, Any], frozenset[tuple[str | int, ...]]] | None:
    """All claims of a flat token, and where those stand that were held apart; None for any other.

    `claims` is what `payload` says; `stated` is what the disclosures say whose JSON is `texts`, and
    `digests` are their digests. The claims given share their parts with what is given.
    """
    own = (_DIGESTS in claims) + (_ALGORITHM in claims)
    said = b"\n".join(texts)
    if _ELEMENT in claims or not (_is_plain(payload, 1, own) and _is_plain(said, 0, 0)):  # 1
        return None
    listed = claims.get(_DIGESTS)
    if not isinstance(listed, list) or set(map(type, listed)) != {str}:
        return None
    found = dict(zip(digests, stated, strict=True))
    if len(set(listed)) != len(listed) or len(found) != len(digests):  # 3
        return None
    shown = [parts for parts in map(found.get, listed) if parts is not None]
    members = _members(shown)
    if members is None or not len(members) == len(shown) == len(found):  # 1 to 4
        return None
    whole = {name: claim for name, claim in claims.items() if name not in (_DIGESTS, _ALGORITHM)}
    if not whole.keys().isdisjoint(members):  # 4
        return None
    return whole | members, frozenset(zip(members))


def _members(disclosures: Sequence[Any]) -> dict[str, Any] | None:
    """Names and values that disclosures say, none of them reserved; None where one says other things."""
    found: dict[str, Any] = {}
    for parts in disclosures:
        if parts.__class__ is not list or len(parts) != 3:
            return None
        salt, name, value = parts
        if salt.__class__ is not str or name.__class__ is not str or name in NAMES:
            return None
        found[name] = value
    return found


def _is_plain(text: bytes, objects: int, own: int) -> bool:
    """Whether JSON has no objects but so many, or spells no reserved name but so many."""
    if text.count(b"{") == objects:
        return True
    return text.count(_MARK) == own and b'"..."' not in text and b"\\u" not in text
