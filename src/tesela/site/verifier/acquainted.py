"""Whether a report can be about anybody here: one question to the database, for any credential.

Most credentials that strangers send were issued elsewhere, and the steps that add what this service
knows (`own.with_our_word`, `assured`, `endorsements.shown`, `taken_over`) would each ask for
nothing. They have something to say only when one of these is here:

- an organisation whose identity is the issuer's
- a key of that identity, or one that signed
- an award of a register that was taken over, with the id that the credential states
- the exact bytes, of a European credential, whose seal names a certificate instead of a key

The statement is written out because putting it together would take longer than answering it.
"""

from collections.abc import Iterator
from hashlib import sha256
from uuid import UUID

from django.db import connection

from tesela.model.report import Report
from tesela.site.awards.models import Award

_LONGEST = 2_000
"""Characters of an identity; what is longer is nobody's here."""
_METHODS = 4
"""Keys that are asked for at once; with more the steps ask for themselves."""
_QUESTION = """
    SELECT EXISTS (SELECT 1 FROM providers_organisation WHERE identity = %s)
        OR EXISTS (SELECT 1 FROM providers_key WHERE method LIKE %s ESCAPE '\\')
        OR EXISTS (SELECT 1 FROM providers_key WHERE method IN (%s, %s, %s, %s))
        OR EXISTS (
            SELECT 1 FROM awards_award one
            JOIN providers_organisation its ON its.id = one.organisation_id
            WHERE one.id = %s AND its.came_from <> ''
        )
        OR EXISTS (SELECT 1 FROM awards_credentialfile WHERE digest = %s AND format = 'elm')
"""


def may_be_ours(report: Report, data: bytes) -> bool:
    """Whether anything here has to do with the issuer or the award of this report on `data`.

    True in doubt; then the steps themselves look.
    """
    methods = list(_methods(report))
    if report.endorsements or len(methods) > _METHODS:
        return True
    issuer = report.trust.issuer or ""
    if not all(len(one) <= _LONGEST and one.isprintable() for one in (issuer, *methods)):
        return True
    digest = sha256(data).digest() if report.content.get("format") == "elm" else None
    return _asked(issuer, methods, _award(report), digest)


def _methods(report: Report) -> Iterator[str]:
    for check in report.checks:
        if check.id == "issuer":
            yield from map(str, check.evidence.get("methods", ()))


def _award(report: Report) -> UUID | None:
    stated = report.content.get("award")
    try:
        return UUID(str(stated["id"]).removeprefix("urn:uuid:")) if stated else None
    except (KeyError, TypeError, ValueError):
        return None


def _asked(issuer: str, methods: list[str], award: UUID | None, digest: bytes | None) -> bool:
    values = (
        issuer,
        f"{connection.ops.prep_for_like_query(issuer)}#%",
        *methods,
        *[None] * (_METHODS - len(methods)),
        Award._meta.pk.get_db_prep_value(award, connection),
        digest,
    )
    with connection.cursor() as cursor:
        cursor.execute(_QUESTION, values)
        return bool(cursor.fetchone()[0])
