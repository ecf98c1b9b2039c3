"""What this service knows by itself: it is read from the database, without a round trip.

Status lists, identity documents and published descriptions of organisations
here are answered as they are at this moment, in every process; nothing is
kept. A list that changed is signed anew while it is asked for, so that a
withdrawal of a second ago turns a verdict at once.

The network is never asked for an address of this service. The identity of an
organisation under its own domain is answered from here only when the operator
vouches for the organisation: else anybody could claim a domain and be believed.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.conf import settings
from django.db import connection

from tesela.model.report import Outcome, Report
from tesela.site.addresses import did_web, own_path, wallet_issuer
from tesela.site.awards import status
from tesela.site.awards.files import CredentialFile
from tesela.site.awards.models import StatusList
from tesela.site.design.models import Edition
from tesela.site.endorsements import lists
from tesela.site.networks import statements
from tesela.site.providers import keys
from tesela.site.providers.models import Key, Organisation
from tesela.site.providers.public import (
    WALLET_KEYS,
    own_identity,
    type_of_credential,
    wallet_keys,
)
from tesela.site.verifier import taken_over
from tesela.text.errors import Problem, TeselaError
from tesela.trust.fetch import Fetch, signed_way

_WELL_KNOWN = "/.well-known/did.json"
_MANDATE = re.compile(r"/mandates/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\.json)?\Z")
_LONGEST = 2_000
"""Characters of an address or identity; what is longer is nothing of ours."""


def before(otherwise: Fetch) -> Fetch:
    """A `Fetch` that answers what is ours from the database and asks `otherwise` for the rest.

    Raises TeselaError `fetch.status` (404) for what would be ours and is not
    there, and as `otherwise` does.
    """

    return _OwnFirst(otherwise)


class _OwnFirst:
    """A `Fetch` that knows what is ours, also where it is asked for what is signed itself."""

    def __init__(self, otherwise: Fetch) -> None:
        self._otherwise = otherwise

    def __call__(self, url: str) -> bytes:
        return self._asked(url, self._otherwise)

    def signed(self, url: str) -> bytes:
        """As `trust.fetch.signed_way` of the fetcher behind it."""
        return self._asked(url, signed_way(self._otherwise))

    def _asked(self, url: str, otherwise: Fetch) -> bytes:
        path = own_path(url)
        if path is None:
            found = _own_domain(url) or taken_over.answer(url)
            return otherwise(url) if found is None else found
        found = _at(path, url)
        if found is None:
            raise TeselaError("fetch.status", url=url[:300], status=404)
        return found


class Published(Mapping[str, bytes]):
    """Address → public description of the editions published here, read when asked for.

    For one run of a verification, in which several steps ask for the same: the last answer is kept.
    """

    def __init__(self) -> None:
        self._last: tuple[str, bytes | None] = ("", None)

    def __getitem__(self, address: str) -> bytes:
        if self._last[0] != address:
            self._last = address, _description(address) if _is_text(address) else None
        if self._last[1] is None:
            raise KeyError(address)
        return self._last[1]

    def __bool__(self) -> bool:
        """Whether there are any is found out by asking for one."""
        return True

    def __iter__(self) -> Iterator[str]:
        return Edition.objects.values_list("iri", flat=True).iterator()

    def __len__(self) -> int:
        return Edition.objects.count()


def with_our_word(report: Report) -> Report:
    """The report with the operator's word about its issuer, where no registry has spoken.

    Of a register that was taken over, with what the register says (`taken_over.with_its_word`).
    """
    report = taken_over.with_its_word(report)
    issuer = report.trust.issuer
    if report.trust.outcome is Outcome.PASSED or not issuer or not _is_text(issuer):
        return report
    if report.trust.standing is not None:  # a registry knows it, and says otherwise
        return report
    organisation = _vouched(issuer)
    if organisation is None:
        return report
    service = urlsplit(settings.ADDRESS).hostname or ""
    said = Problem("trust.operator", {"service": service})
    return replace(
        report,
        trust=replace(
            report.trust,
            outcome=Outcome.PASSED,
            problem=said,
            registry=service,
            registered_name=dict(organisation.name),
        ),
    )


def issuer_here(report: Report, data: bytes) -> Organisation | None:
    """The organisation of this service whose own key signed `data`; None where it is another's.

    A key is found by the verification method that signed. A European credential
    names a certificate instead: then the very bytes must be ours.
    """
    passed = {one.id: one for one in report.checks if one.outcome is Outcome.PASSED}
    if not {"proof", "issuer"} <= passed.keys():
        return None
    methods = [str(one)[:_LONGEST] for one in passed["issuer"].evidence.get("methods", ())]
    known = [one for one in methods if _is_text(one)]
    if known and len(known) == len(methods):
        key = Key.objects.filter(method__in=known).select_related("organisation").first()
        return key.organisation if key else None
    file = CredentialFile.objects.filter(format="elm", digest=sha256(data).digest()).select_related(
        "award__organisation"
    )
    found = file.first() if report.content.get("format") == "elm" else None
    return found.award.organisation if found else None


def is_vouched(identity: str) -> bool:
    """Whether the operator vouches for the organisation whose identity this is or was."""
    return _is_text(identity) and _vouched(identity) is not None


def signed_meanwhile(report: Report) -> bool:
    """Whether a list of ours was signed after the moment for which the report holds.

    Whoever asks first after a withdrawal gets the list signed, and then it is
    younger than the question: it has to be asked again.
    """
    told = [check.problem for check in report.checks if check.id == "status"]
    told += [one.problem for one in report.endorsements if one.problem]
    return any(
        problem.data.get("reason") == "dates.not_yet" and _is_list_of_ours(problem.data)
        for problem in told
        if problem
    )


def _is_list_of_ours(data: Mapping[str, Any]) -> bool:
    address = str(data.get("address"))
    return own_path(address) is not None or taken_over.has_list(address)


def _at(path: str, url: str) -> bytes | None:
    if not _is_text(url):
        return None
    for reads in (
        _status_list,
        _endorsements_withdrawn,
        _mandate,
        _identity,
        _wallet_keys,
        _type,
    ):
        if (found := reads(path)) is not None:
            return found
    return _description(url)


def _status_list(path: str) -> bytes | None:
    name = _between(path, "/status/")
    published = status.found(name[:80]) if name else None
    return status.current_document(published) if published else None


def _endorsements_withdrawn(path: str) -> bytes | None:
    name = _between(path, "/endorsements/lists/")
    return lists.document_of(name[:80]) if name else None


def _mandate(path: str) -> bytes | None:
    named = _MANDATE.match(path)
    if named is None:
        return None
    return (statements.as_given if named[2] else statements.present)(UUID(named[1]))


def _identity(path: str) -> bytes | None:
    slug = unquote(_between(path, "/issuers/", "/did.json"))
    organisation = Organisation.objects.filter(slug=slug[:_LONGEST]).first() if slug else None
    return _document(organisation, own_identity(organisation)) if organisation else None


def _wallet_keys(path: str) -> bytes | None:
    slug = unquote(_between(path, f"{WALLET_KEYS}/issuers/"))
    organisation = Organisation.objects.filter(slug=slug[:_LONGEST]).first() if slug else None
    return wallet_keys(organisation) if organisation else None


def _type(path: str) -> bytes | None:
    name = _between(path, "/vct/")
    return type_of_credential(name) if name else None


def _own_domain(url: str) -> bytes | None:
    if not url.endswith(_WELL_KNOWN) or not url.startswith("https://") or not _is_text(url):
        return None
    host = _between(url, "https://", _WELL_KNOWN)
    identity = f"did:web:{host}"
    organisation = _vouched(identity) if host and "/" not in host else None
    return _document(organisation, identity) if organisation else None


def _document(organisation: Organisation, identity: str | None) -> bytes | None:
    found = keys.document(organisation, identity) if identity else None
    return json.dumps(found).encode() if found else None


def _vouched(identity: str) -> Organisation | None:
    """The organisation whose identity this is or was, where the operator vouches for it.

    A key that waits for a domain to show it, or waited in vain, proves nothing
    about that domain: a former identity counts when something was issued under it, which then has
    a status list. (Among ten million awards one by a key that made none is looked for long.)
    A `did:key` is the key itself, which is here: one that phone wallets' credentials name.
    """
    known = Organisation.objects.filter(vouched=True)
    if present := known.filter(identity=identity).first():
        return present
    methods = Key.objects.filter(method__startswith=f"{identity}#", organisation__vouched=True)
    for key in methods.select_related("organisation"):
        issued = StatusList.objects.filter(organisation=key.organisation, issuer=identity)
        slug = key.organisation.slug
        itself = identity.startswith("did:key:")
        if itself or identity in (did_web(slug), wallet_issuer(slug)) or issued.exists():
            return key.organisation
    return None


def _description(address: str) -> bytes | None:
    """Written out, since every verification asks and putting the question together takes longer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public FROM design_edition WHERE iri = %s", (address,))
        found = cursor.fetchone()
    return None if found is None else bytes(found[0])


def _is_text(address: str) -> bool:
    """Whether a database can be asked for it: not too long, no U+0000, no half of a character."""
    return len(address) <= _LONGEST and unquote(address).isprintable()


def _between(text: str, beginning: str, end: str = "") -> str:
    if not text.startswith(beginning) or not text.endswith(end):
        return ""
    return text[len(beginning) : len(text) - len(end)]
