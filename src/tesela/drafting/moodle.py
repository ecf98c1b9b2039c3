"""A Moodle course backup (`.mbz`) → finds and texts.

A backup is a tar archive in gzip, or a ZIP, of XML files. Read are only
`moodle_backup.xml` (names and types of activities), `course/course.xml`,
`sections/*/section.xml` and `outcomes.xml`. Users, enrolments, grades,
submissions and logs are never opened.

1. The course's full name is its title, its language the language.
2. Each outcome of the gradebook is a learning outcome.
3. An activity in which people are assessed is a part of the assessment; which
   is which stands in `ASSESSING`.
4. Summaries of course and sections are read like any other text.
5. Competencies stand in a backup by number only; a note says how many.
"""

import gzip
import io
import re
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tesela.drafting.credentials import Stated
from tesela.drafting.html import text_of_html
from tesela.drafting.package import MEGABYTE, Package, feed
from tesela.drafting.pieces import Piece
from tesela.drafting.plain import cleaned
from tesela.drafting.values import UNDETERMINED, shortened
from tesela.drafting.words import language_of
from tesela.model.draft import Found, Place
from tesela.text.errors import Problem, TeselaError
from tesela.text.languages import is_language_tag

ASSESSING = {
    "quiz": "quiz",
    "assign": "marked-assignment",
    "workshop": "peer-assessment",
}
"""Type of activity → type of assessment; others teach, and do not assess."""
MOST_UNPACKED = 1_000 * MEGABYTE
_MOST_READ = 20 * MEGABYTE
_MOST_ENTRIES = 100_000
_MOST_OUTCOMES = 100
_MOST_ACTIVITIES = 50
_MANIFEST = "moodle_backup.xml"
_COURSE = "course/course.xml"
_OUTCOMES = "outcomes.xml"
_COMPETENCIES = "course/competencies.xml"
_SECTION = re.compile(r"sections/section_\d{1,12}/section\.xml\Z")
_BROKEN = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, KeyError)


def read_moodle(data: bytes, name: str, package: Package | None, language: str | None) -> Stated:
    """What a course backup says. Raises TeselaError `draft.*`."""
    parts = dict(_from_zip(package) if package else _from_tar(data, name))
    if _MANIFEST not in parts:
        raise TeselaError("draft.unknown_kind", name=name)
    files = {path: _values(part, name) for path, part in parts.items()}
    course = next(files[_COURSE].of("course"), {}) if _COURSE in files else {}
    stated = Stated("moodle", language=_tag(course.get("lang")))
    stated.pieces += _summaries(files, name)
    told = language or stated.language or language_of(piece.text for piece in stated.pieces)
    stated.found += _found(files, course, told or UNDETERMINED)
    stated.language = stated.language or told
    if _COMPETENCIES in files and (count := len(list(files[_COMPETENCIES].of("competency")))):
        stated.notes.append(Problem("draft.competencies", {"count": count}))
    return stated


def _wanted(path: str) -> bool:
    known = (_MANIFEST, _COURSE, _OUTCOMES, _COMPETENCIES)
    return path in known or _SECTION.match(path) is not None


def _from_zip(package: Package) -> Iterator[tuple[str, bytes]]:
    for path in sorted(package.paths):
        if _wanted(path):
            yield path, package.bytes_of(path)


class _Counted(io.RawIOBase):
    """A gzip stream that ends in a refusal when too much comes out of it."""

    def __init__(self, data: bytes, name: str) -> None:
        self._stream = gzip.GzipFile(fileobj=io.BytesIO(data))
        self._left = MOST_UNPACKED
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        some = self._stream.read(len(buffer))
        self._left -= len(some)
        if self._left < 0:
            maximum = MOST_UNPACKED // MEGABYTE
            raise TeselaError("draft.unpacks_too_large", name=self._name, maximum=maximum)
        buffer[: len(some)] = some
        return len(some)


def _from_tar(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    read = 0
    try:
        with tarfile.open(fileobj=io.BufferedReader(_Counted(data, name)), mode="r|") as archive:
            for number, entry in enumerate(archive):
                if number > _MOST_ENTRIES:
                    raise TeselaError("draft.too_many_parts", name=name, maximum=_MOST_ENTRIES)
                path = entry.name.removeprefix("./")
                if not entry.isfile() or not _wanted(path):
                    continue
                read += entry.size
                if read > _MOST_READ:
                    maximum = _MOST_READ // MEGABYTE
                    raise TeselaError("draft.unpacks_too_large", name=name, maximum=maximum)
                part = archive.extractfile(entry)
                yield path, part.read() if part else b""
    except _BROKEN:
        raise TeselaError("draft.damaged", name=name) from None


@dataclass
class _Values:
    """Elements of an XML file with the texts of what is directly in them, in their order."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    _open: list[tuple[str, dict[str, str], list[str]]] = field(default_factory=list)

    def of(self, tag: str) -> Iterator[dict[str, str]]:
        return (values for name, values in self.elements if name == tag)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        self._open.append((tag, {}, []))

    def text(self, text: str) -> None:
        if self._open:
            self._open[-1][2].append(text)

    def end(self, tag: str) -> None:
        _, values, texts = self._open.pop()
        if values:
            self.elements.append((tag, values))
        elif self._open:
            self._open[-1][1].setdefault(tag, "".join(texts).strip())


def _values(part: bytes, name: str) -> _Values:
    values = _Values()
    feed(iter((part,)), values, name)
    return values


def _tag(written: str | None) -> str | None:
    """Moodle writes `de_at` and `sr_lt`; nothing, where a course leaves it to its readers."""
    tag = (written or "").partition("_")[0]
    return tag if tag and is_language_tag(tag) else None


def _summaries(files: Mapping[str, _Values], name: str) -> Iterator[Piece]:
    for path in sorted(files):
        for tag in ("course", "section"):
            for values in files[path].of(tag):
                summary = values.get("summary", "")
                if path != _MANIFEST and summary not in ("", "$@NULL@$"):
                    for piece in text_of_html(summary, name).pieces:
                        yield replace(piece, kind="part", name=path)


def _found(
    files: Mapping[str, _Values], course: Mapping[str, str], language: str
) -> Iterator[Found]:
    manifest = files[_MANIFEST]
    named = course.get("fullname", "")
    where = _COURSE
    if not named:
        information = next(manifest.of("information"), {})
        named, where = information.get("original_course_fullname", ""), _MANIFEST
    if title := cleaned(named)[:200]:
        place = Place("part", where, shortened(title))
        yield Found("2", "title", {language: title}, place, "moodle.course")
    if _OUTCOMES in files:
        yield from _outcomes(files[_OUTCOMES], language)
    yield from _activities(manifest, language)


def _outcomes(values: _Values, language: str) -> Iterator[Found]:
    some = (cleaned(one.get("fullname", "")) for one in values.of("outcome"))
    for at, text in enumerate(list(filter(None, some))[:_MOST_OUTCOMES]):
        place = Place("part", _OUTCOMES, shortened(text))
        path = f"learning_outcomes.{at}.text"
        yield Found("6", path, {language: text}, place, "moodle.outcome")


def _activities(manifest: _Values, language: str) -> Iterator[Found]:
    some = [one for one in manifest.of("activity") if one.get("modulename") in ASSESSING]
    for at, one in enumerate(some[:_MOST_ACTIVITIES]):
        kind, title = one["modulename"], cleaned(one.get("title", ""))[:200]
        place = Place("activity", kind, shortened(title))
        path = f"assessment.{at}"
        yield Found("9", f"{path}.type", ASSESSING[kind], place, "moodle.activity")
        if title:
            yield Found("9", f"{path}.title", {language: title}, place, "moodle.activity")
