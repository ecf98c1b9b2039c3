"""Endorsements as pages show them: every one checked at this moment, as a stranger would."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from tesela.formats.digests import sri
from tesela.formats.document.voice import Voice
from tesela.model import endorsement as model
from tesela.model.five_questions import vouching
from tesela.model.report import Report
from tesela.site.design.models import Edition
from tesela.site.endorsements import kept, lists
from tesela.site.verifier import own
from tesela.site.verifier.questions import ShownStatement, shown_statement
from tesela.trust.fetch import offline
from tesela.verify import verify_endorsements
from tesela.verify.endorsements import MAXIMUM


@dataclass(frozen=True)
class Shown:
    """What is said of the endorsements of an edition."""

    said: Sequence[ShownStatement]
    """Who endorses it, and whether employers and workers agree."""
    each: Sequence[ShownStatement]
    further: int = 0
    """How many more there are than were looked at."""


def of_edition(edition: Edition) -> tuple[model.Endorsement, ...]:
    """The endorsements that this service keeps of `edition`, each after its checks."""
    found = list(kept.given(edition.iri)[:MAXIMUM])
    if not found:
        return ()
    lists.sign_due({one.endorser_id for one in found})  # or they would be younger than the question
    judged = verify_endorsements(
        [bytes(one.credential or b"") for one in found],
        edition.achievement,
        at=datetime.now(UTC),
        fetch=own.before(offline),
        digest=sri(bytes(edition.public)),
    )
    return tuple(_with_our_word(one) for one in judged)


def with_endorsements(report: Report, data: bytes) -> Report:
    """The report on `data`, with the endorsements kept here that did not travel with it.

    Only of what the edition's own organisation signed: else whoever names an
    endorsed description would look endorsed.
    """
    iri = _edition_of(report)
    edition = Edition.objects.filter(iri=iri).first() if iri else None
    held = tuple(_with_our_word(one) for one in report.endorsements)
    ours = own.issuer_here(report, data) if edition else None
    if edition is None or ours is None or ours.pk != edition.description.organisation_id:
        return replace(report, endorsements=held)
    known = {one.id for one in held}
    beside = tuple(one for one in of_edition(edition) if one.id not in known)
    return replace(report, endorsements=(*held, *beside))


def in_words(edition: Edition, language: str) -> Shown | None:
    """What the public page of an edition says; None where nobody endorses it."""
    found = of_edition(edition)
    if not found:
        return None
    voice = Voice(language)
    said = [shown_statement(one, voice, language) for one in vouching.endorsed(found)]
    each = [shown_statement(vouching.endorsement_evidence(one), voice, language) for one in found]
    return Shown(said, each, max(0, kept.given(edition.iri).count() - MAXIMUM))


def _edition_of(report: Report) -> str:
    """The edition that a credential names, by its own description."""
    stated = report.content.get("achievement") or {}
    identity, version = str(stated.get("id", "")), str(stated.get("version", "1"))
    return f"{identity.rstrip('/')}/{version}" if identity else ""


def _with_our_word(one: model.Endorsement) -> model.Endorsement:
    """The operator's word about the endorser counts as that of a registry."""
    return replace(one, vouched=True) if one.counts and own.is_vouched(one.endorser) else one
