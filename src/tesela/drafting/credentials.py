"""Badges and credentials → finds: what they say of the achievement, and nothing of the learner.

1. The credential is taken out of its carrier and of what secures it. Nothing is
   verified: a draft is no proof, and a note says so.
2. A description in European form (ELM) is read as that; so is one that lies
   beside a badge.
3. Any other credential is read into an achievement by its format's own reader.
   The award in it, which is about the learner, is left aside.
4. Of a badge the name, the description and the criteria are read too, by the
   same rules as a text: most badges say hours and outcomes only in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tesela.codecs import jsontext
from tesela.drafting.members import members_of
from tesela.drafting.pieces import Piece
from tesela.drafting.plain import joined, markdown_line
from tesela.drafting.values import shortened
from tesela.drafting.words import language_of
from tesela.formats import elm, openbadges2
from tesela.model.draft import Found, Place, SourceKind
from tesela.text.errors import Problem, TeselaError
from tesela.verify import content
from tesela.verify.carriers import credential_in
from tesela.verify.mechanisms import mechanism_of

Json = Any
_BADGE_CLASS = "BadgeClass"
_ACHIEVEMENT = "Achievement"


@dataclass(slots=True)
class Stated:
    """What a structured file says, and the texts in it that rules may read."""

    kind: SourceKind
    found: list[Found] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    language: str | None = None
    notes: list[Problem] = field(default_factory=list)


def read_credential(data: bytes, name: str) -> Stated:
    """What a badge, an ELM file or another credential says of its achievement.

    Raises TeselaError `draft.no_description`, `draft.damaged`.
    """
    try:
        return _read(data, name)
    except TeselaError as error:
        if error.code.startswith("draft."):
            raise
        raise TeselaError(
            "draft.no_description", name=name, reason=error.problem.message()
        ) from error


def _read(data: bytes, name: str) -> Stated:
    document = _plain_json(data)
    if document is not None:
        if european := _european(data):
            return european
        if _is_badge_class(document):
            return _badge(document, "", Stated("badge"))
    handed = credential_in(data)
    for beside in handed.beside:
        if european := _european(beside):
            return european
    opened = _opened(handed.secured)
    stated = _in_words(opened)
    if not stated.found and not stated.pieces:
        raise TeselaError("draft.no_description", name=name, reason="")
    stated.notes.append(Problem("draft.not_verified"))
    return stated


def _plain_json(data: bytes) -> dict[str, Json] | None:
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"{":
        return None
    found = jsontext.parse(data)
    return found if isinstance(found, dict) else None


def _european(data: bytes) -> Stated | None:
    """An ELM description; None for another document."""
    try:
        achievement = elm.described(data)
    except TeselaError:
        return None
    found = list(members_of(achievement, "european.member", elm.place_in_description))
    return Stated("european", found, language=_first_language(found))


def _opened(secured: Json) -> dict[str, Json]:
    return dict(mechanism_of(secured).opened(secured).document)


def _in_words(document: dict[str, Json]) -> Stated:
    told = content.words(document, {})
    stated = Stated("credential")
    if told:
        form, words = told
        stated.kind = (
            "badge"
            if form.startswith("openbadge")
            else ("european" if form == "elm" else "credential")
        )
        if words.achievement:
            rule = f"{stated.kind}.member"
            stated.found += members_of(words.achievement, rule, words.stated.place_of)
            stated.language = _first_language(stated.found)
    subject = document.get("credentialSubject")
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    if isinstance(achievement, dict):
        return _badge(achievement, "/credentialSubject/achievement", stated)
    if openbadges2.is_assertion(document):
        return _badge(dict(openbadges2.badge_of(document)), "/badge", stated)
    return stated


def _is_badge_class(document: dict[str, Json]) -> bool:
    """A badge by itself, awarded to nobody: BadgeClass (2.0) or Achievement (3.0)."""
    types = document.get("type")
    listed = types if isinstance(types, list) else [types]
    return (_BADGE_CLASS in listed or _ACHIEVEMENT in listed) and isinstance(
        document.get("name"), str
    )


def _badge(badge: dict[str, Json], pointer: str, stated: Stated) -> Stated:
    """Name, description and criteria of a badge; its issuer's or creator's name."""
    stated.kind = "badge"
    language = badge.get("inLanguage") or badge.get("@language")
    stated.language = stated.language or (language if isinstance(language, str) else None)
    stated.pieces += _texts(badge, pointer)
    known = {found.path for found in stated.found}
    tag = stated.language or _told_by(stated.pieces) or "und"
    issuer = badge.get("issuer") or badge.get("creator")
    for member, path, element, value in (
        ("name", "title", "2", badge.get("name")),
        ("description", "summary", "", badge.get("description")),
        ("issuer", "awarding_bodies.0.name", "4", _name_of(issuer)),
    ):
        if isinstance(value, str) and value.strip() and path not in known:
            text = " ".join(value.split())[:4_000]
            where = Place("member", f"{pointer}/{member}", shortened(text))
            stated.found.append(Found(element, path, {tag: text}, where, "badge.member"))
    return stated


def _name_of(party: Json) -> Json:
    return party.get("name") if isinstance(party, dict) else None


def _texts(badge: dict[str, Json], pointer: str) -> Iterator[Piece]:
    criteria = badge.get("criteria")
    narrative = criteria.get("narrative") if isinstance(criteria, dict) else None
    for member, text in (
        ("description", badge.get("description")),
        ("criteria/narrative", narrative),
    ):
        if isinstance(text, str):
            yield from pieces_of(text, f"{pointer}/{member}")


def pieces_of(text: str, name: str) -> Iterator[Piece]:
    """The lines of a text in a member, Markdown or plain."""
    yield from joined((markdown_line(line, name) for line in text.splitlines()), "member")


def _told_by(pieces: list[Piece]) -> str | None:
    return language_of(piece.text for piece in pieces)


def _first_language(found: list[Found]) -> str | None:
    """That of the title, which is the author's own."""
    title = next((one.value for one in found if one.path == "title"), None)
    return next(iter(title), None) if isinstance(title, dict) else None
