"""What the demonstration leaves in its folder for the command line.

    registry.json            who may issue, and where copies of their pages are
    status/, descriptions/   those copies
    certificates/            the authority of the trial seals, as an anchor
    demonstration/           the same anchor alone, for the service itself
    credentials/             a few awards as files: genuine, withdrawn, one letter changed,
                             and one in every form

`tesela verify demo-data/credentials/* --trust demo-data` then works
without the service. The lists are written again when they change.
"""

import json
from pathlib import Path

from tesela.site.awards import status
from tesela.site.awards.making import file
from tesela.site.awards.models import Award, StatusList
from tesela.site.awards.offered import forms_of
from tesela.site.demo.people import PROVIDERS
from tesela.site.demo.trial import anchor
from tesela.site.design.models import Edition
from tesela.site.providers.models import Key, KeyUse, Organisation
from tesela.site.verifier.tampering import changed_by_one_letter
from tesela.trust.registry import CERTIFICATES

ANCHORS = "demonstration"
_AWARDS_EACH = 2
_ALONE = ("credential", "pdf", "page")
"""Forms that lie there of other awards too, or that nobody verifies."""


def leave(folder: Path) -> None:
    """Write what is not there yet or has changed."""
    copies: dict[str, str] = {}
    for published in StatusList.objects.select_related("organisation").order_by("pk"):
        name = f"status/{published.name}.json"
        _write(folder / name, status.current_document(published))
        copies[status.address(published.organisation, published.name)] = name
    for edition in Edition.objects.select_related("description").order_by("pk"):
        name = f"descriptions/{edition.description.slug}-{edition.pk}.jsonld"
        _write(folder / name, bytes(edition.public))
        copies[edition.iri] = name
    issuers = {
        organisation.identity: {"name": organisation.name}
        for organisation in Organisation.objects.filter(vouched=True).order_by("pk")
    }
    for key in Key.objects.filter(use=KeyUse.WALLET, organisation__vouched=True).order_by("pk"):
        issuers[key.method.partition("#")[0]] = {"name": key.organisation.name}
    if authority := anchor():
        for place in (folder, folder / ANCHORS):
            _write(place / CERTIFICATES / "demonstration-authority.pem", authority)
    stated = {"name": folder.resolve().name, "issuers": issuers, "copies": copies}
    _write(folder / "registry.json", json.dumps(stated, ensure_ascii=False, indent=1).encode())
    _credentials(folder / "credentials")


def _credentials(folder: Path) -> None:
    _in_every_form(folder)
    for provider in PROVIDERS:
        awards = Award.objects.filter(organisation__slug=provider.slug).select_related(
            "organisation", "edition"
        )
        chosen = list(awards.filter(withdrawn_at=None, suspended_at=None)[:_AWARDS_EACH])
        chosen += awards.filter(withdrawn_at__isnull=False, current=True)[:1]
        for at, award in enumerate(chosen):
            kind = "withdrawn" if award.withdrawn_at else f"genuine-{at + 1}"
            name = f"{provider.slug}-{kind}"
            if not (folder / f"{name}.json").is_file():
                _write(folder / f"{name}.json", file(award, "openbadge"))
                _write(folder / f"{name}.pdf", file(award, "pdf"))
    broken = folder / "one-letter-changed.json"
    if not broken.is_file():
        genuine = (folder / f"{PROVIDERS[0].slug}-genuine-1.json").read_bytes()
        _write(broken, changed_by_one_letter(genuine))


def _in_every_form(folder: Path) -> None:
    """One award of the first provider, as its learner can have it."""
    organisation = Organisation.objects.get(slug=PROVIDERS[0].slug)
    awards = Award.objects.filter(organisation=organisation, withdrawn_at=None, suspended_at=None)
    award = awards.select_related("organisation", "edition").order_by("counter")[0]
    for name, form in forms_of(organisation).items():
        target = folder / f"{organisation.slug}-{name}{form.suffix}"
        if form.name not in _ALONE and not target.is_file():
            _write(target, file(award, form.format))


def _write(file: Path, content: bytes) -> None:
    if file.is_file() and file.read_bytes() == content:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = file.with_name(f".{file.name}.partial")
    whole.write_bytes(content)
    whole.replace(file)
