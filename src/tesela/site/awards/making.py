"""The files of awards: each made once from the record, and kept.

The credential is made with the award; the PDF and the page when somebody
first wants them, from the very bytes of the credential.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from tesela.issuing import credentials
from tesela.issuing.credentials import Options
from tesela.site.addresses import absolute
from tesela.site.awards import status
from tesela.site.awards.models import Award, CredentialFile
from tesela.site.design.models import Edition
from tesela.site.providers import keys

FIRST = "openbadge"
"""The format that is made when an award is made."""


def make(awards: Sequence[Award], formats: Sequence[str] = (FIRST,)) -> int:
    """Make what is missing of `formats` for `awards`; how many files were made.

    `awards` come with `organisation` and `edition`. Raises TeselaError
    `providers.no_key`, `format.*`.
    """
    kept: dict[object, dict[str, bytes]] = {award.pk: {} for award in awards}
    for file in CredentialFile.objects.filter(award__in=awards):
        kept[file.award_id][file.format] = bytes(file.content)
    new = [
        CredentialFile(award=award, format=name, content=content)
        for award in awards
        for name, content in _made(award, kept[award.pk], formats).items()
        if name not in kept[award.pk]
    ]
    # Another process may have made the same bytes meanwhile.
    CredentialFile.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def file(award: Award, name: str) -> bytes:
    """The award in the format `name`, made now if it has not been yet."""
    found = award.files.filter(format=name).first()
    if found is None:
        make([award], [name])
        found = award.files.get(format=name)
    return bytes(found.content)


def _made(award: Award, kept: dict[str, bytes], formats: Iterable[str]) -> dict[str, bytes]:
    if all(name in kept for name in formats):
        return {}
    key = keys.signer_of(award.method)
    issued = credentials.issue_award(
        shared(award.edition, key.controller),
        award.stated,
        key,
        issued_at=award.issued_at,
        options=Options(tuple(formats), state_page=absolute("/verify")),
        places=status.places(award.organisation, award.counter),
        kept=kept,
    )
    return dict(issued.files)


def shared(edition: Edition, issuer: str) -> credentials.Edition:
    """What all credentials of an edition share; an edition never changes."""
    return _shared(edition.pk, issuer)


@lru_cache(maxsize=64)
def _shared(edition: int, issuer: str) -> credentials.Edition:
    found = Edition.objects.get(pk=edition)
    return credentials.Edition(found.achievement, issuer, bytes(found.public))
