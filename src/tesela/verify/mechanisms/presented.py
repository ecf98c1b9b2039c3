"""Presentations: who hands credentials over, and in answer to what (VCDM 2.0, 4.12; 1.1, 4.10).

What the credentials in it are worth is for their own verification to say. The
steps, for embedded proofs and for tokens alike:

1. presentation          it has the form of a presentation, each member a meaning
2. presentation-proof    each signature is correct
3. presentation-purpose  each was made to show who hands it over
4. presentation-time     it may be accepted at this time
5. holder                each key belongs to the holder, for this purpose
6. question              it answers the challenge and names the domain that were set
"""

from collections.abc import Iterator

from tesela.proofs import data_integrity, vc_jose
from tesela.shapes import canonical_quads
from tesela.text.errors import TeselaError
from tesela.trust.keys import MethodKey, key_of_method
from tesela.verify import common
from tesela.verify.enveloped import credentials_in, is_signed
from tesela.verify.form import V1, V2, is_url
from tesela.verify.key_use import check_use
from tesela.verify.mechanisms import jose
from tesela.verify.opened import Circumstances, Json, Mechanism, Opened, Passed

_PURPOSE = "authentication"


def presentation_of(secured: Json | str) -> tuple[Mechanism, Opened]:
    """How a presentation is secured, and what it says.

    Raises TeselaError `input.unknown`, and those of `vc_jose.read`.
    """
    mechanism = BY_TOKEN if isinstance(secured, str) else BY_PROOF
    return mechanism, mechanism.opened(secured)


def _opened_json(secured: Json | str) -> Opened:
    if isinstance(secured, str):
        raise TeselaError("input.unknown")
    holder = vc_jose.party_of(secured, vc_jose.PRESENTATION)
    return Opened(secured, secured, None if holder is None else str(holder))


def _opened_token(secured: Json | str) -> Opened:
    if not isinstance(secured, str):
        raise TeselaError("input.unknown")
    found = vc_jose.read(secured)
    if found.kind is not vc_jose.PRESENTATION:
        raise TeselaError("input.unknown")
    holder = vc_jose.party_of(found.document, found.kind) or found.claims.get("iss")
    if holder is None:
        named = found.token.header.get("kid")
        holder = named.partition("#")[0] if isinstance(named, str) and "#" in named else None
    return Opened(secured, found.document, None if holder is None else str(holder), found)


def _form(opened: Opened, asked: Circumstances) -> Passed:
    """VCDM 2.0, 4.12."""
    document = opened.document
    contexts = common.listed(document.get("@context"))
    types = common.listed(document.get("type"))
    holder = vc_jose.party_of(document, vc_jose.PRESENTATION)
    for holds, member in (
        (contexts[:1] in ([V1], [V2]), "@context"),
        ("VerifiablePresentation" in types and all(isinstance(t, str) for t in types), "type"),
        ("id" not in document or is_url(document["id"]), "id"),
        ("holder" not in document or is_url(holder), "holder"),
    ):
        if not holds:
            raise TeselaError("presentation.form", member=member)
    found = credentials_in(document)
    bare = {name: member for name, member in document.items() if name != "proof"}
    if any(isinstance(entry, str) for entry in common.listed(bare.get("verifiableCredential"))):
        # Tokens as bare texts (VCDM 1.1) are no statements; the signature covers them all the same.
        if opened.details is None:
            raise TeselaError("presentation.form", member="verifiableCredential")
        del bare["verifiableCredential"]
    canonical_quads(bare, asked.contexts)
    return Passed("presentation.form_ok", {"credentials": len(found)})


def _keys(opened: Opened, asked: Circumstances) -> Iterator[tuple[Json, MethodKey]]:
    for proof in data_integrity.proofs_of(opened.document):
        data_integrity.check_form(proof)
        yield proof, key_of_method(proof["verificationMethod"], asked.fetch)


def _proof(opened: Opened, asked: Circumstances) -> Passed:
    for proof, found in _keys(opened, asked):
        if not data_integrity.is_signed_by(opened.document, proof, found.key, asked.contexts):
            raise TeselaError("proof.wrong", cryptosuite=data_integrity.suite_of(proof))
    return Passed("presentation.proof_ok")


def _purpose(opened: Opened, asked: Circumstances) -> Passed | None:
    if not is_signed(opened.secured):
        return None
    for proof in data_integrity.proofs_of(opened.document):
        if proof.get("proofPurpose") != _PURPOSE:
            raise TeselaError("presentation.purpose", purpose=str(proof.get("proofPurpose"))[:80])
    return Passed("presentation.purpose_ok")


def _time(opened: Opened, asked: Circumstances) -> Passed | None:
    if not is_signed(opened.secured):
        return None
    for proof in data_integrity.proofs_of(opened.document):
        if "expires" in proof and data_integrity.moment(proof["expires"], "expires") <= asked.at:
            raise TeselaError("proof.expired", until=str(proof["expires"]))
    return Passed("presentation.time_ok")


def _holder(opened: Opened, asked: Circumstances) -> Passed:
    """Whoever signs is the holder; where the presentation names one, it must be that one."""
    if not is_signed(opened.secured):
        return Passed("presentation.unsigned")
    found = [key for _, key in _keys(opened, asked)]
    holder = opened.issuer or found[0].controller
    for key in found:
        if key.controller != holder:
            raise _other(key.controller, holder) if opened.issuer else _several()
        if _PURPOSE not in key.purposes:
            raise TeselaError("issuer.key_purpose", method=key.controller[:300])
        check_use(key, asked.at, asked)
    return Passed("presentation.holder_ok", {"holder": holder})


def _other(controller: str, holder: str) -> TeselaError:
    return TeselaError("presentation.holder", controller=controller[:300], holder=holder[:300])


def _several() -> TeselaError:
    return TeselaError("presentation.several_holders")


def _question(opened: Opened, asked: Circumstances) -> Passed | None:
    """VC Data Integrity 1.0, 2.1: every signature answers."""
    if asked.challenge is None and asked.domain is None:
        return None
    for proof in data_integrity.proofs_of(opened.document):
        _must_answer(proof.get("challenge"), proof.get("domain"), asked)
    return Passed("presentation.question_ok")


def _must_answer(challenge: object, domain: object, asked: Circumstances) -> None:
    if asked.challenge is not None and challenge != asked.challenge:
        raise TeselaError("presentation.challenge")
    if asked.domain is not None and asked.domain not in common.listed(domain):
        raise TeselaError("presentation.domain")


def _token_form(opened: Opened, asked: Circumstances) -> Passed:
    vc_jose.check(opened.details)
    if opened.details.selective and opened.details.selective.key_binding:
        raise TeselaError("token.key_binding")
    return _form(opened, asked)


def _token_proof(opened: Opened, asked: Circumstances) -> Passed:
    jose.must_be_signed(opened.details, _party(opened), asked.fetch)
    return Passed("presentation.proof_ok")


def _token_time(opened: Opened, asked: Circumstances) -> Passed:
    jose.must_be_in_time(opened.details, asked)
    return Passed("presentation.time_ok")


def _token_holder(opened: Opened, asked: Circumstances) -> Passed:
    holder = _party(opened)
    jose.must_be_vouched_for(opened.details, holder, asked)
    try:
        jose.must_be_bound(opened.details, holder, asked, frozenset((_PURPOSE,)))
    except TeselaError as error:
        if error.code == "issuer.other":
            raise _other(str(error.problem.data["controller"]), holder) from error
        raise
    return Passed("presentation.holder_ok", {"holder": holder})


def _party(opened: Opened) -> str:
    if opened.issuer is None:
        raise TeselaError("token.no_key")
    return opened.issuer


def _token_question(opened: Opened, asked: Circumstances) -> Passed | None:
    """OpenID for Verifiable Presentations has the same two claims."""
    if asked.challenge is None and asked.domain is None:
        return None
    claims = opened.details.claims
    _must_answer(claims.get("nonce"), claims.get("aud"), asked)
    return Passed("presentation.question_ok")


_FORM = "VC Data Model 2.0, 4.12"
BY_PROOF = Mechanism(
    name="embedded",
    recognises=common.is_json,
    opened=_opened_json,
    steps={
        "presentation": (_form, _FORM),
        "presentation-proof": (_proof, "VC Data Integrity 1.0, 4.5"),
        "presentation-purpose": (_purpose, "VC Data Integrity 1.0, 2.2"),
        "presentation-time": (_time, "VC Data Integrity 1.0, 2.1"),
        "holder": (_holder, "Controlled Identifiers 1.0, 3.3; VC Data Model 2.0, 4.12"),
        "question": (_question, "VC Data Integrity 1.0, 2.1"),
    },
    first=("presentation",),
    cannot_say=("proof.not_data_integrity", "proof.unknown_suite"),
)
BY_TOKEN = Mechanism(
    name="vc-jwt",
    recognises=lambda secured: isinstance(secured, str),
    opened=_opened_token,
    steps={
        "presentation": (_token_form, f"{_FORM}; Securing VCs using JOSE and COSE, 3.1"),
        "presentation-proof": (_token_proof, "RFC 7515, 5.2"),
        "presentation-time": (_token_time, "RFC 7519, 4.1"),
        "holder": (_token_holder, "Securing VCs using JOSE and COSE, 4"),
        "question": (_token_question, "VC Data Model 1.1, 6.3.1"),
    },
    first=("presentation",),
    cannot_say=(*jose.OPEN, "token.key_binding"),
)
