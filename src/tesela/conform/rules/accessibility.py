"""Accessibility of the offer (`ACC-…`): principle 8, for people who are easily forgotten.

Council Recommendation 2022/C 243/02, Annex II, principle 8; what is asked for
in detail is this project's own choice. ACC-02 to ACC-07 look at the statement
of accessibility and are silent where there is none.
"""

from collections.abc import Callable, Iterator

from tesela.conform.known import Known
from tesela.conform.lexicon import said
from tesela.conform.rule import Fault, Rule, present
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity
from tesela.model.offer import Accessibility

_SOURCE = "Tesela, after Recommendation 2022/C 243/02, Annex II, principle 8"
_PATH = "/accessibility"
_CAPTIONS = frozenset({"captions", "transcript", "sign-language", "speech-to-text-interpreting"})
_DOCUMENTS = frozenset(
    {
        "alternative-text",
        "braille",
        "large-print",
        "high-contrast-display",
        "display-transformability",
        "structural-navigation",
        "reading-order",
        "tagged-pdf",
        "synchronized-audio-text",
        "easy-to-read",
    }
)
_SOMEWHERE = frozenset({"on-site", "blended", "work-based", "research-laboratory"})
_HEARD = frozenset({"online", "blended"})


def _of_statement(
    missing: Callable[[Achievement, Accessibility], bool], path: str, code: str
) -> Callable[[Achievement, Known], tuple[Fault, ...]]:
    """A rule's function about the statement of accessibility, where there is one."""
    fault = (Fault(path, code),)

    def find(achievement: Achievement, _: Known) -> tuple[Fault, ...]:
        stated = achievement.accessibility
        return fault if stated and missing(achievement, stated) else ()

    return find


def _without_captions(achievement: Achievement, stated: Accessibility) -> bool:
    films = any(media.kind == "captioned-video" for media in achievement.media)
    heard = "auditory" in stated.access_modes or bool(_HEARD & set(achievement.participation))
    return heard and not films and _CAPTIONS.isdisjoint(stated.features)


def _without_documents(_: Achievement, stated: Accessibility) -> bool:
    return _DOCUMENTS.isdisjoint(stated.features)


def _without_venue(achievement: Achievement, stated: Accessibility) -> bool:
    somewhere = bool(_SOMEWHERE & set(achievement.participation))
    return somewhere and stated.venue is None and "step-free-access" not in stated.features


def _without_technology(_: Achievement, stated: Accessibility) -> bool:
    return "assistive-technology" not in stated.features


def _without_contact(_: Achievement, stated: Accessibility) -> bool:
    return stated.contact is None


def _without_staff(_: Achievement, stated: Accessibility) -> bool:
    return stated.staff is None


def _some_without_alternatives(achievement: Achievement, _: Known) -> Iterator[Fault]:
    parts = achievement.assessment
    if any(part.alternatives for part in parts):
        for at, part in enumerate(parts):
            if part.alternatives is None:
                yield Fault(f"/assessment/{at}", "conform.part_without_alternatives")


def _excluding(achievement: Achievement, _: Known) -> Iterator[Fault]:
    text = achievement.prerequisites.text if achievement.prerequisites else None
    if phrase := said(text, "excludes"):
        yield Fault("/prerequisites/text", "conform.prerequisite_excludes", {"phrase": phrase})


def _rule(
    number: int,
    element: int | None,
    find: Callable[[Achievement, Known], tuple[Fault, ...] | Iterator[Fault]],
    code: str,
) -> Rule[Achievement]:
    return Rule(f"ACC-{number:02}", 8, element, Severity.WARNS, find, (code,), source=_SOURCE)


RULES: tuple[Rule[Achievement], ...] = (
    present(
        "ACC-01",
        8,
        None,
        Severity.WARNS,
        lambda a: a.accessibility,
        _PATH,
        "conform.no_accessibility",
        source=_SOURCE,
    ),
    _rule(
        2,
        None,
        _of_statement(_without_captions, f"{_PATH}/features", "conform.no_captions"),
        "conform.no_captions",
    ),
    _rule(
        3,
        None,
        _of_statement(_without_documents, f"{_PATH}/features", "conform.no_accessible_documents"),
        "conform.no_accessible_documents",
    ),
    _rule(
        4,
        None,
        _of_statement(_without_venue, f"{_PATH}/venue", "conform.no_accessible_venue"),
        "conform.no_accessible_venue",
    ),
    _rule(
        5,
        None,
        _of_statement(_without_technology, f"{_PATH}/features", "conform.no_assistive_technology"),
        "conform.no_assistive_technology",
    ),
    _rule(
        6,
        None,
        _of_statement(_without_contact, f"{_PATH}/contact", "conform.no_access_contact"),
        "conform.no_access_contact",
    ),
    _rule(
        7,
        None,
        _of_statement(_without_staff, f"{_PATH}/staff", "conform.staff_not_prepared"),
        "conform.staff_not_prepared",
    ),
    _rule(8, 9, _some_without_alternatives, "conform.part_without_alternatives"),
    present(
        "ACC-09",
        8,
        None,
        Severity.WARNS,
        lambda a: any(media.kind == "easy-text" for media in a.media),
        "/media",
        "conform.no_easy_text",
        source=_SOURCE,
    ),
    _rule(10, 12, _excluding, "conform.prerequisite_excludes"),
)
