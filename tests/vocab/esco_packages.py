"""Small packages of the form of ESCO's, with made-up concepts."""

import csv
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

SKILLS = [
    "conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels",
    "hiddenLabels", "status", "modifiedDate", "scopeNote", "definition", "inScheme", "description",
]  # fmt: skip
COLLECTION = [
    "conceptType", "conceptUri", "preferredLabel", "status", "skillType", "reuseLevel", "altLabels",
    "description", "broaderConceptUri", "broaderConceptPT",
]  # fmt: skip


def uri(number: int) -> str:
    """The URI of a made-up concept, of the form that ESCO's have."""
    return f"http://data.europa.eu/esco/skill/00000000-0000-4000-8000-{number:012}"


def skill(number: int, label: str, *others: str, **more: str) -> dict[str, str]:
    """A row of a made-up skill."""
    return {
        "conceptType": "KnowledgeSkillCompetence",
        "conceptUri": uri(number),
        "skillType": "skill/competence",
        "reuseLevel": "cross-sector",
        "preferredLabel": label,
        "altLabels": "\n".join(others),
        "status": "released",
        "modifiedDate": "2024-01-25 11:28:50.295000",
        "description": f"Made up: {label}.",
        **more,
    }


def table(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """A file as the packages have it."""
    text = StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def package(language: str, rows: Sequence[Mapping[str, str]], **collections: list[int]) -> BytesIO:
    """A package in one language; `green` and `digital` are the numbers of the skills there."""
    files = {
        f"skills_{language}.csv": table(SKILLS, rows),
        f"occupations_{language}.csv": b"conceptType,conceptUri\n",
    }
    for name, numbers in collections.items():
        files[f"{name}SkillsCollection_{language}.csv"] = table(
            COLLECTION, [{"conceptUri": uri(number)} for number in numbers]
        )
    return archive(files)


def archive(files: Mapping[str, bytes]) -> BytesIO:
    """A ZIP archive."""
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    into.seek(0)
    return into


def named(language: str, version: str = "1.2.0") -> str:
    """The name that a downloaded package has."""
    return f"ESCO dataset - v{version} - classification - {language} - csv.zip"


ENGLISH = (
    skill(1, "lay mosaic floors", "set mosaic tiles", "do mosaic flooring"),
    skill(2, "support people at meals", "assist with eating", "help persons eat and drink"),
    skill(3, "sort waste", "separate rubbish", reuseLevel="transversal"),
    skill(4, "mosaic history", skillType="knowledge", reuseLevel="sector-specific"),
    skill(5, "weave baskets of old", status="obsolete"),
)
GERMAN = (
    skill(1, "Mosaikböden legen", "Mosaikfliesen setzen"),
    skill(2, "Menschen beim Essen unterstützen", "beim Essen und Trinken helfen"),
    skill(3, "Abfall trennen", "Müll sortieren"),
)
FRENCH = (
    skill(1, "poser des sols en mosaïque"),
    skill(2, "aider des personnes à manger", "assister aux repas"),
    skill(3, "trier les déchets"),
    skill(4, "histoire de la mosaïque", skillType="knowledge", reuseLevel="sector-specific"),
)


def three() -> list[tuple[str, BytesIO]]:
    """Packages in three languages."""
    return [
        (named("en"), package("en", ENGLISH, green=[3], digital=[])),
        (named("de"), package("de", GERMAN)),
        (named("fr"), package("fr", FRENCH)),
    ]
