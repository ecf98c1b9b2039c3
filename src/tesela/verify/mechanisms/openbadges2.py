"""Open Badges 2.0: assertions that their issuer hosts, and those that it signed.

1. form    the assertion has the members it must have
2. proof   hosted: the issuer's page still says the same; signed: the JWS is correct
3. issuer  hosted: the page belongs to the issuer; signed: the issuer lists the key
4. dates   it has been issued and has not expired
5. status  the issuer has not withdrawn it

A hosted assertion has no signature: it is as good as the page at its `id`. So
without a connection its authenticity stays open, and a file is compared with
that page word for word. To whom the page and the key belong, the issuer's own
profile says, which is fetched and never taken from the file.
"""

from typing import Any
from urllib.parse import urlsplit

from tesela.codecs import jsontext
from tesela.formats import openbadges2
from tesela.proofs import jws, spki
from tesela.proofs.keys import PublicKey
from tesela.text.errors import TeselaError
from tesela.verify import common
from tesela.verify.opened import Circumstances, Json, Mechanism, Opened, Passed

_DOCUMENT_BYTES = 500_000
MOST_REVOKED = 100_000


def recognises(secured: Json | str) -> bool:
    """An assertion, or a compact JWS of one."""
    if not isinstance(secured, str):
        return openbadges2.is_assertion(secured)
    try:
        return "~" not in secured and openbadges2.is_assertion(jws.claims(jws.parse(secured)))
    except TeselaError:
        return False


def opened(secured: Json | str) -> Opened:
    """The issuer is known where the badge class is embedded."""
    token = jws.parse(secured) if isinstance(secured, str) else None
    document = jws.claims(token) if token else secured
    if isinstance(document, str):
        raise TeselaError("input.unknown")
    issuer = openbadges2.issuer_of(openbadges2.badge_of(document))
    return Opened(secured, document, issuer, token)


def _form(opened: Opened, asked: Circumstances) -> Passed:
    openbadges2.check_form(opened.document)
    if _is_hosted(opened) is False and opened.details is None:
        raise TeselaError("proof.missing")
    return Passed("form.ok", {"type": opened.document["type"]})


def _proof(opened: Opened, asked: Circumstances) -> Passed:
    if _is_hosted(opened):
        return _same_as_hosted(opened, asked)
    key = _public_key(_key_document(opened, asked))
    if not jws.is_signed_by(opened.details, key):
        raise TeselaError("proof.wrong", cryptosuite=str(opened.details.header["alg"]))
    return Passed("proof.ok", {"algorithm": opened.details.header["alg"]})


def _same_as_hosted(opened: Opened, asked: Circumstances) -> Passed:
    address = str(opened.document["id"])
    if _hosted(opened, asked) != opened.document:
        raise TeselaError("badge.differs", address=address[:300])
    return Passed("badge.hosted", {"address": address})


def _issuer(opened: Opened, asked: Circumstances) -> Passed:
    profile = _profile(opened, asked)
    issuer = str(profile["id"])
    if _is_hosted(opened):
        address = str(opened.document["id"])
        if not _is_in_scope(address, profile):
            raise TeselaError("badge.other_host", address=address[:300], issuer=issuer[:300])
        return Passed("badge.own_page", {"issuer": issuer})
    key = _key_document(opened, asked)
    if key.get("owner") != issuer or key.get("id") not in _named(profile.get("publicKey")):
        raise TeselaError(
            "issuer.other", controller=str(key.get("owner"))[:300], issuer=issuer[:300]
        )
    return Passed("issuer.ok", {"issuer": issuer, "methods": [key["id"]]})


def _dates(opened: Opened, asked: Circumstances) -> Passed:
    start = openbadges2.moment_of(opened.document, "issuedOn")
    end = openbadges2.moment_of(opened.document, "expires")
    if start and asked.at < start:
        raise TeselaError("dates.not_yet", start=start.isoformat(), at=asked.at.isoformat())
    if end and asked.at >= end:
        raise TeselaError("dates.over", end=end.isoformat())
    return Passed(
        "dates.ok", {"from": start and start.isoformat(), "until": end and end.isoformat()}
    )


def _status(opened: Opened, asked: Circumstances) -> Passed:
    """Hosted: `revoked` on the page. Signed: the issuer's list of what was revoked."""
    address = str(opened.document["id"])
    if _is_hosted(opened):
        if opened.document.get("revoked") or _hosted(opened, asked).get("revoked"):
            raise TeselaError("status.revoked", list=address, asked_at=asked.at.isoformat())
        return Passed("status.ok", {"entries": [{"list": address, "purpose": "revocation"}]})
    profile = _profile(opened, asked)
    stated = profile.get("revocationList")
    if stated is None:
        return Passed("status.none", {"entries": []})
    listed = _document(_address(stated), asked)
    if listed.get("issuer", profile["id"]) != profile["id"]:
        raise TeselaError("status.other_issuer", address=str(stated)[:300])
    entries = common.listed(listed.get("revokedAssertions"))
    if len(entries) > MOST_REVOKED:
        raise TeselaError("status.list_unreadable")
    if address in _named(entries):
        raise TeselaError("status.revoked", list=str(stated), asked_at=asked.at.isoformat())
    return Passed("status.ok", {"entries": [{"list": stated, "purpose": "revocation"}]})


def _is_hosted(opened: Opened) -> bool:
    return openbadges2.kind_of(opened.document) == "hosted"


def _hosted(opened: Opened, asked: Circumstances) -> Json:
    """The assertion as its issuer shows it. Raises TeselaError `badge.offline`, `fetch.*`."""
    try:
        return _document(str(opened.document["id"]), asked)
    except TeselaError as error:
        if error.code == "fetch.offline":
            raise TeselaError("badge.offline", address=str(opened.document["id"])[:300]) from error
        raise


def _profile(opened: Opened, asked: Circumstances) -> Json:
    """The issuer's profile, as the issuer publishes it."""
    badge = openbadges2.badge_of(opened.document)
    if not badge:
        badge = _document(str(opened.document["badge"]), asked)
    issuer = openbadges2.issuer_of(badge)
    if issuer is None:
        raise TeselaError("form.member", member="badge.issuer")
    return _document(issuer, asked)


def _key_document(opened: Opened, asked: Circumstances) -> Json:
    """The CryptographicKey that the assertion names, else the issuer's one."""
    creator = opened.document["verification"].get("creator")
    if creator is None:
        named = _named(_profile(opened, asked).get("publicKey"))
        if len(named) != 1:
            raise TeselaError("token.no_key")
        creator = named[0]
    return _document(_address(creator), asked)


def _document(address: str, asked: Circumstances) -> Json:
    """A document that says it is the one at its address."""
    found = jsontext.parse(asked.fetch(address), _DOCUMENT_BYTES)
    if not isinstance(found, dict) or found.get("id") != address:
        raise TeselaError("badge.document", address=address[:300])
    return found


def _public_key(document: Json) -> PublicKey:
    stated = document.get("publicKeyPem")
    if not isinstance(stated, str):
        raise TeselaError("badge.document", address=str(document.get("id"))[:300])
    try:
        return spki.from_pem(stated)
    except ValueError as error:
        raise TeselaError("badge.document", address=str(document.get("id"))[:300]) from error


def _is_in_scope(address: str, profile: Json) -> bool:
    """Whether a page is the issuer's (Open Badges 2.0, VerificationObject).

    Where the profile names neither `startsWith` nor `allowedOrigins`, it is that of its own host.
    """
    said = profile.get("verification")
    rules = said if isinstance(said, dict) else {}
    hosts = common.listed(rules.get("allowedOrigins")) or [urlsplit(str(profile["id"])).hostname]
    starts = common.listed(rules.get("startsWith"))
    if urlsplit(address).hostname not in hosts and not starts:
        return False
    return not starts or any(
        isinstance(start, str) and start.count("/") >= 3 and address.startswith(start)
        for start in starts
    )


def _named(value: object) -> list[Any]:
    """The addresses of what is listed, alone or in objects."""
    return [entry.get("id") if isinstance(entry, dict) else entry for entry in common.listed(value)]


def _address(value: object) -> str:
    named = value.get("id") if isinstance(value, dict) else value
    if not isinstance(named, str):
        raise TeselaError("form.member", member="verification")
    return named


_STANDARD = "Open Badges 2.0"
OPEN_BADGES_2 = Mechanism(
    name="openbadges2",
    recognises=recognises,
    opened=opened,
    steps={
        "form": (_form, f"{_STANDARD}, Assertion"),
        "proof": (_proof, f"{_STANDARD}, Badge Verification"),
        "issuer": (_issuer, f"{_STANDARD}, VerificationObject and CryptographicKey"),
        "dates": (_dates, f"{_STANDARD}, Assertion"),
        "status": (_status, f"{_STANDARD}, RevocationList"),
    },
    first=("form",),
    cannot_say=("badge.offline", "badge.document", "token.no_key"),
)
