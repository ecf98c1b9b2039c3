"""Writing a JAdES (ETSI TS 119 182-1, 6) in the form of the Commission's files.

A JWS in the general serialisation whose payload stands there as it is (`b64`
false), in this order:

1. from B-T on a content time-stamp goes into the header (`adoTst`), as the
   Commission has it
2. header and payload are signed, and the signature is verified with the key in
   the certificate, so that nothing leaves that does not fit (of a batch the first: `alike`)
3. B-T: a time-stamp of the signature (`sigTst`)
4. B-LT: the certificates of all chains (`xVals`) and what their authorities say
   (`rVals`), of the seal and of its time-stamps; whoever was revoked seals nothing
5. B-LTA: an archive time-stamp over all of it (`arcTst`)

The time of signing is `sigT`, which Europass reads; `iat` instead is what
version 1.2.1 of the standard wants of new signatures.
"""

import base64
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Literal

import orjson

from tesela.codecs import jsontext
from tesela.codecs.multibase import base64url_encode
from tesela.proofs import jws, seal_certificates, timestamps
from tesela.proofs.jades.reading import Signature, parse
from tesela.proofs.jades.unsigned import archived, stamps
from tesela.proofs.seals import LEVELS, RevocationValues, Sealer, Sealing, TimeStamper
from tesela.text.errors import TeselaError

ClaimedTime = Literal["sigT", "iat"]


def seal(
    payload: bytes,
    sealing: Sealing,
    at: datetime,
    *,
    claimed_time: ClaimedTime = "sigT",
    quoted: bytes | None = None,
) -> bytes:
    """`payload` (UTF-8) sealed at the level of `sealing`; `at` is when, with a time zone.

    `quoted` is the payload as JSON has a text, where it is at hand. Raises TeselaError
    `json.not_utf8`, `seal.no_time_stamper`, `seal.no_revocations`,
    `seal.other_key` for a certificate of another key than the sealer's,
    `certificate.malformed`, and what the time-stamper and the revocations raise.
    """
    rank = LEVELS.index(sealing.level)
    lasting = rank >= LEVELS.index("B-LT")
    text = _text(payload) if lasting or quoted is None else ""
    stamper = _stamper(sealing) if rank else None
    header = _header(payload, sealing.sealer, at, stamper, claimed_time)  # 1
    signature = _signed(text, payload, header, sealing.sealer)  # 2
    if stamper:
        signature = _with(signature, "sigTst", _stamped(stamper, signature.value.encode()))  # 3
    if lasting:
        signature = _with_values(signature, sealing)  # 4
    if stamper and sealing.level == "B-LTA":
        signature = _archived(signature, stamper)  # 5
    return _written(signature, quoted)


def _text(payload: bytes) -> str:
    try:
        return payload.decode()
    except UnicodeDecodeError as error:
        raise TeselaError("json.not_utf8", position=error.start) from error


def renewed(sealed: bytes, sealing: Sealing) -> bytes:
    """A sealed document with one more archive time-stamp, and what proves the one before.

    Raises TeselaError `jws.malformed` for several signatures, `seal.no_time_stamper`,
    `seal.no_revocations`, and what reading and collecting raise.
    """
    found = jsontext.parse(sealed)
    if not isinstance(found, dict):
        raise TeselaError("jws.malformed", member="JWS")
    signatures = parse(found).signatures
    if len(signatures) != 1:
        raise TeselaError("jws.malformed", member="signatures")
    return _written(_archived(_with_values(signatures[0], sealing), _stamper(sealing)))


def _stamper(sealing: Sealing) -> TimeStamper:
    if sealing.time_stamper is None:
        raise TeselaError("seal.no_time_stamper", level=sealing.level)
    return sealing.time_stamper


def _header(
    payload: bytes,
    sealer: Sealer,
    at: datetime,
    stamper: TimeStamper | None,
    claimed_time: ClaimedTime,
) -> dict[str, Any]:
    """In the order of the Commission's files."""
    own = sealer.certificates[0]
    moment = at.astimezone(UTC).replace(microsecond=0)
    header: dict[str, Any] = {
        "alg": jws.algorithm_of(sealer.kind),
        "cty": "octet-stream",
        "kid": _base64(seal_certificates.issuer_serial(own)),
        "x5t#S256": base64url_encode(sha256(own).digest()),
        "x5c": [_base64(der) for der in _without_root(sealer.certificates)],
        "typ": "jose+json",
        "b64": False,
    }
    if claimed_time == "sigT":
        header["sigT"] = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    else:
        header["iat"] = int(moment.timestamp())
    if stamper:
        header["adoTst"] = _container(_stamped(stamper, payload))
    header["crit"] = [name for name in ("b64", "sigT", "adoTst") if name in header]
    return header


def _without_root(certificates: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """The chain that readers need: whoever trusts the root has it (RFC 7515, 4.1.6)."""
    return certificates[:1] + tuple(
        der for der in certificates[1:] if not seal_certificates.read(der).self_issued
    )


def _signed(text: str, payload: bytes, header: Mapping[str, Any], sealer: Sealer) -> Signature:
    """`payload` is `text` in UTF-8, which is not written again: it may be long."""
    protected = base64url_encode(jws.plain(header))
    signing_input = protected.encode() + b"." + payload
    value = base64url_encode(sealer.sign(signing_input))
    signature = Signature(text, protected, header, value, ())
    try:
        signature.verify(signing_input)
    except TeselaError as error:
        if error.code in ("proof.wrong", "jws.other_key"):
            raise TeselaError("seal.other_key") from error
        raise
    return signature


def _with_values(signature: Signature, sealing: Sealing) -> Signature:
    """What proves the seal and its time-stamps later, but what is there already."""
    if sealing.revocations is None:
        raise TeselaError("seal.no_revocations", level=sealing.level)
    known = [signature.certificates]
    for stamp in stamps(signature):
        token = timestamps.read_token(stamp.token)
        authority = timestamps.check_signature(token)
        known.append((authority.der, *token.certificates))
    found = [sealing.revocations(chain) for chain in dict.fromkeys(known)]
    certificates = dict.fromkeys(der for chain, _ in found for der in chain)
    added = [der for der in certificates if der not in signature.certificates]
    if added:
        signature = _with(
            signature, "xVals", [{"x509Cert": {"val": _base64(der)}} for der in added]
        )
    values = _values([values for _, values in found])
    return _with(signature, "rVals", values) if values else signature


def _values(found: list[RevocationValues]) -> dict[str, Any]:
    """`rVals` (5.3.5.3), each value once."""
    kinds = {
        "crlVals": dict.fromkeys(der for values in found for der in values.crls),
        "ocspVals": dict.fromkeys(der for values in found for der in values.ocsp),
    }
    return {
        name: [{"val": _base64(der)} for der in values] for name, values in kinds.items() if values
    }


def _archived(signature: Signature, stamper: TimeStamper) -> Signature:
    of = archived(signature, len(signature.unsigned))
    return _with(signature, "arcTst", _stamped(stamper, of))


def _stamped(stamper: TimeStamper, data: bytes) -> bytes:
    return stamper(sha256(data).digest())


def _with(signature: Signature, name: str, value: Any) -> Signature:
    """The signature with one more item of `etsiU`; a token becomes its container."""
    stated = _container(value) if isinstance(value, bytes) else value
    item = base64url_encode(jws.plain({name: stated}))
    return replace(signature, unsigned=(*signature.unsigned, item))


def _container(token: bytes) -> dict[str, Any]:
    """`tstContainer` (5.4.3.3)."""
    return {"tstTokens": [{"val": _base64(token)}]}


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _written(signature: Signature, quoted: bytes | None = None) -> bytes:
    """All of it is text, which orjson writes as `json` does."""
    entry: dict[str, Any] = {"protected": signature.protected}
    if signature.unsigned:
        entry["header"] = {"etsiU": list(signature.unsigned)}
    entry["signature"] = signature.value
    payload = quoted or orjson.dumps(signature.payload)
    return b'{"payload":%b,"signatures":[%b]}' % (payload, orjson.dumps(entry))
