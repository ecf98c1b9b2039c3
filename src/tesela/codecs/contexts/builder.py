"""From tables of terms (`*.terms`) to JSON-LD 1.1 contexts. A line states one fact:

@prefix P IRI       short form of IRIs in this file     @table NAME   rows to be included
@context URL        a context; its rows stand below     @context URL from URL2   changes to URL2
term P: …           `term` means P's IRI + "term"       term P:name … P's IRI + "name"
term <IRI> …        any IRI as it stands                # …           a remark
after the IRI: `iri`, `vocab`, `json` or `^P:name` (type of its values); `set`, `list`,
`graph` or `language` (container); `prefix` (usable in compact IRIs); `bare` (scope without id and type);
`cleared` (inside it no term means anything). Rows deeper than a term are its scoped context.
Everything is protected and every scope has the aliases `id` and `type`, unless it is said:
@unprotected        protects nothing                    @bare         aliases at the top only
@version 1.1        declared in every scope             @include NAME the rows of that table
@sha256 HEX         a digest of the published file      @without A B  base's terms left out
@typed ^P:name A B  base's terms, typed otherwise       @within A     changes inside A's scope
@plain              no aliases at its top         @open          protects nothing at its top
@each P: …          the names in the rows below, each a term with P's IRI + its name
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

_REMARK = re.compile(r"(^|\s)#(\s.*)?$")
_TYPES = {"iri": "@id", "vocab": "@vocab", "json": "@json"}
_FLAGS = ("prefix", "bare", "cleared")
_CONTAINERS = {"set": "@set", "list": "@list", "graph": "@graph", "language": "@language"}


@dataclass(frozen=True)
class Published:
    """A finished context and the SHA-256 digests (hex) of its published file."""

    context: Mapping[str, Any]
    sha256: frozenset[str]


def build(files: Mapping[str, str]) -> dict[str, Published]:
    """URL → context, from the texts of all `.terms` files by name.

    Raises ValueError, naming file and line, where a table cannot be read.
    """
    tables: dict[str, _Block] = {}
    contexts: dict[str, _Block] = {}
    for name, text in files.items():
        prefixes: dict[str, str] = {}
        for line in _tree(name, text):
            match line.words:
                case ["@prefix", prefix, iri]:
                    prefixes[prefix] = iri
                case ["@table", table]:
                    tables[table] = _Block(line, prefixes)
                case ["@context", url, *_]:
                    contexts[url] = _Block(line, prefixes)
                case _:
                    raise line.unreadable()
    reader = _Reader(tables, contexts)
    return {url: reader.published(url) for url in contexts}


@dataclass(frozen=True)
class _Line:
    """A line's words and the lines indented below it; `place` is file and number."""

    words: list[str]
    place: str
    below: list["_Line"] = field(default_factory=list)

    def unreadable(self) -> ValueError:
        return ValueError(f"{self.place}: {' '.join(self.words)}")


@dataclass(frozen=True)
class _Block:
    """A table or context as written, with the prefixes of its file."""

    line: _Line
    prefixes: Mapping[str, str]


@dataclass(frozen=True)
class _Term:
    """What one term means; `scope` is None where it has no context of its own."""

    iri: str
    type: str | None = None
    container: str | None = None
    prefix: bool = False
    bare: bool = False
    cleared: bool = False
    scope: Mapping[str, "_Term"] | None = None


@dataclass(frozen=True)
class _Manner:
    """How a context writes its scopes."""

    protected: bool = True
    bare: bool = False
    version: float | None = None


class _Reader:
    """Reads blocks, which may include and change one another."""

    def __init__(self, tables: Mapping[str, _Block], contexts: Mapping[str, _Block]) -> None:
        self.tables = tables
        self.contexts = contexts

    def published(self, url: str) -> Published:
        lines = self.contexts[url].line.below
        said = {line.words[0]: line.words[1:] for line in lines}
        manner = _Manner(
            protected="@unprotected" not in said,
            bare="@bare" in said,
            version=float(said["@version"][0]) if "@version" in said else None,
        )
        digests = [line.words[1] for line in lines if line.words[0] == "@sha256"]
        context = _scope(self.terms(url), manner, aliases="@plain" not in said)
        if "@open" in said:
            del context["@protected"]
        return Published(context, frozenset(digests))

    def terms(self, url: str) -> dict[str, _Term]:
        block = self.contexts[url]
        match block.line.words:
            case ["@context", _]:
                base: dict[str, _Term] = {}
            case ["@context", _, "from", other] if other in self.contexts:
                base = self.terms(other)
            case _:
                raise block.line.unreadable()
        return self.changed(base, block.line.below, block.prefixes)

    def changed(
        self, base: Mapping[str, _Term], lines: Iterable[_Line], prefixes: Mapping[str, str]
    ) -> dict[str, _Term]:
        """`base` with what `lines` add and say otherwise."""
        terms = dict(base)
        for line in lines:
            match line.words:
                case (
                    ["@sha256" | "@version", _]
                    | ["@unprotected"]
                    | ["@open"]
                    | ["@bare"]
                    | ["@plain"]
                ):
                    pass
                case ["@each", iri, *notes] if line.below and iri.endswith(":"):
                    terms |= self.alike(iri, notes, line.below, prefixes)
                case ["@include", table] if table in self.tables:
                    block = self.tables[table]
                    terms |= self.changed({}, block.line.below, block.prefixes)
                case ["@without", *names] if terms.keys() >= set(names):
                    for name in names:
                        del terms[name]
                case ["@typed", datatype, *names] if terms.keys() >= set(names):
                    for name in names:
                        terms[name] = replace(terms[name], type=_type(datatype, line, prefixes))
                case ["@within", name] if name in terms:
                    inside = self.changed(terms[name].scope or {}, line.below, prefixes)
                    terms[name] = replace(terms[name], scope=inside)
                case [name, iri, *notes] if not name.startswith("@"):
                    terms[name] = self.term(name, iri, notes, line, prefixes)
                case _:
                    raise line.unreadable()
        return terms

    def alike(
        self, iri: str, notes: Sequence[str], lines: Iterable[_Line], prefixes: Mapping[str, str]
    ) -> dict[str, _Term]:
        """Terms that differ in nothing but their names."""
        return {
            name: self.term(name, iri, notes, _Line([name, iri, *notes], line.place), prefixes)
            for line in lines
            for name in line.words
        }

    def term(
        self, name: str, iri: str, notes: Sequence[str], line: _Line, prefixes: Mapping[str, str]
    ) -> _Term:
        containers = [_CONTAINERS[note] for note in notes if note in _CONTAINERS]
        types = [note for note in notes if note not in _CONTAINERS and note not in _FLAGS]
        if len(containers) > 1 or len(types) > 1:
            raise line.unreadable()
        return _Term(
            iri=_iri(iri, name, line, prefixes),
            type=_type(types[0], line, prefixes) if types else None,
            container=containers[0] if containers else None,
            prefix="prefix" in notes,
            bare="bare" in notes,
            cleared="cleared" in notes,
            scope=self.changed({}, line.below, prefixes) if line.below else None,
        )


def _tree(name: str, text: str) -> list[_Line]:
    """The lines of a file, each under the nearest line that is indented less."""
    top: list[_Line] = []
    open_lines: list[tuple[int, list[_Line]]] = [(-1, top)]
    for number, raw in enumerate(text.splitlines(), start=1):
        written = _REMARK.sub("", raw)
        if not written.strip():
            continue
        depth = len(written) - len(written.lstrip(" "))
        while open_lines[-1][0] >= depth:
            open_lines.pop()
        line = _Line(written.split(), f"{name}, line {number}")
        open_lines[-1][1].append(line)
        open_lines.append((depth, line.below))
    return top


def _iri(written: str, term: str, line: _Line, prefixes: Mapping[str, str]) -> str:
    if written.startswith("<") and written.endswith(">"):
        return written[1:-1]
    prefix, colon, name = written.partition(":")
    if not colon or prefix not in prefixes:
        raise line.unreadable()
    return prefixes[prefix] + (name or term)


def _type(note: str, line: _Line, prefixes: Mapping[str, str]) -> str:
    if note in _TYPES:
        return _TYPES[note]
    if not note.startswith("^"):
        raise line.unreadable()
    return _iri(note[1:], "", line, prefixes)


def _scope(terms: Mapping[str, _Term], manner: _Manner, aliases: bool) -> dict[str, Any]:
    """A context object that defines `terms`."""
    context: dict[str, Any] = {}
    if manner.version is not None:
        context["@version"] = manner.version
    if manner.protected:
        context["@protected"] = True
    if aliases:
        context |= {"id": "@id", "type": "@type"}
    return context | {name: _definition(term, manner) for name, term in terms.items()}


def _definition(term: _Term, manner: _Manner) -> str | dict[str, Any]:
    if term.prefix:
        return term.iri  # a simple term ending in # or / can be a prefix: JSON-LD 1.1, 4.4
    definition: dict[str, Any] = {"@id": term.iri}
    if term.type is not None:
        definition["@type"] = term.type
    if term.container is not None:
        definition["@container"] = term.container
    if term.cleared:
        definition["@context"] = None
    elif term.scope is not None:
        definition["@context"] = _scope(term.scope, manner, not (manner.bare or term.bare))
    return definition if len(definition) > 1 else term.iri
