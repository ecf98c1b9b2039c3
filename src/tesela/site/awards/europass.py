"""Before a credential goes to Europass: what it asks for, and how an organisation stands.

What Europass takes is known from its published programs and pages, and it may
change: so each point says what is so here, and none promises what Europass
will do. The points, in the order in which they are shown:

    1. seal         there is a certificate that counts now
    2. worth        whether others will believe the name in it
    3. names        it names an organisation as the profile demands, and this one
    4. level        the seal proves itself for long (B-LTA): Europass's reader takes no less
    5. about        the organisation's country, place and number in a register
    6. description  what can be earned has been published, with its languages
    7. file         the file of an award is made, sealed and verified, here
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.conf import settings

from tesela.issuing import FORMATS
from tesela.model.report import Outcome
from tesela.proofs import seal_certificates
from tesela.site.awards import making
from tesela.site.awards.models import Award
from tesela.site.awards.offered import forms_of
from tesela.site.design.models import Edition
from tesela.site.providers import seals
from tesela.site.providers.models import Organisation, Seal
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText

FORM = "europass"
"""Its name in `awards.offered`."""
_LEVEL = "B-LTA"
_WORTH = {"qualified": Outcome.PASSED, "advanced": Outcome.INDETERMINATE}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was looked at."""

    name: str
    """Its sentence is `europass.<name>.<outcome>`."""
    outcome: Outcome
    data: dict[str, str] = field(default_factory=dict)
    page: str = ""
    """Name of the page of the organisation where it is mended."""

    @property
    def code(self) -> str:
        """Its sentence and advice in the catalogue."""
        return f"europass.{self.name}.{self.outcome.value}"


def is_there() -> bool:
    """Whether this release writes European Digital Credentials."""
    return "elm" in FORMATS


def can_have(award: Award) -> bool:
    """Whether there is a file of this award for Europass."""
    return is_there() and FORM in forms_of(award.organisation)


def points(organisation: Organisation) -> list[Point]:
    """How the organisation stands, apart from any file; points 1 to 6."""
    return [*_seal(organisation), _about(organisation), _description(organisation)]


def of_file(award: Award) -> Point:
    """Makes the award's file if it has not been, and reads it again as a stranger would; point 7."""
    from tesela.site.verifier.actions import check  # the verifier knows awards

    try:
        report = check(making.file(award, "elm"))
    except TeselaError as error:
        return Point("file", Outcome.FAILED, {"reason": error.code})
    failed = [one for one in report.checks if one.outcome is Outcome.FAILED]
    if failed:
        return Point("file", Outcome.FAILED, {"reason": failed[0].problem.code})
    return Point("file", Outcome.PASSED)


def latest_award(organisation: Organisation) -> Award | None:
    """An award whose file can be tried: the last one that counts."""
    listed = Award.objects.filter(
        organisation=organisation, current=True, withdrawn_at=None, suspended_at=None
    )
    found = listed.select_related("organisation", "edition__description", "learner")
    return found.order_by("-issued_at", "pk").first()


def _seal(organisation: Organisation) -> Iterator[Point]:
    seal = seals.present(organisation)
    if seal is None or not seal.begins <= datetime.now(UTC) < seal.ends:
        yield Point("seal", Outcome.FAILED, page="organisation-seal")
        return
    yield Point("seal", Outcome.PASSED, {"name": seal.subject})  # 1
    worth = _WORTH.get(seal.worth, Outcome.FAILED)
    yield Point("worth", worth, {"issuer": seal.issuer}, "organisation-seal")  # 2
    yield _names(seal)  # 3
    yield _same(seal, organisation)
    level = Outcome.PASSED if settings.SEAL_LEVEL == _LEVEL else Outcome.FAILED
    yield Point("level", level, {"level": settings.SEAL_LEVEL})  # 4


def _names(seal: Seal) -> Point:
    subject = seal_certificates.read(bytes(seal.certificate)).subject
    whole = bool(subject.organisation and subject.identifier and subject.country)
    outcome = Outcome.PASSED if whole else Outcome.FAILED
    return Point("names", outcome, {"number": seal.identifier}, "organisation-seal")


def _same(seal: Seal, organisation: Organisation) -> Point:
    """Another name is no fault: an umbrella may seal for its members, and the file says so."""
    named = seal_certificates.read(bytes(seal.certificate)).subject.organisation or ""
    own = organisation.legal_name
    outcome = Outcome.PASSED if named == own else Outcome.INDETERMINATE
    return Point("same", outcome, {"sealer": named, "name": own or "–"}, "organisation-about")


def _about(organisation: Organisation) -> Point:
    whole = bool(organisation.legal_name and organisation.country and organisation.place)
    outcome = Outcome.PASSED if whole and organisation.identifiers else Outcome.INDETERMINATE
    return Point("about", outcome, page="organisation-about")


def _description(organisation: Organisation) -> Point:
    found = (
        Edition.objects.filter(description__organisation=organisation)
        .order_by("-published_at", "-pk")
        .first()
    )
    if found is None:
        return Point("description", Outcome.FAILED, page="descriptions")
    title = LocalizedText(found.title)
    return Point("description", Outcome.PASSED, {"count": str(len(title))})
