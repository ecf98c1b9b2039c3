"""What is around a credential: an envelope (VCDM 2.0, 4.13 and 4.14), a presentation, or both.

An envelope is a JSON document whose `id` is a data URL with a token; it says
nothing of its own, and with anything else in it, it is refused. A presentation
of one credential is that credential with somebody who hands it over; of
several, nobody could say which one a report is about (`verify_presentation`
reports on each).
"""

from collections.abc import Mapping

from tesela.proofs import jws, vc_jose
from tesela.text.errors import TeselaError
from tesela.verify.opened import Json

MAXIMUM_CREDENTIALS = 50
"""A presentation may hold so many; whoever sends more wants work."""


def unfolded(secured: Json | str) -> Json | str:
    """What an envelope holds; everything else as it is.

    Raises TeselaError `token.envelope`.
    """
    if isinstance(secured, str) or not vc_jose.is_envelope(secured):
        return secured
    return vc_jose.token_in(secured)[1]


def is_presentation(secured: Json | str) -> bool:
    """Whether this is a presentation, or a token of one."""
    if isinstance(secured, str):
        return _is_presented_token(secured)
    types = secured.get("type")
    stated = types if isinstance(types, list) else [types]
    return "VerifiablePresentation" in stated and "VerifiableCredential" not in stated


def is_signed(secured: Json | str) -> bool:
    """Whether somebody signed the presentation, rightly or not."""
    return isinstance(secured, str) or bool(secured.get("proof"))


def credentials_in(presentation: Json) -> list[Json | str]:
    """The secured credentials of a presentation, out of their envelopes.

    Raises TeselaError `presentation.form`, `token.envelope`.
    """
    stated = presentation.get("verifiableCredential", [])
    listed = stated if isinstance(stated, list) else [stated]
    if len(listed) > MAXIMUM_CREDENTIALS:
        raise TeselaError("presentation.form", member="verifiableCredential")
    found = []
    for entry in listed:
        credential = unfolded(entry) if isinstance(entry, Mapping | str) else None
        if not credential or is_presentation(credential):
            raise TeselaError("presentation.form", member="verifiableCredential")
        found.append(credential)
    return found


def only_credential(presentation: Json) -> Json | str:
    """The one credential of a presentation.

    Raises TeselaError `input.presentation` with their number, and those of `credentials_in`.
    """
    found = credentials_in(presentation)
    if len(found) != 1:
        raise TeselaError("input.presentation", count=len(found))
    return found[0]


def _is_presented_token(compact: str) -> bool:
    if "~" in compact and not is_selective(compact):
        return False
    try:
        return vc_jose.read(compact).kind is vc_jose.PRESENTATION
    except TeselaError:
        return False


def is_selective(compact: str) -> bool:
    """Whether an SD-JWT secures a document of the VC Data Model (VC-JOSE-COSE, 3.2).

    Earlier drafts of SD-JWT VC have the same `typ` as credentials of this kind, and a `vct`.
    """
    try:
        header = jws.header_in(compact.partition(".")[0])
        typ = str(header.get("typ", "")).lower().removeprefix("application/")
        if typ not in ("vc+sd-jwt", "vp+sd-jwt"):
            return False
        return "vct" not in jws.claims(jws.parse(compact.partition("~")[0]))
    except TeselaError:
        return False


def as_bytes(secured: Json | str) -> bytes:
    """A secured credential as a file by itself would hold it."""
    return secured.encode() if isinstance(secured, str) else jws.plain(secured)
