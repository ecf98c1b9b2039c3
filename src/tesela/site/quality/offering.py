"""What an assurer does with schemes: offers shipped ones, writes its own, publishes versions."""

import json
from typing import Any

from django.db import transaction

from tesela.process.schemes import MOST_BYTES, MOST_CRITERIA, SHIPPED, Scheme, shipped
from tesela.site.providers import audit
from tesela.site.providers.models import Membership, Organisation
from tesela.site.providers.naming import plain
from tesela.site.providers.roles import may
from tesela.site.quality.models import Offer, SchemeDraft
from tesela.text.errors import TeselaError
from tesela.text.languages import EU_LANGUAGES

MOST_DRAFTS = 50
"""Schemes of one organisation."""
_WORDS = ("text", "help", "evidence")
"""Members of a question that have languages."""
REVIEWED = tuple(name for name in SHIPPED if shipped(name).route != "own")
"""Shipped schemes under which somebody else decides."""


def offer_shipped(by: Membership, wanted: set[str]) -> None:
    """Offer these of the shipped schemes and no others. Cases that run go on.

    Raises TeselaError `providers.not_allowed`.
    """
    with transaction.atomic():
        organisation = _locked(by)
        for name in REVIEWED:
            present = organisation.quality_offers.filter(draft=None, name=name).first()
            if name in wanted and present is None:
                _offered(organisation, by, shipped(name), None)
            elif present and present.open != (name in wanted):
                _opened(present, by, name in wanted)


def begin(by: Membership, about: dict[str, Any], language: str) -> SchemeDraft:
    """A scheme of one's own. Raises TeselaError `providers.not_allowed`, `quality.too_many_drafts`."""
    with transaction.atomic():
        organisation = _locked(by)
        if organisation.scheme_drafts.count() >= MOST_DRAFTS:
            raise TeselaError("quality.too_many_drafts", maximum=MOST_DRAFTS)
        return SchemeDraft.objects.create(
            organisation=organisation,
            slug=_free(organisation, about["title"]),
            stated={**_about(about, {}, language), "criteria": []},
            language=language,
        )


def change(by: Membership, draft: SchemeDraft, about: dict[str, Any]) -> None:
    """Say something else about it; published versions stay as they are."""
    with transaction.atomic():
        _locked(by)
        found = SchemeDraft.objects.select_for_update().get(pk=draft.pk)
        found.stated = _about(about, found.stated, found.language)
        found.save()


def put_criterion(
    by: Membership, draft: SchemeDraft, criterion: str | None, about: dict[str, Any]
) -> None:
    """Put a question in place of `criterion`, or a new one (None) at the end.

    Raises TeselaError `providers.not_allowed`, `quality.too_many_criteria`.
    """
    with transaction.atomic():
        _locked(by)
        found = SchemeDraft.objects.select_for_update().get(pk=draft.pk)
        listed = list(found.stated["criteria"])
        taken = {one["id"] for one in listed}
        at = next((at for at, one in enumerate(listed) if one["id"] == criterion), len(listed))
        if at == len(listed) and at >= MOST_CRITERIA:
            raise TeselaError("quality.too_many_criteria", maximum=MOST_CRITERIA)
        before = listed[at] if at < len(listed) else {}
        name = before.get("id") or _first_free(taken)
        listed[at : at + 1] = [_criterion(name, about, before, found.language)]
        found.stated = {**found.stated, "criteria": listed}
        found.save()


def translatable(draft: SchemeDraft) -> dict[str, dict[str, str]]:
    """All texts of the draft by what they are, each in its languages.

    The names are `title`, `summary`, and `text`, `help` and `evidence` with
    the id of their question after a dot.
    """
    found = {name: draft.stated[name] for name in ("title", "summary") if name in draft.stated}
    for one in draft.stated["criteria"]:
        found |= {f"{name}.{one['id']}": one[name] for name in _WORDS if name in one}
    return found


def translate(by: Membership, draft: SchemeDraft, language: str, words: dict[str, str]) -> None:
    """Put texts of the draft in another language beside its own; an empty one is removed.

    `words` are named as in `translatable`; what the draft does not say itself
    is not kept. Published versions stay as they are. Raises TeselaError
    `providers.not_allowed`, `quality.own_language`, `scheme.too_large`.
    """
    with transaction.atomic():
        _locked(by)
        found = SchemeDraft.objects.select_for_update().get(pk=draft.pk)
        if language == found.language or language not in EU_LANGUAGES:
            raise TeselaError("quality.own_language")
        for name, texts in translatable(found).items():
            texts.pop(language, None)
            if words.get(name):
                texts[language] = words[name]
        if len(json.dumps(found.stated, ensure_ascii=False).encode()) > MOST_BYTES:
            raise TeselaError("scheme.too_large", maximum=MOST_BYTES)
        found.save()


def remove_criterion(by: Membership, draft: SchemeDraft, criterion: str) -> None:
    """The question is asked no more in the next version."""
    with transaction.atomic():
        _locked(by)
        found = SchemeDraft.objects.select_for_update().get(pk=draft.pk)
        kept = [one for one in found.stated["criteria"] if one["id"] != criterion]
        found.stated = {**found.stated, "criteria": kept}
        found.save()


def publish(by: Membership, draft: SchemeDraft) -> Offer:
    """The scheme as it stands is a version from now on; one applies under the newest only.

    Raises TeselaError `providers.not_allowed`, `quality.no_criteria`, `quality.nothing_new`.
    """
    with transaction.atomic():
        organisation = _locked(by)
        found = SchemeDraft.objects.select_for_update().get(pk=draft.pk)
        if not found.stated["criteria"]:
            raise TeselaError("quality.no_criteria")
        last = found.offers.order_by("-pk").first()
        version = str(int(last.version) + 1) if last else "1"
        scheme = Scheme.model_validate({**found.stated, "id": found.slug, "version": version})
        if last and last.scheme.model_copy(update={"version": version}) == scheme:
            raise TeselaError("quality.nothing_new")
        found.offers.update(open=False)
        return _offered(organisation, by, scheme, found)


def set_open(by: Membership, offer: Offer, wanted: bool) -> None:
    """Whether one can apply under this version."""
    with transaction.atomic():
        _locked(by)
        _opened(Offer.objects.select_for_update().get(pk=offer.pk), by, wanted)


def _offered(
    organisation: Organisation, by: Membership, scheme: Scheme, draft: SchemeDraft | None
) -> Offer:
    made = Offer.objects.create(
        assurer=organisation,
        draft=draft,
        name=scheme.id,
        version=scheme.version,
        stated=scheme.model_dump(mode="json", exclude_none=True),
    )
    audit.record(
        organisation, by.user_id, "quality.offered", scheme=scheme.id, version=scheme.version
    )
    return made


def _opened(offer: Offer, by: Membership, wanted: bool) -> None:
    if offer.open == wanted:
        return
    offer.open = wanted
    offer.save(update_fields=["open"])
    act = "quality.offered" if wanted else "quality.closed"
    audit.record(offer.assurer, by.user_id, act, scheme=offer.name, version=offer.version)


def _about(about: dict[str, Any], before: dict[str, Any], language: str) -> dict[str, Any]:
    """What the form says, in its language beside the other languages there are."""
    written: dict[str, Any] = {
        "criteria": before.get("criteria", []),
        "kind": about["kind"],
        "cycle_months": about["cycle_months"],
        "title": {**before.get("title", {}), language: about["title"]},
    }
    if about.get("summary"):
        written["summary"] = {**before.get("summary", {}), language: about["summary"]}
    return written


def _criterion(
    name: str, about: dict[str, Any], before: dict[str, Any], language: str
) -> dict[str, Any]:
    written: dict[str, Any] = {"id": name, "phase": about["phase"]}
    for member in _WORDS:
        if about.get(member):
            written[member] = {**before.get(member, {}), language: about[member]}
    return written


def _first_free(taken: set[str]) -> str:
    number = 1
    while f"question-{number}" in taken:
        number += 1
    return f"question-{number}"


def _free(organisation: Organisation, title: str) -> str:
    wanted = plain(title) or "scheme"
    taken = set(organisation.scheme_drafts.values_list("slug", flat=True)) | set(SHIPPED) | {"new"}
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _locked(by: Membership) -> Organisation:
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    role = Membership.objects.filter(pk=by.pk).values_list("role", flat=True).first()
    if role is None or not may(role, "issue"):
        raise TeselaError("providers.not_allowed")
    return organisation
