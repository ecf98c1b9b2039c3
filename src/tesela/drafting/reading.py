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
from dataclasses import replace
from itertools import chain

from tesela.drafting import rules
from tesela.drafting.credentials import Stated, read_credential
from tesela.drafting.html import read_html
from tesela.drafting.kinds import Kind, ending, kind_of
from tesela.drafting.moodle import read_moodle
from tesela.drafting.office import read_docx, read_odt
from tesela.drafting.pdf import read_pdf
from tesela.drafting.pieces import Text
from tesela.drafting.plain import read_plain
from tesela.drafting.statements import Said, statements
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
    stated = _stated(kind, name, content, language)
    if stated is not None:
        return _structured(stated, name, content, language)
    return _draft(kind, name, content, _text(kind, name, content), language)


def _stated(kind: Kind, name: str, content: bytes, language: str | None) -> Stated | None:
    """What a file with members says; None for one that is only a text."""
    if kind.name in ("badge", "credential"):
        return read_credential(content, name)
    if kind.name == "moodle":
        return read_moodle(content, name, kind.package, language)
    if kind.name == "pdf" and b"/EmbeddedFile" in content:
        try:
            return read_credential(content, name)
        except TeselaError:  # what is attached may be anything; the pages are still a text
            return None
    return None


def _text(kind: Kind, name: str, content: bytes) -> Text:
    if kind.name == "docx" and kind.package:
        return read_docx(kind.package)
    if kind.name == "odt" and kind.package:
        return read_odt(kind.package)
    if kind.name == "pdf":
        return read_pdf(content, name)
    if kind.name == "html":
        return read_html(content, name)
    return read_plain(content, name, markdown=kind.name == "markdown")


def _draft(kind: Kind, name: str, content: bytes, text: Text, language: str | None) -> Draft:
    if not text.pieces:
        raise TeselaError("draft.no_text", name=name)
    tag = language or _language(text)
    said = statements(text.pieces, words_for(tag))
    found, notes = rules.apply(Context(text, said, words_for(tag), tag or UNDETERMINED))
    # The name of somebody's certificate is likely to hold theirs.
    shown = f"….{ending(name)}" if said.certificate else name
    source = DraftSource(shown, kind.name, _digest(content), tag)
    return finished(source, found, [*text.notes, *notes, *_about(said, tag)])


def _structured(stated: Stated, name: str, content: bytes, language: str | None) -> Draft:
    """Members first; what they do not say may stand in the words of the file."""
    told = language_of(piece.text for piece in stated.pieces)
    tag = language or stated.language or told
    text = Text(tuple(stated.pieces))
    said = statements(text.pieces, words_for(tag))
    read_out, notes = rules.apply(Context(text, said, words_for(tag), tag or UNDETERMINED))
    known = {_family(one.path) for one in stated.found}
    further = [one for one in read_out if _family(one.path) not in known]
    source = DraftSource(name, stated.kind, _digest(content), tag)
    about = _about(said, tag) if stated.pieces else []
    members = [_tagged(one, tag) for one in stated.found]
    return finished(source, [*members, *further], [*stated.notes, *notes, *about])


def _tagged(found: Found, tag: str | None) -> Found:
    """A text whose language the file does not say is in the one that somebody has said."""
    value = found.value
    if tag and isinstance(value, dict) and set(value) == {UNDETERMINED}:
        return replace(found, value={tag: value[UNDETERMINED]})
    return found


def _about(said: Said, tag: str | None) -> list[Problem]:
    notes = [Problem("draft.persons", {"count": said.persons})] if said.persons else []
    return notes if tag else [*notes, Problem("draft.language_unknown")]


def _family(path: str) -> str:
    """What belongs together: an outcome with all outcomes, hours apart from credits."""
    steps = path.split(".")
    return ".".join(steps[:2]) if steps[0] in ("workload", "level") else steps[0]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


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
