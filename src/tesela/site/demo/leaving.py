"""What the demonstration leaves in its folder for the command line.

    registry.json            who may issue, and where copies of their pages are
    status/, descriptions/   those copies
    credentials/             a few awards as files: genuine, withdrawn, one letter changed

`tesela verify demo-data/credentials/*.json --trust demo-data` then works
without the service. The lists are written again when they change.
"""

import json
from pathlib import Path

from tesela.site.awards import status
from tesela.site.awards.making import file
from tesela.site.awards.models import Award, StatusList
from tesela.site.demo.people import PROVIDERS
from tesela.site.design.models import Edition
from tesela.site.providers.models import Organisation
from tesela.site.verifier.tampering import changed_by_one_letter

_AWARDS_EACH = 2


def leave(folder: Path) -> None:
    """Write what is not there yet or has changed."""
    copies: dict[str, str] = {}
    for published in StatusList.objects.select_related("organisation").order_by("pk"):
        name = f"status/{published.name}.json"
        _write(folder / name, status.current_document(published))
        copies[status.address(published.name)] = name
    for edition in Edition.objects.select_related("description").order_by("pk"):
        name = f"descriptions/{edition.description.slug}-{edition.pk}.jsonld"
        _write(folder / name, bytes(edition.public))
        copies[edition.iri] = name
    issuers = {
        organisation.identity: {"name": organisation.name}
        for organisation in Organisation.objects.filter(vouched=True).order_by("pk")
    }
    stated = {"name": folder.resolve().name, "issuers": issuers, "copies": copies}
    _write(folder / "registry.json", json.dumps(stated, ensure_ascii=False, indent=1).encode())
    _credentials(folder / "credentials")


def _credentials(folder: Path) -> None:
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


def _write(file: Path, content: bytes) -> None:
    if file.is_file() and file.read_bytes() == content:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = file.with_name(f".{file.name}.partial")
    whole.write_bytes(content)
    whole.replace(file)
