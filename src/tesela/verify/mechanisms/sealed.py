"""Seals of organisations: JAdES (ETSI TS 119 182-1), as European Digital Credentials have them.

1. form         the document has the form of a verifiable credential
2. proof        each seal is a correct signature of the document as it stands
3. meaning      every member has a published meaning
4. timestamps   each time-stamp is of what it should be, and signed by its authority
5. certificate  somebody whom one trusts vouches for who sealed, as of when it was sealed
6. issuer       the organisation in the certificate is the issuer that the document names
7. dates        the document is valid at this time
8. status       it has not been withdrawn or suspended
9. archive      archive time-stamps cover all that was there before
10. resources   the pinned documents that we have are the right ones

The signature is over the document's own text, so it is checked before the
meaning, and of a document that was changed nothing else is asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from tesela.codecs import jsontext
from tesela.formats.elm.values import node_in, nodes_in
from tesela.model.report import CheckResult, Existence, Ground, Outcome
from tesela.proofs import jades, jws
from tesela.proofs.seal_certificates import Name, addresses
from tesela.text.errors import Problem, TeselaError
from tesela.trust.keys import controller_address
from tesela.verify import common, states
from tesela.verify.certified import CANNOT_SAY, Vouched, vouched_for
from tesela.verify.form import V2, issuer_of, validity
from tesela.verify.opened import Circumstances, Json, Mechanism, Opened, Passed
from tesela.verify.proven import CheckedStamp, Proven, checked, proven

_TYPES = {"jose", "jose+json", "application/jose", "application/jose+json"}


def _recognises(secured: Json | str) -> bool:
    if isinstance(secured, str):
        try:
            header = jws.parse(secured).header
        except TeselaError:
            return False
        return "sigT" in header or "adoTst" in header or str(header.get("typ")) in _TYPES
    return "payload" in secured and bool({"signatures", "protected"} & secured.keys())


def _opened(secured: Json | str) -> Opened:
    """Raises TeselaError `input.unknown`, `jws.malformed`, `jades.unsigned`, `json.*`."""
    found = jades.parse(secured)
    document = jsontext.parse(found.content)
    if not isinstance(document, dict) or not {"@context", "credentialSubject"} & document.keys():
        raise TeselaError("input.unknown")
    issuer = issuer_of(document)
    named = str(issuer) if issuer is not None else None
    return Opened(
        secured, document, named, found, lambda who, at: _publishes(found, document, who, at)
    )


def _publishes(found: jades.Jades, document: Json, issuer: str, address: str) -> bool:
    """Whoever seals has no DID; its status lists are signed by somebody who has one.

    That is whom the certificate names, or the sealed document as the web identity of the
    issuer or of a body for which it seals, or whoever holds the host of the list: the sealed
    document names its address.
    """
    if issuer in addresses(found.signatures[0].certificates[0]) or issuer in _web_names(document):
        return True
    own = controller_address(issuer)
    return own is not None and urlsplit(own).netloc == urlsplit(address).netloc


def _web_names(document: Json) -> Iterator[object]:
    """What the issuer and the awarding bodies are called on the web; the seal covers it."""
    for party in (*nodes_in(document.get("issuer")), *_awarding_bodies(document)):
        for one in nodes_in(party.get("identifier")):
            if one.get("schemeName") == "web":
                yield one.get("notation")


def _awarding_bodies(document: Json) -> Iterator[Json]:
    for claim in nodes_in(node_in(document.get("credentialSubject")).get("hasClaim")):
        yield from nodes_in(node_in(claim.get("awardedBy")).get("awardingBody"))


def _signatures(opened: Opened) -> tuple[jades.Signature, ...]:
    found: jades.Jades = opened.details
    return found.signatures


def _proof(opened: Opened, asked: Circumstances) -> Passed:
    seals = []
    for signature in _signatures(opened):
        certificate = signature.verify()
        seals.append(
            {
                "algorithm": signature.header["alg"],
                "level": jades.level_of(signature),
                "claimed_at": signature.claimed_at.isoformat(),
                "certificate": certificate.thumbprint,
                "left_alone": list(jades.added(signature).left_alone),
            }
        )
    return Passed("proof.ok", {"seals": seals})


def _meaning(opened: Opened, asked: Circumstances) -> Passed:
    """What a status entry says is for its own standard to define, and for its step to read."""
    document = {
        name: member for name, member in opened.document.items() if name != "credentialStatus"
    }
    return common.meaning(replace(opened, document=document), asked)


def _stamps(opened: Opened, *kinds: str) -> Iterator[CheckedStamp]:
    for signature in _signatures(opened):
        for stamp in jades.stamps(signature):
            if stamp.kind in kinds:
                yield checked(stamp, signature)


def _timestamps(opened: Opened, asked: Circumstances) -> Passed | None:
    found = list(_stamps(opened, "adoTst", "sigTst"))
    if not found:
        return None
    return Passed("timestamps.ok", {"timestamps": [_written(stamp) for stamp in found]})


def _archive(opened: Opened, asked: Circumstances) -> Passed | None:
    found = list(_stamps(opened, "arcTst"))
    if not found:
        return None
    until = max(stamp.authority.valid_until for stamp in found)
    return Passed(
        "archive.ok",
        {"timestamps": [_written(stamp) for stamp in found], "until": until.isoformat()},
    )


def _written(stamp: CheckedStamp) -> dict[str, str]:
    return {
        "kind": stamp.kind,
        "at": stamp.moment.isoformat(),
        "authority": stamp.authority.subject,
    }


def _certificate(opened: Opened, asked: Circumstances) -> Passed:
    found = [_vouched(signature, asked) for signature in _signatures(opened)]
    return Passed("certificate.ok", {"certificates": [_stated(*entry) for entry in found]})


def _vouched(signature: jades.Signature, asked: Circumstances) -> tuple[Name, Vouched, Proven]:
    """Who sealed, who vouches for them, and since when the seal is proven to exist."""
    own = signature.certificate
    since = proven(signature, asked)
    moment = since.moment or asked.existed_by or asked.at
    added = jades.added(signature)
    beside = (*signature.certificates[1:], *added.certificates)
    try:
        vouched = vouched_for(own.der, beside, added.values, asked, moment)
    except TeselaError as error:
        ended = moment > own.valid_until
        inside = own.valid_from <= signature.claimed_at <= own.valid_until
        if error.code == "certificate.outside" and since.moment is None and ended and inside:
            until = own.valid_until.isoformat()
            raise TeselaError("certificate.unproven", until=until) from error
        raise
    return own.subject, vouched, since


def _existed(opened: Opened, asked: Circumstances) -> Existence | None:
    """By when all seals existed, as their time-stamps prove."""
    found = [proven(signature, asked) for signature in _signatures(opened)]
    moments = [one.moment for one in found if one.moment]
    if not moments or len(moments) < len(found):
        return None
    stated = {"by": max(moments).isoformat(), "authority": str(found[0].authority)}
    problem = Problem("existence.proven", stated)
    return Existence(Outcome.PASSED, problem, max(moments), stated)


def _stated(subject: Name, vouched: Vouched, since: Proven) -> dict[str, Any]:
    return {
        "subject": subject.to_json(),
        "anchor": vouched.chain.anchor.name,
        "qualified": vouched.chain.is_qualified,
        "proven_at": since.moment and since.moment.isoformat(),
        "timestamp_authority": since.authority,
        "revocation": [statement.source for statement in vouched.statements],
    }


def _issuer(opened: Opened, asked: Circumstances) -> Passed:
    stated = opened.document.get("issuer")
    named = []
    for signature in _signatures(opened):
        certificate = signature.certificate
        if opened.issuer not in addresses(certificate.der):
            _compare(stated if isinstance(stated, Mapping) else {}, certificate.subject)
        named.append(certificate.subject.to_json())
    return Passed("issuer.sealed", {"issuer": opened.issuer, "certificates": named})


def _compare(issuer: Mapping[str, Any], subject: Name) -> None:
    """The register's identifier where both state one, else the registered name.

    Raises TeselaError `issuer.other_organisation`, `issuer.unnamed`.
    """
    identifiers = {
        _even(entry.get("notation"))
        for entry in common.listed(issuer.get("eIDASIdentifier"))
        if isinstance(entry, Mapping)
    }
    names = {_even(text) for name in ("legalName", "name") for text in _texts(issuer.get(name))}
    certified = " ".join(filter(None, (subject.organisation, subject.identifier)))[:300]
    if identifiers and subject.identifier:
        same = identifiers == {_even(subject.identifier)}
    elif names:
        same = _even(subject.plain) in names
    else:
        raise TeselaError("issuer.unnamed", certified=certified)
    if not same:
        stated = ", ".join(sorted(names or identifiers))[:300]
        raise TeselaError("issuer.other_organisation", issuer=stated, certified=certified)


def _texts(value: Any) -> Iterator[str]:
    """Plain text, tagged text (`@value`) and language maps."""
    for entry in common.listed(value):
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, Mapping):
            texts = [entry["@value"]] if "@value" in entry else list(entry.values())
            yield from (
                text for one in texts for text in common.listed(one) if isinstance(text, str)
            )


def _even(text: object) -> str:
    """Without differences in spaces and capitals."""
    return " ".join(str(text).split()).casefold()


def _dates(opened: Opened, asked: Circumstances) -> Passed:
    """VCDM, 4.9, and for European Digital Credentials their own `validFrom` and `validUntil`."""
    passed = common.dates(opened, asked)
    start, end = validity({"@context": [V2], **_own_dates(opened.document)})
    if start and asked.at < start:
        raise TeselaError("dates.not_yet", start=start.isoformat(), at=asked.at.isoformat())
    if end and asked.at > end:
        raise TeselaError("dates.over", end=end.isoformat())
    return passed


def _own_dates(document: Json) -> dict[str, Any]:
    return {name: document[name] for name in ("validFrom", "validUntil") if name in document}


def _grounds(
    opened: Opened, asked: Circumstances, checks: Sequence[CheckResult]
) -> tuple[Ground, ...]:
    """What the certificate says of the issuer's name, and who vouches for it."""
    passed = {check.id: check for check in checks if check.outcome is Outcome.PASSED}
    if "proof" not in passed:
        return ()
    found = _signatures(opened)
    vouched = passed["certificate"].evidence["certificates"] if "certificate" in passed else ()
    return tuple(map(_ground, found, vouched or (None,) * len(found)))


def _ground(signature: jades.Signature, vouched: Mapping[str, Any] | None) -> Ground:
    """`vouched` is what the step about the certificate has found, where it passed."""
    own = signature.certificate
    data = {"name": own.subject.plain, "authority": own.issuer.common or own.issuer.plain}
    evidence = {"subject": own.subject.to_json(), "issuer": own.issuer.to_json()}
    if vouched is None:
        code = "ground.self_certified" if own.self_issued else "ground.certificate_claimed"
        return Ground("certificate", Outcome.INDETERMINATE, Problem(code, data), evidence)
    code = "ground.certificate_qualified" if vouched["qualified"] else "ground.certificate"
    anchored = evidence | {name: vouched[name] for name in ("anchor", "qualified")}
    return Ground("certificate", Outcome.PASSED, Problem(code, data), anchored)


SEALED = Mechanism(
    name="sealed",
    recognises=_recognises,
    opened=_opened,
    steps={
        "form": (common.form, "VC Data Model 2.0, 4; for 1.1, its 4 and 5"),
        "proof": (_proof, "ETSI TS 119 182-1, 4 to 5.2; RFC 7515, 5.2; RFC 7797"),
        "meaning": (_meaning, "JSON-LD 1.1; VC Data Model 2.0, 5.2.1"),
        "timestamps": (_timestamps, "ETSI TS 119 182-1, 5.2.6 and 5.3.4; RFC 3161"),
        "certificate": (_certificate, "ETSI EN 319 102-1, 5.2.6 and 5.5; RFC 5280, 6"),
        "issuer": (_issuer, "ETSI EN 319 412-3, 4.2.1; European Learning Model 3.2, Organisation"),
        "dates": (_dates, "VC Data Model 2.0, 4.9"),
        "status": (states.status, "Bitstring Status List 1.0, 3.2"),
        "archive": (_archive, "ETSI TS 119 182-1, 5.3.6.2"),
        "resources": (common.resources, "VC Data Model 2.0, 5.3"),
    },
    first=("form", "proof"),
    grounds=_grounds,
    existed=_existed,
    cannot_say=(
        *CANNOT_SAY,
        "certificate.unproven",
        "issuer.unnamed",
        "jsonld.not_covered",  # the signature covers the text, whatever it means
        "jsonld.unknown_context",
        "jades.archive_clear",
    ),
)
