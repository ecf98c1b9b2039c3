"""How a description begins: from a ready one, a file, a copy of a public one, or as an own one."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from tesela.model.achievement import Achievement
from tesela.model.origin import Origin
from tesela.model.ready import Ready, origin_of, ready, ready_named
from tesela.site.design.checking import today
from tesela.site.design.models import Description, Edition
from tesela.site.design.outline import PAGES
from tesela.site.design.publishing import content_of
from tesela.site.providers import audit
from tesela.site.providers.models import Organisation
from tesela.text.errors import TeselaError

NOT_A_NAME = ("start",)
"""Names that mean something else in addresses."""
_LONGEST_NAME = 50


def examples() -> tuple[Ready, ...]:
    """The ready descriptions, field by field and by name; none where the installation has none."""
    return ready()


def start_from_example(organisation: Organisation, name: str, actor: int | None) -> Description:
    """A draft that says what the ready description `name` says, made the organisation's own.

    Raises TeselaError `design.no_example`.
    """
    example = ready_named(name)
    if example is None:
        raise TeselaError("design.no_example")
    with transaction.atomic():
        content = _own(example.achievement, origin_of(example.achievement))
        content["quality_assurance"] = _plans(content.get("quality_assurance", ()))
        made = _make(organisation, name, content, actor, copied=True)
        _record("description.made", made, actor, example=name)
    return made


def _plans(statements: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """How quality is looked after within, without who looked, when, and what was found.

    That happened elsewhere or never; what others found is left out altogether.
    """
    return [
        {name: said[name] for name in ("kind", "title") if name in said}
        for said in statements
        if said["kind"] == "internal-quality-assurance"
    ]


def start_own(
    organisation: Organisation, content: Mapping[str, Any], actor: int | None
) -> Description:
    """A draft with the first answers in `content` (members of `Achievement`)."""
    with transaction.atomic():
        made = _make(organisation, _name(content["title"]), dict(content), actor)
        _record("description.made", made, actor)
    return made


def start_from_file(
    organisation: Organisation,
    content: Mapping[str, Any],
    actor: int | None,
    *,
    file_digest: str,
    values: int,
) -> Description:
    """A draft of so many values that somebody took out of a file; what it holds is to be read.

    The log keeps the file's digest, never its name.
    """
    with transaction.atomic():
        name = _name(content["title"])
        made = _make(organisation, name, dict(content), actor, copied=True)
        _record("description.made", made, actor, file=file_digest, values=values)
    return made


def copy(edition: Edition, organisation: Organisation, actor: int | None) -> Description:
    """A draft of `organisation` that says what a public edition says, and where it comes from."""
    with transaction.atomic():
        source = edition.description
        content = _own(edition.achievement, _origin(edition.achievement))
        if source.organisation_id != organisation.pk:
            content.pop("quality_assurance", None)  # what others found, they found of others
        made = _make(organisation, source.slug, content, actor, edition, copied=True)
        _record("description.copied", made, actor, edition=edition.iri)
    return made


def _own(achievement: Achievement, origin: Origin) -> dict[str, Any]:
    """What it says, and that it was taken from `origin` today.

    Without who awards it, which is another organisation now, and without its
    licence, which whoever publishes the new one decides on.
    """
    content = content_of(achievement)
    for name in ("awarding_bodies", "licence"):
        content.pop(name, None)
    taken = origin.model_copy(update={"taken_on": today()})
    return {**content, "derived_from": taken.model_dump(mode="json", exclude_none=True)}


def _origin(achievement: Achievement) -> Origin:
    return Origin(
        achievement=achievement.id,
        version=achievement.version,
        title=achievement.title,
        publisher=achievement.issuer.name,
        licence=achievement.licence,
    )


def _make(
    organisation: Organisation,
    name: str,
    content: dict[str, Any],
    actor: int | None,
    copied_from: Edition | None = None,
    copied: bool = False,
) -> Description:
    Organisation.objects.select_for_update(no_key=True).get(
        pk=organisation.pk
    )  # names are given one by one
    title = content["title"]
    return Description.objects.create(
        organisation=organisation,
        slug=_free(organisation, name),
        content=content,
        languages=_in_order(title, organisation.languages),
        unread=[page.name for page in PAGES if copied and page.holds(content)],
        copied_from=copied_from,
        changed_by_id=actor,
        written_by=[actor] if actor else [],
    )


def _record(act: str, made: Description, actor: int | None, **about: str | int) -> None:
    audit.record(made.organisation, actor, act, description=made.slug, **about)


def _in_order(title: Iterable[str], own: Iterable[str]) -> list[str]:
    """The languages of the title; the organisation's own come first, in its order."""
    written = list(title)
    first = [tag for tag in own if tag in written]
    return first + [tag for tag in written if tag not in first]


def _free(organisation: Organisation, name: str) -> str:
    base = _ascii(name) or "achievement"
    taken = {
        *NOT_A_NAME,
        *organisation.descriptions.filter(slug__startswith=base).values_list("slug", flat=True),
    }
    number, free = 1, base
    while free in taken:
        number += 1
        free = f"{base}-{number}"
    return free


def _name(title: Mapping[str, str]) -> str:
    """The first title that can be written with the letters of addresses."""
    written = (_ascii(title[tag]) for tag in sorted(title, key=lambda tag: tag != "en"))
    return next(filter(None, written), "")


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].rstrip("-")
