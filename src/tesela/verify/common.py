"""Steps that every document of the VC Data Model shares, however it is secured."""

from collections.abc import Mapping
from typing import Any

from tesela.codecs.leaves import without_direction
from tesela.proofs import data_integrity
from tesela.shapes import canonical_quads
from tesela.text.errors import TeselaError
from tesela.verify.form import check_form, validity
from tesela.verify.opened import Circumstances, Json, Opened, Passed
from tesela.verify.resources import pinned_documents

CANNOT_SAY = (
    "fetch.",
    "issuer.as_carried",
    "issuer.key_revoked",
    "jsonld.too_many",
    "jsonld.types_together",
    "method.unsupported",
    "multikey.unsupported",
    "status.as_of",
    "status.suspended_then",
    "status.unknown",
    "status.unsupported",
    "status.not_a_list",
    "status.other_issuer",
    "status.other_purpose",
    "status.list_not_genuine",
    "status.list_unreadable",
    "status.list_too_short",
    "status.position_outside",
    "status.too_many",
)
"""Codes (or their beginnings) that leave a check indeterminate, whatever the mechanism."""


def form(opened: Opened, asked: Circumstances) -> Passed:
    """VCDM 2.0, 4; for 1.1, its 4 and 5."""
    check_form(opened.document)
    return Passed("form.ok", {"type": opened.document["type"]})


def meaning(opened: Opened, asked: Circumstances) -> Passed:
    """Every member has a published meaning."""
    document = opened.document
    bare = {name: member for name, member in document.items() if name != "proof"}
    canonical_quads(without_direction(bare) if _is_text_signed(opened) else bare, asked.contexts)
    return Passed("meaning.ok", {"contexts": document["@context"]})


def _is_text_signed(opened: Opened) -> bool:
    """Whether the signature is of the text itself, so that it keeps what RDF cannot."""
    if isinstance(opened.secured, str):
        return True
    return all(data_integrity.signs_text(proof) for proof in listed(opened.document.get("proof")))


def dates(opened: Opened, asked: Circumstances) -> Passed:
    """VCDM 2.0, 4.9."""
    start, end = validity(opened.document)
    if start and asked.at < start:
        raise TeselaError("dates.not_yet", start=start.isoformat(), at=asked.at.isoformat())
    if end and asked.at > end:
        raise TeselaError("dates.over", end=end.isoformat())
    return Passed(
        "dates.ok",
        {"from": start and start.isoformat(), "until": end and end.isoformat()},
    )


def resources(opened: Opened, asked: Circumstances) -> Passed:
    """VCDM 2.0, 5.3."""
    checked = list(pinned(opened.document, asked))
    if checked:
        return Passed("resources.ok", {"checked": checked})
    code = "resources.not_at_hand" if opened.document.get("relatedResource") else "resources.none"
    return Passed(code, {"checked": []})


def pinned(document: Json, asked: Circumstances) -> dict[str, bytes | None]:
    """The pinned documents that are at hand. Raises TeselaError `resources.changed`."""

    def companion(address: str) -> bytes | None:
        copied = asked.registry.copy(address) if asked.registry else None
        return asked.companions.get(address, copied)

    return pinned_documents(document, companion, asked.beside)


def listed(value: Any) -> list[Any]:
    """One value, several or none, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def is_json(secured: object) -> bool:
    """Whether what was handed over is a JSON object."""
    return isinstance(secured, Mapping)
