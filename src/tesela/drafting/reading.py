"""`read`: a file → a draft.

1. The kind is told by the content (`kinds`).
2. A reader of that kind gives its text piece by piece, each with its place; or
   its members, where the file has some.
3. What is about a person is passed over (`statements`).
4. The rules of the table look (`rules`).
5. What has no value is a gap; two values for one member are a note.
"""

import hashlib
from collections.abc import Iterable
from itertools import chain

from tesela.drafting import rules
from tesela.drafting.kinds import Kind, ending, kind_of
from tesela.drafting.office import read_docx, read_odt
from tesela.drafting.pieces import Text
from tesela.drafting.plain import read_plain
from tesela.drafting.statements import statements
from tesela.drafting.values import UNDETERMINED, Context
from tesela.drafting.words import language_of, words_for
from tesela.model.draft import Draft, DraftSource, Found
from tesela.text.errors import Problem, TeselaError
from tesela.text.languages import is_language_tag

NEEDED = {
    "2": ("title",),
    "3": ("issuer.country",),
    "4": ("awarding_bodies.",),
    "6": ("learning_outcomes.",),
    "7": ("workload.hours", "workload.credits"),
    "8": ("level.",),
    "9": ("assessment.*.type",),
    "10": ("participation.",),
    "11": ("quality_assurance.",),
    "12": ("prerequisites.text",),
    "13": ("assessment.*.supervision",),
    "14": ("grading.title",),
    "15": ("stackability.mode",),
    "16": ("further_information.",),
}
"""Element of Annex I → the members of which one says something; the learner (1) and the date of
issuing (5) belong to the award."""


def read(name: str, content: bytes, language: str | None = None) -> Draft:
    """What rules find in a file; `name` is its name, `language` the BCP 47 tag of its text.

    Without `language` the file's own words tell it. Raises TeselaError
    `draft.*` for a file that cannot be read; the fault is named.
    """
    if language is not None and not is_language_tag(language):
        raise TeselaError("draft.language", language=language)
    kind = kind_of(name, content)
    text = _text(kind, name, content)
    return _draft(kind, name, content, text, language)


def _text(kind: Kind, name: str, content: bytes) -> Text:
    if kind.name == "docx" and kind.package:
        return read_docx(kind.package)
    if kind.name == "odt" and kind.package:
        return read_odt(kind.package)
    if kind.name in ("text", "markdown"):
        return read_plain(content, name, markdown=kind.name == "markdown")
    raise TeselaError("draft.unknown_kind", name=name)


def _draft(kind: Kind, name: str, content: bytes, text: Text, language: str | None) -> Draft:
    if not text.pieces:
        raise TeselaError("draft.no_text", name=name)
    tag = language or _language(text)
    said = statements(text.pieces, words_for(tag))
    context = Context(text, said, words_for(tag), tag or UNDETERMINED)
    found, notes = rules.apply(context)
    if said.persons:
        notes.append(Problem("draft.persons", {"count": said.persons}))
    if tag is None:
        notes.append(Problem("draft.language_unknown"))
    # The name of somebody's certificate is likely to hold theirs.
    shown = f"….{ending(name)}" if said.certificate else name
    source = DraftSource(shown, kind.name, hashlib.sha256(content).hexdigest(), tag)
    return finished(source, found, notes)


def _language(text: Text) -> str | None:
    told = language_of(piece.text for piece in text.pieces)
    if told or text.language is None:
        return told
    # The properties of a file name the language of the program more often than that of the text.
    return text.language if is_language_tag(text.language) else None


def finished(source: DraftSource, found: Iterable[Found], notes: Iterable[Problem]) -> Draft:
    """The draft in the order of the elements, with its gaps, and a note for every member that has two values."""
    all_found = tuple(sorted(found, key=lambda one: int(one.element or 99)))
    draft = Draft(source, all_found, gaps(all_found), tuple(notes))
    doubled = (
        Problem("draft.two_values", {"path": path, "count": len(some)})
        for path, some in draft.doubled.items()
    )
    return Draft(source, all_found, draft.gaps, tuple(chain(draft.notes, doubled)))


def gaps(found: Iterable[Found]) -> tuple[str, ...]:
    """The elements of Annex I for which none of these says anything."""
    paths = [_without_numbers(one.path) for one in found]
    return tuple(
        element
        for element, needed in NEEDED.items()
        if not any(path.startswith(start) for path in paths for start in needed)
    )


def _without_numbers(path: str) -> str:
    """`assessment.0.type` → `assessment.*.type`."""
    return ".".join("*" if step.isdigit() else step for step in path.split("."))


__all__ = ["finished", "gaps", "read"]
