"""Official packages of ESCO, read with bounds and written as one file of concepts.

The portal of ESCO gives its classification as one ZIP archive a language and
version, with CSV files in UTF-8, such as `ESCO dataset - v1.2.0 -
classification - fr - csv.zip`. Read are:

- `skills_<language>.csv`: columns `conceptUri`, `preferredLabel`, and where
  they are there `altLabels` and `hiddenLabels` (one a line of the cell),
  `skillType`, `reuseLevel`, `status`;
- `greenSkillsCollection_<language>.csv` and `digitalSkillsCollection_…`: column
  `conceptUri` of the skills that ESCO counts among these.

Columns go by their names, in any order; others are passed over, and so are
concepts whose status is not `released`. Nothing of ESCO is part of Tesela: an
operator downloads it, under ESCO's own terms of use.

1. Every archive is opened and bounded; its languages and version are found out.
2. All archives are read once for the concepts' URIs and what is said of them in
   no language.
3. Each language's labels are read and written before the next one's, so that
   memory holds one language.

The RDF package, one file of more than a gigabyte for all languages, is not read.
"""

import csv
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import SEEK_END, TextIOWrapper
from typing import BinaryIO

from tesela.codecs.zipped import BROKEN, entries
from tesela.text.errors import TeselaError
from tesela.text.languages import EU_LANGUAGES
from tesela.vocab.concept_file import MOST_CONCEPTS, Kind, Label, Writer
from tesela.vocab.suggest import ESCO

LANGUAGES = (*EU_LANGUAGES, "ar", "is", "no", "uk")
"""In which ESCO is published."""
SOURCE = "ESCO, European Commission"
_CONCEPT = "http://data.europa.eu/esco/"
_MEMBER = re.compile(
    r"(?:^|/)(skills|greenSkillsCollection|digitalSkillsCollection)_([a-z-]+)\.csv\Z"
)
_VERSION = re.compile(r"v(\d{1,4}(?:\.\d{1,4}){0,3})(?![\d.])")
_MARKS = {"greenSkillsCollection": "green", "digitalSkillsCollection": "digital"}
_TYPES = {"knowledge": "knowledge", "skill/competence": "skill"}
_REUSE = ("transversal", "cross-sector", "sector-specific", "occupation-specific")
MOST_PACKAGES = 100
LARGEST_PACKAGE = 256_000_000
"""Bytes of an archive."""
LARGEST_MEMBER = 256_000_000
"""Bytes of one file, unpacked."""
MOST_MEMBERS = 1_000
MOST_LABELS_OF_ONE = 1_000
LONGEST_LABEL = 1_000
_CHUNK = 1 << 20
Row = Mapping[str, str]


@dataclass(frozen=True)
class Imported:
    """What has been written: the version of ESCO, its languages, how many concepts."""

    version: str
    languages: tuple[str, ...]
    concepts: int


@dataclass(frozen=True)
class _Package:
    name: str
    archive: zipfile.ZipFile
    members: Mapping[tuple[str, str], str]
    """(kind of file, language) → its name in the archive."""

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(language for kind, language in self.members if kind == "skills")

    def rows(self, kind: str, language: str, *needed: str) -> Iterator[tuple[int, Row]]:
        """The rows of a file with their numbers; the header is row 1."""
        member = self.members[kind, language]
        with self._opened(member) as text:
            reader = csv.DictReader(text, restkey="", restval="", strict=True)
            for column in needed:
                if column not in (reader.fieldnames or ()):
                    raise TeselaError("esco.column", file=member, column=column)
            for row in reader:
                yield reader.line_num, row

    @contextmanager
    def _opened(self, member: str) -> Iterator[TextIOWrapper]:
        if self.archive.getinfo(member).file_size > LARGEST_MEMBER:
            raise TeselaError("esco.too_large", file=member, maximum=LARGEST_MEMBER // 1_000_000)
        try:
            # zipfile gives no more than the declared size.
            with self.archive.open(member) as data:
                yield TextIOWrapper(data, "utf-8-sig", newline="")
        except (csv.Error, UnicodeDecodeError) as error:
            raise TeselaError("esco.damaged", file=member) from error
        except BROKEN as error:
            raise TeselaError("esco.damaged", file=self.name) from error


def import_packages(
    packages: Sequence[tuple[str, BinaryIO]], to: BinaryIO, version: str | None = None
) -> Imported:
    """Writes the skills of ESCO packages, each a name and its bytes, into one file.

    `version` is needed only where the packages' names do not say it. Raises
    TeselaError `esco.no_package`, `esco.no_skills`, `esco.language`,
    `esco.language_twice`, `esco.versions`, `esco.version`, `esco.column`,
    `esco.row`, `esco.damaged`, `esco.too_large`.
    """
    if not packages or len(packages) > MOST_PACKAGES:
        raise TeselaError("esco.packages", maximum=MOST_PACKAGES)
    opened = [_open(name, data) for name, data in packages]
    found = version or _version([package.name for package in opened])
    of_language = _languages(opened)
    marks = _marks(opened)
    uris = sorted(marks)
    place = {uri: number for number, uri in enumerate(uris)}
    writer = Writer(to, ESCO, found, [(uri, "") for uri in uris], SOURCE)
    writer.marks([" ".join(marks[uri]) for uri in uris])
    for language, package in of_language.items():
        labels = {place[uri]: own for uri, own in _labels(package, language)}
        writer.language(language, labels)
    writer.close()
    return Imported(found, tuple(of_language), len(uris))


def _open(name: str, data: BinaryIO) -> _Package:
    _bounded(name, data)
    try:
        archive = zipfile.ZipFile(data)
    except BROKEN as error:
        raise TeselaError("esco.no_package", file=name) from error
    members = {
        (named[1], named[2]): info.filename
        for info in archive.infolist()
        if (named := _MEMBER.search(info.filename))
    }
    package = _Package(name, archive, members)
    if not package.languages:
        raise TeselaError("esco.no_skills", file=name)
    return package


def _bounded(name: str, data: BinaryIO) -> None:
    """Refuses an archive that is large or has many entries, before it is opened."""
    if data.seek(0, SEEK_END) > LARGEST_PACKAGE:
        raise TeselaError("esco.too_large", file=name, maximum=LARGEST_PACKAGE // 1_000_000)
    data.seek(0)
    if any(found > MOST_MEMBERS for found in entries(iter(partial(data.read, _CHUNK), b""))):
        raise TeselaError("esco.no_package", file=name)
    data.seek(0)


def _version(names: Sequence[str]) -> str:
    found = [match[1] if (match := _VERSION.search(name)) else "" for name in names]
    for name, version in zip(names, found, strict=True):
        if not version:
            raise TeselaError("esco.version", file=name)
        if version != found[0]:
            raise TeselaError("esco.versions", one=found[0], other=version)
    return found[0]


def _languages(packages: Sequence[_Package]) -> Mapping[str, _Package]:
    """Each language with the package that it is in, in the order of the tags."""
    found: dict[str, _Package] = {}
    for package in packages:
        for language in package.languages:
            if language not in LANGUAGES:
                raise TeselaError("esco.language", file=package.name, language=language)
            if language in found:
                raise TeselaError("esco.language_twice", file=package.name, language=language)
            found[language] = package
    return dict(sorted(found.items()))


def _marks(packages: Sequence[_Package]) -> Mapping[str, list[str]]:
    """Every released concept with what is said of it in no language."""
    found: dict[str, list[str]] = {}
    for package in packages:
        for language in package.languages:
            for uri, row in _skills(package, language):
                if uri not in found:
                    kind, reuse = row.get("skillType", ""), row.get("reuseLevel", "")
                    found[uri] = [_TYPES[kind]] if kind in _TYPES else []
                    found[uri] += [reuse] if reuse in _REUSE else []
                    if len(found) > MOST_CONCEPTS:
                        raise TeselaError("esco.no_package", file=package.name)
    for package in packages:
        for kind, language in package.members:
            if kind in _MARKS:
                for _, row in package.rows(kind, language, "conceptUri"):
                    marked = found.get(row["conceptUri"].strip())
                    if marked is not None and _MARKS[kind] not in marked:
                        marked.append(_MARKS[kind])
    return found


def _labels(package: _Package, language: str) -> Iterator[tuple[str, list[Label]]]:
    for uri, row in _skills(package, language):
        said = (
            (Kind.PREFERRED, [row["preferredLabel"]]),
            (Kind.ALTERNATIVE, (row.get("altLabels") or "").splitlines()),
            (Kind.HIDDEN, (row.get("hiddenLabels") or "").splitlines()),
        )
        texts: dict[str, Label] = {}
        for kind, several in said:
            for text in several:
                one = " ".join(text.split())
                if one:
                    texts.setdefault(one, Label(one, kind))
        yield uri, list(texts.values())


def _skills(package: _Package, language: str) -> Iterator[tuple[str, Row]]:
    """The released skills of one language, each with its row."""
    seen: set[str] = set()
    for number, row in package.rows("skills", language, "conceptUri", "preferredLabel"):
        uri = row["conceptUri"].strip()
        if row.get("status", "").strip() not in ("", "released"):
            continue
        if not _fits(uri, row) or uri in seen:
            member = package.members["skills", language]
            raise TeselaError("esco.row", file=member, row=number)
        seen.add(uri)
        yield uri, row


def _fits(uri: str, row: Row) -> bool:
    texts = [
        row[name] or "" for name in ("preferredLabel", "altLabels", "hiddenLabels") if name in row
    ]
    labels = [line for text in texts for line in text.splitlines()]
    return (
        uri.startswith(_CONCEPT)
        and uri.isascii()
        and uri.isprintable()
        and " " not in uri
        and len(uri) <= LONGEST_LABEL
        and bool(row["preferredLabel"].strip())
        and len(labels) <= MOST_LABELS_OF_ONE
        and all(len(label) <= LONGEST_LABEL and "\0" not in label for label in labels)
    )
